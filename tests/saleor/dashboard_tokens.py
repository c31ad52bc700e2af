"""Tokens that open no page, each for one reason."""

from collections.abc import Callable, Mapping
from datetime import timedelta
from typing import Any, Final

import jwt
from cryptography.hazmat.primitives.asymmetric import rsa
from django.test import override_settings
from saleor.account.models import User
from saleor.app.models import App
from saleor.core.jwt import (
    create_access_token,
    create_refresh_token,
    jwt_decode,
    jwt_encode,
)

from saleor_allegro.shop.saleor.companion import IDENTIFIER
from tests.saleor.dashboard_pages import the_app, token_of
from tests.saleor.viewers import an_app


def _without(user: User, *claims: str, **others: Any) -> str:
    """A token of ours, signed by Saleor, but for these claims."""
    payload = jwt_decode(token_of(user))
    return jwt_encode({k: v for k, v in payload.items() if k not in claims} | others)


def _expired(user: User) -> str:
    with override_settings(JWT_TTL_APP_ACCESS=timedelta(seconds=-1)):
        return token_of(user)


def _signed_by_another(user: User) -> str:
    given = token_of(user)
    payload = jwt.decode(given, options={"verify_signature": False})
    header = jwt.get_unverified_header(given)
    key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    return jwt.encode(payload, key, algorithm="RS256", headers={"kid": header["kid"]})


def _signed_by_a_text(user: User) -> str:
    payload = jwt.decode(token_of(user), options={"verify_signature": False})
    return jwt.encode(payload, "a key of somebody else's" * 3, algorithm="HS256")


def _unsigned(user: User) -> str:
    payload = jwt.decode(token_of(user), options={"verify_signature": False})
    return jwt.encode(payload, None, algorithm="none")


def _after(change: Callable[[User], None]) -> Callable[[User], str]:
    """A token that was good until something changed."""

    def token(user: User) -> str:
        given = token_of(user)
        change(user)
        return given

    return token


def _app_becomes(**fields: Any) -> Callable[[User], None]:
    def change(user: User) -> None:
        App.objects.filter(identifier=IDENTIFIER).update(**fields)

    return change


def _user_becomes(**fields: Any) -> Callable[[User], None]:
    def change(user: User) -> None:
        User.objects.filter(pk=user.pk).update(**fields)

    return change


def _removed_app(user: User) -> None:
    from django.utils import timezone

    App.objects.filter(identifier=IDENTIFIER).update(removed_at=timezone.now())


def _apps_own(user: User) -> str:
    app = App.objects.get(identifier=IDENTIFIER)
    _, token = app.tokens.create(name="made by hand")
    return str(token)


#: Why it opens nothing -> the token, made for a person who may manage orders and plugins.
OPEN_NOTHING: Final[Mapping[str, Callable[[User], str | None]]] = {
    "none": lambda user: None,
    "empty": lambda user: "",
    "rubbish": lambda user: "rubbish.rubbish.rubbish",
    "20 kB of rubbish": lambda user: "a" * 20_000,
    "expired": _expired,
    "of a person who logged in": create_access_token,
    "that refreshes": create_refresh_token,
    "of another App": lambda user: token_of(user, the_app("somebody.elses")),
    "of no App": lambda user: _without(user, "app"),
    "of an App by its number": lambda user: _without(
        user, app=str(App.objects.get(identifier=IDENTIFIER).pk)
    ),
    "that an App logs in with": lambda user: _apps_own(user),
    "of an App of the same rights": lambda user: token_of(user, an_app("manage_orders")),
    "signed with another key": _signed_by_another,
    "signed in another way": _signed_by_a_text,
    "not signed": _unsigned,
    "without an end": lambda user: _without(user, "exp"),
    "without permissions": lambda user: _without(user, "permissions"),
    "whose permissions are a text": lambda user: _without(user, permissions="MANAGE_ORDERS"),
    "without a person": lambda user: _without(user, "email"),
    "of an App that is switched off": _after(_app_becomes(is_active=False)),
    "of an App that is removed": _after(_removed_app),
    "of an App not yet installed": _after(_app_becomes(is_installed=False)),
    "of a person who was locked out": _after(_user_becomes(is_active=False)),
    "of a person who has left the staff": _after(_user_becomes(is_staff=False)),
    "of a person with a new password": _after(_user_becomes(jwt_token_key="another")),
    "of a person who was deleted": _after(lambda user: User.objects.filter(pk=user.pk).delete()),
}
