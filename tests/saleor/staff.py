"""What staff do to orders in the shop, by Saleor's own API and with all that follows a commit."""

from typing import Any

from django.db.models import Model
from django.test import TestCase
from graphene import Node

from tests.saleor.world import World

CONFIRM = "mutation ($id: ID!) { orderConfirm(id: $id) { errors { message } } }"
CANCEL = "mutation ($id: ID!) { orderCancel(id: $id) { errors { message } } }"
FULFILL = """
mutation ($order: ID!, $input: OrderFulfillInput!) {
  orderFulfill(order: $order, input: $input) { errors { message } } }
"""


def staff(world: World, mutation: str, **variables: Any) -> None:
    with TestCase.captureOnCommitCallbacks(execute=True):
        [payload] = world.graphql(mutation, variables).values()
    assert payload["errors"] == []


def identity(row: Model) -> str:
    """The row's id in the API, which names a transaction by its token."""
    return Node.to_global_id(type(row).__name__, getattr(row, "token", row.pk))
