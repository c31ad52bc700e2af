"""The shop the other tests stand on is one that Saleor itself finds in order."""

from decimal import Decimal

from django.db import connection
from saleor.plugins.manager import get_plugins_manager
from saleor.product.models import ProductVariant

from tests.saleor.world import StockLevel

SHOP = """
query Shop($channel: String!) {
  channels { slug currencyCode taxConfiguration { pricesEnteredWithTax } warehouses { slug } }
  shippingZones(first: 5) { edges { node { shippingMethods { name } } } }
  productVariants(first: 5, channel: $channel) { edges { node {
    sku
    pricing { price { gross { amount currency } net { amount } } }
    product { taxClass { countries { country { code } rate } } }
    stocks { quantity quantityAllocated warehouse { slug } }
  } } }
}
"""


def test_saleor_shows_the_shop_as_it_was_made(world):
    channel = world.make_channel("allegro-pl")
    world.make_variant("MUG", stock=7, tax_rate=Decimal("0.23"), price=Decimal("12.30"))
    world.make_shipping_method("Paczkomat")

    shop = world.graphql(SHOP, {"channel": channel.slug})

    assert {
        "slug": "allegro-pl",
        "currencyCode": "PLN",
        "taxConfiguration": {"pricesEnteredWithTax": True},
        "warehouses": [{"slug": "allegro-main"}],
    } in shop["channels"]
    [variant] = [edge["node"] for edge in shop["productVariants"]["edges"]]
    assert variant == {
        "sku": "MUG",
        "pricing": {
            "price": {"gross": {"amount": 12.3, "currency": "PLN"}, "net": {"amount": 10.0}}
        },
        "product": {"taxClass": {"countries": [{"country": {"code": "PL"}, "rate": 23.0}]}},
        "stocks": [{"quantity": 7, "quantityAllocated": 0, "warehouse": {"slug": "allegro-main"}}],
    }
    methods = [zone["node"]["shippingMethods"] for zone in shop["shippingZones"]["edges"]]
    assert [{"name": "Paczkomat"}] in methods


def test_stock_is_told_over_all_warehouses(world):
    channel = world.make_channel()
    world.make_warehouse("allegro-second", channel)

    world.make_variant("MUG", stock={"allegro-main": 3, "allegro-second": 4})

    assert world.stock_of("MUG") == StockLevel(quantity=7, allocated=0)


def test_our_plugin_runs_in_each_channel(world):
    world.make_channel("allegro-pl")

    manager = get_plugins_manager(allow_replica=False)

    assert manager.get_plugin("saleor_allegro", channel_slug="allegro-pl") is not None


def test_statements_are_counted(world, count_statements):
    with count_statements() as statements:
        ProductVariant.objects.count()
        connection.cursor().execute("SELECT 1")

    assert len(statements) == 2
