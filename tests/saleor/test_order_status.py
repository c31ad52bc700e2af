"""Confirmed, cancelled and fulfilled as Saleor's own staff would do it, and nobody is told."""

from dataclasses import replace
from decimal import Decimal

import pytest
from django.test import TestCase
from graphene import Node
from saleor.order import FulfillmentStatus, OrderEvents, OrderStatus
from saleor.order.models import Fulfillment, FulfillmentLine, Order, OrderEvent, OrderLine
from saleor.tax.models import TaxConfiguration
from saleor.warehouse.models import Allocation, PreorderAllocation, Stock, Warehouse

from saleor_allegro.rules.drafts import LineKind
from saleor_allegro.rules.updates import ParcelDraft
from saleor_allegro.shop.port import Telling
from tests.saleor.drafts import POLICY, line, order
from tests.saleor.following import (
    ORDER_EVENTS,
    STOCK_EVENTS,
    bring_status,
    update_of,
    write_one,
)
from tests.saleor.staff import CANCEL, CONFIRM, FULFILL, identity, staff
from tests.saleor.webhooks import receiver

NEVER_THE_SAME = {
    "id", "number", "created_at", "updated_at", "search_vector", "external_reference",
    "shipping_address_id", "billing_address_id", "user_id", "user_email", "metadata",
    "private_metadata", "use_old_id", "search_document",
}  # fmt: skip


@pytest.fixture
def channel(world):
    channel = world.make_channel("allegro-pl")
    world.make_warehouse("near", channel)
    return channel


@pytest.fixture
def listener(world):
    with receiver() as found:
        found.subscribe(*ORDER_EVENTS, *STOCK_EVENTS)
        yield found


@pytest.fixture
def pair(channel):
    """Two orders of the same things, for Saleor's staff and for us."""

    def make(*lines, **fields):
        drafts = [order(*lines, **fields) for _ in range(2)]
        return [(write_one(draft), draft) for draft in drafts]

    return make


def row_of(model, pk):
    [row] = model.objects.filter(pk=pk).values()
    return {name: value for name, value in row.items() if name not in NEVER_THE_SAME}


def traces(placed):
    """What an action leaves about an order in the tables, without who did it."""
    events = OrderEvent.objects.filter(order=placed).order_by("pk")
    allocations = Allocation.objects.filter(order_line__order=placed).order_by("stock")
    fulfillments = Fulfillment.objects.filter(order=placed).order_by("pk")
    return (
        row_of(Order, placed.pk),
        [event.type for event in events],
        list(allocations.values_list("stock", "quantity_allocated")),
        sorted(placed.lines.values_list("product_name", "quantity", "quantity_fulfilled")),
        list(fulfillments.values_list("status", "tracking_number", "fulfillment_order")),
        sorted(
            FulfillmentLine.objects.filter(fulfillment__order=placed).values_list(
                "order_line__product_name", "quantity", "stock__warehouse__slug"
            )
        ),
    )


def shelves():
    return sorted(
        Stock.objects.values_list(
            "product_variant__sku", "warehouse__slug", "quantity", "quantity_allocated"
        )
    )


def run(name, *following, policy=POLICY):
    """Ours, with what waits for the commit; nothing but stock may be told by then."""
    with TestCase.captureOnCommitCallbacks(execute=True):
        return bring_status(
            name,
            *(
                update_of(placed.pk, draft, fulfill=name == "fulfill")
                for placed, draft in following
            ),
            policy=policy,
        )


# Confirming


def test_confirmed_order_is_as_orderconfirm_leaves_it(world, pair):
    world.make_variant("MUG", stock={"allegro-main": 10})
    TaxConfiguration.objects.update(display_gross_prices=False)
    (theirs, _), ours = pair(line("MUG"))

    staff(world, CONFIRM, id=identity(theirs))
    tellings = run("confirm", ours)

    assert traces(ours[0]) == traces(theirs)
    assert row_of(Order, theirs.pk)["status"] == OrderStatus.UNFULFILLED
    assert row_of(Order, theirs.pk)["display_gross_prices"] is False
    assert tellings == {ours[0].pk: (Telling.CONFIRMED,)}


