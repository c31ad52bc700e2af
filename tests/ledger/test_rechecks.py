from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from saleor_allegro import ledger
from saleor_allegro.models import LineLink, OrderLink, Parcel
from saleor_allegro.rules.retry import retry_delay
from saleor_allegro.rules.updates import ParcelDraft
from saleor_allegro.shop.port import LineOutcome, Telling
from tests.ledger.rows import LATER, NOW, a_link, an_account, an_order, facts

pytestmark = pytest.mark.django_db
State = OrderLink.State
#: Index -> the question that it answers.
QUESTIONS = {
    "allegro_link_check": lambda account: watched(account),
    "allegro_link_dirty": lambda account: dirty(account),
    "allegro_link_untold": lambda account: ledger.untold(account.pk, after=0, limit=100),
    "allegro_link_unannounced": lambda account: ledger.unannounced(account.pk),
    "allegro_link_due": lambda account: ledger.due(account.pk, NOW, limit=100),
}


@pytest.fixture
def account():
    return an_account()


def followed(link, **fields):
    return ledger.Followed(
        **{"link": link, "facts": facts(), "digests": {"stage": "1"}, "next_check_at": None}
        | fields
    )


def dirty(account, now=NOW, channels=("pl",)):
    return [link.form_id for link in ledger.dirty(account.pk, channels, now, limit=9)]


def watched(account, now=NOW, since=NOW - timedelta(days=14)):
    links = ledger.watched(account.pk, "pl", now, bought_since=since, after=0, limit=9)
    return [link.form_id for link in links]


# Which are compared


def test_dirty_orders_of_the_channels_come_longest_changed_first(account):
    an_order(account, "later", is_dirty=True, next_try_at=NOW)
    an_order(account, "first", is_dirty=True, next_try_at=NOW - timedelta(hours=1))
    an_order(account, "failing", is_dirty=True, next_try_at=LATER)
    an_order(account, "elsewhere", is_dirty=True, channel_slug="cz")
    an_order(account, "clean")
    a_link(account, "no order yet")

    assert dirty(account) == ["first", "later"]
    assert dirty(account, LATER) == ["first", "later", "failing"]


def test_watched_orders_are_due_and_young_or_gone(account):
    an_order(account, "due", next_check_at=NOW)
    an_order(account, "not yet", next_check_at=LATER)
    an_order(account, "never")
    an_order(account, "failing", next_check_at=NOW, is_dirty=True, next_try_at=LATER)
    old = NOW - timedelta(days=14, seconds=1)
    an_order(account, "old", next_check_at=NOW, bought_at=old)
    an_order(account, "old and gone", next_check_at=NOW, bought_at=old, gone_since=NOW)

    assert watched(account) == ["due", "old and gone"]


def test_ten_thousand_finished_orders_are_never_looked_at(account):
    OrderLink.objects.bulk_create(
        OrderLink(
            account=account,
            form_id=f"final-{number}",
            state=State.IMPORTED,
            is_dirty=False,
            first_seen_at=NOW,
            announced_at=NOW,
            order_id=uuid4(),
            channel_slug="pl",
        )
        for number in range(10_000)
    )
    an_order(account, "open", next_check_at=NOW, tellings=["updated"])
    an_order(account, "dirty", is_dirty=True)
    an_order(account, "new", announced_at=None)
    a_link(account, "due")
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE saleor_allegro_orderlink")

    plans = {index: plan_of(ask, account) for index, ask in QUESTIONS.items()}

    assert {index: index in plan for index, plan in plans.items()} == dict.fromkeys(plans, True)


def plan_of(ask, account):
    """How the database answers a question of the ledger."""
    with CaptureQueriesContext(connection) as captured:
        ask(account)
    [query] = captured.captured_queries
    with connection.cursor() as cursor:
        cursor.execute(f"EXPLAIN {query['sql']}")
        return "\n".join(row[0] for row in cursor.fetchall())


# What the comparison leaves


def test_an_order_that_followed_forgets_its_failures_and_waits_to_be_told(account):
    link = an_order(
        account,
        is_dirty=True,
        attempts=2,
        error_code="x",
        error_message="y",
        failed_since=NOW,
        gone_since=NOW,
        tellings=["paid"],
    )

    ledger.mark_followed([followed(link, tellings=(Telling.UPDATED,), next_check_at=LATER)], LATER)

    link = OrderLink.objects.get()
    assert (link.is_dirty, link.attempts, link.error_code, link.failed_since) == (
        False,
        0,
        "",
        None,
    )
    assert (link.gone_since, link.checked_at, link.next_check_at) == (None, LATER, LATER)
    assert (link.revision, link.digests) == ("819b5836", {"stage": "1"})
    told = ledger.untold(account.pk, after=0, limit=9)
    assert told == {link.pk: (link.order_id, [Telling.PAID, Telling.UPDATED])}
    ledger.mark_told(ledger.lease(account.pk, LATER), [link.pk], LATER)
    assert ledger.untold(account.pk, after=0, limit=9) == {}


