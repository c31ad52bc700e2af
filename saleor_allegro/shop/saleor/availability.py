"""What is left to sell of the variants behind offers."""

from collections import defaultdict
from collections.abc import Collection, Mapping

from saleor.product.models import ProductVariant

from saleor_allegro.shop.port import FoundVariants, VariantStock, WritePolicy
from saleor_allegro.shop.saleor.catalogue import find_variants
from saleor_allegro.shop.saleor.channels import get_channel
from saleor_allegro.shop.saleor.stock import counts_pieces
from saleor_allegro.shop.saleor.versions import stocks_of_channel
from saleor_allegro.shop.warehouses import refuse_missing_warehouses


def available_stock(
    keys: Collection[str], policy: WritePolicy, variant_ids: Collection[str] = ()
) -> FoundVariants[VariantStock]:
    """In four statements; see `Shop.available_stock`."""
    channel = get_channel(policy.channel_slug)
    refuse_missing_warehouses(policy, set(channel.warehouses.values_list("slug", flat=True)))
    found = find_variants(ProductVariant.objects.all(), keys, variant_ids, policy.match_by)
    free = _free_pieces({variant.pk for variant in found if counts_pieces(variant)}, policy)

    def see(variant: ProductVariant) -> VariantStock:
        return VariantStock(variant_id=str(variant.pk), quantity=free.get(variant.pk))

    return found.shown_as(see)


def _free_pieces(variant_ids: Collection[int], policy: WritePolicy) -> Mapping[int, int]:
    """Variant -> pieces that nobody was promised, over the policy's warehouses together.

    As a checkout of Saleor's counts them: what one warehouse has promised beyond its stock is
    missing in the others.
    """
    stocks = stocks_of_channel(policy.channel_slug).filter(product_variant__in=variant_ids)
    if policy.warehouses:
        stocks = stocks.filter(warehouse__slug__in=policy.warehouses)
    # One statement: goods that leave between two would be neither allocated nor gone.
    rows = stocks.annotate_available_quantity().annotate_reserved_quantity()
    left = defaultdict[int, int](int)
    for variant_id, unallocated, reserved in rows.values_list(
        "product_variant_id", "available_quantity", "reserved_quantity"
    ):
        left[variant_id] += unallocated - reserved
    return {variant_id: max(left[variant_id], 0) for variant_id in variant_ids}
