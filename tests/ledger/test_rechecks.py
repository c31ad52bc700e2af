from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import connection

from saleor_allegro import ledger
from saleor_allegro.models import Account, LineLink, OrderFlag, OrderLink, Parcel
from saleor_allegro.rules.flags import Flag, FlagKind
from saleor_allegro.rules.retry import retry_delay
from saleor_allegro.rules.updates import ParcelDraft
from saleor_allegro.shop.port import LineOutcome, Telling
from tests.ledger.rows import LATER, NOW, a_link, an_account, facts

pytestmark = pytest.mark.django_db
State = OrderLink.State
#: Index -> what is asked with its help.
QUERIES = {
    "allegro_link_check": "next_check_at <= now() AND next_check_at IS NOT NULL",
    "allegro_link_dirty": "state = 'imported' AND is_dirty",
    "allegro_link_untold": "NOT (tellings = '[]'::jsonb)",
}


@pytest.fixture
def account():
    return an_account()


def an_order(account, form_id="form-1", **fields):
    """A form whose order the shop has, announced, and as it was last read."""
    return a_link(
        account,
        form_id,
        **{
            "state": State.IMPORTED,
            "is_dirty": False,
            "next_try_at": None,
            "order_id": uuid4(),
            "channel_slug": "pl",
            "announced_at": NOW,
            "bought_at": NOW,
        }
        | fields,
    )


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
    old = NOW - timedelta(days=14, seconds=1)
    an_order(account, "old", next_check_at=NOW, bought_at=old)
    an_order(account, "old and gone", next_check_at=NOW, bought_at=old, gone_since=NOW)

    assert watched(account) == ["due", "old and gone"]


@pytest.mark.parametrize(
    "index", ["allegro_link_check", "allegro_link_dirty", "allegro_link_untold"]
)
def test_finished_orders_cost_nothing(account, index):
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
        for number in range(5000)
    )
    an_order(account, "open", next_check_at=NOW, is_dirty=True, tellings=["updated"])
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE saleor_allegro_orderlink")
        cursor.execute(
            "EXPLAIN SELECT id FROM saleor_allegro_orderlink "  # noqa: S608 - our own words
            f"WHERE account_id = {account.pk} AND {QUERIES[index]}"
        )
        plan = "\n".join(row[0] for row in cursor.fetchall())

    assert index in plan, plan


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
    ledger.mark_told([link.pk])
    assert ledger.untold(account.pk, after=0, limit=9) == {}


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


def test_unchanged_orders_take_one_statement(account, django_assert_num_queries):
    links = [an_order(account, f"form-{number}", is_dirty=True) for number in range(100)]

    with django_assert_num_queries(1):
        ledger.mark_unchanged(links, LATER, LATER)

    assert (
        OrderLink.objects.filter(checked_at=LATER, next_check_at=LATER, is_dirty=False).count()
        == 100
    )


def test_a_gone_form_keeps_the_moment_it_was_missed_first(account):
    link = an_order(account, gone_since=NOW)

    ledger.mark_gone([ledger.Gone(link=link, next_check_at=None)], LATER)

    link = OrderLink.objects.get()
    assert (link.gone_since, link.checked_at) == (NOW, LATER)
    assert not ledger.is_gone_for_good(link, NOW + timedelta(hours=23), timedelta(days=1))
    assert ledger.is_gone_for_good(link, NOW + timedelta(days=1), timedelta(days=1))


def test_merged_forms_name_their_successor_and_are_told_where_they_were_announced(account):
    told, untold = an_order(account, "told"), an_order(account, "untold", announced_at=None)
    new = an_order(account, "new")
    LineLink.objects.create(account=account, link=told, line_item_id="l", order_line_id=uuid4())

    ledger.free_lines([told.pk, untold.pk])
    tellings = {link.pk: ["cancelled"] for link in (told, untold)}
    ledger.mark_merged({told.pk: new.pk, untold.pk: new.pk}, tellings, NOW)

    found = {link.form_id: link for link in OrderLink.objects.exclude(pk=new.pk)}
    assert {link.state for link in found.values()} == {State.MERGED}
    assert {link.successor_id for link in found.values()} == {new.pk}
    assert (found["told"].tellings, found["untold"].tellings) == (["cancelled"], [])
    assert not LineLink.objects.exists()


