"""Stock as Saleor's own allocation leaves it: the same rows, the same events, the same locks."""

from contextlib import suppress

import graphene
import pytest
from django.contrib.sites.models import Site
from django.db import transaction
from django.test import TestCase
from saleor.channel import AllocationStrategy
from saleor.order.fetch import OrderLineInfo
from saleor.order.models import OrderLine
from saleor.plugins.manager import get_plugins_manager
from saleor.warehouse.management import allocate_preorders, allocate_stocks
from saleor.warehouse.models import Allocation, PreorderAllocation, Stock

from saleor_allegro.rules.flags import FlagKind
from saleor_allegro.shop.saleor.shop import SaleorShop
from saleor_allegro.shop.saleor.stock import carry_out, plan_allocations
from saleor_allegro.shop.saleor.versions import _ALLOCATES_FOR_A_REQUESTOR
from tests.saleor.drafts import POLICY, line, order
from tests.saleor.webhooks import receiver


@pytest.fixture
def channel(world):
    channel = world.make_channel("allegro-pl")
    world.make_warehouse("near", channel)
    world.make_warehouse("far", channel)
    return channel


@pytest.fixture
def listener(world):
    with receiver() as found:
        found.subscribe("any_events")
        yield found


def write(*drafts, policy=POLICY):
    with transaction.atomic():
        return SaleorShop().write_orders(drafts, policy)


def info_of(order_line):
    return OrderLineInfo(line=order_line, quantity=order_line.quantity, variant=order_line.variant)


def allocate_with_saleor(lines, channel):
    """Saleor's own function, line by line as the lines of one-line checkouts."""
    for order_line in lines:
        info = info_of(order_line)
        if _ALLOCATES_FOR_A_REQUESTOR:
            settings = Site.objects.get_current().settings
            allocate_stocks(
                [info], "PL", channel, settings, None, calculate_stocks_with_shipping_zones=False
            )
        else:
            allocate_stocks([info], "PL", channel, get_plugins_manager(allow_replica=False))


def allocate_with_us(lines, channel):
    plan = plan_allocations(lines, channel, (), lock=True)
    carry_out(plan, get_plugins_manager(allow_replica=False))


class UndoError(Exception):
    """Raised to roll back."""


def outcome_of(allocate, lines, channel, listener):
    """What an allocation leaves and sends, undone at once."""
    with suppress(UndoError), transaction.atomic():
        with TestCase.captureOnCommitCallbacks(execute=True):
            allocate(lines, channel)
        outcome = left_behind(listener)
        raise UndoError
    return outcome


def left_behind(listener):
    """What an allocation leaves in the tables, and what the listener was told."""
    told = sorted((each.event, str(_subject(each.payload))) for each in listener.deliveries)
    listener.deliveries.clear()
    return (
        set(Allocation.objects.values_list("order_line_id", "stock_id", "quantity_allocated")),
        set(Stock.objects.values_list("pk", "quantity", "quantity_allocated")),
        told,
    )


def _subject(payload):
    """Of which variant it tells; Saleor's own names one warehouse for all that a call emptied."""
    parts = payload if isinstance(payload, list) else [payload]
    return [(part["product_variant_id"], part.get("channel")) for part in parts]


SOLD = {
    "one warehouse has it all": [("A", 2)],
    "several lines share a variant": [("A", 2), ("A", 3), ("B", 1)],
    "a line is split over warehouses": [("A", 6)],
    "the last piece of a warehouse": [("A", 1), ("A", 4)],
    "the last piece of all": [("A", 12), ("B", 4)],
    "a variant that keeps no stock": [("ENDLESS", 500), ("B", 1)],
    "a service": [(None, 1), ("B", 2)],
}


@pytest.mark.parametrize("strategy", [name for name, _ in AllocationStrategy.CHOICES])
@pytest.mark.parametrize("sold", SOLD.values(), ids=SOLD)
def test_allocation_leaves_what_saleors_own_would(world, channel, listener, sold, strategy):
    channel.allocation_strategy = strategy
    channel.save()
    world.make_variant("A", stock={"allegro-main": 2, "near": 3, "far": 7})
    world.make_variant("B", stock={"near": 4})
    world.make_variant("ENDLESS", stock={"near": 1}, track_inventory=False)
    write(*(order(line(sku, quantity=quantity), takes_stock=False) for sku, quantity in sold))
    lines = list(OrderLine.objects.order_by("order__number").select_related("variant"))
    assert [each.quantity for each in lines] == [quantity for _, quantity in sold]

    saleors = outcome_of(allocate_with_saleor, lines, channel, listener)
    ours = outcome_of(allocate_with_us, lines, channel, listener)

    assert ours == saleors


