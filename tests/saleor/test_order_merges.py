"""Purchases paid together: one order remains, with the pieces and the money of the earlier ones."""

from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import replace
from decimal import Decimal
from uuid import uuid4

import pytest
from django.db import transaction
from django.test import TestCase
from saleor.core.db.connection import allow_writer
from saleor.order import FulfillmentStatus, OrderChargeStatus, OrderEvents, OrderStatus
from saleor.order.models import Fulfillment, Order, OrderEvent
from saleor.order.utils import updates_amounts_for_order
from saleor.payment.models import TransactionItem
from saleor.payment.transaction_item_calculations import recalculate_transaction_amounts
from saleor.warehouse.models import PreorderAllocation, Stock

from saleor_allegro.rules.drafts import DeliveryDraft
from saleor_allegro.rules.flags import FlagKind
from saleor_allegro.shop.port import CannotWriteOrder, Telling
from saleor_allegro.shop.saleor.shop import SaleorShop
from tests.endurance.databases import wait_until_blocked
from tests.saleor.checkouts import place_in_the_shop
from tests.saleor.connections import on_own_connection
from tests.saleor.drafts import POLICY, line, order, payment
from tests.saleor.following import (
    ORDER_EVENTS,
    STOCK_EVENTS,
    bring_money,
    bring_status,
    paid,
    refund,
    update_of,
    write,
    write_one,
)
from tests.saleor.webhooks import receiver
from tests.saleor.world import World

CANCELLED = (Telling.CANCELLED, Telling.UPDATED)


@pytest.fixture
def shop(world):
    world.make_channel("allegro-pl")
    return world


def merged(*drafts, **fields):
    """The draft of the form that Allegro makes of these."""
    lines = [each for draft in drafts for each in draft.lines]
    return order(*lines, **fields)


def taking_the_place(draft, *orders):
    return replace(draft, replaces=tuple(each.pk for each in orders))


def notes_of(placed):
    events = OrderEvent.objects.filter(order=placed, type=OrderEvents.NOTE_ADDED).order_by("pk")
    return [event.parameters["message"] for event in events]


def charges(placed):
    items = TransactionItem.objects.filter(order=placed).order_by("pk")
    return list(items.values_list("psp_reference", "charged_value"))


def test_one_order_remains_with_all_the_pieces(shop):
    shop.make_variant("MUG", stock=5)
    first, second = order(line("MUG", quantity=2)), order(line("MUG", quantity=3))
    one, two = write_one(first), write_one(second)
    draft = taking_the_place(merged(first, second), one, two)

    [outcome] = write(draft)

    assert [each.allocated for each in outcome.lines] == [2, 3]
    assert outcome.flags == ()
    assert shop.stock_of("MUG").available == 0
    statuses = Order.objects.order_by("number").values_list("status", flat=True)
    assert list(statuses) == [OrderStatus.CANCELED, OrderStatus.CANCELED, OrderStatus.UNCONFIRMED]
    assert [(each.order_id, each.number) for each in outcome.replaced] == [
        (one.pk, str(one.number)),
        (two.pk, str(two.number)),
    ]
    assert [each.tellings for each in outcome.replaced] == [CANCELLED, CANCELLED]
    assert [each.charged for each in outcome.replaced] == [0, 0]


def test_each_order_names_the_other(shop):
    shop.make_variant("MUG", stock=5)
    drafts = order(), order()
    one, two = map(write_one, drafts)

    [outcome] = write(taking_the_place(merged(*drafts), one, two))

    [_, note] = notes_of(one)
    assert f"Order #{outcome.number} takes the place" in note
    [_, note] = notes_of(outcome.order_id)
    assert note.endswith(f"which are cancelled: #{one.number}, #{two.number}.")
    found = shop.graphql(
        "query ($word: String!) { orders(first: 9, search: $word) { totalCount } }",
        {"word": outcome.number},
    )
    assert found["orders"]["totalCount"] >= 2


