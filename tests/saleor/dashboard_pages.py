"""Pages of the dashboard as a browser asks for them, and the tokens that Saleor makes for them."""

from collections.abc import Callable
from typing import Any

from django.test import Client
from saleor.account.models import User
from saleor.app.models import App
from saleor.app.types import AppType
from saleor.core.jwt import create_access_token_for_app
from saleor.permission.models import Permission

from saleor_allegro.shop.saleor.companion import IDENTIFIER
from tests.saleor.statements import StatementCounter
from tests.saleor.world import World

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


def costs_with_more_channels(
    world: World, show: Callable[[], object], count_statements: Callable[[], StatementCounter]
) -> list[int]:
    """Statements that a page costs in the shop as it is, and with twenty channels more."""
    counts = []
    for _ in range(2):
        with count_statements() as statements:
            show()
        counts.append(len(statements))
        for number in range(20):
            world.make_channel(f"more-{number}-{len(counts)}")
    return counts
