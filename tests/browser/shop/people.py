"""Staff who log in, and the tokens that they could come with."""

from datetime import UTC, datetime, timedelta
from typing import Any

from graphene import Node
from saleor.account.models import Group, User
from saleor.app.models import App
from saleor.app.types import AppType
from saleor.channel.models import Channel
from saleor.core.jwt import create_access_token_for_app, jwt_decode
from saleor.core.jwt_manager import get_jwt_manager
from saleor.permission.models import Permission

from saleor_allegro.shop.saleor.companion import IDENTIFIER

PASSWORD = "only for tests"


def make_staff(
    email: str, permissions: list[str], channels: list[str] | None = None
) -> dict[str, str]:
    """Staff with these permissions alone, such as "manage_orders"; they can log in.

    Args:
        channels: Slugs of those they have access to; `None`: all.
    """
    user = User.objects.create(email=email, is_staff=True, is_active=True, is_confirmed=True)
    user.set_password(PASSWORD)
    user.save(update_fields=["password"])
    group = Group.objects.create(name=email, restricted_access_to_channels=channels is not None)
    group.permissions.set(Permission.objects.filter(codename__in=permissions))
    group.channels.set(Channel.objects.filter(slug__in=channels or []))
    user.groups.add(group)
    return {"email": email, "password": PASSWORD, "id": Node.to_global_id("User", user.pk)}


def make_token(email: str, **claims: Any) -> str:
    """What Saleor gives this person for our App.

    Args:
        claims: Others than Saleor's, such as `type="access"`; `exp` and `iat` are seconds from now.
    """
    app = App.objects.get(identifier=IDENTIFIER)
    token = create_access_token_for_app(app, User.objects.get(email=email))
    if not claims:
        return token
    for name in ("exp", "iat"):
        if name in claims:
            claims[name] = datetime.now(UTC) + timedelta(seconds=claims[name])
    return get_jwt_manager().encode(jwt_decode(token) | claims)


def make_other_app(name: str = "Another") -> str:
    """The id of an App that is not ours, as tokens name it: claim `app`."""
    app = App.objects.create(
        name=name, identifier=name, type=AppType.THIRDPARTY, is_installed=True, is_active=True
    )
    return Node.to_global_id("App", app.pk)
