"""Goods that leave."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from uuid import UUID

from django.db.models import Sum

from saleor_allegro.shop.rehearsal.models import (
    Fulfillment,
    FulfillmentLine,
    Order,
    OrderLine,
    OrderStatus,
)
from saleor_allegro.shop.rehearsal.stock import Shelf

#: Those that have something to send; what waits to be confirmed is confirmed with it.
OPEN = frozenset(
    {OrderStatus.UNCONFIRMED, OrderStatus.UNFULFILLED, OrderStatus.PARTIALLY_FULFILLED}
)


def have_left(orders: Iterable[Order]) -> set[int]:
    """The numbers of those that have a fulfillment which is not cancelled."""
    sent = Fulfillment.objects.filter(order__in=[order.pk for order in orders])
    sent = sent.exclude(status=Fulfillment.Status.CANCELED)
    return set(sent.values_list("order_id", flat=True))


def fulfill(
    orders: Sequence[Order],
    lines: Mapping[int, Sequence[OrderLine]],
    shelf: Shelf,
    quantity: int | None = None,
) -> None:
    """Send what the orders still have to send; their status is the caller's to save.

    Goods that left have left, also where no stock had them.

    Args:
        lines: Of each order, by its number.
        quantity: Pieces of each line; `None`: all that is left.
    """
    sent = _sent([line for order in orders for line in lines[order.pk]])
    fulfillments = Fulfillment.objects.bulk_create(Fulfillment(order=order) for order in orders)
    rows = []
    for fulfillment in fulfillments:
        order = fulfillment.order
        for line in lines[order.pk]:
            left = line.quantity - sent[line.id]
            leaving = left if quantity is None else min(quantity, left)
            sent[line.id] += leaving
            rows += [
                FulfillmentLine(fulfillment=fulfillment, line=line, stock=stock, quantity=pieces)
                for stock, pieces in shelf.send(line.id, leaving)
            ]
        is_all = all(sent[line.id] >= line.quantity for line in lines[order.pk])
        order.status = OrderStatus.FULFILLED if is_all else OrderStatus.PARTIALLY_FULFILLED
    FulfillmentLine.objects.bulk_create(rows)


def _sent(lines: Sequence[OrderLine]) -> dict[UUID, int]:
    rows = FulfillmentLine.objects.filter(line__in=[line.id for line in lines])
    rows = rows.exclude(fulfillment__status=Fulfillment.Status.CANCELED)
    found = rows.values_list("line_id").annotate(Sum("quantity")).order_by()
    return defaultdict(int, dict(found))
