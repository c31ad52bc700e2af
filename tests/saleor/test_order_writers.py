"""Writers that work at the same time on the same stock, each on a connection of its own."""

import threading
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import IntegrityError, transaction
from saleor.product.models import Product
from saleor.warehouse.models import Stock

from saleor_allegro.rules.flags import FlagKind
from saleor_allegro.shop.saleor.shop import SaleorShop
from tests.endurance.databases import wait_until_blocked
from tests.saleor.checkouts import place_in_the_shop
from tests.saleor.connections import on_own_connection
from tests.saleor.drafts import POLICY, line, order
from tests.saleor.world import World

SKUS = [f"SKU-{number}" for number in range(6)]


@pytest.fixture
def world(own_database) -> World:
    return World()


@on_own_connection
def write(drafts):
    with transaction.atomic():
        return SaleorShop().write_orders(drafts, POLICY)


def test_who_comes_second_gets_what_the_first_left(world, own_database):
    world.make_channel("allegro-pl")
    world.make_variant("MUG", stock=5)

    with ThreadPoolExecutor(1) as pool, transaction.atomic():
        [first] = SaleorShop().write_orders([order(line("MUG", quantity=4))], POLICY)
        second = pool.submit(write, [order(line("MUG", quantity=4))])
        wait_until_blocked(own_database)

    [late] = second.result()
    assert (first.lines[0].allocated, late.lines[0].allocated) == (4, 1)
    assert [flag.kind for flag in late.flags] == [FlagKind.OVERSOLD]
    assert world.stock_of("MUG").available == 0


@pytest.mark.parametrize("first", ["import", "checkout"])
def test_import_and_checkout_never_wait_in_a_circle(world, own_database, first):
    """Both are stopped half way; each must then hold what the other has yet to come to."""
    channel = world.make_channel("allegro-pl")
    for sku in SKUS:
        world.make_variant(sku, stock=1000)
    [checkout] = write([order(*(line(sku) for sku in SKUS), takes_stock=False)])
    line_ids = [each.order_line_id for each in checkout.lines]
    work = {
        "import": (write, [order(*(line(sku) for sku in reversed(SKUS)))]),
        "checkout": (place_in_the_shop, line_ids, channel),
    }
    half_way = Stock.objects.order_by("pk")[len(SKUS) // 2]

    with ThreadPoolExecutor(2) as pool:
        with transaction.atomic():
            Stock.objects.select_for_update().get(pk=half_way.pk)
            running = [pool.submit(*work.pop(first))]
            wait_until_blocked(own_database)
            running += [pool.submit(*other) for other in work.values()]
            wait_until_blocked(own_database, others=2)
        for each in running:
            each.result()

    assert [world.stock_of(sku).allocated for sku in SKUS] == [2] * len(SKUS)


def test_product_deleted_meanwhile_fails_the_batch_and_not_the_next_try(world, own_database):
    world.make_channel("allegro-pl")
    world.make_variant("MUG", stock=5)
    draft = order(line("MUG"))
    is_deleted, may_commit = threading.Event(), threading.Event()

    @on_own_connection
    def delete():
        with transaction.atomic():
            Product.objects.all().delete()
            is_deleted.set()
            may_commit.wait(60)

    with ThreadPoolExecutor(2) as pool:
        deleting = pool.submit(delete)
        is_deleted.wait(60)
        writing = pool.submit(write, [draft])
        wait_until_blocked(own_database)
        may_commit.set()
        deleting.result()
        with pytest.raises(IntegrityError):
            writing.result()

    [outcome] = write([draft])
    assert [flag.kind for flag in outcome.flags] == [FlagKind.NO_VARIANT]