# Flags


def raise_flag(link, *flags, settled=((FlagKind.UNDERPAID, None),), now=NOW):
    return ledger.raise_flags({link.pk: flags}, {link.pk: settled}, now).get(link.pk, [])


def test_a_flag_is_news_once_and_again_when_it_says_something_else(account):
    link = an_order(account)
    flag = Flag(kind=FlagKind.UNDERPAID, details={"paid": "1.00"})
    more = Flag(kind=FlagKind.UNDERPAID, details={"paid": "2.00"})

    assert raise_flag(link, flag, flag) == [flag]
    assert raise_flag(link, flag) == []
    assert raise_flag(link, more) == [more]
    assert OrderFlag.objects.get().details == {"paid": "2.00"}


def test_what_is_over_is_resolved_alone_and_raised_when_it_comes_back(account):
    link = an_order(account)
    flag = Flag(kind=FlagKind.UNDERPAID)
    other = Flag(kind=FlagKind.OVERSOLD, subject="line")
    raise_flag(link, flag, other)

    assert raise_flag(link, now=LATER) == []
    resolved = OrderFlag.objects.get(kind="underpaid")
    assert (resolved.resolved_at, resolved.resolved_alone) == (LATER, True)
    assert OrderFlag.objects.get(kind="oversold").resolved_at is None
    assert raise_flag(link, flag) == [flag]
    assert OrderFlag.objects.get(kind="underpaid").resolved_at is None


def test_only_the_settled_subject_is_resolved(account):
    link = an_order(account)
    refused = [
        Flag(kind=FlagKind.ADDRESS_REFUSED, subject=word) for word in ("shipping", "billing")
    ]
    raise_flag(link, *refused)

    raise_flag(link, settled=((FlagKind.ADDRESS_REFUSED, "billing"),))

    assert OrderFlag.objects.get(resolved_at=None).subject == "shipping"


def test_what_a_person_resolved_stays_so_until_it_says_something_else(account):
    link = an_order(account)
    flag = Flag(kind=FlagKind.UNDERPAID, details={"paid": "1.00"})
    raise_flag(link, flag)
    OrderFlag.objects.update(resolved_at=NOW, note="agreed")

    assert raise_flag(link, flag, now=LATER) == []
    assert OrderFlag.objects.get().note == "agreed"
    more = Flag(kind=FlagKind.UNDERPAID, details={"paid": "2.00"})
    assert raise_flag(link, more, now=LATER) == [more]
    assert (OrderFlag.objects.get().resolved_at, OrderFlag.objects.get().note) == (None, "")


# When an account is rechecked


@pytest.mark.parametrize(
    ("recheck", "sweep", "is_due"),
    [(None, None, True), (NOW, LATER, True), (LATER, NOW, True), (LATER, LATER, False)],
)
def test_an_account_is_due_for_recheck_when_one_of_both_is(recheck, sweep, is_due):
    account = an_account(
        backfill=Account.Backfill.DONE, next_recheck_at=recheck, next_sweep_at=sweep
    )

    assert (account.pk in ledger.due_for_recheck(NOW)) is is_due


@pytest.mark.parametrize(
    "fields",
    [
        {"backfill": Account.Backfill.PENDING},
        {"connection": Account.Connection.RECONNECT_NEEDED},
        {"paused_until": LATER},
        {"lease_expires_at": LATER},
    ],
)
def test_an_account_that_cannot_be_used_is_not_due_for_recheck(fields):
    an_account(**{"backfill": Account.Backfill.DONE} | fields)

    assert ledger.due_for_recheck(NOW) == []


def test_a_shorter_interval_counts_at_once():
    account = an_account(next_recheck_at=NOW + timedelta(days=1))

    ledger.no_later_recheck(account.pk, LATER)
    assert ledger.account(account.pk).next_recheck_at == LATER
    ledger.no_later_recheck(account.pk, NOW + timedelta(hours=5))
    assert ledger.account(account.pk).next_recheck_at == LATER
