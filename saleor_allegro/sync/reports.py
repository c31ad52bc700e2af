"""What a run has done so far."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from saleor_allegro.ledger import Counts
from saleor_allegro.models import Run
from saleor_allegro.shop.port import UpdateOutcome


@dataclass(slots=True, kw_only=True)
class ImportReport:
    """Counts that grow while the run goes on, so that they stand whatever ends it."""

    imported: int = 0
    updated: int = 0
    failed: int = 0
    waiting: int = 0  # for payment
    skipped: int = 0  # not ours, with the reason on the row
    flagged: int = 0  # imported, and a person should look
    told: int = 0  # statuses and parcels, to Allegro
    events: int = 0
    calls: int = 0  # to Allegro
    #: Forms looked at, and those known to come so far: for a progress bar.
    looked_at: int = 0
    to_look_at: int = 0
    #: What was changed in orders, or was not because goods had left: for a terminal.
    changes: list[UpdateOutcome] = field(default_factory=list)

    @property
    def counts(self) -> Counts:
        return Counts(
            imported=self.imported,
            updated=self.updated,
            failed=self.failed,
            flagged=self.flagged,
            told=self.told,
            events=self.events,
            calls=self.calls,
        )

    def add_followed(self, outcomes: Iterable[UpdateOutcome]) -> None:
        """Orders that followed their forms, with or without a change."""
        for outcome in outcomes:
            self.updated += bool(outcome.tellings)
            if outcome.tellings or outcome.withheld:
                self.changes.append(outcome)

    def add(self, run: Run) -> None:
        """Add what another run counted, for the closing line."""
        self.imported += run.imported
        self.updated += run.updated
        self.failed += run.failed
        self.flagged += run.flagged
        self.told += run.told

    def __str__(self) -> str:
        told = f", told {self.told}" if self.told else ""
        return (
            f"imported {self.imported}, updated {self.updated}, failed {self.failed}, "
            f"flagged {self.flagged}{told}"
        )