def test_payment_moves_and_grows(shop):
    """Seen paid before it was merged: Allegro names the same payment, of a larger sum."""
    first, second = order(paid="29.98"), order()
    [known] = first.payments
    one, two = write_one(first), write_one(second)
    draft = paid(merged(first, second), replace(known, amount=Decimal("49.97")))

    [outcome] = write(taking_the_place(draft, one, two))

    assert charges(outcome.order_id) == [(known.payment_id, Decimal("49.97"))]
    assert TransactionItem.objects.count() == 1
    [item] = TransactionItem.objects.all()
    assert item.idempotency_key == f"{draft.form_id}:{known.payment_id}"
    assert [each.charged for each in outcome.replaced] == [0, 0]
    one.refresh_from_db()
    assert (one.total_charged_amount, one.charge_status) == (0, OrderChargeStatus.NONE)
    new = Order.objects.get(pk=outcome.order_id)
    assert (new.total_charged_amount, new.charge_status) == (
        Decimal("49.97"),
        OrderChargeStatus.FULL,
    )
    recalculate_transaction_amounts(item)
    updates_amounts_for_order(new)
    assert (item.charged_value, new.charge_status) == (Decimal("49.97"), OrderChargeStatus.FULL)


def test_payment_that_the_new_form_does_not_name_stays(shop):
    first = order(paid="29.98")
    one = write_one(first)
    draft = paid(merged(first, order()), payment("49.97", "another"))

    [outcome] = write(taking_the_place(draft, one))

    assert charges(outcome.order_id) == [("another", Decimal("49.97"))]
    assert [each.charged for each in outcome.replaced] == [Decimal("29.98")]
    one.refresh_from_db()
    assert one.total_charged_amount == Decimal("29.98")


def test_parts_of_one_payment_that_two_orders_held_are_not_doubled(shop):
    shop.make_variant("MUG", stock=5)
    drafts = [paid(order(), payment("29.98", "shared")) for _ in range(2)]
    orders = [write_one(draft) for draft in drafts]
    draft = paid(merged(*drafts, delivery=DeliveryDraft()), payment("59.96", "shared"))

    [outcome] = write(taking_the_place(draft, *orders))

    assert charges(outcome.order_id) == [("shared", Decimal("29.98"))] * 2
    assert outcome.flags == ()
    grown = paid(draft, payment("60.00", "shared"))
    update = update_of(outcome.order_id, grown, refunds={"shared": (refund("10.00"),)})
    for _ in range(2):
        bring_money(update)
    assert Order.objects.get(pk=outcome.order_id).total_charged_amount == Decimal("50.00")


def test_payment_that_is_less_in_the_new_form_is_flagged(shop):
    shop.make_variant("MUG", stock=5)
    first = order(paid="29.98")
    [known] = first.payments
    one = write_one(first)
    draft = paid(merged(first, order()), replace(known, amount=Decimal("9.98")))

    [outcome] = write(taking_the_place(draft, one))

    [flag] = outcome.flags
    assert (flag.kind, flag.subject) == (FlagKind.PAYMENT_LOWERED, known.payment_id)
    assert charges(outcome.order_id) == [(known.payment_id, Decimal("29.98"))]
    assert Order.objects.get(pk=outcome.order_id).total_charged_amount == Decimal("29.98")


def test_what_was_returned_of_a_payment_moves_along(shop):
    first = order(paid="29.98")
    [known] = first.payments
    one = write_one(first)
    refunds = {known.payment_id: (refund("9.99"),)}
    bring_money(update_of(one.pk, first, refunds=refunds))

    [outcome] = write(taking_the_place(paid(merged(first), known), one))
    bring_money(update_of(outcome.order_id, merged(first), changed=frozenset(), refunds=refunds))

    assert charges(outcome.order_id) == [(known.payment_id, Decimal("19.99"))]
    assert Order.objects.get(pk=outcome.order_id).total_charged_amount == Decimal("19.99")


@pytest.mark.parametrize("status", [OrderStatus.CANCELED, OrderStatus.EXPIRED])
def test_order_that_was_cancelled_before_is_not_cancelled_again(shop, status):
    shop.make_variant("MUG", stock=5)
    first = order(line("MUG"), paid="29.98")
    one = write_one(first)
    bring_status("cancel", update_of(one.pk, first))
    Order.objects.update(status=status)

    [outcome] = write(taking_the_place(paid(merged(first), *first.payments), one))

    [replaced] = outcome.replaced
    assert (replaced.tellings, replaced.charged) == ((), 0)
    one.refresh_from_db()
    assert one.status == status
    assert OrderEvent.objects.filter(order=one, type=OrderEvents.CANCELED).count() == 1
    assert charges(outcome.order_id) == [(first.payments[0].payment_id, Decimal("29.98"))]
    assert shop.stock_of("MUG").allocated == 1