def test_a_worker_that_was_overtaken_forgets_nothing_that_is_to_be_told(account):
    link = an_order(account, tellings=["updated"])
    slow = ledger.lease(account.pk, NOW)
    ledger.lease(account.pk, NOW + ledger.LEASE_TIME)

    with pytest.raises(ledger.LeaseLost):
        ledger.mark_told(slow, [link.pk], NOW + ledger.LEASE_TIME)

    assert list(ledger.untold(account.pk, after=0, limit=9)) == [link.pk]


def test_tellings_are_added_and_each_told_once_in_their_own_order(account):
    link, other = an_order(account, tellings=["updated"]), an_order(account, "other")

    ledger.add_tellings({link.pk: (Telling.REFUNDED, Telling.UPDATED)})

    told = ledger.untold(account.pk, after=0, limit=9)
    assert told == {link.pk: (link.order_id, [Telling.REFUNDED, Telling.UPDATED])}
    assert OrderLink.objects.get(pk=other.pk).tellings == []


def test_an_order_that_was_not_announced_is_announced_before_its_changes_are_told(account):
    an_order(account, announced_at=None, tellings=["updated"])

    assert ledger.untold(account.pk, after=0, limit=9) == {}


def test_lines_are_joined_anew_where_they_changed_and_parcels_once(account):
    link = an_order(account)
    LineLink.objects.create(account=account, link=link, line_item_id="old", order_line_id=uuid4())
    line = LineOutcome(
        line_item_id="new", order_line_id=uuid4(), variant_id=None, quantity=1, allocated=1
    )
    parcel = ParcelDraft(parcel_id="p" * 200, carrier_id="DPD", carrier_name="", waybill="1")

    ledger.mark_followed([followed(link)], NOW)
    assert LineLink.objects.get().line_item_id == "old"
    for _ in range(2):
        ledger.mark_followed([followed(link, lines=(line,), parcels=(parcel, parcel))], NOW)

    assert LineLink.objects.get().line_item_id == "new"
    assert Parcel.objects.get().waybill == "1"


def test_an_order_that_could_not_follow_is_tried_again_later_or_at_its_next_event(account):
    link = an_order(account, is_dirty=True)
    ledger.note_not_followed([ledger.NotFollowed(link=link, code="x", message="words")], NOW)

    link = OrderLink.objects.get()
    assert (link.state, link.attempts, link.failed_since) == (State.IMPORTED, 1, NOW)
    assert link.next_try_at == NOW + retry_delay(1)
    assert dirty(account) == []
    ledger.receive(ledger.lease(account.pk, NOW), ["form-1"], NOW)
    assert dirty(account) == ["form-1"]


def test_who_asks_for_everything_has_failures_tried_and_waiting_orders_compared(account):
    an_order(account, "failing", is_dirty=True, next_try_at=LATER)
    an_order(account, "waiting", next_check_at=LATER)
    an_order(account, "final")
    lease = ledger.lease(account.pk, NOW)

    ledger.make_dirty_due(lease, NOW)
    ledger.make_watched_due(lease, NOW)

    assert (dirty(account), watched(account)) == (["failing"], ["waiting"])
    assert OrderLink.objects.get(form_id="final").next_check_at is None


def test_unchanged_orders_take_one_statement_and_stay_dirty_where_they_are(
    account, django_assert_num_queries
):
    links = [an_order(account, f"form-{number}") for number in range(100)]
    OrderLink.objects.filter(pk=links[7].pk).update(is_dirty=True)

    with django_assert_num_queries(1):
        ledger.mark_unchanged(links, LATER, LATER)

    assert OrderLink.objects.filter(checked_at=LATER, next_check_at=LATER).count() == 100
    assert dirty(account) == ["form-7"]


def test_a_gone_form_keeps_the_moment_it_was_missed_first(account):
    failed = {"attempts": 2, "error_code": "x", "failed_since": NOW, "next_try_at": NOW}
    link = an_order(account, gone_since=NOW, is_dirty=True, **failed)

    ledger.mark_gone([ledger.Gone(link=link, next_check_at=None)], LATER)

    link = OrderLink.objects.get()
    assert (link.gone_since, link.checked_at) == (NOW, LATER)
    assert (link.is_dirty, link.attempts, link.error_code, link.failed_since) == (
        False,
        0,
        "",
        None,
    )
    assert not ledger.is_gone_for_good(link, NOW + timedelta(hours=23), timedelta(days=1))
    assert ledger.is_gone_for_good(link, NOW + timedelta(days=1), timedelta(days=1))
