"""Many due forms are read by list, few by id, and however many there are, a run ends."""

from datetime import timedelta

import pytest

from saleor_allegro.models import OrderLink
from saleor_allegro.simulator import Kind
from saleor_allegro.sync.form_lists import FEW
from saleor_allegro.sync.import_account import import_account
from tests.sync.steps import (
    FORM,
    LIST,
    calls,
    later,
    ordered_forms,
    run_import,
    set_up,
    state_of,
)

PLAIN = [Kind.PAID_ONLINE]


@pytest.mark.parametrize(("sold", "by_id", "by_list"), [(FEW, FEW, 0), (FEW + 1, 0, 1)])
def test_few_are_read_by_id_and_many_by_list(running, simulator, sold, by_id, by_list):
    simulator.sell_many(sold, kinds_sold=PLAIN)

    assert run_import(running, simulator).imported == sold

    assert (calls(simulator, FORM), calls(simulator, LIST)) == (by_id, by_list)


def test_after_a_long_break_hundreds_cost_a_few_calls(running, simulator):
    start = simulator.clock.now()
    later(simulator, days=7)
    sold = simulator.sell_many(200, kinds_sold=PLAIN, since=start)

    run = run_import(running, simulator)

    assert (run.imported, ordered_forms()) == (200, set(sold))
    assert run.calls == calls(simulator) <= 0.05 * 200


def test_the_list_is_read_from_where_the_forms_changed_even_after_a_restart(running, simulator):
    """The journal was read, and then the worker died: the cursor says nothing any more."""
    start = simulator.clock.now()
    later(simulator, days=7)
    sold = simulator.sell_many(120, kinds_sold=PLAIN, since=start)
    simulator.faults.add("cut", LIST)
    assert run_import(running, simulator).error_code == "unreachable"
    later(simulator, minutes=5)
    simulator.requests.clear()

    run = run_import(running, simulator)

    assert (run.imported, ordered_forms()) == (120, set(sold))
    assert calls(simulator) <= 0.05 * 120


def test_an_old_purchase_that_is_paid_today_does_not_widen_the_list(running, simulator):
    set_up("allegro-pl", import_unpaid=False)
    old = simulator.sell(Kind.UNPAID)
    simulator.sell_many(120, kinds_sold=PLAIN)
    run_import(running, simulator)
    later(simulator, days=6)
    simulator.pay(old)
    new = simulator.sell_many(20, kinds_sold=PLAIN)
    simulator.requests.clear()

    run = run_import(running, simulator)

    assert run.imported == 21
    assert {old, *new} <= ordered_forms()
    assert (calls(simulator, LIST), calls(simulator, FORM)) == (1, 0)


def test_a_list_that_holds_few_of_them_is_given_up(running, simulator):
    """Many forms changed and few are ours to read: one by one is cheaper."""
    later(simulator, days=1)
    simulator.faults.add("lost_events", times=10_000)
    simulator.sell_many(400, kinds_sold=PLAIN)
    simulator.faults.clear()
    later(simulator, minutes=50)  # so that these stand at the end of the list
    sold = simulator.sell_many(FEW + 3, kinds_sold=PLAIN)

    run = run_import(running, simulator)

    assert (run.imported, ordered_forms()) == (FEW + 3, set(sold))
    assert calls(simulator, LIST) == 3
    assert calls(simulator, FORM) == FEW + 3


def test_forms_without_a_channel_are_tried_again_by_list(running, simulator):
    sold = simulator.sell_many(150, kinds_sold=[Kind.HUNGARIAN])
    assert run_import(running, simulator).failed == 150
    later(simulator, minutes=2)
    simulator.requests.clear()

    run = run_import(running, simulator)

    assert (run.failed, run.imported) == (150, 0)
    assert calls(simulator) <= 0.05 * 150
    assert {state_of(form_id)[2] for form_id in sold} == {2}


def test_new_orders_do_not_wait_for_those_that_failed_before(running, simulator):
    failing = simulator.sell_many(3, kinds_sold=[Kind.HUNGARIAN])
    run_import(running, simulator)
    later(simulator, hours=2)
    new = simulator.sell(Kind.PAID_ONLINE)
    simulator.requests.clear()
    simulator.faults.add("rate_limited", FORM, after=1)

    assert run_import(running, simulator).error_code == "rate_limited"

    assert ordered_forms() == {new}
    assert {state_of(form_id)[2] for form_id in failing} == {1}


def test_a_clock_that_is_set_back_during_a_run_does_not_keep_it_going_for_ever(running, simulator):
    simulator.sell_many(3, kinds_sold=[Kind.HUNGARIAN])
    moment = simulator.clock.now()

    def clock():
        """Hours go back as soon as a form was read."""
        return moment - timedelta(hours=5 if calls(simulator, FORM) else 0)

    run = import_account(running.pk, clock=clock)

    assert (run.outcome, run.failed) == ("finished", 3)
    assert calls(simulator, FORM) == 3


def test_a_large_backlog_ends_with_nothing_due(running, simulator):
    simulator.sell_many(300, kinds_sold=[*PLAIN, Kind.HUNGARIAN, Kind.CANCELLED])

    run = run_import(running, simulator)

    states = OrderLink.objects.values_list("state", flat=True)
    counts = {state: list(states).count(state) for state in ("imported", "failed", "skipped")}
    assert sum(counts.values()) == 300
    assert (run.imported, run.failed) == (counts["imported"], counts["failed"])
    assert calls(simulator) <= 0.05 * 300