def test_prices_are_displayed_as_in_the_buyers_country(world, pair):
    world.make_variant("MUG", stock={"allegro-main": 10})
    configuration = TaxConfiguration.objects.get()
    configuration.country_exceptions.create(country="PL", display_gross_prices=False)
    (theirs, _), ours = pair(line("MUG"))

    staff(world, CONFIRM, id=identity(theirs))
    run("confirm", ours)

    assert traces(ours[0]) == traces(theirs)
    assert row_of(Order, ours[0].pk)["display_gross_prices"] is False


@pytest.mark.parametrize(
    "status", [status for status, _ in OrderStatus.CHOICES if status != OrderStatus.UNCONFIRMED]
)
def test_only_what_waits_for_it_is_confirmed(pair, status):
    _, ours = pair(line("MUG"))
    Order.objects.update(status=status)
    before = traces(ours[0])

    assert run("confirm", ours) == {}

    assert traces(ours[0]) == before


def test_order_without_lines_is_not_confirmed(pair):
    _, ours = pair(line("MUG"))
    OrderLine.objects.all().delete()

    assert run("confirm", ours) == {}

    assert row_of(Order, ours[0].pk)["status"] == OrderStatus.UNCONFIRMED


# Cancelling


def test_cancelled_order_is_as_ordercancel_leaves_it(world, pair):
    world.make_variant("MUG", stock={"near": 10})
    (theirs, _), ours = pair(line("MUG", quantity=3), line(None, kind=LineKind.SERVICE))

    staff(world, CANCEL, id=identity(theirs))
    half_way = shelves()
    tellings = run("cancel", ours)

    assert traces(ours[0]) == traces(theirs)
    assert (half_way, shelves()) == ([("MUG", "near", 10, 3)], [("MUG", "near", 10, 0)])
    assert tellings == {ours[0].pk: (Telling.CANCELLED, Telling.UPDATED)}


def test_stock_is_freed_once(world, pair):
    world.make_variant("MUG", stock={"allegro-main": 10})
    (_, _), ours = pair(line("MUG", quantity=2))

    run("cancel", ours)
    again = run("cancel", ours)

    assert again == {}
    assert world.stock_of("MUG").allocated == 2, "those of the other order"
    cancelled = OrderEvent.objects.filter(order=ours[0], type=OrderEvents.CANCELED)
    assert cancelled.count() == 1


@pytest.mark.parametrize("status", [OrderStatus.CANCELED, OrderStatus.EXPIRED, OrderStatus.DRAFT])
def test_what_is_over_is_not_cancelled(pair, status):
    _, ours = pair(line("MUG"))
    Order.objects.update(status=status)
    before = traces(ours[0])

    assert run("cancel", ours) == {}

    assert traces(ours[0]) == before


@pytest.mark.parametrize(
    "status", [status for status, _ in FulfillmentStatus.CHOICES if status != "canceled"]
)
def test_what_has_left_is_not_cancelled(world, pair, status):
    world.make_variant("MUG", stock={"allegro-main": 10})
    _, ours = pair(line("MUG", quantity=2))
    Fulfillment.objects.create(order=ours[0], status=status)

    assert run("cancel", ours) == {}

    assert world.stock_of("MUG").allocated == 4


def test_cancelled_fulfillment_does_not_keep_an_order(pair):
    _, ours = pair(line("MUG"))
    Fulfillment.objects.create(order=ours[0], status=FulfillmentStatus.CANCELED)

    assert run("cancel", ours)

    assert row_of(Order, ours[0].pk)["status"] == OrderStatus.CANCELED


def test_pieces_sold_before_they_are_in_stock_are_free_again(world, pair):
    world.make_variant("SOON", stock=0, is_preorder=True)
    (theirs, _), ours = pair(line("SOON", quantity=2))

    run("cancel", ours)

    [kept] = PreorderAllocation.objects.all()
    assert kept.order_line.order_id == theirs.pk


