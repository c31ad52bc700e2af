"""A simulated Allegro, a shop in a database of its own, and what must be true of both."""

import atexit
from collections import Counter
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import cache
from typing import Any

from saleor_allegro.demo.sold import read_form
from saleor_allegro.demo.verdict import differences
from saleor_allegro.simulator import Simulator, serve
from tests.endurance import jobs
from tests.endurance.databases import database
from tests.endurance.workers import Ending, Worker, do

SEED = 7
NOW = datetime(2026, 11, 20, 8, 0, tzinfo=UTC)
#: As `ledger.LEASE_TIME`, and a minute for beat to notice.
AFTER_A_DEATH = timedelta(minutes=4)


@dataclass(slots=True)
class Scene:
    """The time is the simulator's, and stands still unless the test moves it."""

    simulator: Simulator
    base_url: str
    database: str
    account_pk: int
    #: The time at which copies begin.
    opened_at: datetime = NOW

    @property
    def now(self) -> datetime:
        return self.simulator.clock.now()

    def worker(self, job: Any = jobs.import_once, *more: Any, **options: Any) -> Worker:
        return Worker(self.database, job, self.account_pk, self.now, *more, **options)

    def run(self, job: Any = jobs.import_once, *more: Any, **options: Any) -> Ending:
        return self.worker(job, *more, **options).wait()

    def let_lease_end(self) -> None:
        self.simulator.clock.advance(AFTER_A_DEATH)

    def look(self) -> jobs.Held:
        return do(self.database, jobs.look, self.account_pk)

    @contextmanager
    def copy(self) -> Iterator["Scene"]:
        """The same shop once more; one copy at a time, for there is one clock."""
        self.simulator.clock.set(self.opened_at)
        with database(copy_of=self.database) as name:
            yield Scene(self.simulator, self.base_url, name, self.account_pk)


@contextmanager
def scene(*, orders: int = 0, seed: int = SEED) -> Iterator[Scene]:
    """A shop whose seller is connected and sold `orders` in the three days before."""
    simulator = Simulator(seed, NOW)
    simulator.sell_many(orders, since=NOW - timedelta(days=3))
    with ExitStack() as stack:
        base_url = stack.enter_context(serve(simulator))
        name = stack.enter_context(database(copy_of=_prepared()))
        account_pk = do(name, jobs.open_and_connect, seed, base_url, NOW)
        yield Scene(simulator, base_url, name, account_pk)


@cache
def _prepared() -> str:
    """A database with our tables, made once: migrating takes seconds, copying a tenth of one."""
    stack = ExitStack()
    atexit.register(stack.close)
    name = stack.enter_context(database())
    do(name, jobs.prepare)
    return name


def assert_whole(scene: Scene, held: jobs.Held) -> None:
    """Each order once and to the grosz, stock and cursor right, everything announced."""
    forms = list(scene.simulator.forms.values())
    living = [form for form in forms if form["status"] != "CANCELLED"]
    assert differences(map(read_form, forms), held.orders) == []
    assert len(held.orders) == len(living)
    assert held.customers == len({form["buyer"]["id"] for form in living})
    assert held.lines == sum(len(form["lineItems"]) for form in living)
    assert held.allocated == pieces_sold(living)
    states = Counter("skipped" if form["status"] == "CANCELLED" else "imported" for form in forms)
    assert held.forms == states
    assert held.cursor == str(scene.simulator.journal.latest(scene.now).id)
    assert (held.backfill, held.connection) == ("done", "connected")
    assert held.unannounced == 0
    assert held.announced.keys() == {order.order_id for order in held.orders}


def pieces_sold(forms: list[dict[str, Any]]) -> dict[str, int]:
    """SKU -> pieces that the shop must keep for these forms; Allegro's warehouse keeps its own."""
    pieces: Counter[str] = Counter()
    for form in forms:
        if form["fulfillment"]["provider"]["id"] != "ALLEGRO":
            for line in form["lineItems"]:
                pieces[line["offer"]["external"]["id"]] += line["quantity"]
    return dict(pieces)


def orders_told_twice(held: jobs.Held) -> int:
    """How many orders' listeners were told of the same event more than once."""
    return sum(len(events) > len(set(events)) for events in held.announced.values())


def show(capsys: Any, text: str) -> None:
    """A figure that the test is run for, in the terminal."""
    with capsys.disabled():
        print(f"\n{text}")  # noqa: T201
