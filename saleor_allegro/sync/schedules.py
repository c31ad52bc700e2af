"""When a run of each kind is due again."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from saleor_allegro import ledger
from saleor_allegro.config import Settings
from saleor_allegro.models import Run

_SWEEP_MINUTES: Final = int(ledger.SWEEP_EVERY.total_seconds()) // 60


@dataclass(frozen=True, slots=True, kw_only=True)
class Schedule:
    #: How long to wait for the next run, by the merchant's settings.
    minutes: Callable[[Settings], int]
    #: After a run that came to its end: when the next one is due.
    again: Callable[[int, datetime], None]
    #: After a run that did not: nothing of it can be done before.
    put_off: Callable[[int, datetime], None]


def _as_it_was(account_pk: int, at: datetime) -> None:
    """The schedule stays, e.g. because a person asked for more."""


UNSCHEDULED: Final = Schedule(
    minutes=lambda settings: settings.import_every_minutes, again=_as_it_was, put_off=_as_it_was
)
SCHEDULES: Final[Mapping[Run.Kind, Schedule]] = {
    Run.Kind.IMPORT: Schedule(
        minutes=lambda settings: settings.import_every_minutes,
        again=ledger.next_import,
        put_off=ledger.next_import,
    ),
    Run.Kind.RECHECK: Schedule(
        # The list is compared every hour, however seldom the waiting orders are.
        minutes=lambda settings: min(settings.recheck_every_minutes, _SWEEP_MINUTES),
        # Each part of a recheck has a time of its own, and says itself when it is due again.
        again=_as_it_was,
        put_off=ledger.put_off_recheck,
    ),
    Run.Kind.AUDIT: UNSCHEDULED,
    # Each order says itself when it is due.
    Run.Kind.PUSH: UNSCHEDULED,
    Run.Kind.STOCK: Schedule(
        minutes=lambda settings: settings.stock_every_minutes,
        # A run that only reads results leaves the next comparison where it was.
        again=_as_it_was,
        put_off=ledger.next_stock,
    ),
}
