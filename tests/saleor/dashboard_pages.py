"""Pages of the dashboard as a browser asks for them, and the tokens that Saleor makes for them."""

from typing import Any

from django.test import Client
from saleor.account.models import User
from saleor.app.models import App
from saleor.app.types import AppType
from saleor.core.jwt import create_access_token_for_app
from saleor.permission.models import Permission

from saleor_allegro.dashboard.own_app import IDENTIFIER

BASE = "/plugins/saleor_allegro/dashboard"


def the_app(identifier: str = IDENTIFIER) -> App:
    """A companion App, as far as tokens go."""
    app = App.objects.create(
        name="Allegro", identifier=identifier, type=AppType.THIRDPARTY, is_installed=True
    )
    names = ("manage_orders", "manage_plugins")
    app.permissions.set(Permission.objects.filter(codename__in=names))
    return app


def token_of(user: User, app: App | None = None) -> str:
    """The token that Saleor gives this person for our App, or another."""
    return create_access_token_for_app(app or App.objects.get(identifier=IDENTIFIER), user)


def look(path: str, token: str | None, **fields: Any) -> Any:
    """The piece of a view, as the script asks for it."""
    headers = {"X-Saleor-Allegro": "piece"}
    if token is not None:
        headers["Authorization"] = f"Bearer {token}"
    return Client().post(f"{BASE}/{path}", data=fields, headers=headers)
