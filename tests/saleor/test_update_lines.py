"""Pieces that an order holds once its lines followed its form."""

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal

import pytest
from django.test import TestCase
from django.utils import timezone
from saleor.channel import AllocationStrategy
from saleor.order.models import Order, OrderLine
from saleor.product.models import ProductVariant
from saleor.warehouse.models import Allocation, PreorderAllocation, Stock

from saleor_allegro.rules.drafts import LineKind
from saleor_allegro.rules.flags import FlagKind
from saleor_allegro.rules.updates import Aspect
from saleor_allegro.shop.saleor.shop import SaleorShop
from tests.saleor.drafts import POLICY, line, order
from tests.saleor.following import STOCK_EVENTS
from tests.saleor.webhooks import receiver
from tests.shop.updating import follow, place


@pytest.fixture
def channel(world):
    channel = world.make_channel("allegro-pl")
    world.make_warehouse("near", channel)
    world.make_warehouse("far", channel)
    return channel


@pytest.fixture
def shop(channel):
    return SaleorShop()


def sell(shop, sku, quantity, policy=POLICY):
    draft = order(line(sku, quantity=quantity))
    return draft, place(shop, draft, policy)


def now_sells(draft, **fields):
    [sold] = draft.lines
    changed = replace(sold, **fields)
    total = changed.unit_gross * changed.quantity + draft.delivery.gross
    return replace(draft, lines=(changed,), total_gross=total)


def follow_lines(shop, outcome, draft, policy=POLICY):
    return follow(shop, outcome, draft, Aspect.LINES, policy=policy)


def held():
    """Warehouse -> pieces set aside there."""
    rows = Allocation.objects.filter(quantity_allocated__gt=0)
    return dict(rows.values_list("stock__warehouse__slug", "quantity_allocated"))


@pytest.mark.parametrize(
    ("quantity", "pieces"),
    [(1, {"far": 1}), (3, {"far": 2, "near": 1}), (6, {"far": 2, "near": 3})],
)
def test_pieces_come_from_the_warehouses_that_the_merchant_prefers(world, shop, quantity, pieces):
    world.make_variant("MUG", stock={"allegro-main": 5, "near": 3, "far": 2})
    policy = replace(POLICY, warehouses=("far", "near"))
    draft, outcome = sell(shop, "MUG", 2, policy)

    told = follow_lines(shop, outcome, now_sells(draft, quantity=quantity), policy)

    assert held() == pieces
    short = quantity > 5
    assert [flag.kind for flag in told.flags] == [FlagKind.OVERSOLD] * short
    assert world.stock_of("MUG").allocated == min(quantity, 5)


def test_pieces_come_from_the_fullest_warehouse_where_the_channel_wants_it(world, shop, channel):
    channel.allocation_strategy = AllocationStrategy.PRIORITIZE_HIGH_STOCK
    channel.save()
    world.make_variant("MUG", stock={"allegro-main": 2, "near": 7})
    draft, outcome = sell(shop, "MUG", 1)

    follow_lines(shop, outcome, now_sells(draft, quantity=4))

    assert held() == {"near": 4}


def test_another_price_moves_no_piece(world, shop):
    """Even where fewer are in stock than were sold: those are this buyer's."""
    world.make_variant("MUG", stock={"near": 2})
    draft, outcome = sell(shop, "MUG", 2)
    Stock.objects.update(quantity=0)
    allocations = set(Allocation.objects.values_list("pk", "quantity_allocated"))

    told = follow_lines(shop, outcome, now_sells(draft, unit_gross=Decimal("12.00")))

    assert told.flags == ()
    assert told.lines[0].allocated == 2
    assert set(Allocation.objects.values_list("pk", "quantity_allocated")) == allocations


def test_what_is_not_in_stock_is_oversold_only_when_more_is_sold(world, shop):
    world.make_variant("MUG", stock={"near": 1})
    draft, outcome = sell(shop, "MUG", 3)

    dearer = now_sells(draft, unit_gross=Decimal("12.00"))
    assert follow_lines(shop, outcome, dearer).flags == ()
    [flag] = follow_lines(shop, outcome, now_sells(draft, quantity=4)).flags

    assert (flag.kind, flag.subject) == (FlagKind.OVERSOLD, draft.lines[0].line_item_id)
    assert dict(flag.details) == {"sold": "4", "allocated": "1"}


def test_a_variant_that_keeps_no_stock(world, shop):
    world.make_variant("ENDLESS", stock=0, track_inventory=False)
    draft, outcome = sell(shop, "ENDLESS", 2)

    told = follow_lines(shop, outcome, now_sells(draft, quantity=500))

    assert told.flags == ()
    assert (told.lines[0].quantity, told.lines[0].allocated) == (500, 0)
    assert not Allocation.objects.exists()


