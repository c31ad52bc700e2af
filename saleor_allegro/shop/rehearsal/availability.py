"""What is left to sell of the variants behind offers."""

from collections.abc import Collection, Mapping, Sequence

from django.db.models import F, Sum

from saleor_allegro.shop.port import VariantStock, WritePolicy
from saleor_allegro.shop.rehearsal.catalogue import variants_by_key
from saleor_allegro.shop.rehearsal.models import Channel, Stock
from saleor_allegro.shop.warehouses import refuse_missing_warehouses


def available_stock(
    keys: Collection[str], policy: WritePolicy, channel: Channel
) -> Mapping[str, Sequence[VariantStock]]:
    """In three statements; every variant is counted, and nobody reserves."""
    slugs = set(channel.warehouses.values_list("slug", flat=True))
    refuse_missing_warehouses(policy, slugs)
    found = variants_by_key(keys, policy.match_by)
    stocks = Stock.objects.filter(
        variant__in={variant.pk for variants in found.values() for variant in variants},
        warehouse__slug__in=policy.warehouses or slugs,
    )
    free = dict(stocks.values_list("variant_id").annotate(free=Sum(F("quantity") - F("allocated"))))
    return {
        key: [
            VariantStock(variant_id=str(variant.pk), quantity=max(free.get(variant.pk, 0), 0))
            for variant in variants
        ]
        for key, variants in found.items()
    }
