"""What is bought on Allegro while a run looks and sends: nothing that is sold is offered again."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from saleor_allegro.simulator import Simulator
from saleor_allegro.simulator.kinds import Kind
from tests.sync.steps import later
from tests.sync.stocking import (
    OFFERS,
    ONE_OFFER,
    QUANTITIES,
    commands,
    next_time,
    put,
    run_stock,
    shown,
)


@contextmanager
def at_each(simulator: Simulator, path: str, act: Callable[[], object]) -> Iterator[None]:
    """Something happens on Allegro right after every request to a path."""
    add = simulator.requests.add

    def note(request):
        add(request)
        if request.path.startswith(path.rstrip("*")):
            act()

    simulator.requests.add = note
    try:
        yield
    finally:
        simulator.requests.add = add


def bought(simulator, form_id):
    return {line["offer"]["id"] for line in simulator.forms[form_id]["lineItems"]}


def test_what_is_bought_while_we_look_is_left_for_the_next_time(offers, running, simulator):
    """Of the variant that was bought, the shop does not know yet."""
    run_stock(running, simulator)
    for each in offers:
        put(each, 50)
    later(simulator, minutes=15)
    forms: list[str] = []

    with at_each(simulator, OFFERS, lambda: forms.append(simulator.sell(Kind.PAID_ONLINE))):
        run_stock(running, simulator)

    [form_id] = forms
    assert all(shown(simulator, each) != ("ACTIVE", 50) for each in bought(simulator, form_id))
    running.refresh_from_db()
    assert (running.next_stock_at - simulator.clock.now()).total_seconds() == 60


def test_what_is_bought_while_others_are_sent_is_left_for_the_next_time(offers, running, simulator):
    """Ending offers one by one takes minutes, and what is decided grows old."""
    run_stock(running, simulator)
    put(offers[0], 0)
    for each in offers[1:]:
        put(each, 50)
    later(simulator, minutes=15)
    forms: list[str] = []

    def buy() -> None:
        later(simulator, seconds=10)
        forms.append(simulator.sell(Kind.PAID_ONLINE))

    with at_each(simulator, ONE_OFFER, buy):
        run_stock(running, simulator)

    [form_id] = forms
    sold = bought(simulator, form_id)
    assert all(shown(simulator, each) != ("ACTIVE", 50) for each in sold)
    others = set(offers[1:]) - sold
    assert all(shown(simulator, each) == ("ACTIVE", 50) for each in others)
    later(simulator, minutes=1)
    run_stock(running, simulator)
    assert all(shown(simulator, each)[1] < 50 for each in sold)


def test_the_journal_is_looked_at_again_only_after_a_while(offers, running, simulator):
    for pieces, each in enumerate(offers[:9], start=5):
        put(each, pieces)

    with at_each(simulator, QUANTITIES, lambda: later(simulator, seconds=3)):
        run_stock(running, simulator)

    assert commands(simulator) == 9
    # By the import, before the first command, and after 12 and 24 seconds.
    assert simulator.requests.count_of("/order/events") == 4
    next_time(running, simulator)
    assert commands(simulator) == 9
