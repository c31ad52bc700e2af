"""Variants sold before they are in stock: kept against the limits of the sale, not on shelves."""

from collections import defaultdict
from collections.abc import Collection, Sequence
from typing import Any
from uuid import UUID

from django.db.models import Sum
from saleor.order.models import OrderLine
from saleor.product.models import ProductVariantChannelListing
from saleor.warehouse.models import PreorderAllocation


def is_preorder(variant: Any | None) -> bool:
    return bool(variant and variant.is_preorder_active())


def plan_preorders(
    lines: Sequence[OrderLine], channel_id: int, *, lock: bool, freed: Collection[UUID] = ()
) -> list[PreorderAllocation]:
    """Unsaved allocations, as far as the limits of channel and variant go; what the orders
    `freed` hold counts as free.

    Saleor's own `allocate_preorders` refuses all lines for one that goes beyond a limit, and
    breaks on a variant that the channel does not list.
    """
    wanted = [line for line in lines if is_preorder(line.variant)]
    if not wanted:
        return []
    listings = ProductVariantChannelListing.objects.filter(
        variant__in={line.variant_id for line in wanted}
    ).order_by("pk")
    if lock:
        listings = listings.select_for_update(of=("self",))
    of_variant = defaultdict(list)
    for listing in listings:
        of_variant[listing.variant_id].append(listing)
    kept: dict[int, int] = defaultdict(int)
    kept.update(
        PreorderAllocation.objects.filter(product_variant_channel_listing__in=listings)
        .exclude(order_line__order__in=freed)
        .values_list("product_variant_channel_listing_id")
        .annotate(Sum("quantity"))
    )
    plan = []
    for line in wanted:
        here = [each for each in of_variant[line.variant_id] if each.channel_id == channel_id]
        limits = [line.quantity]
        for listing in here:
            if listing.preorder_quantity_threshold is not None:
                limits.append(listing.preorder_quantity_threshold - kept[listing.pk])
        if line.variant.preorder_global_threshold is not None:
            everywhere = sum(kept[each.pk] for each in of_variant[line.variant_id])
            limits.append(line.variant.preorder_global_threshold - everywhere)
        if here and min(limits) > 0:
            kept[here[0].pk] += min(limits)
            plan.append(
                PreorderAllocation(
                    order_line=line,
                    product_variant_channel_listing=here[0],
                    quantity=min(limits),
                )
            )
    return plan
