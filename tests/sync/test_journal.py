"""Reading the journal: events are hints, and none is lost."""

import pytest

from saleor_allegro.models import OrderLink
from saleor_allegro.shop.rehearsal.models import Order
from saleor_allegro.shop.rehearsal.shop import RehearsalShop
from saleor_allegro.simulator import Kind
from saleor_allegro.sync.preview_orders import preview_account
from tests.sync.conftest import NOW
from tests.sync.steps import (
    EVENTS,
    calls,
    later,
    link_of,
    ordered_forms,
    run_import,
    set_up,
    state_of,
)


def events(simulator):
    return simulator.journal.read(after=None, kinds=frozenset(), limit=10_000, now=NOW)


def latest(simulator):
    return str(events(simulator)[-1].id)


def test_what_is_sold_after_the_backfill_is_imported_from_the_journal(running, simulator):
    sold = simulator.sell_many(3, kinds_sold=[Kind.PAID_ONLINE])

    run = run_import(running, simulator)

    assert ordered_forms() == set(sold)
    assert (run.imported, run.events) == (3, len(simulator.journal))
    running.refresh_from_db()
    assert running.cursor == latest(simulator)


def test_a_second_run_imports_nothing_and_asks_once(running, simulator):
    simulator.sell_many(3, kinds_sold=[Kind.PAID_ONLINE])
    run_import(running, simulator)
    simulator.requests.clear()

    run = run_import(running, simulator)

    assert (run.outcome, run.imported, run.failed, run.events) == ("finished", 0, 0, 0)
    assert calls(simulator) == calls(simulator, EVENTS) == run.calls == 1
    assert Order.objects.count() == 3


def test_repeated_and_shuffled_events_make_one_order_each(running, simulator):
    sold = simulator.sell_many(50, kinds_sold=[Kind.PAID_ONLINE, Kind.GUEST])
    assert len(events(simulator)) > 3 * len(sold), "no event came twice"

    run = run_import(running, simulator)

    assert run.imported == len(sold) == Order.objects.count()
    assert ordered_forms() == set(sold)


def test_the_journal_is_read_to_its_end(running, simulator):
    form_id = simulator.sell(Kind.PAID_ONLINE)
    for _ in range(2_100):
        simulator.set_fulfillment(form_id, "NEW")

    run = run_import(running, simulator)

    assert run.events == len(simulator.journal) > 2_100
    assert calls(simulator, EVENTS) == 3
    assert ordered_forms() == {form_id}


def test_a_page_of_the_journal_is_kept_when_the_next_cannot_be_read(running, simulator):
    form_id = simulator.sell(Kind.PAID_ONLINE)
    for _ in range(1_100):
        simulator.set_fulfillment(form_id, "NEW")
    simulator.faults.add("unavailable", EVENTS, after=1)

    stopped = run_import(running, simulator)

    running.refresh_from_db()
    assert (stopped.error_code, stopped.events) == ("unreachable", 1_000)
    assert running.cursor == str(events(simulator)[999].id)
    assert state_of(form_id) == ("due", "", 0)

    run = run_import(running, simulator)

    assert (run.imported, run.events) == (1, len(simulator.journal) - 1_000)


def test_a_page_that_cannot_be_read_moves_nothing(running, simulator):
    cursor = running.cursor
    form_id = simulator.sell(Kind.PAID_ONLINE)
    simulator.faults.add("truncated", EVENTS)

    assert run_import(running, simulator).error_code == "allegro_refused"

    running.refresh_from_db()
    assert running.cursor == cursor
    assert not OrderLink.objects.exists()
    assert run_import(running, simulator).imported == 1
    assert ordered_forms() == {form_id}


@pytest.mark.parametrize("order", [{}, {"checkoutForm": None}, {"checkoutForm": {"id": ""}}, "?"])
def test_an_event_without_a_form_is_passed(running, simulator, order):
    event = {"type": "BOUGHT", "occurredAt": "2026-11-20T08:09:00.000Z", "order": order}
    simulator.journal.misprint(event, simulator.clock.now())
    form_id = simulator.sell(Kind.PAID_ONLINE)

    run = run_import(running, simulator)

    running.refresh_from_db()
    assert (run.outcome, run.imported) == ("finished", 1)
    assert running.cursor == latest(simulator)
    assert set(OrderLink.objects.values_list("form_id", flat=True)) == {form_id}


def test_a_form_whose_ready_event_is_lost_is_imported_as_it_is_now(running, simulator):
    set_up("allegro-pl", import_unpaid=False)
    form_id = simulator.sell(Kind.UNPAID)
    simulator.faults.add("lost_events", times=1)
    simulator.pay(form_id)

    run = run_import(running, simulator)

    assert (run.imported, ordered_forms()) == (1, {form_id})


def test_a_lost_event_that_comes_after_all_is_no_second_order(running, simulator):
    simulator.faults.add("lost_events", times=9)
    form_id = simulator.sell(Kind.PAID_ONLINE)
    assert run_import(running, simulator).imported == 0
    later(simulator, days=1)
    simulator.journal.recover()

    assert run_import(running, simulator).imported == 1
    simulator.set_fulfillment(form_id, "PROCESSING")
    assert run_import(running, simulator).imported == 0

    assert Order.objects.count() == 1
    assert link_of(form_id).fulfillment_status == "PROCESSING"
    assert not link_of(form_id).is_dirty


def test_what_the_journal_forgot_is_found_by_the_list(running, simulator):
    """A plugin that was off for months: events are kept for 60 days, forms for a year."""
    sold = simulator.sell_many(3, kinds_sold=[Kind.PAID_ONLINE])
    run_import(running, simulator)
    later(simulator, days=1)
    sold += simulator.sell_many(4, kinds_sold=[Kind.PAID_ONLINE])
    later(simulator, days=70)
    sold += simulator.sell_many(1, kinds_sold=[Kind.PAID_ONLINE])
    running.refresh_from_db()
    foretold = preview_account(running, RehearsalShop(), clock=simulator.clock.now)

    run = run_import(running, simulator)

    assert (run.imported, ordered_forms()) == (5, set(sold))
    assert len(foretold) == 5