def test_cancelling_alone_tells_of_stock_and_of_nothing_else(world, pair, listener):
    world.make_variant("MUG", stock=4)
    (_, _), ours = pair(line("MUG", quantity=2))
    listener.deliveries.clear()

    run("cancel", ours)

    assert listener.events == ["product_variant_back_in_stock"]


# Fulfilling


def fulfill_as_staff(world, placed, **extra):
    """All lines, each from where its pieces are, else from the first warehouse."""
    first = Node.to_global_id("Warehouse", Warehouse.objects.get(slug="allegro-main").pk)
    lines = []
    for each in placed.lines.all():
        held = each.allocations.filter(quantity_allocated__gt=0).select_related("stock")
        stocks = [
            {
                "warehouse": Node.to_global_id("Warehouse", allocation.stock.warehouse_id),
                "quantity": allocation.quantity_allocated,
            }
            for allocation in held
        ] or [{"warehouse": first, "quantity": each.quantity}]
        lines.append({"orderLineId": identity(each), "stocks": stocks})
    given = {"lines": lines, "allowStockToBeExceeded": True, "notifyCustomer": False} | extra
    staff(world, FULFILL, order=identity(placed), input=given)


def test_fulfilled_order_is_as_orderfulfill_leaves_it(world, pair):
    world.make_variant("MUG", stock={"allegro-main": 20})
    world.make_variant("CUP", stock={"near": 20})
    (theirs, _), (placed, draft) = pair(
        line("MUG", quantity=2, name="Kubek"),
        line("CUP", name="Filiżanka"),
        paid="100.00",
    )
    run("confirm", (theirs, draft), (placed, draft))
    parcels = (ParcelDraft(parcel_id="1", carrier_id="I", carrier_name="InPost", waybill="602"),)

    fulfill_as_staff(world, theirs, trackingNumber="602")
    half_way = shelves()
    with TestCase.captureOnCommitCallbacks(execute=True):
        tellings = bring_status("fulfill", update_of(placed.pk, draft, parcels=parcels))

    assert traces(placed) == traces(theirs)
    assert half_way == [("CUP", "near", 19, 1), ("MUG", "allegro-main", 18, 2)]
    assert shelves() == [("CUP", "near", 18, 0), ("MUG", "allegro-main", 16, 0)]
    assert row_of(Order, placed.pk)["status"] == OrderStatus.FULFILLED
    assert tellings == {placed.pk: (Telling.FULFILLED, Telling.UPDATED)}


SOLD = {
    "a line without a product": ([("MUG", 2), (None, 1)], ("MUG", 8, 0)),
    "nothing but lines without a product": ([(None, 1)], ("MUG", 10, 0)),
    "two lines of one product": ([("MUG", 2), ("MUG", 3)], ("MUG", 5, 0)),
    "more than there is": ([("MUG", 12)], ("MUG", -2, 0)),
    "more than there is, and a service": ([("MUG", 12), (None, 1)], ("MUG", -2, 0)),
}


@pytest.mark.parametrize(("sold", "expected"), SOLD.values(), ids=SOLD)
def test_goods_leave_the_stock_once(world, channel, sold, expected):
    world.make_variant("MUG", stock={"allegro-main": 10})
    draft = order(*(line(sku, quantity=quantity) for sku, quantity in sold))
    placed = write_one(draft)

    tellings = run("fulfill", (placed, draft))
    again = run("fulfill", (placed, draft))

    sku, quantity, allocated = expected
    assert shelves() == [(sku, "allegro-main", quantity, allocated)]
    assert world.stock_of("MUG").allocated == 0
    assert row_of(Order, placed.pk)["status"] == OrderStatus.FULFILLED
    assert tellings[placed.pk] == (Telling.CONFIRMED, Telling.FULFILLED, Telling.UPDATED)
    assert again == {}
    assert Fulfillment.objects.count() == 1


