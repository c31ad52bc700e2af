"""Saleor's own way to bring orders in: the mutation `orderBulkCreate`, over its GraphQL view."""

import json
from collections.abc import Callable, Sequence
from typing import Any, Final

from django.test import Client
from saleor.account.models import User
from saleor.core.jwt import create_access_token

from benchmarks.measuring import Measurement, measuring

#: More are refused.
ORDERS_A_CALL: Final = 50
_MUTATION: Final = """
mutation ($orders: [OrderBulkCreateInput!]!) {
  orderBulkCreate(orders: $orders, stockUpdatePolicy: UPDATE) {
    count
    results { order { id } errors { path message code } }
    errors { path message code }
  }
}
"""


def create_orders(
    orders: Sequence[dict[str, Any]], user: User, progress: Callable[[int], None]
) -> Measurement:
    """Create orders, as many a call as Saleor takes; only the calls themselves are measured.

    Raises:
        RuntimeError: Saleor refused some; its words are in the message.
    """
    taken = Measurement(orders=len(orders))
    client = Client(SERVER_NAME="localhost")
    for start in range(0, len(orders), ORDERS_A_CALL):
        batch = orders[start : start + ORDERS_A_CALL]
        request = {
            "data": json.dumps({"query": _MUTATION, "variables": {"orders": batch}}),
            "content_type": "application/json",
            "headers": {"Authorization": f"JWT {create_access_token(user)}"},
        }
        with measuring(taken):
            response = client.post("/graphql/", **request)
        _check(response.json(), len(batch))
        progress(len(batch))
    return taken


def _check(answer: dict[str, Any], expected: int) -> None:
    if "errors" in answer:
        raise RuntimeError(f"orderBulkCreate: {answer['errors']}")
    outcome = answer["data"]["orderBulkCreate"]
    errors = [*outcome["errors"], *(e for one in outcome["results"] for e in one["errors"] or ())]
    if errors or outcome["count"] != expected:
        raise RuntimeError(
            f"orderBulkCreate made {outcome['count']} of {expected} orders: {errors[:5]}"
        )
