"""Who asks the API, and what it answers them, over Saleor's own view."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.test import Client
from saleor.account.models import Group, User
from saleor.app.models import App
from saleor.channel.models import Channel
from saleor.core.jwt import create_access_token
from saleor.permission.models import Permission

Viewer = User | App | None
#: What an app sends to be known.
_tokens: dict[int, str] = {}


@dataclass(frozen=True, slots=True)
class Answer:
    data: Any
    #: The messages of the errors.
    errors: list[str]

    def __getitem__(self, name: str) -> Any:
        assert self.errors == []
        return self.data[name]


def ask(query: str, viewer: Viewer = None, **variables: Any) -> Answer:
    response = Client().post(
        "/graphql/",
        data=json.dumps({"query": query, "variables": variables}),
        content_type="application/json",
        headers=_headers(viewer),
    )
    answer = response.json()
    return Answer(answer.get("data"), [error["message"] for error in answer.get("errors", ())])


def a_customer(email: str) -> User:
    return User.objects.create(email=email, is_active=True)


def a_member_of_staff(
    *permissions: str, email: str = "staff@shop.test", channels: list[Channel] | None = None
) -> User:
    """Staff with these permissions alone, such as "manage_orders".

    Args:
        channels: Those they have access to; `None`: all.
    """
    user = User.objects.create(email=email, is_staff=True, is_active=True)
    group = Group.objects.create(name=email, restricted_access_to_channels=channels is not None)
    group.permissions.set(Permission.objects.filter(codename__in=permissions))
    group.channels.set(channels or [])
    user.groups.add(group)
    return user


def an_app(*permissions: str) -> App:
    app = App.objects.create(name=f"App {permissions}", is_active=True)
    app.permissions.set(Permission.objects.filter(codename__in=permissions))
    _, _tokens[app.pk] = app.tokens.create(name="test")
    return app


def _headers(viewer: Viewer) -> Mapping[str, str]:
    if isinstance(viewer, App):
        return {"Authorization": f"Bearer {_tokens[viewer.pk]}"}
    return {"Authorization": f"JWT {create_access_token(viewer)}"} if viewer else {}
