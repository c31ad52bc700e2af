"""Pieces that lines of orders hold in stock, taken back from them."""

from collections import defaultdict
from dataclasses import dataclass, field
from functools import partial
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import OuterRef, QuerySet, Subquery, Sum
from django.db.models.functions import Coalesce
from saleor.order.models import OrderLine
from saleor.warehouse.lock_objects import allocation_with_stock_qs_select_for_update
from saleor.warehouse.models import Allocation, PreorderAllocation, Stock

from saleor_allegro.shop.saleor.stock import AllocationPlan
from saleor_allegro.shop.saleor.versions import tell_back_in_stock


@dataclass(frozen=True, slots=True)
class Released:
    """What the lines held until now."""

    #: Order line -> warehouse -> pieces.
    pieces: dict[UUID, dict[UUID, int]] = field(default_factory=dict)
    #: The stocks that had nothing left for anybody else.
    empty_before: list[Stock] = field(default_factory=list)


def release(lines: QuerySet[OrderLine]) -> Released:
    """Free all that the lines hold, preorders included. Tells nobody.

    The rows are those that Saleor's `deallocate_stock_for_orders` leaves, and locked in the same
    order. A stock's sum is counted anew.
    """
    PreorderAllocation.objects.filter(order_line__in=lines).delete()
    held = list(
        allocation_with_stock_qs_select_for_update().filter(
            order_line__in=lines, quantity_allocated__gt=0
        )
    )
    if not held:
        return Released()
    pieces: dict[UUID, dict[UUID, int]] = defaultdict(lambda: defaultdict(int))
    for allocation in held:
        pieces[allocation.order_line_id][allocation.stock.warehouse_id] += (
            allocation.quantity_allocated
        )
    stocks = Stock.objects.filter(pk__in={allocation.stock_id for allocation in held})
    empty = [
        stock for stock in stocks.annotate(taken=_allocated()) if stock.quantity <= stock.taken
    ]
    Allocation.objects.filter(pk__in=[allocation.pk for allocation in held]).update(
        quantity_allocated=0
    )
    stocks.update(quantity_allocated=_allocated())
    return Released(pieces, empty)


def settle(released: Released, plan: AllocationPlan, manager: Any) -> None:
    """Tell of the stocks that are no longer empty, and not anew of those that stay so.

    Args:
        plan: What takes from the same stocks in the same transaction; it is not carried out yet.
    """
    empty = {stock.pk: stock for stock in released.empty_before}
    plan.emptied = [stock for stock in plan.emptied if stock.pk not in empty]
    back = [
        stock
        for pk, stock in empty.items()
        if stock.quantity > plan.stocks.get(pk, stock).quantity_allocated
    ]
    if back:
        transaction.on_commit(partial(tell_back_in_stock, back, manager))


def _allocated() -> Any:
    """The sum of a stock's allocations."""
    sums = Allocation.objects.filter(stock=OuterRef("pk")).order_by().values("stock")
    return Coalesce(Subquery(sums.annotate(total=Sum("quantity_allocated")).values("total")), 0)
