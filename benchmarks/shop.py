"""The shop that both sides write into, and the seller connected to it."""

from django.utils import timezone
from saleor.channel.models import Channel
from saleor.plugins.models import PluginConfiguration
from saleor.shipping import ShippingMethodType
from saleor.shipping.models import ShippingMethod, ShippingMethodChannelListing, ShippingZone
from saleor.tax.models import TaxClass

from benchmarks.allegro import stocked_simulator
from saleor_allegro.demo.merchant import CHANNELS, connect_seller, form_values
from saleor_allegro.demo.saleor import open_shop
from saleor_allegro.models import Account
from saleor_allegro.shop.saleor.channels import PLUGIN_ID
from saleor_allegro.simulator.delivery import METHODS, Method


def open_and_connect(seed: int, base_url: str) -> Account:
    """The demo's shop, with a shipping method for each of Allegro's, and its seller connected."""
    simulator = stocked_simulator(seed)
    open_shop(simulator, base_url)
    channels = {channel.currency_code: channel for channel in Channel.objects.all()}
    offered = [method for method in METHODS if method.marketplace.currency in channels]
    for method in offered:
        _make_shipping_method(method, channels[method.marketplace.currency])
    mapping = "\n".join(f"{method.id} = {method.name}" for method in offered)
    for row in PluginConfiguration.objects.filter(identifier=PLUGIN_ID):
        row.configuration.append({"name": "shipping_methods", "value": mapping})
        row.save()
    values = form_values(simulator, base_url)
    for slug in CHANNELS:
        account = connect_seller(slug, values, clock=timezone.now)
    return account


def shipping_tax_class() -> TaxClass:
    """`orderBulkCreate` refuses a delivery without one."""
    return TaxClass.objects.get(name="VAT 23%")


def _make_shipping_method(method: Method, channel: Channel) -> None:
    made = ShippingMethod.objects.create(
        name=method.name,
        type=ShippingMethodType.PRICE_BASED,
        shipping_zone=ShippingZone.objects.get(),
        tax_class=shipping_tax_class(),
    )
    ShippingMethodChannelListing.objects.create(
        shipping_method=made,
        channel=channel,
        currency=channel.currency_code,
        price_amount=method.cost,
    )
