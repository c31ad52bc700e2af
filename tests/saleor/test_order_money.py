"""Money that comes and goes after the import: each amount once, and never less than it was."""

from dataclasses import replace
from decimal import Decimal

import pytest
from django.db import transaction
from saleor.order import OrderAuthorizeStatus, OrderChargeStatus, OrderEvents, OrderStatus
from saleor.order.models import Order, OrderEvent
from saleor.order.utils import updates_amounts_for_order
from saleor.payment.models import TransactionEvent, TransactionItem
from saleor.payment.transaction_item_calculations import recalculate_transaction_amounts

from saleor_allegro.rules.flags import FlagKind
from saleor_allegro.rules.updates import Aspect, OrderUpdate
from saleor_allegro.shop.port import Telling
from saleor_allegro.shop.saleor.confirming import confirm
from saleor_allegro.shop.saleor.payments import bring_over
from tests.saleor.drafts import line, order, payment
from tests.saleor.following import (
    PAYMENT_ID,
    bring_money,
    lock,
    paid,
    refund,
    update_of,
    write,
    write_one,
)

TOTAL = "29.98"
PAID = (Telling.PAID, Telling.FULLY_PAID, Telling.UPDATED)
NEVER_THE_SAME = {"id", "token", "created_at", "modified_at", "updated_at", "transaction_id"}


@pytest.fixture(autouse=True)
def _shop(world):
    world.make_channel("allegro-pl")
    world.make_variant("MUG", stock=1000)


def rows(queryset):
    return [
        {name: value for name, value in row.items() if name not in NEVER_THE_SAME}
        for row in queryset.order_by("pk").values()
    ]


def money_of(order_id):
    """Everything the shop knows of an order's money."""
    items = TransactionItem.objects.filter(order=order_id)
    orders = Order.objects.filter(pk=order_id)
    fields = ("total_charged_amount", "charge_status", "total_authorized_amount")
    return (
        list(orders.values(*fields, "authorize_status")),
        rows(items),
        rows(TransactionEvent.objects.filter(transaction__in=items)),
    )


def amounts(order_id):
    return [
        (item.charged_value, item.refunded_value)
        for item in TransactionItem.objects.filter(order=order_id).order_by("pk")
    ]


def assert_saleor_counts_the_same(order_id):
    """Saleor adds up anew, from the events, whenever an app reports one."""
    before = money_of(order_id)
    for item in TransactionItem.objects.filter(order=order_id):
        recalculate_transaction_amounts(item)
    updates_amounts_for_order(Order.objects.get(pk=order_id))
    assert money_of(order_id) == before


def history(order_id):
    """What was added since the import, which ends with a note of who bought."""
    events = OrderEvent.objects.filter(order=order_id).order_by("pk")
    texts = [event.parameters.get("message") or event.type for event in events]
    [of_import] = [place for place, text in enumerate(texts) if "kupujacy" in text]
    return texts[of_import + 1 :]


def test_payment_leaves_what_an_import_of_the_paid_form_leaves():
    draft = order()
    draft = paid(draft, payment(TOTAL, PAYMENT_ID))
    imported = write_one(draft)
    expected = money_of(imported.pk)
    TransactionItem.objects.all().delete()
    imported.delete()
    late = write_one(paid(draft))

    outcome = bring_money(update_of(late.pk, draft))[late.pk]

    there, items, events = money_of(late.pk)
    [expected_item], [item] = expected[1], items
    assert item | {"order_id": None} == expected_item | {"order_id": None}
    assert (there, events) == (expected[0], expected[2])
    assert there[0]["charge_status"] == OrderChargeStatus.FULL
    assert there[0]["authorize_status"] == OrderAuthorizeStatus.FULL
    assert outcome.tellings == PAID
    assert history(late.pk) == [OrderEvents.ORDER_FULLY_PAID]
    [event] = OrderEvent.objects.filter(order=late.pk, type=OrderEvents.ORDER_FULLY_PAID)
    assert event.date == draft.payments[0].received_at
    assert_saleor_counts_the_same(late.pk)