@pytest.mark.parametrize("do", ["write_orders", "preview_orders"])
def test_order_whose_goods_have_left_is_not_replaced(shop, do):
    shop.make_variant("MUG", stock=5)
    first = order(line("MUG"))
    one = write_one(first)
    Fulfillment.objects.create(order=one, status=FulfillmentStatus.FULFILLED)
    draft = taking_the_place(merged(first), one)

    refused = pytest.raises(CannotWriteOrder, match=f"order {one.number} has a fulfillment")
    with refused as caught, transaction.atomic():
        getattr(SaleorShop(), do)([order(), draft], POLICY)

    assert caught.value.form_id == draft.form_id
    assert Order.objects.count() == 1
    assert shop.stock_of("MUG").allocated == 1


def test_order_that_is_gone_is_passed_over(shop):
    shop.make_variant("MUG", stock=5)
    draft = replace(order(paid="29.98"), replaces=(uuid4(),))

    [outcome] = write(draft)

    assert outcome.replaced == ()
    assert Order.objects.get().charge_status == OrderChargeStatus.FULL
    assert len(notes_of(outcome.order_id)) == 1


def test_the_same_form_again_changes_nothing(shop):
    shop.make_variant("MUG", stock=5)
    first = order(line("MUG"), paid="29.98")
    one = write_one(first)
    draft = taking_the_place(paid(merged(first), *first.payments), one)
    write(draft)
    before = list(OrderEvent.objects.order_by("pk").values()), shop.stock_of("MUG")

    [again] = write(draft)

    assert again.existed
    assert (list(OrderEvent.objects.order_by("pk").values()), shop.stock_of("MUG")) == before


def test_what_was_merged_can_be_merged_again(shop):
    shop.make_variant("MUG", stock=3)
    drafts = [order(line("MUG"), paid="10.00"), order(line("MUG")), order(line("MUG"))]
    one, two, three = (write_one(draft) for draft in drafts)
    [known] = drafts[0].payments
    middle = paid(merged(*drafts[:2]), replace(known, amount=Decimal("20.00")))
    [between] = write(taking_the_place(middle, one, two))
    last = paid(merged(*drafts), replace(known, amount=Decimal("69.96")))

    [outcome] = write(taking_the_place(last, Order.objects.get(pk=between.order_id), three))

    assert [each.allocated for each in outcome.lines] == [1, 1, 1]
    assert charges(outcome.order_id) == [(known.payment_id, Decimal("69.96"))]
    assert OrderEvent.objects.filter(type=OrderEvents.CANCELED).count() == 4


def test_other_orders_of_the_batch_are_written_as_ever(shop):
    shop.make_variant("MUG", stock=4)
    first = order(line("MUG", quantity=2), paid="29.98")
    one = write_one(first)
    plain = order(line("MUG", quantity=2), paid="10.00")

    outcomes = write(plain, taking_the_place(paid(merged(first), *first.payments), one))

    assert [each.lines[0].allocated for each in outcomes] == [2, 2]
    assert [len(each.replaced) for each in outcomes] == [0, 1]
    assert charges(outcomes[0].order_id) == [(plain.payments[0].payment_id, Decimal(10))]


def test_preview_says_what_would_be_done(shop):
    shop.make_variant("MUG", stock=2)
    shop.make_variant("SOON", stock=0, is_preorder=True, preorder_global_threshold=3)
    first = order(line("MUG", quantity=2), line("SOON", quantity=3), paid="29.98")
    [known] = first.payments
    one = write_one(first)
    lower = paid(merged(first), replace(known, amount=Decimal("1.00")), payment("2.00"))
    draft = taking_the_place(lower, one)

    [foretold] = SaleorShop().preview_orders([draft], POLICY)
    assert Order.objects.get(pk=one.pk).status == OrderStatus.UNCONFIRMED
    [outcome] = write(draft)

    def without_ids(said):
        lines = [(each.line_item_id, each.allocated) for each in said.lines]
        return lines, said.flags, said.replaced

    assert without_ids(foretold) == without_ids(outcome)
    assert [each.allocated for each in outcome.lines] == [2, 3]
    [kept] = PreorderAllocation.objects.all()
    assert kept.order_line.order_id == outcome.order_id


