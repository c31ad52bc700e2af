"""The orders of a real Saleor, as its GraphQL tells of them."""

from collections import defaultdict
from collections.abc import Mapping
from typing import Any
from uuid import UUID

from graphql_relay import from_global_id
from saleor.order.models import OrderEvent
from saleor.plugins.models import PluginConfiguration

from tests.saleor import whole_orders


def fill_in(values: Mapping[str, object]) -> None:
    for row in PluginConfiguration.objects.filter(identifier="saleor_allegro"):
        kept = [each for each in row.configuration if each["name"] not in values]
        row.configuration = kept + [{"name": name, "value": values[name]} for name in values]
        row.save()


def orders() -> list[dict[str, Any]]:
    return [_order(order) for order in whole_orders.read_orders()]


def stocks() -> Mapping[str, tuple[int, int]]:
    return whole_orders.read_stocks()


def notes() -> Mapping[UUID, list[str]]:
    found = defaultdict(list)
    for event in OrderEvent.objects.filter(type="note_added").order_by("pk"):
        found[event.order_id].append(event.parameters["message"])
    return found


def _order(order: dict[str, Any]) -> dict[str, Any]:
    _, order_id = from_global_id(order["id"])
    return order | {"id": UUID(order_id)}
