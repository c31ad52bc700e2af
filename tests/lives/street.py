"""Lives of many orders on one Allegro and in one shop, side by side and on one clock."""

from collections.abc import Callable, Generator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from typing import Any, Final, Protocol
from uuid import UUID

from saleor_allegro import ledger
from saleor_allegro.models import Account, OrderFlag, OrderLink, Run
from saleor_allegro.shop.port import Shop
from saleor_allegro.simulator import Simulator
from saleor_allegro.sync.import_account import import_account
from saleor_allegro.sync.recheck_account import recheck_account
from tests.lives.journals import Arrange

NOW: Final = datetime(2026, 11, 20, 8, 0, tzinfo=UTC)
TICK: Final = timedelta(minutes=10)
HOUR: Final = timedelta(hours=1)

#: A life does its next step, and says how long it waits then; what it returns are its forms.
Life = Generator[timedelta, None, list[str]]


class Witness(Protocol):
    """What can only be seen in one kind of shop."""

    def told(self) -> Mapping[UUID, list[str]]:
        """Order id -> what its listeners were told, in the order of telling."""

    def allocated(self) -> Mapping[UUID, int]:
        """Order id -> pieces that are kept for it; orders without are left out."""

    def born(self, events: tuple[str, ...]) -> tuple[str, ...]:
        """What this shop tells when it has a new order that Saleor tells so much about."""

    def history(self) -> Mapping[UUID, list[str]]:
        """Order id -> notes for the staff."""

    def fulfill(self, order_id: UUID) -> None:
        """Staff sends everything."""

    def seen(self, work: Callable[[], Run | None]) -> Run | None:
        """Do the work, with everything that the shop does after a commit."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """One order, once everything that happened has been brought over."""

    status: str
    charge_status: str
    charged: Decimal
    pieces: int
    total: Decimal
    told: tuple[str, ...]
    flags: tuple[str, ...]
    state: str
    notes: tuple[str, ...]


@dataclass(slots=True, kw_only=True)
class Street:
    """The time is the simulator's."""

    simulator: Simulator
    account: Account
    shop: Shop
    witness: Witness
    arrange: Arrange
    #: Lines of every form that there ever was, as it was first sold.
    sold: dict[str, list[dict[str, Any]]] = field(default_factory=dict)
    runs: list[Run] = field(default_factory=list)

    def play(self, lives: Mapping[str, Callable[["Street"], Life]]) -> dict[str, list[str]]:
        """Let every life run to its end, with an import every ten minutes and a recheck an hour.

        Returns:
            Name of a life -> its forms.
        """
        self.simulator.journal.hold()
        self._import()
        ended: dict[str, list[str]] = {}
        waiting = {name: (NOW, life(self)) for name, life in lives.items()}
        while waiting:
            now = self.simulator.clock.now()
            for name, (wakes_at, life) in list(waiting.items()):
                if wakes_at > now:
                    continue
                try:
                    waiting[name] = (now + next(life), life)
                except StopIteration as end:
                    ended[name] = end.value
                    del waiting[name]
            self._pass_time(min((wakes_at for wakes_at, _ in waiting.values()), default=now))
        self._settle()
        return ended

    def _pass_time(self, until: datetime) -> None:
        """Ten minutes, or at once as long as nobody does anything."""
        now = self.simulator.clock.now()
        self.simulator.clock.set(max(now + TICK, until))
        self.simulator.expire_unpaid()
        self._import()
        self._recheck()

    def _settle(self) -> None:
        """What the journal lost is found within a day."""
        for wait in (HOUR, timedelta(hours=25), HOUR):
            self.simulator.clock.advance(wait)
            self._import()
            self._recheck()

    def _import(self) -> None:
        is_first_sale = not self.sold
        for form_id, form in self.simulator.forms.items():
            self.sold.setdefault(form_id, form["lineItems"])
        # That an order exists is always told: what is lost is what becomes of it.
        self.simulator.journal.release(list if is_first_sale else self.arrange)
        self._run(lambda: import_account(self.account.pk, clock=self.simulator.clock.now))

    def _recheck(self) -> None:
        """As beat does, when it is due."""
        if self.account.pk in ledger.due_for_recheck(self.simulator.clock.now()):
            self._run(lambda: recheck_account(self.account.pk, clock=self.simulator.clock.now))

    def _run(self, work: Callable[[], Run | None]) -> None:
        run = self.witness.seen(work)
        assert run is not None
        assert run.outcome == Run.Outcome.FINISHED, run.error_message
        self.runs.append(run)

    def look(self) -> dict[str, Seen]:
        """Form id -> its order, forms that were merged away included."""
        links = [link for link in OrderLink.objects.all() if link.order_id is not None]
        orders = {
            order.order_id: order
            for order in self.shop.read_orders([link.order_id for link in links])
        }
        told, allocated = self.witness.told(), self.witness.allocated()
        history = self.witness.history()
        flags: dict[int, list[str]] = {}
        for flag in OrderFlag.objects.filter(resolved_at=None).order_by("kind"):
            flags.setdefault(flag.link_id, []).append(flag.kind)
        return {
            link.form_id: Seen(
                status=orders[link.order_id].status,
                charge_status=orders[link.order_id].charge_status,
                charged=orders[link.order_id].charged,
                pieces=allocated.get(link.order_id, 0),
                total=orders[link.order_id].total_gross,
                told=tuple(told.get(link.order_id, ())),
                flags=tuple(flags.get(link.pk, ())),
                state=link.state,
                notes=tuple(history.get(link.order_id, ())),
            )
            for link in links
        }

    def fulfill(self, form_id: str) -> None:
        """Staff of the shop sends everything."""
        link = OrderLink.objects.get(form_id=form_id)
        assert link.order_id is not None
        self.witness.fulfill(link.order_id)

    def lines_of(self, form_id: str) -> list[dict[str, Any]]:
        return self.sold[form_id]
