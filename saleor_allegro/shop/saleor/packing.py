"""Orders that wait to be packed."""

from typing import Any, Final

from saleor.order import OrderStatus
from saleor.order.models import Order

_TO_PACK: Final = (OrderStatus.UNFULFILLED, OrderStatus.PARTIALLY_FULFILLED)


def count_to_pack(order_ids: Any, *, database: str) -> int:
    """How many of these orders still have something to be sent.

    Args:
        order_ids: Ids, or a query for them in the same database.
    """
    return Order.objects.using(database).filter(pk__in=order_ids, status__in=_TO_PACK).count()