def test_the_same_update_twice_changes_nothing():
    draft = order(paid="10.00")
    written = write_one(draft)
    grown = paid(draft, replace(draft.payments[0], amount=Decimal("12.00")), payment("1.00"))
    update = update_of(
        written.pk,
        grown,
        refunds={draft.payments[0].payment_id: (refund("3.00"), refund("1.00", "refund-2"))},
    )
    first = bring_money(update)[written.pk]
    after = (money_of(written.pk), history(written.pk))

    second = bring_money(update)[written.pk]

    assert (money_of(written.pk), history(written.pk)) == after
    assert first.tellings == (Telling.PAID, Telling.REFUNDED, Telling.UPDATED)
    assert (second.tellings, second.changes) == ((), ())
    assert amounts(written.pk) == [(Decimal(8), Decimal(4)), (Decimal(1), Decimal(0))]
    assert_saleor_counts_the_same(written.pk)


def test_payment_that_grew_gets_a_charge_of_the_difference():
    draft = order(paid="10.00")
    written = write_one(draft)

    for amount in ("15.00", TOTAL):
        grown = paid(draft, replace(draft.payments[0], amount=Decimal(amount)))
        outcome = bring_money(update_of(written.pk, grown))[written.pk]
        assert_saleor_counts_the_same(written.pk)

    [item] = TransactionItem.objects.filter(order=written.pk)
    assert item.charged_value == Decimal(TOTAL)
    charged = item.events.order_by("pk").values_list("amount_value", flat=True)
    assert list(charged) == [Decimal(10), Decimal(5), Decimal("14.98")]
    assert outcome.tellings == PAID
    assert [(each.before, each.after) for each in outcome.changes] == [("15.00 PLN", "29.98 PLN")]
    assert history(written.pk) == [
        "Allegro: 5.00 PLN received (AF).",
        OrderEvents.ORDER_FULLY_PAID,
    ]


def test_surcharge_is_a_transaction_of_its_own():
    draft = order(paid=TOTAL)
    written = write_one(draft)
    more = paid(draft, *draft.payments, payment("5.00"))

    outcome = bring_money(update_of(written.pk, more), language="pl")[written.pk]

    assert amounts(written.pk) == [(Decimal(TOTAL), 0), (Decimal("5.00"), 0)]
    written.refresh_from_db()
    assert written.charge_status == OrderChargeStatus.OVERCHARGED
    assert outcome.tellings == (Telling.PAID, Telling.UPDATED), "it was paid before"
    assert history(written.pk)[-1] == "Allegro: wpłynęło 5.00 PLN (AF)."


@pytest.mark.parametrize("after", ["12.00", None], ids=["less", "not named"])
def test_payment_that_shrank_is_kept_and_flagged(after):
    draft = order(paid=TOTAL)
    [known] = draft.payments
    written = write_one(draft)
    before = money_of(written.pk)
    shrunk = [] if after is None else [replace(known, amount=Decimal(after))]

    outcome = bring_money(update_of(written.pk, paid(draft, *shrunk)))[written.pk]

    assert money_of(written.pk) == before
    assert outcome.tellings == ()
    [flag] = outcome.flags
    assert (flag.kind, flag.subject) == (FlagKind.PAYMENT_LOWERED, known.payment_id)
    assert flag.details == {
        "payment": known.payment_id,
        "before": TOTAL,
        "after": after or "0.00",
        "currency": "PLN",
    }


def test_payment_is_not_looked_at_where_it_did_not_change():
    draft = order(paid=TOTAL)
    written = write_one(draft)

    outcomes = bring_money(
        update_of(written.pk, paid(draft), changed=frozenset({Aspect.NOTE})),
    )

    assert outcomes == {}


