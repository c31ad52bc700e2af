"""Notes for the staff in the orders' history."""

from collections.abc import Mapping, Sequence
from uuid import UUID

from saleor.order.models import Order, OrderEvent

from saleor_allegro.shop.saleor import history, search


@history.one_author()
def note_orders(notes: Mapping[UUID, Sequence[str]]) -> None:
    """See `Shop.note_orders`; orders that are gone are passed over. Saleor's search finds them."""
    if not notes:
        return
    wanted = [order_id for order_id, messages in notes.items() if messages]
    there = set(Order.objects.filter(pk__in=wanted).values_list("pk", flat=True))
    OrderEvent.objects.bulk_create(
        history.note(message, order_id=order_id)
        for order_id, messages in notes.items()
        if order_id in there
        for message in messages
    )
    search.index_orders_again(there)
