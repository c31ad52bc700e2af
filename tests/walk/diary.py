"""What has happened to each form so far, for the judge and for a person who looks for a fault."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal
from typing import Any, Final

from saleor_allegro.simulator import Simulator
from saleor_allegro.simulator.sums import received_of

_PAID_AT_THE_DOOR: Final = "CASH_ON_DELIVERY"
_LEFT: Final = ("SENT", "PICKED_UP", "RETURNED")


@dataclass(slots=True)
class Life:
    #: When and what, in words.
    entries: list[str] = field(default_factory=list)
    #: Names of the steps.
    steps: set[str] = field(default_factory=set)
    #: Fulfillment statuses that it has ever been in.
    stages: set[str] = field(default_factory=set)
    #: It was to be sent at some time: paid, or to be paid at the door.
    was_confirmed: bool = False
    #: It was cancelled at some time, and nothing of it had left.
    was_cancelled: bool = False
    #: The form as it was last seen.
    form: dict[str, Any] = field(default_factory=dict)
    #: When it was sent for the first time, and the waybills of its parcels then.
    first_sent: datetime | None = None
    first_waybills: frozenset[str] = frozenset()

    def was_sent_after(self, imported_at: datetime | None) -> bool:
        return bool(self.first_sent and imported_at and imported_at < self.first_sent)

    def __str__(self) -> str:
        return "\n".join(f"    {entry}" for entry in self.entries)


@dataclass(slots=True)
class Diary:
    simulator: Simulator
    #: Form id -> its life; forms that are gone keep theirs.
    lives: dict[str, Life] = field(default_factory=dict)
    #: Name of a step -> how often.
    counts: Counter[str] = field(default_factory=Counter)

    def note(self, step: str, words: str, *form_ids: str) -> None:
        """Something happened to these forms.

        Args:
            words: With what, e.g. "5.00".
        """
        self.counts[step] += 1
        for form_id in form_ids:
            life = self.lives.setdefault(form_id, Life())
            life.steps.add(step)
            life.entries.append(self._entry(f"{step} {words}"))
            self._look(form_id, life)

    def note_merged(self, step: str, form_ids: list[str], successor: str) -> None:
        """The successor goes on with the lives of those it took the place of."""
        self.counts[step] += 1
        new = self.lives[successor] = Life()
        for form_id in form_ids:
            life = self.lives[form_id]
            life.entries.append(self._entry(f"{step}: {successor} takes its place"))
            life.steps.add(step)
            new.entries += [f"({form_id[:8]}) {entry}" for entry in life.entries]
            new.steps |= life.steps
            # Whether it was confirmed, sent or cancelled is the old order's: it is cancelled.
        new.entries.sort(key=lambda entry: entry[entry.index("|") :])
        self._look(successor, new)

    def _look(self, form_id: str, life: Life) -> None:
        if form_id not in self.simulator.forms:
            return
        form = life.form = self.simulator.forms[form_id]
        life.stages.add(form["fulfillment"]["status"])
        life.was_confirmed |= is_confirmed(form)
        life.was_cancelled |= is_cancelled(form) and not has_left(form)
        if life.first_sent is None and has_left(form):
            parcels = self.simulator.parcels.of(form_id)
            life.first_sent = self.simulator.clock.now()
            life.first_waybills = frozenset(each["waybill"] for each in parcels)

    def _entry(self, words: str) -> str:
        return f"| {self.simulator.clock.now():%d.%m %H:%M:%S} {words.strip()}"


def is_confirmed(form: Mapping[str, Any]) -> bool:
    """Whether it is to be sent: paid, or ready to be paid at the door. Read from its JSON."""
    payment = form["payment"] or {}
    if payment.get("type") == _PAID_AT_THE_DOOR and form["status"] == "READY_FOR_PROCESSING":
        return True
    received = sum(received_of(form).values(), Decimal(0))
    return 0 < received >= Decimal(form["summary"]["totalToPay"]["amount"])


def is_cancelled(form: Mapping[str, Any]) -> bool:
    return "CANCELLED" in (form["status"], form["fulfillment"]["status"])


def has_left(form: Mapping[str, Any]) -> bool:
    """Whether Allegro says that goods have left the seller."""
    return form["fulfillment"]["status"] in _LEFT
