"""Stock for a batch: what was sold is allocated as far as the warehouses go."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.db.models import Sum
from saleor.channel import AllocationStrategy
from saleor.order.fetch import OrderLineInfo
from saleor.order.models import OrderLine
from saleor.warehouse.lock_objects import stock_select_for_update_for_existing_qs
from saleor.warehouse.models import Allocation, ChannelWarehouse, Warehouse

from saleor_allegro.shop.saleor.versions import allocate, stocks_of_channel


@dataclass(slots=True)
class AllocationPlan:
    """How much of each line is taken from which warehouse, in the order of preference."""

    by_warehouse: dict[UUID, list[OrderLineInfo]] = field(default_factory=lambda: defaultdict(list))
    allocated: dict[UUID, int] = field(default_factory=lambda: defaultdict(int))


def tracks_stock(variant: Any | None) -> bool:
    """Whether Saleor would allocate the variant at all."""
    return bool(variant and variant.track_inventory and not variant.is_preorder_active())


def plan_allocations(
    lines: Sequence[OrderLine], channel: Any, warehouse_slugs: Sequence[str], *, lock: bool
) -> AllocationPlan:
    """Share what is in stock among the lines, first bought first served.

    With `lock`, the stocks stay locked until the caller's transaction ends, in Saleor's own
    order, so that two writers cannot promise the same piece. Saleor's `allocate_stocks` does
    not see what its own call gave to an earlier line; this plan does.
    """
    plan = AllocationPlan()
    wanted = [line for line in lines if tracks_stock(line.variant)]
    if not wanted:
        return plan
    stocks = stocks_of_channel(channel.slug).filter(
        product_variant__in={line.variant_id for line in wanted}
    )
    if lock:
        stocks = stock_select_for_update_for_existing_qs(stocks)
    rows = list(stocks.values("pk", "product_variant_id", "warehouse_id", "quantity"))
    taken = dict(
        Allocation.objects.filter(
            stock_id__in=[row["pk"] for row in rows], quantity_allocated__gt=0
        )
        .values_list("stock_id")
        .annotate(Sum("quantity_allocated"))
    )
    free = {row["pk"]: row["quantity"] - taken.get(row["pk"], 0) for row in rows}
    of_variant = defaultdict(list)
    for row in _in_order_of_preference(rows, free, channel, warehouse_slugs):
        of_variant[row["product_variant_id"]].append(row)
    for line in wanted:
        missing = line.quantity
        for row in of_variant[line.variant_id]:
            take = min(missing, free[row["pk"]])
            if take <= 0:
                continue
            free[row["pk"]] -= take
            missing -= take
            plan.allocated[line.pk] += take
            plan.by_warehouse[row["warehouse_id"]].append(
                OrderLineInfo(line=line, quantity=take, variant=line.variant)
            )
    return plan


def carry_out(plan: AllocationPlan, channel: Any, manager: Any) -> None:
    """Allocate as planned, warehouse by warehouse, with Saleor's own function."""
    for warehouse_id, lines in plan.by_warehouse.items():
        allocate(lines, channel, warehouse_id, manager)


def _in_order_of_preference(
    rows: list[dict[str, Any]], free: dict[int, int], channel: Any, slugs: Sequence[str]
) -> list[dict[str, Any]]:
    """The merchant's list of warehouses, else the channel's allocation strategy."""
    if slugs:
        place = {
            pk: slugs.index(slug)
            for pk, slug in Warehouse.objects.filter(slug__in=slugs).values_list("pk", "slug")
        }
        rows = [row for row in rows if row["warehouse_id"] in place]
        return sorted(rows, key=lambda row: (place[row["warehouse_id"]], row["pk"]))
    if channel.allocation_strategy == AllocationStrategy.PRIORITIZE_HIGH_STOCK:
        return sorted(rows, key=lambda row: (-free[row["pk"]], row["pk"]))
    order = ChannelWarehouse.objects.filter(channel_id=channel.pk).values_list(
        "warehouse_id", flat=True
    )
    place = {warehouse_id: index for index, warehouse_id in enumerate(order)}
    return sorted(rows, key=lambda row: (place.get(row["warehouse_id"], len(place)), row["pk"]))