def test_line_is_sent_from_the_warehouses_that_hold_its_pieces(world, channel):
    world.make_variant("MUG", stock={"allegro-main": 2, "near": 3})
    draft = order(line("MUG", quantity=6))
    placed = write_one(draft)

    run("fulfill", (placed, draft), policy=replace(POLICY, warehouses=("near", "allegro-main")))

    assert shelves() == [("MUG", "allegro-main", 0, 0), ("MUG", "near", -1, 0)]
    sent = FulfillmentLine.objects.values_list("stock__warehouse__slug", "quantity")
    assert sorted(sent) == [("allegro-main", 2), ("near", 4)]


def test_what_was_sent_before_is_not_sent_again(world, channel):
    world.make_variant("MUG", stock={"allegro-main": 10})
    draft = order(line("MUG", quantity=3))
    placed = write_one(draft)
    run("confirm", (placed, draft))
    [sold] = placed.lines.all()
    warehouse = Node.to_global_id("Warehouse", Warehouse.objects.get(slug="allegro-main").pk)
    one = {"orderLineId": identity(sold), "stocks": [{"warehouse": warehouse, "quantity": 1}]}
    staff(world, FULFILL, order=identity(placed), input={"lines": [one]})

    run("fulfill", (placed, draft))

    assert shelves() == [("MUG", "allegro-main", 7, 0)]
    assert row_of(Order, placed.pk)["status"] == OrderStatus.FULFILLED


def test_what_allegro_sends_from_its_own_warehouse_takes_no_stock(world, channel):
    world.make_variant("MUG", stock={"allegro-main": 10})
    draft = order(line("MUG", quantity=3), takes_stock=False)
    placed = write_one(draft)

    run("fulfill", (placed, draft))

    assert shelves() == [("MUG", "allegro-main", 10, 0)]
    assert row_of(Order, placed.pk)["status"] == OrderStatus.FULFILLED


def test_line_that_is_not_in_stock_yet_stays(world, channel):
    world.make_variant("MUG", stock={"allegro-main": 10})
    world.make_variant("SOON", stock=0, is_preorder=True)
    draft = order(line("MUG"), line("SOON"))
    placed = write_one(draft)

    run("fulfill", (placed, draft))

    assert row_of(Order, placed.pk)["status"] == OrderStatus.PARTIALLY_FULFILLED
    assert PreorderAllocation.objects.count() == 1


@pytest.mark.parametrize(
    "status", [OrderStatus.CANCELED, OrderStatus.EXPIRED, OrderStatus.RETURNED, OrderStatus.DRAFT]
)
def test_what_is_over_is_not_fulfilled(world, channel, status):
    world.make_variant("MUG", stock={"allegro-main": 10})
    draft = order(line("MUG"))
    placed = write_one(draft)
    Order.objects.update(status=status)

    assert run("fulfill", (placed, draft)) == {}

    assert shelves() == [("MUG", "allegro-main", 10, 1)]


def test_all_waybills_are_noted_as_far_as_there_is_room(world, channel):
    draft = order(line("MUG"))
    placed = write_one(draft)
    waybills = ["A" * 100, "B" * 100, "C" * 100, "A" * 100, "", "D"]
    parcels = tuple(
        ParcelDraft(parcel_id=str(n), carrier_id="X", carrier_name="", waybill=waybill)
        for n, waybill in enumerate(waybills)
    )

    bring_status("fulfill", update_of(placed.pk, draft, parcels=parcels))

    [fulfillment] = Fulfillment.objects.all()
    assert fulfillment.tracking_number == f"{'A' * 100}, {'B' * 100}, D"


def test_fulfilling_alone_tells_nobody_but_of_stock(world, channel, listener):
    world.make_variant("MUG", stock=2)
    draft = order(line("MUG", quantity=2, unit_gross=Decimal(5)), paid="19.99")
    placed = write_one(draft)
    listener.deliveries.clear()

    run("fulfill", (placed, draft))

    assert listener.events == ["product_variant_out_of_stock"]
