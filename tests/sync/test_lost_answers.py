"""What Allegro was told without an answer is ours all the same; and who waits, waits quietly."""

import pytest

from saleor_allegro.models import OrderPush, Run
from saleor_allegro.shop.rehearsal.models import Channel
from saleor_allegro.simulator.faults import FaultKind
from tests.sync.pushing import (
    FULFILLMENT,
    at_allegro,
    change,
    push_of,
    run_push,
    told,
)
from tests.sync.steps import later, run_recheck


@pytest.fixture
def lost(sold, running, simulator):
    """Allegro was told SENT, and nobody here learnt of the answer; before that, PROCESSING."""
    change(sold, simulator, "unfulfilled")
    run_push(running, simulator)
    change(sold, simulator, "fulfilled")
    simulator.faults.add(FaultKind.LOST_ANSWER, FULFILLMENT, method="PUT")
    run_push(running, simulator)
    assert at_allegro(simulator, sold) == "SENT"
    assert push_of(sold).told_status == "PROCESSING"
    return sold


def test_a_shop_that_goes_back_meanwhile_takes_its_word_back(lost, running, simulator):
    """The fulfillment was cancelled before the lost answer was looked up."""
    change(lost, simulator, "unfulfilled")
    later(simulator, minutes=2)

    run_push(running, simulator)

    assert at_allegro(simulator, lost) == "PROCESSING"
    push = push_of(lost)
    assert (push.told_status, push.sending_status, push.operations) == ("PROCESSING", "", 3)


def test_going_back_to_what_was_never_told_works_as_well(sold, running, simulator):
    change(sold, simulator, "fulfilled")
    simulator.faults.add(FaultKind.LOST_ANSWER, FULFILLMENT, method="PUT")
    run_push(running, simulator)
    change(sold, simulator, "unfulfilled")
    later(simulator, minutes=2)

    run_push(running, simulator)

    assert at_allegro(simulator, sold) == "PROCESSING"
    assert push_of(sold).operations == 2


def test_a_channel_that_takes_no_orders_any_more_makes_no_runs(sold, running, simulator):
    change(sold, simulator, "fulfilled")
    Channel.objects.filter(slug="allegro-pl").update(plugin_active=False)
    before = Run.objects.count()

    for _ in range(3):
        later(simulator, minutes=1)
        run_push(running, simulator)

    assert Run.objects.count() - before <= 1
    assert told(simulator) == []


def test_an_answer_that_was_lost_is_looked_up_once_where_it_did_not_arrive(
    sold, running, simulator
):
    change(sold, simulator, "fulfilled")
    simulator.faults.add(FaultKind.UNAVAILABLE, FULFILLMENT, method="PUT")
    run_push(running, simulator)
    later(simulator, minutes=2)

    run_push(running, simulator)

    assert [status for _, status in told(simulator)] == [503, 204]
    assert OrderPush.objects.get().operations == 1


def test_what_waits_for_its_next_try_is_not_hurried_by_the_sweep(sold, running, simulator):
    change(sold, simulator, "fulfilled")
    simulator.faults.add(FaultKind.UNAVAILABLE, FULFILLMENT, method="PUT", times=None)
    for _ in range(6):
        later(simulator, minutes=61)
        run_push(running, simulator)
    due_at = push_of(sold).due_at

    run_recheck(running, simulator)

    assert push_of(sold).due_at == due_at
