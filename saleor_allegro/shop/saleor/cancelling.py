"""Orders cancelled by Saleor's own action."""

from collections.abc import Mapping, Sequence
from typing import Final
from uuid import UUID

from saleor.order.models import Order
from saleor.plugins.manager import get_plugins_manager
from saleor.warehouse.models import PreorderAllocation

from saleor_allegro.shop.port import Telling
from saleor_allegro.shop.saleor import versions
from saleor_allegro.shop.saleor.fulfilling import have_left
from saleor_allegro.shop.saleor.silence import Silence

TELLINGS: Final = (Telling.CANCELLED, Telling.UPDATED)


def cancel(orders: Sequence[Order]) -> Mapping[UUID, tuple[Telling, ...]]:
    """Cancel those that can be, free their stock, and say whom to tell what.

    What is cancelled or expired already, or has a fulfillment, stays as it is. The orders are
    locked by the caller.

    Source: Saleor's mutation `orderCancel`.
    """
    manager = Silence(get_plugins_manager(allow_replica=False))
    cancelled = cancellable(orders)
    for order in cancelled:
        versions.cancel_order(order, manager)
    if cancelled:
        # Saleor frees what lies on shelves, and would allocate these once the goods come in.
        PreorderAllocation.objects.filter(order_line__order__in=cancelled).delete()
    return {order.pk: TELLINGS for order in cancelled}


def cancellable(orders: Sequence[Order]) -> list[Order]:
    left = have_left([order.pk for order in orders])
    return [order for order in orders if order.pk not in left and order.can_cancel()]
