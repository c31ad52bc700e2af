"""A rehearsal shop that sells what the simulator's seller offers."""

from collections.abc import Mapping, Sequence
from typing import Final

from saleor_allegro.demo.merchant import CHANNELS, WAREHOUSE, form_values
from saleor_allegro.demo.stage import HeldOrder, Stage
from saleor_allegro.shop.rehearsal.models import Channel, Order, Stock, Variant, Warehouse
from saleor_allegro.shop.rehearsal.shop import RehearsalShop
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


def read_orders() -> Sequence[HeldOrder]:
    """Every order, oldest number first."""
    payment_types = {
        order.uuid: order.private_metadata.get("allegro.payment_type")
        for order in Order.objects.order_by("number")
    }
    return [
        HeldOrder(
            order=order, is_cash_on_delivery=payment_types[order.order_id] == "CASH_ON_DELIVERY"
        )
        for order in RehearsalShop().read_orders(list(payment_types))
    ]


STAGE: Final = Stage(
    name="rehearsal shop (no Saleor)",
    is_taken=Channel.objects.exists,
    open_shop=open_shop,
    read_orders=read_orders,
)
