"""Who looks at a page: the check of the token that the dashboard hands to the companion App.

It is a JWT of a member of staff, good for five minutes, made by Saleor for one App
(`saleor.core.jwt.create_access_token_for_app`). Nothing else opens a page: no cookie, no other
kind of token, none of another App.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

import jwt
from graphene import Node
from saleor.account.models import User
from saleor.core.jwt import (
    APP_KEY_FIELD,
    JWT_THIRDPARTY_ACCESS_TYPE,
    PERMISSIONS_FIELD,
    get_user_from_payload,
    jwt_decode,
)

from saleor_allegro.shop.saleor.companion import companion_apps

#: Longer than any token with all of Saleor's permissions in it.
_LONGEST: Final = 16_384


class NoAccess(Exception):
    """The token opens nothing."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Permit:
    """A person who may look at pages, until their token expires."""

    #: What both the person and the App may do, such as "MANAGE_ORDERS".
    permissions: frozenset[str]


def read_permit(token: str, now: datetime) -> Permit:
    """
    Raises:
        NoAccess: The token is none, is forged, old, of another kind or App; or the App was
            removed or switched off; or the person is no active member of staff any more.
    """
    payload = _decoded(token)
    if payload.get("type") != JWT_THIRDPARTY_ACCESS_TYPE:
        raise NoAccess("not a token for an App")
    expires_at = payload.get("exp")
    # Saleor may be set not to look at it (JWT_EXPIRE); a token without an end is none of these.
    if not isinstance(expires_at, int | float) or expires_at <= now.timestamp():
        raise NoAccess("the token is old")
    app = companion_apps().filter(is_active=True, is_installed=True).first()
    if app is None or payload.get(APP_KEY_FIELD) != Node.to_global_id("App", app.pk):
        raise NoAccess("a token for another App, or ours is switched off")
    named = _permissions(payload)
    user = _user(payload)
    held = set(user.effective_permissions.values_list("codename", flat=True))
    return Permit(permissions=frozenset(n for n in named if n.lower() in held))


def _decoded(token: str) -> dict[str, Any]:
    if not 0 < len(token) <= _LONGEST:
        raise NoAccess("no token")
    try:
        payload: dict[str, Any] = jwt_decode(token)
    except jwt.ExpiredSignatureError as error:
        raise NoAccess("the token is old") from error
    except (jwt.PyJWTError, ValueError) as error:
        raise NoAccess("the token is not ours") from error
    return payload


def _permissions(payload: dict[str, Any]) -> list[str]:
    named = payload.get(PERMISSIONS_FIELD)
    if not isinstance(named, list):
        raise NoAccess("the token names no permissions")
    return [name for name in named if isinstance(name, str)]


def _user(payload: dict[str, Any]) -> User:
    """The person as they are now: what the token says of them may be five minutes old."""
    try:
        user = get_user_from_payload(payload)
    except (jwt.PyJWTError, KeyError) as error:
        raise NoAccess("the token was taken back") from error
    if user is None or not user.is_active or not user.is_staff:
        raise NoAccess("no member of staff")
    return user
