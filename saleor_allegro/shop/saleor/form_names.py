"""Names in the plugin's form that only the shop can judge."""

from collections.abc import Mapping, Sequence

from graphene import Node
from saleor.shipping.models import ShippingMethod
from saleor.warehouse.models import Warehouse

from saleor_allegro.shop.saleor.catalogue import ShippingMethods


def warehouses_of(channel_slug: str, *, database: str) -> Sequence[Mapping[str, str]]:
    """The channel's warehouses as `{"id": slug, "name"}`, by name."""
    warehouses = Warehouse.objects.using(database).filter(channels__slug=channel_slug)
    found = warehouses.order_by("name", "slug").values_list("slug", "name")
    return [{"id": slug, "name": name} for slug, name in found]


def shipping_methods_of(channel_slug: str, *, database: str) -> Sequence[Mapping[str, str]]:
    """The channel's shipping methods as `{"id": global id, "name"}`, by name."""
    methods = ShippingMethod.objects.using(database).filter(
        channel_listings__channel__slug=channel_slug
    )
    found = methods.order_by("name", "pk").values_list("pk", "name").distinct()
    return [{"id": Node.to_global_id("ShippingMethod", pk), "name": name} for pk, name in found]


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
