"""How a walk goes: orders live on Allegro, beat ticks, workers die; then a quiet day passes."""

from collections import deque
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from random import Random
from typing import Final

from saleor_allegro.rules.follow_form import WhenSent
from tests.commands.terminal import Printed
from tests.endurance import jobs as endurance_jobs
from tests.endurance.points import At, Fate
from tests.endurance.scene import NOW, Scene, scene
from tests.walk import jobs
from tests.walk.clerk import Clerk
from tests.walk.diary import Diary
from tests.walk.steps import KINDS, Fair

#: The seed's interval of the import.
TICK: Final = timedelta(minutes=10)
HOUR: Final = timedelta(hours=1)
#: What the walk leaves of Allegro's 14 days: the list over which the second net is cast.
SPAN: Final = timedelta(days=10)
_LONGEST: Final = timedelta(hours=12)
_BEFORE: Final = timedelta(days=1)
#: Of all orders, those sold before the seller connects.
_FIRST: Final = 0.2
#: Of all steps, those that others follow at once or within a minute.
_AT_ONCE: Final = 0.96
#: Of ten events one is dropped, one comes twice, two are late.
_CHAOS: Final = {"drop": 0.1, "double": 0.1, "delay": 0.2}
#: What a run passes at least, before it is known.
_POINTS: Final = 300
#: A day, and a little more.
_QUIET: Final = (HOUR,) + (timedelta(hours=3),) * 8
#: Hours until nothing is due any more, at the most.
_AFTER_IT: Final = 24
#: Most steps while a worker is held up in the midst of its work.
_MEANWHILE: Final = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    seed: int
    orders: int = 300
    steps: int = 3000
    kills: int = 20
    #: Times that a worker is held up while buyers go on.
    holds: int = 20

    @property
    def when_sent(self) -> WhenSent:
        """Every other merchant has Saleor fulfil what Allegro says was sent."""
        return WhenSent.FULFILL if self.seed % 2 else WhenSent.NOTHING

    def __str__(self) -> str:
        return (
            f"--seed {self.seed} --orders {self.orders} --steps {self.steps} "
            f"--kills {self.kills} --holds {self.holds}"
        )


