"""The seed's rule: which orders the hourly recheck takes, to the minute."""

from datetime import timedelta

import pytest

from saleor_allegro import ledger
from saleor_allegro.models import OrderLink
from saleor_allegro.shop.rehearsal.models import Order
from saleor_allegro.simulator.kinds import Kind
from tests.sync.steps import later, link_of, run_import, run_recheck, set_up

MINUTE = timedelta(minutes=1)


def taken(simulator):
    """The forms whose orders were compared just now."""
    now = simulator.clock.now()
    return set(OrderLink.objects.filter(checked_at=now).values_list("form_id", flat=True))


@pytest.fixture
def sold(running, simulator):
    """One order of each kind, imported a minute ago and rechecked never."""
    kinds = (
        Kind.UNPAID,
        Kind.BOUGHT,
        Kind.UNDERPAID,
        Kind.PAID_ONLINE,
        Kind.CASH_ON_DELIVERY,
        Kind.CANCELLED,
    )
    forms = {kind: simulator.sell(kind) for kind in kinds}
    run_import(running, simulator)
    ledger.next_sweep(running.pk, simulator.clock.now() + timedelta(days=60))
    later(simulator, minutes=1)
    return forms


def test_exactly_new_unpaid_orders_are_taken(running, simulator, sold):
    run_recheck(running, simulator)

    assert taken(simulator) == {sold[Kind.UNPAID], sold[Kind.BOUGHT], sold[Kind.UNDERPAID]}


@pytest.mark.parametrize("status", ["unfulfilled", "canceled"])
def test_an_order_that_left_the_status_of_new_orders_is_left_alone(
    running, simulator, sold, status
):
    Order.objects.filter(form_id=sold[Kind.UNPAID]).update(status=status)

    run_recheck(running, simulator)

    assert taken(simulator) == {sold[Kind.BOUGHT], sold[Kind.UNDERPAID]}
    assert link_of(sold[Kind.UNPAID]).next_check_at is None


def test_an_order_that_staff_marked_as_paid_is_left_alone(running, simulator, sold):
    order = Order.objects.get(form_id=sold[Kind.UNPAID])
    order.payments.create(
        payment_id="bank", name="bank", amount=order.total_gross, received_at=order.bought_at
    )

    run_recheck(running, simulator)

    assert sold[Kind.UNPAID] not in taken(simulator)


def test_the_status_of_new_orders_is_the_merchants(running, simulator):
    for slug in ("allegro-pl", "allegro-cz"):
        set_up(slug, status_new="UNFULFILLED")
    unpaid, collected, paid = (
        simulator.sell(kind) for kind in (Kind.UNPAID, Kind.CASH_ON_DELIVERY, Kind.PAID_ONLINE)
    )
    run_import(running, simulator)
    ledger.next_sweep(running.pk, simulator.clock.now() + timedelta(days=60))
    later(simulator, minutes=1)

    run_recheck(running, simulator)

    assert taken(simulator) == {unpaid}
    assert {collected, paid} & taken(simulator) == set()


@pytest.mark.parametrize("days", [14, 3])
@pytest.mark.parametrize(
    ("off", "is_taken"), [(-MINUTE, True), (timedelta(0), True), (MINUTE, False)]
)
def test_an_order_is_taken_until_it_is_so_many_days_old(
    running, simulator, sold, days, off, is_taken
):
    for slug in ("allegro-pl", "allegro-cz"):
        set_up(slug, recheck_days=str(days))
    bought_at = Order.objects.get(form_id=sold[Kind.UNPAID]).bought_at
    simulator.clock.set(bought_at + timedelta(days=days) + off)

    run_recheck(running, simulator)

    assert (sold[Kind.UNPAID] in taken(simulator)) is is_taken


@pytest.mark.parametrize("minutes", [60, 15])
def test_an_order_is_taken_once_in_so_many_minutes(running, simulator, sold, minutes):
    for slug in ("allegro-pl", "allegro-cz"):
        set_up(slug, recheck_every_minutes=str(minutes))
    run_recheck(running, simulator)
    due = simulator.clock.now() + timedelta(minutes=minutes)

    simulator.clock.set(due - MINUTE)
    assert running.pk not in ledger.due_for_recheck(simulator.clock.now())
    run_recheck(running, simulator)
    assert taken(simulator) == set()

    simulator.clock.set(due)
    assert running.pk in ledger.due_for_recheck(simulator.clock.now())
    run_recheck(running, simulator)
    assert sold[Kind.UNPAID] in taken(simulator)


def test_a_shorter_interval_counts_from_the_next_import_on(running, simulator, sold):
    for slug in ("allegro-pl", "allegro-cz"):
        set_up(slug, recheck_every_minutes="1440")
    run_recheck(running, simulator)
    for slug in ("allegro-pl", "allegro-cz"):
        set_up(slug, recheck_every_minutes="30")
    later(simulator, minutes=10)
    run_import(running, simulator)

    later(simulator, minutes=29)
    assert running.pk not in ledger.due_for_recheck(simulator.clock.now())
    later(simulator, minutes=1)
    assert running.pk in ledger.due_for_recheck(simulator.clock.now())
    run_recheck(running, simulator)
    assert sold[Kind.UNPAID] in taken(simulator)


def test_a_late_payment_whose_events_were_lost_is_found_within_the_hour(running, simulator, sold):
    run_recheck(running, simulator)
    simulator.journal.lose(9)
    simulator.pay(sold[Kind.UNPAID])
    later(simulator, hours=1)

    run = run_recheck(running, simulator)

    order = Order.objects.get(form_id=sold[Kind.UNPAID])
    assert (order.status, run.updated) == ("unfulfilled", 1)
    assert link_of(sold[Kind.UNPAID]).next_check_at is None
    assert link_of(sold[Kind.BOUGHT]).next_check_at is not None
