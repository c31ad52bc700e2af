"""How far orders are on their way."""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from uuid import UUID

from saleor_allegro.shop.port import STAGE_KEY, FulfillmentState, OrderDispatch
from saleor_allegro.shop.rehearsal.models import Fulfillment, Order


def read_dispatches(order_ids: Sequence[UUID]) -> Mapping[UUID, OrderDispatch]:
    orders = Order.objects.filter(uuid__in=order_ids) if order_ids else Order.objects.none()
    rows = orders.select_related("shipping_method").prefetch_related("fulfillments__lines")
    return {
        order.uuid: OrderDispatch(
            order_id=order.uuid,
            status=order.status,
            stage=order.metadata.get(STAGE_KEY, ""),
            shipping_method_id=str(order.shipping_method_id or ""),
            shipping_method_name=order.shipping_name,
            shop_method_name=order.shipping_method.name if order.shipping_method else "",
            fulfillments=tuple(
                _state(each) for each in sorted(order.fulfillments.all(), key=lambda row: row.pk)
            ),
        )
        for order in rows
    }


def changed_orders(channel_slugs: Collection[str], since: datetime) -> Sequence[UUID]:
    """Nobody keeps when an order was changed: all of them."""
    orders = Order.objects.filter(channel__slug__in=channel_slugs)
    return list(orders.values_list("uuid", flat=True))


def _state(fulfillment: Fulfillment) -> FulfillmentState:
    lines = dict.fromkeys(
        line.line_id for line in sorted(fulfillment.lines.all(), key=lambda row: row.pk)
    )
    return FulfillmentState(
        fulfillment_id=str(fulfillment.pk),
        status=fulfillment.status,
        tracking_number=fulfillment.tracking_number,
        order_line_ids=tuple(lines),
    )
