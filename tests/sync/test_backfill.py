"""The first connection: the open forms of the days before, then the journal."""

from datetime import timedelta

import pytest

from saleor_allegro.demo.merchant import CHANNELS, connect_seller, form_values
from saleor_allegro.demo.rehearsal import open_shop
from saleor_allegro.models import OrderLink
from saleor_allegro.shop.rehearsal.models import Order
from saleor_allegro.simulator import Kind
from tests.sync.steps import (
    EVENTS,
    LIST,
    calls,
    later,
    link_of,
    ordered_forms,
    run_import,
    state_of,
)

PLAIN = [Kind.PAID_ONLINE]


def connect(simulator, base_url, **values):
    """The seller, connected to both channels with these settings."""
    for slug in CHANNELS:
        account = connect_seller(
            slug, form_values(simulator, base_url) | values, clock=simulator.clock.now
        )
    return account


@pytest.fixture
def shop(db, simulator, base_url):
    open_shop(simulator, base_url)


@pytest.mark.parametrize(("days", "expected"), [("0", 0), ("2", 2), ("14", 14), ("", 14)])
def test_so_many_days_before_the_connection_are_imported(shop, simulator, base_url, days, expected):
    simulator.sell_many(20, kinds_sold=PLAIN, since=simulator.clock.now() - timedelta(days=20))
    later(simulator, hours=12)  # between two sales, not on the edge of a day
    account = connect(simulator, base_url, backfill_days=days)

    assert run_import(account, simulator).imported == expected

    later(simulator, hours=1)
    after = simulator.sell(Kind.PAID_ONLINE)
    assert run_import(account, simulator).imported == 1
    assert after in ordered_forms()


def test_what_is_cancelled_or_was_sent_before_is_passed_over_and_said_why(account, simulator):
    cancelled = simulator.sell(Kind.CANCELLED)
    sent, partly_sent = simulator.sell(Kind.PAID_ONLINE), simulator.sell(Kind.PARTLY_SENT)
    simulator.set_fulfillment(sent, "SENT", sent="ALL")
    later(simulator, minutes=1)
    account.connected_at = simulator.clock.now()
    account.save()

    run = run_import(account, simulator)

    assert (run.imported, ordered_forms()) == (1, {partly_sent})
    assert state_of(cancelled) == ("skipped", "cancelled", 0)
    assert state_of(sent) == ("skipped", "dispatched_before_connection", 0)


def test_a_purchase_older_than_the_window_that_changed_within_it_is_not_ours(
    shop, simulator, base_url
):
    old = simulator.sell(Kind.UNPAID)
    later(simulator, days=3)
    simulator.pay(old)
    account = connect(simulator, base_url, backfill_days="1")

    assert run_import(account, simulator).imported == 0
    assert state_of(old) == ("skipped", "bought_before_import", 0)


def test_the_first_connection_of_a_seller_who_sold_nothing_yet(account, simulator):
    run = run_import(account, simulator)

    account.refresh_from_db()
    assert (run.outcome, account.backfill, account.cursor) == ("finished", "done", "")
    simulator.sell(Kind.PAID_ONLINE)
    assert run_import(account, simulator).imported == 1


def test_the_journal_begins_where_the_backfill_began(account, simulator):
    """What is sold while the list is read is in the journal, and not twice in the shop."""
    simulator.sell_many(30, kinds_sold=PLAIN)
    simulator.faults.add("unavailable", EVENTS)

    stopped = run_import(account, simulator)
    meanwhile = simulator.sell(Kind.PAID_ONLINE)
    run = run_import(account, simulator)

    account.refresh_from_db()
    assert (stopped.imported, stopped.error_code) == (30, "unreachable")
    assert account.backfill == "done"
    assert (run.imported, calls(simulator, "/order/event-stats")) == (1, 1)
    assert meanwhile in ordered_forms()
    assert Order.objects.count() == 31


def test_an_interrupted_backfill_goes_on_and_imports_nothing_twice(account, simulator):
    sold = simulator.sell_many(250, kinds_sold=PLAIN)
    simulator.faults.add("cut", LIST, after=2)

    stopped = run_import(account, simulator)
    account.refresh_from_db()
    assert (stopped.error_code, stopped.imported) == ("unreachable", 190)
    assert (account.backfill, Order.objects.count()) == ("pending", 190)
    cursor = account.cursor

    run = run_import(account, simulator)

    account.refresh_from_db()
    assert (run.imported, account.backfill, account.cursor) == (60, "done", cursor)
    assert ordered_forms() == set(sold)
    assert OrderLink.objects.filter(state="imported").count() == 250


def test_a_backfill_costs_few_calls(account, simulator):
    simulator.sell_many(200, kinds_sold=PLAIN)

    run = run_import(account, simulator)

    assert run.imported == 200
    assert run.calls == calls(simulator) <= 0.05 * 200
    assert calls(simulator, LIST) == 3
    assert calls(simulator, "/order/checkout-forms/*") == 0


def test_forms_older_than_a_year_are_not_listed_and_hurt_nobody(shop, simulator, base_url):
    simulator.sell(Kind.PAID_ONLINE)
    later(simulator, days=370)
    new = simulator.sell(Kind.PAID_ONLINE)
    account = connect(simulator, base_url, backfill_days="365")

    run = run_import(account, simulator)

    assert (run.outcome, ordered_forms()) == ("finished", {new})
    assert link_of(new).state == "imported"
