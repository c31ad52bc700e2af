"""What staff do to orders in the shop, by Saleor's own API and with all that follows a commit."""

from collections.abc import Iterable
from typing import Any

from django.db.models import Model
from django.test import TestCase
from graphene import Node
from saleor.order.models import Order, OrderLine
from saleor.warehouse.models import Stock, Warehouse

from tests.saleor.world import World

CONFIRM = "mutation ($id: ID!) { orderConfirm(id: $id) { errors { message } } }"
CANCEL = "mutation ($id: ID!) { orderCancel(id: $id) { errors { message } } }"
TRACK = """
mutation ($id: ID!, $input: FulfillmentUpdateTrackingInput!) {
  orderFulfillmentUpdateTracking(id: $id, input: $input) { errors { message } } }
"""
UPDATE_METADATA = """
mutation ($id: ID!, $input: [MetadataInput!]!) {
  updateMetadata(id: $id, input: $input) { errors { message } } }
"""
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


def sending(order: Order, lines: Iterable[OrderLine], tracking: str = "") -> dict[str, Any]:
    """Variables of `FULFILL` that send what is left of these lines."""
    return {
        "order": identity(order),
        "input": {
            "lines": [
                {
                    "orderLineId": identity(line),
                    "stocks": [{"quantity": left, "warehouse": identity(warehouse_of(line))}],
                }
                for line in lines
                if (left := line.quantity - line.quantity_fulfilled)
            ],
            "notifyCustomer": False,
            "allowStockToBeExceeded": True,
        }
        | ({"trackingNumber": tracking} if tracking else {}),
    }


def warehouse_of(line: OrderLine) -> Warehouse:
    """One that has the line's variant; any, where it has none."""
    stock = Stock.objects.filter(product_variant=line.variant).first()
    return stock.warehouse if stock else Warehouse.objects.order_by("pk").first()
