"""Names in the plugin's form that only the shop can judge."""

from collections.abc import Mapping, Sequence

from saleor.warehouse.models import Warehouse

from saleor_allegro.shop.saleor.catalogue import ShippingMethods


def unknown_warehouses(channel_pk: int, slugs: Sequence[str]) -> Sequence[str]:
    """Those of the slugs that no warehouse of the channel has."""
    if not slugs:
        return []
    warehouses = Warehouse.objects.filter(channels=channel_pk, slug__in=slugs)
    known = set(warehouses.values_list("slug", flat=True))
    return [slug for slug in slugs if slug not in known]


def unknown_shipping_methods(channel_pk: int, mapping: Mapping[str, str]) -> Sequence[str]:
    """Those names and ids that no shipping method of the channel has, each once."""
    methods = ShippingMethods(channel_pk, mapping)
    return list(
        dict.fromkeys(name for method_id, name in mapping.items() if not methods.find(method_id))
    )
