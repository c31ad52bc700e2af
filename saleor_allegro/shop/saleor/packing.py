"""Orders that wait to be packed."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from django.db.models.fields.json import KeyTextTransform
from saleor.order import OrderStatus
from saleor.order.models import Order

from saleor_allegro.rules.order_details import moment_of

_TO_PACK: Final = (OrderStatus.UNFULFILLED, OrderStatus.PARTIALLY_FULFILLED)


@dataclass(frozen=True, slots=True, kw_only=True)
class Packing:
    #: Orders that still have something to be sent.
    waiting: int
    #: Of them: those that Allegro wanted dispatched before now.
    late: int


def count_to_pack(order_ids: Any, now: datetime, *, database: str) -> Packing:
    """How many of these orders still have something to be sent, in one statement.

    Args:
        order_ids: Ids, or a query for them in the same database.
    """
    orders = Order.objects.using(database).filter(pk__in=order_ids, status__in=_TO_PACK)
    # Staff and apps may have written anything there, so the database cannot compare it.
    dispatch_by = KeyTextTransform("allegro.dispatch_until", "private_metadata")
    texts = orders.order_by().values_list(dispatch_by, flat=True)
    moments = [moment_of(text) for text in texts]
    late = sum(moment is not None and moment < now for moment in moments)
    return Packing(waiting=len(moments), late=late)