def test_a_variant_that_was_deleted_meanwhile(world, shop):
    world.make_variant("MUG", stock=5)
    draft, outcome = sell(shop, "MUG", 2)
    ProductVariant.objects.get().product.delete()
    before = OrderLine.objects.get()

    told = follow_lines(shop, outcome, now_sells(draft, quantity=3))

    after = OrderLine.objects.get()
    assert (after.pk, after.quantity, after.variant) == (before.pk, 3, None)
    assert (after.product_name, after.product_sku) == (before.product_name, "MUG")
    assert told.flags == ()
    assert (told.lines[0].variant_id, told.lines[0].allocated) == (None, 0)


@pytest.mark.parametrize(("quantity", "kept"), [(1, 1), (4, 4), (9, 5)])
def test_preorders_are_kept_against_their_limit(world, shop, quantity, kept):
    world.make_variant(
        "SOON",
        stock=0,
        is_preorder=True,
        preorder_end_date=timezone.now() + timedelta(days=9),
        preorder_global_threshold=5,
    )
    draft, outcome = sell(shop, "SOON", 2)

    told = follow_lines(shop, outcome, now_sells(draft, quantity=quantity))

    assert [each.quantity for each in PreorderAllocation.objects.all()] == [kept]
    assert told.lines[0].allocated == kept
    assert [flag.kind for flag in told.flags] == [FlagKind.OVERSOLD] * (kept < quantity)


def test_what_a_line_gives_back_another_line_of_the_batch_takes(world, shop):
    """And nobody is told that the last piece was back in between."""
    world.make_variant("MUG", stock={"near": 2})
    draft, outcome = sell(shop, "MUG", 2)
    other = line("MUG", quantity=2)

    with receiver() as app:
        app.subscribe(*STOCK_EVENTS)
        with TestCase.captureOnCommitCallbacks(execute=True):
            follow_lines(shop, outcome, replace(draft, lines=(other,)))

    assert app.deliveries == []
    assert held() == {"near": 2}
    assert OrderLine.objects.get().metadata["allegro.line_item_id"] == other.line_item_id


def test_a_line_is_matched_and_named_as_at_the_import(world, shop):
    world.make_variant("MUG", stock=5)
    book = world.make_variant("BOOK", stock=5, tax_rate=Decimal("0.05"), name="Atlas")
    draft, outcome = sell(shop, "MUG", 1)
    sold = line("BOOK", name="Atlas świata", tax_rate=None, unit_gross=Decimal("10.50"))

    follow_lines(shop, outcome, replace(draft, lines=(*draft.lines, sold)))

    found = OrderLine.objects.get(variant=book)
    assert (found.product_name, found.product_sku) == ("Atlas świata", "BOOK")
    assert (found.tax_rate, found.unit_price_net_amount) == (Decimal("0.05"), Decimal("10.00"))
    assert found.is_price_overridden


def test_two_equal_lines_are_told_apart_only_by_what_they_are(world, shop):
    """A service has no id of its own, and one of two equal ones goes."""
    world.make_variant("MUG", stock=5)
    mug = line("MUG")
    wrap = line(None, kind=LineKind.SERVICE, line_item_id=mug.line_item_id, name="Pakowanie")
    draft = order(mug, wrap, wrap)
    outcome = place(shop, draft)

    less = replace(draft, lines=(mug, wrap), total_gross=draft.total_gross - wrap.unit_gross)
    follow_lines(shop, outcome, less)

    assert sorted(OrderLine.objects.values_list("product_name", flat=True)) == [
        "Kubek z dzióbkiem",
        "Pakowanie",
    ]
    assert Order.objects.get().total_gross_amount == less.total_gross
    assert world.stock_of("MUG").allocated == 1


def test_a_service_that_is_called_otherwise_is_the_same(world, shop):
    """And two that are called alike are two."""
    world.make_variant("MUG", stock=5)
    mug = line("MUG")
    services = [
        line(
            None,
            kind=LineKind.SERVICE,
            line_item_id=mug.line_item_id,
            name="Pakowanie",
            unit_gross=Decimal(price),
            metadata={"allegro.service_id": service_id},
        )
        for service_id, price in (("WRAP", "1.00"), ("BOX", "2.00"))
    ]
    draft = order(mug, *services)
    outcome = place(shop, draft)
    before = dict(OrderLine.objects.values_list("unit_price_gross_amount", "pk"))

    wrap, box = services
    renamed = replace(box, name="Pudełko", unit_gross=Decimal("3.00"))
    dearer = replace(
        draft, lines=(mug, renamed, wrap), total_gross=draft.total_gross + Decimal("1.00")
    )
    follow_lines(shop, outcome, dearer)

    after = dict(OrderLine.objects.values_list("unit_price_gross_amount", "pk"))
    assert after == {
        mug.unit_gross: before[mug.unit_gross],
        Decimal("1.00"): before[Decimal("1.00")],
        Decimal("3.00"): before[Decimal("2.00")],
    }
    assert follow_lines(shop, outcome, dearer).changes == ()
