"""A worker may die anywhere: afterwards Allegro shows what the shop has, by the fewest commands."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import count
from typing import Any

import pytest

from saleor_allegro import ledger
from saleor_allegro.allegro.calls import Calls
from saleor_allegro.models import StockCommand
from saleor_allegro.simulator.faults import FaultKind
from tests.sync.steps import later
from tests.sync.stocking import (
    PUBLICATIONS,
    QUANTITIES,
    commands,
    is_due,
    next_time,
    put,
    row,
    run_stock,
    shown,
    switch_on,
)


class Death(BaseException):
    """No code of ours catches it."""


class Worker:
    """Counts the moments at which a worker may die, and dies at one of them."""

    def __init__(self) -> None:
        self.moments = 0
        #: The moment it dies at.
        self.last: int | None = None
        #: The dead do nothing any more, not even what stands behind a `finally`.
        self.is_dead = False

    def live(self) -> None:
        self.moments += 1
        if self.is_dead or self.moments == self.last:
            self.is_dead = True
            raise Death

    def around(self, act: Callable[..., Any]) -> Callable[..., Any]:
        def acting(*args: Any, **options: Any) -> Any:
            self.live()
            done = act(*args, **options)
            self.live()
            return done

        return acting


@pytest.fixture
def worker(monkeypatch) -> Worker:
    """It may die before and after every call of Allegro, every commit, and in between."""
    worker = Worker()
    writing, release = ledger.writing, ledger.release

    @contextmanager
    def written(*args: Any) -> Iterator[None]:
        worker.live()
        with writing(*args):
            yield
            worker.live()
        worker.live()

    monkeypatch.setattr(ledger, "writing", written)
    monkeypatch.setattr(Calls, "_call", worker.around(Calls._call))
    monkeypatch.setattr(ledger, "release", lambda lease: worker.is_dead or release(lease))
    return worker


def passes(worker: Worker, running, simulator) -> None:
    """The next comparison and what follows it, with a new worker where one has died."""
    later(simulator, minutes=15)
    for _ in range(9):
        if is_due(running, simulator):
            worker.is_dead = False
            try:
                run_stock(running, simulator)
            except Death:
                worker.last = None
        later(simulator, minutes=1)


def test_a_worker_may_die_at_any_moment(offers, running, simulator, worker):
    """The stock of two offers changes; a third is sold out, and comes back the next time."""
    switch_on(reactivate_offers=True)
    run_stock(running, simulator)
    same, other, coming = offers[:3]
    for moment in count(1):
        left = 0 if moment % 2 else 500 + moment
        put(same, 100 + moment)
        put(other, 100 + moment)
        put(coming, left)
        simulator.commands.clear()
        worker.moments, worker.last = 0, moment

        passes(worker, running, simulator)

        assert shown(simulator, same) == shown(simulator, other) == ("ACTIVE", 100 + moment)
        assert shown(simulator, coming) == ("ACTIVE" if left else "ENDED", left)
        # Its end is an edit; pieces and the sale are commands.
        assert len(simulator.commands) == (3 if left else 2)
        assert not StockCommand.objects.exists()
        if left and worker.last is not None:
            break
    assert moment > 60


@pytest.mark.parametrize("is_slow", [False, True])
def test_a_command_that_arrived_unknown_is_remembered_as_sent(offers, running, simulator, is_slow):
    """The list of offers may lag behind it as behind any other."""
    simulator.slow_commands = is_slow
    put(offers[0], 7)
    simulator.faults.add(FaultKind.LOST_ANSWER, QUANTITIES, method="PUT")
    run_stock(running, simulator)
    began = simulator.clock.now()
    later(simulator, minutes=1)
    run_stock(running, simulator)
    simulator.slow_commands = False
    next_time(running, simulator)

    assert (row(offers[0]).sent_quantity, row(offers[0]).sent_at) == (7, began)


def test_an_offer_that_was_put_on_sale_unknown_is_remembered_as_such(offers, running, simulator):
    switch_on(reactivate_offers=True)
    put(offers[0], 0)
    run_stock(running, simulator)
    next_time(running, simulator)
    put(offers[0], 4)
    next_time(running, simulator)
    later(simulator, minutes=1)
    simulator.faults.add(FaultKind.LOST_ANSWER, PUBLICATIONS, method="PUT")
    run_stock(running, simulator)
    began = simulator.clock.now()
    later(simulator, minutes=1)
    run_stock(running, simulator)

    assert row(offers[0]).activated_at == began
    next_time(running, simulator)
    assert commands(simulator) == 2
