"""Forms that Allegro does not show: one by one at fault, together an outage."""

import pytest

from saleor_allegro.models import OrderLink
from saleor_allegro.simulator import Kind
from saleor_allegro.sync.import_account import import_named_forms
from tests.sync.steps import (
    FORM,
    calls,
    later,
    link_of,
    misprint,
    ordered_forms,
    run_import,
    state_of,
)


def path_of(form_id):
    return f"/order/checkout-forms/{form_id}"


def sell(simulator, count=1):
    return simulator.sell_many(count, kinds_sold=[Kind.PAID_ONLINE])


@pytest.mark.parametrize("kind", ["server_error", "unavailable", "cut"])
@pytest.mark.parametrize("count", [1, 2, 3])
def test_forms_that_never_answer_do_not_hold_up_the_others(running, simulator, kind, count):
    poisoned, good = sell(simulator, count), sell(simulator)
    for form_id in poisoned:
        simulator.faults.add(kind, path_of(form_id), times=None)

    run = run_import(running, simulator)

    assert (run.outcome, run.imported, run.failed) == ("finished", 1, count)
    assert ordered_forms() == set(good)
    for form_id in poisoned:
        assert state_of(form_id) == ("failed", "unreadable", 1)
        assert form_id in link_of(form_id).error_message


def test_a_form_that_answers_the_second_time_is_imported(running, simulator):
    [form_id] = sell(simulator)
    simulator.faults.add("server_error", path_of(form_id))

    assert run_import(running, simulator).imported == 1

    assert calls(simulator, FORM) == 2


@pytest.mark.parametrize("kind", ["server_error", "unavailable", "cut", "rate_limited"])
def test_an_outage_counts_against_no_form_and_keeps_what_was_read(running, simulator, kind):
    [first, *others] = sell(simulator, 4)
    simulator.faults.add(kind, "/order/checkout-forms*", times=None, after=1)

    stopped = run_import(running, simulator)

    assert (stopped.outcome, stopped.imported, stopped.failed) == ("stopped", 1, 0)
    assert ordered_forms() == {first}
    assert {state_of(form_id) for form_id in others} == {("due", "", 0)}

    simulator.faults.clear()
    later(simulator, minutes=1, seconds=1)
    assert run_import(running, simulator).imported == 3


def test_what_a_merge_removed_is_parked_after_some_tries(running, simulator):
    first = simulator.sell(Kind.UNPAID)
    second = simulator.sell(Kind.UNPAID, buyer_of=first)
    merged = simulator.merge([first, second])

    assert run_import(running, simulator).imported == 1
    assert ordered_forms() == {merged}
    assert state_of(first) == state_of(second) == ("failed", "gone", 1)
    for _ in range(2):
        later(simulator, minutes=10)
        run_import(running, simulator)

    assert state_of(first) == state_of(second) == ("skipped", "gone", 0)
    simulator.requests.clear()
    later(simulator, days=1)
    run_import(running, simulator)
    assert calls(simulator, FORM) == 0


@pytest.mark.parametrize("form_id", ["no-uuid", "00000000-0000-1000-8000-000000000000", "a/../b?c"])
def test_a_form_id_that_never_was_is_not_asked_for_for_ever(running, simulator, form_id):
    clock = simulator.clock.now
    for _ in range(3):
        import_named_forms(running.pk, [form_id], clock=clock)
        later(simulator, minutes=10)

    assert link_of(form_id).state == OrderLink.State.SKIPPED
    assert ordered_forms() == set()


def test_a_truncated_form_is_read_again_a_minute_later(running, simulator):
    [form_id, other] = sell(simulator, 2)
    simulator.faults.add("truncated", path_of(form_id))

    run = run_import(running, simulator)
    assert (run.imported, run.failed) == (1, 1)
    assert "not JSON" in link_of(form_id).error_message
    later(simulator, minutes=1)

    assert run_import(running, simulator).imported == 1
    assert ordered_forms() == {form_id, other}
    assert state_of(form_id) == ("imported", "", 0)


def test_an_event_makes_a_form_that_failed_due_at_once(running, simulator):
    form_id = simulator.sell(Kind.PAID_ONLINE)
    before = misprint(simulator, form_id, lambda form: form.update(status="NEW_WORD"))
    for _ in range(4):
        run_import(running, simulator)
        later(simulator, minutes=10)
    assert state_of(form_id) == ("failed", "unknown_status", 4)

    simulator.forms.put(before)
    simulator.set_fulfillment(form_id, "PROCESSING")

    assert run_import(running, simulator).imported == 1
