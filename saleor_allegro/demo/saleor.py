"""A real Saleor shop that sells what the simulator's seller offers, through Saleor's models."""

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from decimal import Decimal
from typing import Any, Final

from django.conf import settings
from django.contrib.sites.models import Site
from django.db import transaction
from django.utils.text import slugify
from saleor import __version__
from saleor.account.models import Address
from saleor.channel.models import Channel
from saleor.plugins.models import PluginConfiguration
from saleor.product import ProductTypeKind
from saleor.product.models import (
    Category,
    Product,
    ProductChannelListing,
    ProductType,
    ProductVariant,
    ProductVariantChannelListing,
)
from saleor.shipping.models import ShippingZone
from saleor.site.models import SiteSettings
from saleor.tax.models import TaxClass, TaxClassCountryRate, TaxConfiguration
from saleor.warehouse.models import Stock, Warehouse

from saleor_allegro.demo.merchant import CHANNELS, WAREHOUSE, form_values
from saleor_allegro.demo.saleor_orders import read_orders
from saleor_allegro.demo.stage import Stage
from saleor_allegro.shop.saleor.catalogue import OFFER_ID_KEY
from saleor_allegro.shop.saleor.channels import PLUGIN_ID
from saleor_allegro.simulator import Simulator
from saleor_allegro.simulator.catalogue import Offer
from saleor_allegro.simulator.marketplaces import MARKETPLACES

_OPENED_AT: Final = datetime(2024, 1, 1, tzinfo=UTC)


@transaction.atomic
def open_shop(
    simulator: Simulator, base_url: str, channels: Mapping[str, tuple[str, str]] = CHANNELS
) -> None:
    """Make channels with the plugin's form filled in, and a variant with stock per offer.

    Args:
        channels: Slug -> currency and country, in a Saleor that has none of them yet.
    """
    _make_site()
    made = [_make_channel(slug, *money) for slug, money in channels.items()]
    warehouse = _make_warehouse(made)
    _fill_in_forms(made, form_values(simulator, base_url))
    _put_up_for_sale(simulator.offers, made, warehouse)


def _make_site() -> None:
    site, _ = Site.objects.get_or_create(
        pk=settings.SITE_ID,  # type: ignore[misc]
        defaults={"domain": "sklep.example.com", "name": "Sklep Demo"},
    )
    SiteSettings.objects.get_or_create(site=site)
    Site.objects.clear_cache()


def _make_channel(slug: str, currency: str, country: str) -> Any:
    channel = Channel.objects.create(
        name=f"Allegro {currency}",
        slug=slug,
        currency_code=currency,
        default_country=country,
        is_active=True,
    )
    # Without it Saleor's dashboard finds none of the channel's orders.
    TaxConfiguration.objects.create(
        channel=channel, charge_taxes=True, prices_entered_with_tax=True
    )
    return channel


def _make_warehouse(channels: Sequence[Any]) -> Any:
    """One warehouse that ships to every channel's country."""
    address = Address.objects.create(
        company_name="Sklep Demo Sp. z o.o.",
        street_address_1="Prosta 1",
        city="WARSZAWA",
        postal_code="00-838",
        country="PL",
    )
    warehouse = Warehouse.objects.create(name="Magazyn", slug=WAREHOUSE, address=address)
    zone = ShippingZone.objects.create(
        name="Allegro", countries=[channel.default_country.code for channel in channels]
    )
    zone.channels.add(*channels)
    warehouse.shipping_zones.add(zone)
    warehouse.channels.add(*channels)
    return warehouse


def _fill_in_forms(channels: Sequence[Any], values: Mapping[str, str | bool]) -> None:
    """The rows that Saleor writes when a merchant saves the plugin's form, switched on."""
    PluginConfiguration.objects.bulk_create(
        PluginConfiguration(
            identifier=PLUGIN_ID,
            name="Allegro",
            channel=channel,
            active=True,
            configuration=[{"name": name, "value": value} for name, value in values.items()],
        )
        for channel in channels
    )


def _put_up_for_sale(offers: Sequence[Offer], channels: Sequence[Any], warehouse: Any) -> None:
    """A published product with one variant, a price in each channel and stock, for each offer."""
    tax_classes = _make_tax_classes(offers)
    product_type = ProductType.objects.create(
        name="Allegro", slug="allegro", kind=ProductTypeKind.NORMAL, has_variants=False
    )
    category = Category.objects.create(name="Allegro", slug="allegro")
    products = Product.objects.bulk_create(
        Product(
            name=offer.name,
            slug=slugify(offer.sku),
            product_type=product_type,
            category=category,
            tax_class=tax_classes[offer.tax_rate],
        )
        for offer in offers
    )
    variants = ProductVariant.objects.bulk_create(
        ProductVariant(product=product, sku=offer.sku, metadata={OFFER_ID_KEY: offer.id})
        for offer, product in zip(offers, products, strict=True)
    )
    for product, variant in zip(products, variants, strict=True):
        product.default_variant = variant
    Product.objects.bulk_update(products, ["default_variant"])
    for channel in channels:
        _list(offers, products, variants, channel)
    Stock.objects.bulk_create(
        Stock(product_variant=variant, warehouse=warehouse, quantity=offer.initial_stock)
        for offer, variant in zip(offers, variants, strict=True)
    )


def _make_tax_classes(offers: Sequence[Offer]) -> dict[str, Any]:
    """Polish rate in percent, as offers name it -> tax class."""
    classes = {}
    for rate in sorted({offer.tax_rate for offer in offers}):
        classes[rate] = TaxClass.objects.create(name=f"VAT {Decimal(rate):.0f}%")
        TaxClassCountryRate.objects.create(tax_class=classes[rate], country="PL", rate=rate)
    return classes


def _list(
    offers: Sequence[Offer], products: Sequence[Any], variants: Sequence[Any], channel: Any
) -> None:
    currency = channel.currency_code
    [marketplace] = [each for each in MARKETPLACES if each.currency == currency]
    prices = [marketplace.local(offer.price) for offer in offers]
    ProductChannelListing.objects.bulk_create(
        ProductChannelListing(
            product=product,
            channel=channel,
            currency=currency,
            is_published=True,
            published_at=_OPENED_AT,
            available_for_purchase_at=_OPENED_AT,
            visible_in_listings=True,
            discounted_price_amount=price,
        )
        for product, price in zip(products, prices, strict=True)
    )
    ProductVariantChannelListing.objects.bulk_create(
        ProductVariantChannelListing(
            variant=variant,
            channel=channel,
            currency=currency,
            price_amount=price,
            discounted_price_amount=price,
        )
        for variant, price in zip(variants, prices, strict=True)
    )


STAGE: Final = Stage(
    name=f"Saleor {__version__}",
    is_taken=Channel.objects.exists,
    open_shop=open_shop,
    read_orders=read_orders,
)
