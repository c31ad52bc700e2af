from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from saleor_allegro import ledger
from saleor_allegro.models import BuyerLink, LineLink, OrderFlag, OrderLink
from saleor_allegro.rules.flags import Flag, FlagKind
from tests.ledger.rows import LATER, NOW, a_link, an_account, facts, imported

pytestmark = pytest.mark.django_db
State = OrderLink.State


@pytest.fixture
def account():
    return an_account()


def test_an_imported_order_is_joined_with_its_lines_buyer_and_flags(account):
    link = a_link(account, attempts=3, error_code="x", error_message="y", failed_since=NOW)
    flag = Flag(kind=FlagKind.OVERSOLD, subject="line-1", details={"missing": "2"})
    item = imported(link, lines=("line-1", "line-2"), flags=(flag, flag))

    ledger.mark_imported([item], LATER)

    link = OrderLink.objects.get()
    assert (link.state, link.order_id, link.order_number) == (
        State.IMPORTED,
        item.outcome.order_id,
        "17",
    )
    assert (link.attempts, link.error_code, link.failed_since, link.next_try_at) == (
        0,
        "",
        None,
        None,
    )
    assert (link.imported_at, link.announced_at, link.is_dirty) == (LATER, None, False)
    assert (link.revision, link.total_to_pay, link.currency) == ("819b5836", 10, "PLN")
    standing = ledger.standing_orders(account.pk, ["line-1", "line-3"])
    assert standing.keys() == {"line-1", "line-2"}
    assert standing["line-1"].link.order_number == "17"
    assert standing["line-1"].line_item_ids == {"line-1", "line-2"}
    assert ledger.customers_of(account.pk, ["buyer-1", "buyer-2"]) == {"buyer-1": "customer-1"}
    assert OrderFlag.objects.get().details == {"missing": "2"}


def test_open_flags_are_told_by_form_and_resolved_ones_are_not(account):
    oversold = Flag(kind=FlagKind.OVERSOLD, subject="line-1", details={"sold": "2"})
    unknown = Flag(kind=FlagKind.NO_VARIANT, subject="line-1")
    items = [
        imported(a_link(account, "form-1"), lines=("line-1",), flags=(oversold, unknown)),
        imported(a_link(account, "form-2"), lines=("line-2",)),
    ]
    ledger.mark_imported(items, NOW)
    OrderFlag.objects.filter(kind=FlagKind.NO_VARIANT).update(resolved_at=LATER)

    assert ledger.open_flags(account.pk) == {"form-1": [oversold]}


def test_a_hundred_orders_take_four_statements(account, django_assert_num_queries):
    items = [
        imported(
            a_link(account, f"form-{number}"),
            lines=(f"line-{number}",),
            flags=(Flag(kind=FlagKind.OVERSOLD),),
        )
        for number in range(100)
    ]

    with django_assert_num_queries(4):
        ledger.mark_imported(items, NOW)

    assert OrderLink.objects.filter(state=State.IMPORTED).count() == LineLink.objects.count() == 100
    assert BuyerLink.objects.count() == 1


def test_a_line_item_never_stands_in_two_orders(account):
    ledger.mark_imported([imported(a_link(account, "form-1"))], NOW)

    with pytest.raises(IntegrityError):
        ledger.mark_imported([imported(a_link(account, "form-2"))], NOW)


def test_an_attempt_that_was_rolled_back_leaves_no_trace_on_the_row(account):
    ledger.mark_imported([imported(a_link(account, "form-1"))], NOW)
    link = a_link(account, "form-2")
    with pytest.raises(IntegrityError), transaction.atomic():
        ledger.mark_imported([imported(link)], NOW)

    ledger.note_failures([ledger.Failure(link=link, code="x", message="y")], NOW)

    link = OrderLink.objects.get(form_id="form-2")
    assert (link.state, link.order_id, link.imported_at) == (State.FAILED, None, None)


def test_a_buyer_whose_customer_was_deleted_gets_the_new_one(account):
    ledger.mark_imported([imported(a_link(account, "form-1"), lines=("line-1",))], NOW)
    BuyerLink.objects.update(customer_id="deleted")

    ledger.mark_imported([imported(a_link(account, "form-2"), lines=("line-2",))], NOW)

    assert ledger.customers_of(account.pk, ["buyer-1"]) == {"buyer-1": "customer-1"}


def test_a_failure_stands_on_its_own_row_and_backs_off_to_hourly(account):
    a_link(account, "other")
    link = a_link(account, "bad")
    waits = []
    now = NOW
    for _ in range(8):
        ledger.note_failures(
            [ledger.Failure(link=link, code="unusable", message="Correct it.")], now
        )
        link.refresh_from_db()
        waits.append(link.next_try_at - now)
        now = link.next_try_at

    assert (link.state, link.attempts, link.error_code, link.error_message) == (
        State.FAILED,
        8,
        "unusable",
        "Correct it.",
    )
    assert link.failed_since == NOW
    assert waits == sorted(waits)
    assert waits[0] == timedelta(minutes=1)
    assert waits[-1] == timedelta(hours=1)
    assert OrderLink.objects.get(form_id="other").state == State.DUE


def test_a_parked_form_is_not_due_until_an_event(account):
    link = a_link(account, attempts=2, failed_since=NOW)

    ledger.park([ledger.Parked(link=link, state=State.WAITING, code="unpaid", facts=facts())], NOW)

    link.refresh_from_db()
    assert (link.state, link.error_code, link.attempts, link.failed_since) == (
        State.WAITING,
        "unpaid",
        0,
        None,
    )
    assert ledger.due(account.pk, LATER, limit=1) == []


def test_new_orders_are_announced_once(account):
    first, second = (a_link(account, form_id) for form_id in ("form-1", "form-2"))
    ledger.mark_imported(
        [imported(first, lines=("line-1",)), imported(second, lines=("line-2",))], NOW
    )

    assert list(ledger.unannounced(account.pk)) == [first.pk, second.pk]
    assert list(ledger.unannounced(account.pk, limit=1)) == [first.pk]
    assert list(ledger.unannounced(account.pk, after=first.pk)) == [second.pk]
    assert list(ledger.unannounced(account.pk, among=[second.pk])) == [second.pk]
    ledger.mark_announced([first.pk], NOW)

    assert list(ledger.unannounced(account.pk)) == [second.pk]
