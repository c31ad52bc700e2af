"""A journal that drops, repeats and delays what it tells."""

from collections import Counter
from random import Random

import pytest

from saleor_allegro.simulator import Kind, Simulator
from tests.simulator.conftest import NOW

SALES = 200
HAPPENED = 3 * SALES  # bought, filled in, paid


def play(**chances):
    """Sell in a journal with these chances; what was told before it was calm, and after."""
    simulator = Simulator(seed=5, now=NOW, is_odd=False)
    simulator.journal.chaos(Random(11), **chances)
    simulator.sell_many(SALES, kinds_sold=[Kind.PAID_ONLINE])
    before = told_by(simulator)
    dropped = simulator.journal.calm()
    return before, told_by(simulator), dropped


def told_by(simulator):
    events = simulator.journal.read(after=None, kinds=frozenset(), limit=10_000, now=NOW)
    ids = [event.id for event in events]
    assert ids == sorted(set(ids))
    return [(event.form_id, event.type, event.occurred_at) for event in events]


def happened():
    return play()[1]


def test_without_chances_nothing_befalls():
    before, after, dropped = play()

    assert (len(before), len(after), dropped) == (HAPPENED, HAPPENED, 0)


def test_dropped_events_are_never_told():
    before, after, dropped = play(drop=0.2)

    assert before == after
    assert len(after) == HAPPENED - dropped
    assert HAPPENED / 10 < dropped < HAPPENED / 3
    assert Counter(after) <= Counter(happened())


def test_doubled_events_are_told_twice_and_no_oftener():
    _, after, _ = play(double=0.2)

    assert set(Counter(after).values()) == {1, 2}
    assert set(after) == set(happened())


def test_late_events_are_told_once_after_others_with_their_own_moment():
    before, after, _ = play(delay=0.3)

    assert Counter(after) == Counter(happened())
    assert after != happened()
    assert len(before) < HAPPENED
    moments = [moment for _, _, moment in after]
    assert moments != sorted(moments)


def test_all_at_once_is_the_same_for_the_same_seed():
    chances = {"drop": 0.1, "double": 0.2, "delay": 0.3}

    assert play(**chances) == play(**chances)
    assert set(play(**chances)[1]) < set(happened())


def test_calm_ends_it():
    simulator = Simulator(seed=5, now=NOW, is_odd=False)
    simulator.journal.chaos(Random(1), drop=1.0)
    simulator.sell(Kind.PAID_ONLINE)

    assert simulator.journal.calm() == 3
    form_id = simulator.sell(Kind.PAID_ONLINE)

    assert [told[0] for told in told_by(simulator)] == [form_id] * 3
    assert simulator.journal.calm() == 0


@pytest.mark.parametrize("lost", [1, 3])
def test_lost_events_are_recovered_whatever_befalls_the_others(lost):
    simulator = Simulator(seed=5, now=NOW, is_odd=False)
    simulator.journal.chaos(Random(1), drop=1.0)
    simulator.journal.lose(lost)
    simulator.sell(Kind.PAID_ONLINE)

    assert simulator.journal.recover() == lost
    assert len(told_by(simulator)) == lost
