"""How far orders are on their way, as Saleor holds them now."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from typing import Final
from uuid import UUID

from graphene import Node
from saleor.order import OrderEvents
from saleor.order.models import Fulfillment, FulfillmentLine, Order, OrderEvent

from saleor_allegro.shop.port import STAGE_KEY, FulfillmentState, OrderDispatch

#: Changes that leave an order's `updated_at` as it was: those of its fulfillments alone, and
#: Saleor's task that has orders expire.
_UNDATED: Final = (
    OrderEvents.EXPIRED,
    OrderEvents.FULFILLMENT_AWAITS_APPROVAL,
    OrderEvents.FULFILLMENT_CANCELED,
    OrderEvents.FULFILLMENT_FULFILLED_ITEMS,
    OrderEvents.TRACKING_UPDATED,
)


def read_dispatches(order_ids: Sequence[UUID]) -> Mapping[UUID, OrderDispatch]:
    """In three statements; orders that are gone are left out."""
    if not order_ids:
        return {}
    fulfillments = _fulfillments(order_ids)
    rows = Order.objects.filter(pk__in=order_ids).values_list(
        "pk",
        "status",
        "metadata",
        "shipping_method_id",
        "shipping_method_name",
        "shipping_method__name",
    )
    return {
        pk: OrderDispatch(
            order_id=pk,
            status=status,
            stage=str(metadata.get(STAGE_KEY) or ""),
            shipping_method_id=str(Node.to_global_id("ShippingMethod", method)) if method else "",
            shipping_method_name=name or "",
            shop_method_name=shop_name or "",
            fulfillments=tuple(fulfillments[pk]),
        )
        for pk, status, metadata, method, name, shop_name in rows
    }


def changed_orders(channel_slugs: Collection[str], since: datetime) -> Sequence[UUID]:
    """In one statement, by the indexes on dates; what has no external id is none of ours."""
    events = OrderEvent.objects.filter(date__gte=since, type__in=_UNDATED)
    dated = Order.objects.filter(updated_at__gte=since).values("pk")
    orders = Order.objects.filter(
        pk__in=dated.union(events.values("order_id")), channel__slug__in=channel_slugs
    )
    return list(orders.exclude(external_reference=None).values_list("pk", flat=True))


def _fulfillments(order_ids: Sequence[UUID]) -> Mapping[UUID, list[FulfillmentState]]:
    lines = defaultdict[int, list[UUID]](list)
    pairs = FulfillmentLine.objects.filter(fulfillment__order__in=order_ids).order_by("pk")
    for fulfillment_id, line_id in pairs.values_list("fulfillment_id", "order_line_id"):
        if line_id not in lines[fulfillment_id]:
            lines[fulfillment_id].append(line_id)
    found = defaultdict[UUID, list[FulfillmentState]](list)
    rows = Fulfillment.objects.filter(order__in=order_ids).order_by("pk")
    for pk, order_id, status, number in rows.values_list(
        "pk", "order_id", "status", "tracking_number"
    ):
        found[order_id].append(
            FulfillmentState(
                fulfillment_id=str(pk),
                status=status,
                tracking_number=number,
                order_line_ids=tuple(lines[pk]),
            )
        )
    return found
