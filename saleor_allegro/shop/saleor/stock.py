"""Stock for a batch: what was sold is allocated as far as the warehouses go."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import QuerySet, Sum
from saleor.channel import AllocationStrategy
from saleor.order.models import OrderLine
from saleor.warehouse.lock_objects import stock_select_for_update_for_existing_qs
from saleor.warehouse.models import (
    Allocation,
    ChannelWarehouse,
    PreorderAllocation,
    Stock,
    Warehouse,
)

from saleor_allegro.shop.saleor.preorders import is_preorder, plan_preorders
from saleor_allegro.shop.saleor.versions import stocks_of_channel, tell_out_of_stock


@dataclass(slots=True)
class AllocationPlan:
    """How much of each line is taken from which stock."""

    #: Unsaved; those with a primary key are rows that are there already.
    allocations: list[Allocation] = field(default_factory=list)
    #: Pieces by order line.
    allocated: dict[UUID, int] = field(default_factory=lambda: defaultdict(int))
    #: The stocks taken from, with their new `quantity_allocated`.
    stocks: dict[int, Stock] = field(default_factory=dict)
    #: Those of them that nothing is left in.
    emptied: list[Stock] = field(default_factory=list)
    preorders: list[PreorderAllocation] = field(default_factory=list)  # unsaved


def tracks_stock(variant: Any | None) -> bool:
    """Whether Saleor would allocate the variant at all."""
    return bool(variant and (variant.track_inventory or is_preorder(variant)))


def counts_pieces(variant: Any | None) -> bool:
    """Whether pieces of the variant stand on shelves and are counted there."""
    return tracks_stock(variant) and not is_preorder(variant)


def plan_allocations(
    lines: Sequence[OrderLine],
    channel: Any,
    warehouse_slugs: Sequence[str],
    *,
    lock: bool,
    freed: Collection[UUID] = (),
) -> AllocationPlan:
    """Share what is in stock among the lines, first bought first served.

    With `lock`, the stocks stay locked until the caller's transaction ends: the same rows in the
    same order as Saleor's `allocate_stocks` locks them, so that two writers neither promise the
    same piece nor wait for each other in a circle. What checkouts have reserved is not spared:
    the pieces are sold already.

    Args:
        freed: Orders whose pieces count as free.
    """
    plan = AllocationPlan()
    wanted = [line for line in lines if counts_pieces(line.variant)]
    rows: list[Stock] = []
    if wanted:
        stocks = stocks_for(wanted, channel)
        rows = list(stock_select_for_update_for_existing_qs(stocks) if lock else stocks)
    # After the stocks, as a checkout of Saleor's locks them.
    plan.preorders = plan_preorders(lines, channel.pk, lock=lock, freed=freed)
    for preorder in plan.preorders:
        plan.allocated[preorder.order_line_id] += preorder.quantity
    if not wanted:
        return plan
    # As Saleor counts what is free: by the allocations, not by the sum that the stock carries.
    taken = dict(
        Allocation.objects.filter(stock__in=rows, quantity_allocated__gt=0)
        .exclude(order_line__order__in=freed)
        .values_list("stock_id")
        .annotate(Sum("quantity_allocated"))
    )
    free = {stock.pk: stock.quantity - taken.get(stock.pk, 0) for stock in rows}
    of_variant = defaultdict(list)
    for stock in _in_order_of_preference(rows, free, channel, warehouse_slugs):
        of_variant[stock.product_variant_id].append(stock)
    for line in wanted:
        missing = line.quantity
        for stock in of_variant[line.variant_id]:
            take = min(missing, free[stock.pk])
            if take <= 0:
                continue
            missing -= take
            free[stock.pk] -= take
            stock.quantity_allocated += take
            plan.stocks[stock.pk] = stock
            plan.allocated[line.pk] += take
            plan.allocations.append(
                Allocation(order_line=line, stock=stock, quantity_allocated=take)
            )
    plan.emptied = [stock for pk, stock in plan.stocks.items() if free[pk] == 0]
    return plan


def stocks_for(lines: Iterable[OrderLine], channel: Any) -> QuerySet[Stock]:
    """Every stock that the lines of a channel may take from."""
    stocks: QuerySet[Stock] = stocks_of_channel(channel.slug)
    return stocks.filter(product_variant__in={line.variant_id for line in lines})


def carry_out(plan: AllocationPlan, manager: Any) -> None:
    """Allocate as planned, in two statements, and tell of emptied stocks after commit.

    Saleor's own `allocate_stocks` leaves the same rows and fires the same events, but asks twice
    for each allocation (its stock, and the sum allocated there), and it refuses a whole batch
    for one line that is sold out.
    """
    if plan.preorders:
        PreorderAllocation.objects.bulk_create(plan.preorders)
    if not plan.allocations:
        return
    Allocation.objects.bulk_create(
        plan.allocations,
        update_conflicts=True,
        unique_fields=["pk"],
        update_fields=["quantity_allocated"],
    )
    Stock.objects.bulk_update(plan.stocks.values(), ["quantity_allocated"])
    if plan.emptied:
        transaction.on_commit(partial(tell_out_of_stock, plan.emptied, manager))


def _in_order_of_preference(
    stocks: list[Stock], free: dict[int, int], channel: Any, slugs: Sequence[str]
) -> list[Stock]:
    """The merchant's list of warehouses, else the channel's allocation strategy."""
    if slugs:
        place = {
            pk: slugs.index(slug)
            for pk, slug in Warehouse.objects.filter(slug__in=slugs).values_list("pk", "slug")
        }
        named = [stock for stock in stocks if stock.warehouse_id in place]
        return sorted(named, key=lambda stock: (place[stock.warehouse_id], stock.pk))
    if channel.allocation_strategy == AllocationStrategy.PRIORITIZE_HIGH_STOCK:
        return sorted(stocks, key=lambda stock: (-free[stock.pk], stock.pk))
    order = ChannelWarehouse.objects.filter(channel_id=channel.pk).values_list(
        "warehouse_id", flat=True
    )
    place = {warehouse_id: index for index, warehouse_id in enumerate(order)}
    return sorted(stocks, key=lambda stock: (place.get(stock.warehouse_id, len(place)), stock.pk))