@dataclass(slots=True)
class Walk:
    plan: Plan
    shop: Scene
    clerk: Clerk
    random: Random
    diary: Diary
    fair: Fair
    #: Where workers were killed, and where they were held up.
    killed_at: list[str] = field(default_factory=list)
    held_at: list[str] = field(default_factory=list)
    ticks: int = 0
    runs: list[jobs.Ran] = field(default_factory=list)
    #: Sales and steps that are still to come.
    _ahead: deque[Callable[[], object]] = field(default_factory=deque)
    #: What is to befall the next workers.
    _fates: deque[Fate] = field(default_factory=deque)
    #: So many points a worker passes that nothing befalls.
    _points: int = _POINTS
    _ticked_at: datetime = NOW

    def go(self) -> None:
        """From the first sale to the end of the quiet day."""
        self._sell_before()
        self._tick()
        self.shop.simulator.journal.chaos(Random(f"{self.plan.seed}/chaos"), **_CHAOS)
        self._draw()
        fates = self._draw_fates()
        while self._ahead:
            while fates and fates[-1][0] >= len(self._ahead):
                self._fates.append(fates.pop()[1])
            self._pass_time(self._gap())
            self._happen()
        self.fair.settle_refunds()
        self.shop.simulator.journal.calm()
        self.settle()

    def settle(self) -> None:
        """A quiet day passes, and what is still to be read then is read."""
        for gap in _QUIET:
            self._pass_time(gap)
        for _ in range(_AFTER_IT):
            if not self._fates and not self.look().unread:
                return
            self._pass_time(HOUR)

    def look(self) -> jobs.Held:
        held: jobs.Held = self.clerk.do(jobs.look, self.shop.account_pk)
        return held

    def audit(self) -> Printed:
        """Of everything that was ever sold."""
        days = (self.shop.now - NOW + _BEFORE).days + 1
        printed: Printed = self.clerk.do(jobs.audit, self.shop.account_pk, self.shop.now, days)
        return printed

    def _sell_before(self) -> None:
        """What the import finds when the seller has just connected."""
        simulator, count = self.shop.simulator, int(self.plan.orders * _FIRST)
        for form_id in simulator.sell_many(count, kinds_sold=KINDS, since=NOW - _BEFORE):
            self.fair.note_sold(form_id, "bought")

    def _draw(self) -> None:
        sales = self.plan.orders - int(self.plan.orders * _FIRST)
        ahead = [self.fair.sell] * sales + [self.fair.step] * self.plan.steps
        self.random.shuffle(ahead)
        self._ahead.extend(ahead)

    def _draw_fates(self) -> list[tuple[int, Fate]]:
        """How many steps are still ahead when a fate comes to wait for a worker; the first last."""
        fates = [Fate.KILL] * self.plan.kills + [Fate.HOLD] * self.plan.holds
        return sorted((self.random.randint(1, len(self._ahead)), fate) for fate in fates)

    def _gap(self) -> timedelta:
        """Most steps follow at once; between others minutes or hours pass."""
        if self.random.random() < _AT_ONCE:
            return timedelta(seconds=self.random.choice((0, 0, 1, 20, 60, 90)))
        gaps = (1 - _AT_ONCE) * (self.plan.orders + self.plan.steps)
        return min(SPAN / gaps * self.random.expovariate(1), _LONGEST) + timedelta(minutes=1)

    def _pass_time(self, gap: timedelta) -> None:
        self.shop.simulator.clock.advance(gap)
        self.fair.expire()
        if self.shop.now - self._ticked_at >= TICK:
            self._tick()

    def _happen(self) -> None:
        if self._ahead:
            self._ahead.popleft()()

    def _tick(self) -> None:
        self.ticks += 1
        self._ticked_at = self.shop.now
        if self._fates:
            runs = self._tick_under(self._fates[0])
        else:
            runs = self.clerk.do(jobs.tick, self.shop.account_pk, self.shop.now)
        self.runs += runs
        if any(run.error_code == "reconnect_needed" for run in runs):
            # Killed between Allegro's new tokens and our tables: the seller must agree again.
            arguments = (self.plan.seed, self.shop.base_url, self.shop.now)
            self.clerk.do(endurance_jobs.connect, *arguments)

    def _tick_under(self, fate: Fate) -> list[jobs.Ran]:
        """A worker comes to its fate at some point, unless it is done before."""
        at = At(number=self.random.randint(1, self._points))
        worker = self.shop.worker(jobs.tick, fate=fate, at=at)
        if fate is Fate.HOLD and worker.is_held():
            self._fates.popleft()
            for _ in range(self.random.randint(1, _MEANWHILE)):
                self._happen()
            worker.go_on()
            ending = worker.wait()
            self.held_at.append(ending.points[at.number - 1])
            return list(ending.value)
        ending = worker.wait()
        if ending.was_killed:
            self._fates.popleft()
            self.killed_at += ending.points
            return []
        self._points = len(ending.points)
        return list(ending.value)


@contextmanager
def walking(plan: Plan) -> Iterator[Walk]:
    """A walk that is about to begin, in a shop of its own; what goes wrong says its plan."""
    try:
        with scene(seed=plan.seed) as shop, Clerk(shop.database) as clerk:
            clerk.do(jobs.fill_in, shop.account_pk, shop.now, {"when_sent": plan.when_sent.value})
            random, diary = Random(f"{plan.seed}/walk"), Diary(shop.simulator)
            fair = Fair(shop.simulator, random, diary)
            yield Walk(plan, shop, clerk, random, diary, fair)
    except Exception as error:
        error.add_note(f'To see it again: make soak ARGS="{plan}"')
        raise