def test_order_that_costs_less_now_is_paid_all_the_same():
    """The caller has changed the total; only the statuses follow."""
    draft = order(paid="19.99")
    written = write_one(draft)
    Order.objects.update(total_gross_amount=Decimal("19.99"))

    outcome = bring_money(update_of(written.pk, draft, changed=frozenset({Aspect.DELIVERY})))

    written.refresh_from_db()
    assert written.charge_status == OrderChargeStatus.FULL
    assert outcome[written.pk].tellings == ()


@pytest.mark.parametrize("status", [OrderStatus.CANCELED, OrderStatus.FULFILLED])
def test_money_is_recorded_whatever_became_of_the_order(status):
    draft = order()
    written = write_one(draft)
    Order.objects.update(status=status)
    draft = paid(draft, payment(TOTAL, PAYMENT_ID))

    bring_money(update_of(written.pk, draft))
    bring_money(update_of(written.pk, draft, refunds={PAYMENT_ID: (refund("9.99"),)}))

    assert amounts(written.pk) == [(Decimal("19.99"), Decimal("9.99"))]
    written.refresh_from_db()
    assert (written.status, written.total_charged_amount) == (status, Decimal("19.99"))


def test_what_staff_recorded_counts_and_is_left_alone():
    draft = order()
    written = write_one(draft)
    theirs = TransactionItem.objects.create(
        order=written, currency="PLN", charged_value=Decimal(10), psp_reference=PAYMENT_ID
    )
    draft = paid(draft, payment("19.98", PAYMENT_ID))

    outcome = bring_money(update_of(written.pk, draft, refunds={PAYMENT_ID: (refund("1.00"),)}))

    written.refresh_from_db()
    assert written.total_charged_amount == Decimal("28.98")
    assert amounts(written.pk) == [(10, 0), (Decimal("18.98"), 1)]
    assert theirs.events.count() == 0
    assert outcome[written.pk].flags == ()


def test_one_payment_of_two_forms_is_two_receipts():
    drafts = [paid(order(), payment(TOTAL, PAYMENT_ID)) for _ in range(2)]
    written = [write_one(paid(draft)) for draft in drafts]

    updates = (update_of(each.pk, draft) for each, draft in zip(written, drafts, strict=True))
    bring_money(*updates)

    assert [amounts(each.pk) for each in written] == [[(Decimal(TOTAL), 0)]] * 2


REFUNDS = {
    "a part": ([("5.00", "r-1")], "5.00"),
    "two parts": ([("5.00", "r-1"), ("4.00", "r-2")], "9.00"),
    "all": ([(TOTAL, "r-1")], TOTAL),
    "the same one listed twice": ([("5.00", "r-1"), ("5.00", "r-1")], "5.00"),
    "a refund of nothing": ([("0.00", "r-1")], "0.00"),
}


@pytest.mark.parametrize(("refunds", "expected"), REFUNDS.values(), ids=REFUNDS)
def test_refunds_are_of_the_payment_that_brought_the_money(refunds, expected):
    draft = paid(order(), payment(TOTAL, PAYMENT_ID))
    written = write_one(draft)
    update = OrderUpdate(
        order_id=written.pk,
        form_id=draft.form_id,
        refunds={PAYMENT_ID: tuple(refund(*each) for each in refunds)},
    )

    outcome = bring_money(update)[written.pk]

    left = Decimal(TOTAL) - Decimal(expected)
    assert amounts(written.pk) == [(left, Decimal(expected))]
    written.refresh_from_db()
    assert written.total_charged_amount == left
    tellings = [Telling.REFUNDED] if Decimal(expected) else []
    tellings += [Telling.FULLY_REFUNDED] if not left else []
    tellings += [Telling.UPDATED] if Decimal(expected) else []
    assert outcome.tellings == tuple(tellings)
    notes = [f"Allegro: {expected} PLN returned to the buyer."] if Decimal(expected) else []
    assert history(written.pk) == notes
    assert_saleor_counts_the_same(written.pk)