STOCKS = {
    "nothing is left, before and after": (2, 2, []),
    "something is left, before and after": (5, 2, []),
    "one piece is free again": (2, 1, ["product_variant_back_in_stock"]),
    "the last piece goes": (3, 3, ["product_variant_out_of_stock"]),
}


@pytest.mark.parametrize(("stock", "quantity", "expected"), STOCKS.values(), ids=STOCKS)
def test_listeners_never_hear_of_pieces_that_were_not_free(shop, stock, quantity, expected):
    shop.make_variant("MUG", stock=stock)
    first = order(line("MUG", quantity=2))
    one = write_one(first)
    draft = taking_the_place(order(line("MUG", quantity=quantity)), one)

    with receiver() as listener:
        listener.subscribe(*ORDER_EVENTS, *STOCK_EVENTS)
        with TestCase.captureOnCommitCallbacks(execute=True):
            write(draft)

    assert listener.events == expected
    assert shop.stock_of("MUG").allocated == quantity


def test_nothing_is_left_of_what_is_rolled_back(shop):
    class UndoError(Exception):
        pass

    shop.make_variant("MUG", stock=2)
    first = order(line("MUG", quantity=2), paid="29.98")
    one = write_one(first)

    with suppress(UndoError), transaction.atomic():
        write(taking_the_place(paid(merged(first), *first.payments), one))
        raise UndoError

    one.refresh_from_db()
    assert (one.status, one.total_charged_amount) == (OrderStatus.UNCONFIRMED, Decimal("29.98"))
    assert charges(one) == [(first.payments[0].payment_id, Decimal("29.98"))]
    assert shop.stock_of("MUG").allocated == 2


# At the same time as others


@on_own_connection
def write_on_own_connection(*drafts):
    return write(*drafts)


@on_own_connection
def look(sku):
    return Stock.objects.filter(product_variant__sku=sku).values_list(
        "quantity", "quantity_allocated"
    )[0]


@pytest.fixture
def committed(own_database):
    with allow_writer():
        yield World()


def test_others_never_see_the_pieces_twice_or_not_at_all(committed, own_database):
    committed.make_channel("allegro-pl")
    committed.make_variant("MUG", stock=5)
    first = order(line("MUG", quantity=4))
    one = write_one(first)

    with ThreadPoolExecutor(1) as pool:
        with transaction.atomic():
            [outcome] = write(taking_the_place(merged(first), one))
            assert pool.submit(look, "MUG").result() == (5, 4)
            late = pool.submit(write_on_own_connection, order(line("MUG", quantity=4)))
            wait_until_blocked(own_database)
        [late_outcome] = late.result()

    assert outcome.lines[0].allocated == 4
    assert late_outcome.lines[0].allocated == 1
    assert committed.stock_of("MUG").available == 0


@pytest.mark.parametrize("first", ["merge", "checkout"])
def test_merge_and_checkout_never_wait_in_a_circle(committed, own_database, first):
    """Both are stopped half way; each must then hold what the other has yet to come to. The
    replaced order holds the later stocks, the new order takes from the earlier ones as well.
    """
    skus = [f"SKU-{number}" for number in range(6)]
    channel = committed.make_channel("allegro-pl")
    for sku in skus:
        committed.make_variant(sku, stock=1000)
    [bought] = write(order(*(line(sku) for sku in skus), takes_stock=False))
    before = write_one(order(*(line(sku) for sku in reversed(skus[3:]))))
    draft = taking_the_place(order(*(line(sku) for sku in skus)), before)
    work = {
        "merge": (write_on_own_connection, draft),
        "checkout": (place_in_the_shop, [each.order_line_id for each in bought.lines], channel),
    }
    half_way = Stock.objects.order_by("pk")[2]

    with ThreadPoolExecutor(2) as pool:
        with transaction.atomic():
            Stock.objects.select_for_update().get(pk=half_way.pk)
            running = [pool.submit(*work.pop(first))]
            wait_until_blocked(own_database)
            running += [pool.submit(*other) for other in work.values()]
            wait_until_blocked(own_database, others=2)
        for each in running:
            each.result()

    assert [committed.stock_of(sku).allocated for sku in skus] == [2] * len(skus)
