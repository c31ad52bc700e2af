"""What stands in Saleor's warehouses is offered on Allegro, as staff and customers change it."""

from datetime import timedelta

import pytest
from django.utils import timezone
from graphene import Node
from saleor.core.db.connection import allow_writer
from saleor.warehouse.models import Stock, Warehouse

from saleor_allegro import tasks
from saleor_allegro.models import Offer, Run
from saleor_allegro.simulator.kinds import Kind
from saleor_allegro.sync.stock_account import stock_account
from tests.saleor.selling import selling_shop
from tests.saleor.staff import staff
from tests.sync.stocking import commands, ended, shown, written

SET_STOCK = """
mutation ($variantId: ID!, $stocks: [StockInput!]!) {
  productVariantStocksUpdate(variantId: $variantId, stocks: $stocks) { errors { field message } }
}
"""
A_WHILE = timedelta(minutes=16)


@pytest.fixture
def selling(db):
    with selling_shop() as selling:
        selling.change_forms(send_stock=True, reactivate_offers=True)
        tasks.import_due_accounts.delay()
        selling.simulator.requests.clear()
        yield selling


@pytest.fixture
def offer(selling):
    return selling.simulator.offers[0]


def stock_of(offer):
    return Stock.objects.get(product_variant__sku=offer.sku)


def put(world, offer, pieces):
    """Staff counts the shelf."""
    stock = stock_of(offer)
    staff(
        world,
        SET_STOCK,
        variantId=Node.to_global_id("ProductVariant", stock.product_variant_id),
        stocks=[
            {
                "warehouse": Node.to_global_id("Warehouse", stock.warehouse_id),
                "quantity": pieces,
            }
        ],
    )


def run_after(selling, span=A_WHILE):
    with allow_writer():
        return stock_account(selling.account.pk, clock=lambda: timezone.now() + span)


def test_beat_compares_and_sends(selling, world, offer):
    put(world, offer, 7)

    tasks.import_due_accounts.delay()

    assert Run.objects.filter(kind="stock").count() == 1

    assert shown(selling.simulator, offer.id) == ("ACTIVE", 7)
    assert written(selling.simulator) == 1
    tasks.import_due_accounts.delay()
    assert Run.objects.filter(kind="stock").count() == 1


def test_a_sale_on_allegro_sends_nothing_back(selling):
    selling.simulator.sell_many(20, kinds_sold=[Kind.PAID_ONLINE, Kind.UNPAID, Kind.MANY_LINES])
    selling.simulator.requests.clear()

    run = run_after(selling)

    assert (run.imported, run.told) == (20, 0)
    assert written(selling.simulator) == 0


def test_none_left_ends_the_offer_and_it_comes_back(selling, world, offer):
    put(world, offer, 0)
    run_after(selling)
    assert shown(selling.simulator, offer.id) == ("ENDED", 0)
    run_after(selling, 2 * A_WHILE)
    put(world, offer, 4)

    run_after(selling, 3 * A_WHILE)
    run_after(selling, 3 * A_WHILE + timedelta(minutes=2))

    assert shown(selling.simulator, offer.id) == ("ACTIVE", 4)
    assert (ended(selling.simulator), commands(selling.simulator)) == (1, 2)


def test_a_refused_offer_says_why(selling, world, offer):
    selling.simulator.refusing_offers[offer.id] = "Oferta jest edytowana."
    put(world, offer, 7)
    run_after(selling)

    run_after(selling, A_WHILE + timedelta(minutes=2))

    refused = Offer.objects.get(offer_id=offer.id)
    assert (refused.refused_quantity, refused.error_message) == (7, "Oferta jest edytowana.")


def test_a_warehouse_that_left_the_channel_ends_no_offer(selling, world):
    for warehouse in Warehouse.objects.all():
        warehouse.channels.clear()

    run = run_after(selling)

    assert (run.outcome, run.error_code) == (Run.Outcome.STOPPED, "no_warehouse")
    assert written(selling.simulator) == 0