STEPS = {
    "the list names what the balance showed": (
        [("operations:p", "10.00")],
        [("r-1", "10.00")],
        ("10.00", ()),
    ),
    "the list names a part of it": (
        [("operations:p", "10.00")],
        [("r-1", "4.00"), ("operations:p", "6.00")],
        ("10.00", ()),
    ),
    "the balance shows more": (
        [("operations:p", "10.00")],
        [("operations:p", "12.00")],
        ("12.00", (Telling.REFUNDED, Telling.UPDATED)),
    ),
    "it was taken back": ([("r-1", "10.00")], [], ("0.00", (Telling.UPDATED,))),
    "it was less": ([("r-1", "10.00")], [("r-1", "7.50")], ("7.50", (Telling.UPDATED,))),
}


@pytest.mark.parametrize(("first", "then", "expected"), STEPS.values(), ids=STEPS)
def test_refunds_become_those_that_allegro_names_now(first, then, expected):
    draft = paid(order(), payment(TOTAL, PAYMENT_ID))
    written = write_one(draft)
    for named in (first, then):
        refunds = tuple(refund(amount, refund_id) for refund_id, amount in named)
        update = OrderUpdate(
            order_id=written.pk, form_id=draft.form_id, refunds={PAYMENT_ID: refunds}
        )
        outcome = bring_money(update)[written.pk]
        assert_saleor_counts_the_same(written.pk)

    returned = Decimal(expected[0])
    assert amounts(written.pk) == [(Decimal(TOTAL) - returned, returned)]
    assert outcome.tellings == expected[1]
    recorded = TransactionEvent.objects.filter(type="refund_success")
    assert sorted(recorded.values_list("psp_reference", "amount_value")) == sorted(
        (refund_id, Decimal(amount)) for refund_id, amount in then
    )


def test_refund_of_a_payment_that_nobody_recorded_is_passed_over():
    draft = paid(order(), payment(TOTAL, PAYMENT_ID))
    written = write_one(draft)
    before = money_of(written.pk)

    outcome = bring_money(
        OrderUpdate(
            order_id=written.pk, form_id=draft.form_id, refunds={"other": (refund("1.00"),)}
        )
    )[written.pk]

    assert (money_of(written.pk), outcome.tellings) == (before, ())


def test_refunds_that_are_not_named_stay():
    first, second = payment("10.00", "first"), payment("10.00", "second")
    draft = paid(order(), first, second)
    written = write_one(draft)
    of_first = {"first": (refund("1.00", "r-1", "first"),)}
    bring_money(OrderUpdate(order_id=written.pk, form_id=draft.form_id, refunds=of_first))

    bring_money(
        OrderUpdate(
            order_id=written.pk,
            form_id=draft.form_id,
            refunds={"second": (refund("2.00", "r-2", "second"),)},
        )
    )

    assert amounts(written.pk) == [(9, 1), (8, 2)]


def test_many_orders_cost_no_more_statements_than_few(count_statements):
    counts = []
    for size in (5, 50):
        drafts = [order(line(), paid="10.00") for _ in range(size)]
        outcomes = write(*drafts)
        updates = [
            update_of(
                outcome.order_id,
                paid(draft, replace(draft.payments[0], amount=Decimal(20)), payment("9.98")),
                refunds={draft.payments[0].payment_id: (refund("1.00"),)},
            )
            for draft, outcome in zip(drafts, outcomes, strict=True)
        ]
        with transaction.atomic(), count_statements() as statements:
            orders = lock(each.order_id for each in updates)
            bring_over([(orders[each.order_id], each) for each in updates], "en")
            confirm(list(orders.values()))
        counts.append(len(statements))
        assert Order.objects.filter(status=OrderStatus.UNFULFILLED).count() >= size

    assert counts[0] == counts[1], statements.most_frequent()
