"""Which run moves which of an account's times, and which moves none."""

from datetime import timedelta

import pytest

from saleor_allegro.demo.merchant import CHANNELS
from saleor_allegro.models import Account, Run
from saleor_allegro.simulator.faults import FaultKind
from saleor_allegro.simulator.kinds import Kind
from saleor_allegro.sync.audit_account import audit_account
from saleor_allegro.sync.import_account import (
    import_failed_forms,
    import_forms_since,
    import_named_forms,
)
from saleor_allegro.sync.recheck_account import recheck_account, recheck_forms
from tests.sync.steps import later, run_import, run_recheck, set_up

MINUTE = timedelta(minutes=1)
HOUR = timedelta(hours=1)
DAY = timedelta(days=1)


def times(account):
    account = Account.objects.get(pk=account.pk)
    return account.next_import_at, account.next_recheck_at, account.next_sweep_at


@pytest.fixture
def planned(running, simulator):
    """All three are due in half an hour, and the last runs are over."""
    soon = simulator.clock.now() + HOUR / 2
    Account.objects.update(next_import_at=soon, next_recheck_at=soon, next_sweep_at=soon)
    return soon


def every_channel(**values):
    for slug in CHANNELS:
        set_up(slug, **values)


def test_an_import_moves_the_next_import_alone(running, simulator, planned):
    run_import(running, simulator)

    assert times(running) == (simulator.clock.now() + 10 * MINUTE, planned, planned)


def test_a_recheck_moves_what_was_due_of_it_and_no_import(running, simulator, planned):
    now = planned
    Account.objects.update(next_sweep_at=planned + MINUTE)
    simulator.clock.set(planned)

    run_recheck(running, simulator)

    assert times(running) == (planned, now + HOUR, planned + MINUTE)
    simulator.clock.set(planned + MINUTE)
    run_recheck(running, simulator)
    assert times(running) == (planned, now + HOUR, now + MINUTE + HOUR)


def test_a_recheck_before_its_time_moves_nothing(running, simulator, planned):
    run_recheck(running, simulator)

    assert times(running) == (planned, planned, planned)


def test_sweeps_every_hour_never_put_off_a_recheck_once_a_day(running, simulator):
    every_channel(recheck_every_minutes="1440")
    run_recheck(running, simulator)
    _, daily, _ = times(running)

    while simulator.clock.now() < daily:
        later(simulator, minutes=30)
        run_recheck(running, simulator)

    assert simulator.clock.now() == daily
    assert times(running)[1] == daily + DAY


@pytest.mark.parametrize(
    "ask",
    [
        lambda pk, clock: import_named_forms(pk, ["unknown"], clock=clock),
        lambda pk, clock: import_failed_forms(pk, clock=clock),
        lambda pk, clock: import_forms_since(pk, clock() - DAY, clock=clock),
        lambda pk, clock: recheck_forms(pk, ["unknown"], clock=clock),
        lambda pk, clock: audit_account(pk, 14, clock=clock),
    ],
    ids=["named", "failed", "since", "recheck", "audit"],
)
@pytest.mark.parametrize("fault", [None, FaultKind.UNAVAILABLE, FaultKind.TRUNCATED])
def test_what_a_person_asks_for_moves_nothing(running, simulator, planned, ask, fault):
    simulator.sell(Kind.UNPAID)
    if fault:
        simulator.faults.add(fault, times=None)

    assert ask(running.pk, simulator.clock.now) is not None

    assert times(running) == (planned, planned, planned)


def test_who_asks_for_a_whole_recheck_has_had_it(running, simulator, planned):
    recheck_account(running.pk, is_asked=True, clock=simulator.clock.now)

    now = simulator.clock.now()
    assert times(running) == (planned, now + HOUR, now + HOUR)


@pytest.mark.parametrize(
    ("fault", "wait"),
    [
        (FaultKind.UNAVAILABLE, MINUTE),
        (FaultKind.RATE_LIMITED, MINUTE),
        (FaultKind.TRUNCATED, HOUR),  # an answer that this version cannot use
    ],
)
def test_a_recheck_that_is_stopped_is_put_off_alone(running, simulator, planned, fault, wait):
    simulator.clock.set(planned)
    every_channel(recheck_every_minutes="1440")
    simulator.faults.add(fault, "/order/checkout-forms", times=None)

    run = run_recheck(running, simulator)

    assert run.outcome == Run.Outcome.STOPPED
    # No order waits for payment, so that much was done before the list could not be read.
    assert times(running) == (planned, planned + DAY, planned + wait)


def test_an_import_that_is_stopped_puts_off_no_recheck(running, simulator, planned):
    simulator.faults.add(FaultKind.UNAVAILABLE, times=None)

    run_import(running, simulator)

    assert times(running) == (simulator.clock.now() + MINUTE, planned, planned)


def test_a_recheck_that_broke_is_put_off_for_an_hour_at_most(running, simulator, planned):
    simulator.clock.set(planned)
    every_channel(recheck_every_minutes="1440")
    simulator.sell(Kind.PAID_ONLINE)

    def broken(report):
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        recheck_account(running.pk, clock=simulator.clock.now, progress=broken)

    assert times(running) == (planned, planned + DAY, planned + HOUR)


def test_where_no_channel_wants_orders_a_recheck_looks_again_within_a_minute(
    running, simulator, planned
):
    simulator.clock.set(planned)
    every_channel(create_orders=False)

    assert recheck_account(running.pk, clock=simulator.clock.now) is None

    assert times(running) == (planned, planned + MINUTE, planned + MINUTE)
