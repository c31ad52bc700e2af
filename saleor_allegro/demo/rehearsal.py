"""A rehearsal shop that sells what the simulator's seller offers."""

from collections.abc import Mapping

from saleor_allegro.demo.merchant import CHANNELS, WAREHOUSE, form_values
from saleor_allegro.shop.rehearsal.models import Channel, Stock, Variant, Warehouse
from saleor_allegro.simulator import Simulator


def open_shop(
    simulator: Simulator, base_url: str, channels: Mapping[str, tuple[str, str]] = CHANNELS
) -> None:
    """Make channels with the plugin's form filled in, and a variant with stock per offer."""
    warehouse = Warehouse.objects.create(slug=WAREHOUSE)
    for slug, (currency, country) in channels.items():
        channel = Channel.objects.create(
            slug=slug,
            currency=currency,
            country=country,
            plugin_active=True,
            configuration=form_values(simulator, base_url),
        )
        channel.warehouses.add(warehouse)
    variants = Variant.objects.bulk_create(
        Variant(sku=offer.sku, offer_id=offer.id) for offer in simulator.offers
    )
    Stock.objects.bulk_create(
        Stock(variant=variant, warehouse=warehouse, quantity=offer.initial_stock)
        for variant, offer in zip(variants, simulator.offers, strict=True)
    )
