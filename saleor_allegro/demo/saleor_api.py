"""Asking Saleor through its own GraphQL, as somebody who may see everything."""

import json
from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Any, Final

from django.test import Client
from saleor.account.models import Group, User
from saleor.core.jwt import create_access_token

PAGE: Final = 100
_EMAIL: Final = "demo@sklep.example.com"


class Refused(Exception):
    """Saleor answered with errors; the message is what it said."""


def ask(query: str, variables: Mapping[str, Any] | None = None) -> dict[str, Any]:
    """Send a query to Saleor's `/graphql/` and give the answer's `data`.

    Numbers are `Decimal`, digit by digit as Saleor wrote them.

    Raises:
        Refused: The answer has errors.
    """
    response = Client(SERVER_NAME="localhost").post(
        "/graphql/",
        data=json.dumps({"query": query, "variables": dict(variables or {})}),
        content_type="application/json",
        headers={"Authorization": f"JWT {create_access_token(superuser())}"},
    )
    answer = json.loads(response.content, parse_float=Decimal, parse_int=Decimal)
    if answer.get("errors"):
        raise Refused("; ".join(error["message"] for error in answer["errors"]))
    data: dict[str, Any] = answer["data"]
    return data


def ask_for_all(query: str, field: str) -> Iterator[dict[str, Any]]:
    """Every node of a connection, page by page.

    Args:
        query: Takes `$first` and `$after`, and asks for `pageInfo` and `edges { node }`.
        field: The connection's name in the answer.
    """
    after = None
    while True:
        connection = ask(query, {"first": PAGE, "after": after})[field]
        yield from (edge["node"] for edge in connection["edges"])
        if not connection["pageInfo"]["hasNextPage"]:
            return
        after = connection["pageInfo"]["endCursor"]


def superuser() -> Any:
    """A superuser in a group that sees every channel, made once."""
    user = User.objects.filter(email=_EMAIL).first()
    if user is None:
        user = User.objects.create(email=_EMAIL, is_staff=True, is_active=True, is_superuser=True)
        user.groups.add(Group.objects.create(name=_EMAIL, restricted_access_to_channels=False))
    return user
