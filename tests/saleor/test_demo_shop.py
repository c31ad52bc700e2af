"""The demo in a real Saleor: the shop it opens, and what it reads back through GraphQL."""

import re
from collections import Counter
from decimal import Decimal
from io import StringIO

import pytest
from django.db.models import F
from rich.console import Console
from saleor.order.models import Order

from saleor_allegro.demo.merchant import CHANNELS, form_values
from saleor_allegro.demo.play import play
from saleor_allegro.demo.saleor import STAGE, open_shop
from saleor_allegro.demo.saleor_api import Refused, ask
from saleor_allegro.shop.saleor.shop import SaleorShop
from saleor_allegro.simulator import Simulator

BASE_URL = "http://127.0.0.1:8090"
VARIANTS = """
query ($channel: String!) { productVariants(first: 100, channel: $channel) {
  totalCount edges { node { sku stocks { quantity } metafield(key: "allegro.offer_id")
    pricing { price { gross { amount currency } } } } } } }
"""

pytestmark = pytest.mark.django_db


@pytest.fixture
def simulator():
    simulator = Simulator(seed=3)
    open_shop(simulator, BASE_URL)
    return simulator


def test_channels_hold_the_form_as_the_merchant_filled_it_in(simulator):
    channels = SaleorShop().channels()

    assert {each.slug: (each.currency, each.country) for each in channels} == dict(CHANNELS)
    for channel in channels:
        assert channel.is_active
        assert channel.plugin_active
        assert channel.configuration == form_values(simulator, BASE_URL)


def test_every_offer_is_for_sale_with_its_stock(simulator):
    answer = ask(VARIANTS, {"channel": "allegro-pl"})["productVariants"]

    nodes = [edge["node"] for edge in answer["edges"]]
    assert answer["totalCount"] == len(simulator.offers)
    assert {
        node["sku"]: (
            node["metafield"],
            [stock["quantity"] for stock in node["stocks"]],
            node["pricing"]["price"]["gross"],
        )
        for node in nodes
    } == {
        offer.sku: (offer.id, [offer.initial_stock], {"amount": offer.price, "currency": "PLN"})
        for offer in simulator.offers
    }


def test_saleors_refusal_is_an_error():
    with pytest.raises(Refused, match="unknownField"):
        ask("{ shop { unknownField } }")


def test_orders_read_through_saleors_graphql_agree_with_what_was_sold():
    output = StringIO()

    status = play(STAGE, Console(file=output, width=120), orders=48, seed=1)

    lines = output.getvalue().splitlines()
    assert status == 0, output.getvalue()
    assert lines[0].startswith("saleor-allegro: Saleor 3.2")
    assert re.fullmatch(r"imported 50, updated 1\d, failed 0, flagged \d", lines[-1])
    statuses = Counter(each.order.status for each in STAGE.read_orders())
    assert statuses.total() == 50
    assert statuses["canceled"] >= 5


def test_orders_read_back_are_oldest_first_and_to_the_grosz():
    play(STAGE, Console(file=StringIO()), orders=48, seed=1)
    first = Order.objects.order_by("number")[0]
    Order.objects.filter(pk=first.pk).update(total_gross_amount=F("total_gross_amount") + 0.01)

    orders = [each.order for each in STAGE.read_orders()]

    assert [int(order.number) for order in orders] == sorted(int(order.number) for order in orders)
    assert orders[0].order_id == first.pk
    assert orders[0].total_gross == first.total_gross_amount + Decimal("0.01")


def test_a_database_with_a_channel_is_taken(simulator):
    assert STAGE.is_taken()
