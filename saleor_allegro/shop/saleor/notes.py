"""Notes for the staff in the orders' history."""

from collections.abc import Mapping, Sequence
from uuid import UUID

from saleor.order import OrderEvents
from saleor.order.models import Order, OrderEvent


def note_orders(notes: Mapping[UUID, Sequence[str]]) -> None:
    """See `Shop.note_orders`; orders that are gone are passed over."""
    if not notes:
        return
    there = set(Order.objects.filter(pk__in=notes).values_list("pk", flat=True))
    OrderEvent.objects.bulk_create(
        OrderEvent(order_id=order_id, type=OrderEvents.NOTE_ADDED, parameters={"message": message})
        for order_id, messages in notes.items()
        if order_id in there
        for message in messages
    )