def test_emptied_stock_is_told_of_once(world, channel, listener):
    variant = world.make_variant("A", stock={"near": 3, "far": 1})
    world.make_variant("B", stock=5)
    drafts = [order(line("A", quantity=2), line("B")), order(line("A", quantity=2), line("B"))]

    with TestCase.captureOnCommitCallbacks(execute=True):
        outcomes = write(*drafts)

    assert [each.allocated for outcome in outcomes for each in outcome.lines] == [2, 1, 2, 1]
    told = listener.of("product_variant_out_of_stock")
    identity = graphene.Node.to_global_id("ProductVariant", variant.pk)
    assert [part["product_variant_id"] for payload in told for part in payload] == [identity] * 2
    warehouses = {part["warehouse_id"] for payload in told for part in payload}
    assert len(warehouses) == 2


def test_nothing_is_told_of_what_is_rolled_back(world, channel, listener):
    world.make_variant("A", stock=1)

    with TestCase.captureOnCommitCallbacks(execute=True), suppress(UndoError), transaction.atomic():
        SaleorShop().write_orders([order(line("A"))], POLICY)
        raise UndoError

    assert listener.events == []
    assert Allocation.objects.count() == 0


def test_pieces_count_by_their_allocations_as_in_saleor(world, channel):
    """The sum that a stock carries may have drifted; what is free is counted anew."""
    variant = world.make_variant("A", stock=5)
    Stock.objects.filter(product_variant=variant).update(quantity_allocated=4)

    [outcome] = write(order(line("A", quantity=5)))

    assert outcome.lines[0].allocated == 5
    assert Stock.objects.get(product_variant=variant).quantity_allocated == 9


@pytest.mark.parametrize(
    "fields", [{"track_inventory": False}, {"stock": {}}], ids=["keeps no stock", "has no shelf"]
)
def test_variant_without_a_listing_is_matched_all_the_same(world, channel, fields):
    variant = world.make_variant("A", **{"stock": 5} | fields)
    variant.channel_listings.all().delete()
    variant.product.channel_listings.all().delete()

    [outcome] = write(order(line("A", quantity=2)))

    assert outcome.lines[0].variant_id == str(variant.pk)
    keeps_stock = fields.get("track_inventory", True)
    assert [flag.kind for flag in outcome.flags] == [FlagKind.OVERSOLD] * keeps_stock


@pytest.mark.parametrize(
    ("limits", "expected"),
    [((None, None), [4, 3]), ((6, None), [4, 2]), ((None, 5), [4, 1]), ((2, 5), [2, 0])],
    ids=["no limit", "the channel's", "the variant's", "both"],
)
def test_preorders_are_kept_as_far_as_their_limits_go(world, channel, limits, expected):
    in_channel, everywhere = limits
    variant = world.make_variant(
        "SOON", stock=0, is_preorder=True, preorder_global_threshold=everywhere
    )
    variant.channel_listings.update(preorder_quantity_threshold=in_channel)

    outcomes = write(order(line("SOON", quantity=4)), order(line("SOON", quantity=3)))

    assert [outcome.lines[0].allocated for outcome in outcomes] == expected
    kept = PreorderAllocation.objects.order_by("order_line__order__number")
    assert [each.quantity for each in kept] == [each for each in expected if each]
    assert Allocation.objects.count() == 0
    flagged = [[flag.kind for flag in outcome.flags] for outcome in outcomes]
    assert flagged == [
        [FlagKind.OVERSOLD] * (got < sold) for got, sold in zip(expected, (4, 3), strict=True)
    ]


def test_preorder_that_the_channel_does_not_list_is_flagged(world, channel):
    variant = world.make_variant("SOON", stock=0, is_preorder=True)
    variant.channel_listings.all().delete()

    [outcome] = write(order(line("SOON")))

    assert [flag.kind for flag in outcome.flags] == [FlagKind.OVERSOLD]


def test_preorder_allocations_are_saleors_own(world, channel):
    world.make_variant("SOON", stock=0, is_preorder=True)
    write(order(line("SOON", quantity=2), line("SOON", quantity=3), takes_stock=False))
    lines = list(OrderLine.objects.select_related("variant"))
    infos = [
        OrderLineInfo(line=each, quantity=each.quantity, variant=each.variant) for each in lines
    ]
    rows = PreorderAllocation.objects.order_by("order_line_id").values_list(
        "order_line_id", "product_variant_channel_listing_id", "quantity"
    )

    allocate_preorders(infos, channel.slug)
    saleors = list(rows)
    PreorderAllocation.objects.all().delete()
    allocate_with_us(lines, channel)

    assert list(rows) == saleors
    assert len(saleors) == 2
