"""How far a job is, for whoever watches it; also the sign that its worker is alive."""

from datetime import datetime, timedelta
from typing import Final

from saleor_allegro import ledger
from saleor_allegro.sync.connection import Clock
from saleor_allegro.sync.reports import ImportReport

#: Nobody watches more closely.
_EVERY: Final = timedelta(seconds=1)


class JobProgress:
    """Notes a growing report on the job, once a second at most.

    What was imported and updated before the job was interrupted counts as well: it is not done
    again.
    """

    def __init__(self, taken: ledger.TakenJob, clock: Clock) -> None:
        self._taken = taken
        self._clock = clock
        self._report = ImportReport()
        self._noted_at: datetime | None = None

    def __call__(self, report: ImportReport) -> None:
        self._report = report
        now = self._clock()
        if self._noted_at is None or now - self._noted_at >= _EVERY:
            self._note(now)

    def read(self, forms: int) -> None:
        """So many forms were read, and nobody knows how many there are."""
        self(ImportReport(looked_at=forms))

    def end(self) -> None:
        """Note the last word."""
        self._note(self._clock())

    def _note(self, now: datetime) -> None:
        report, before = self._report, self._taken.job
        counts = ledger.JobCounts(
            looked_at=report.looked_at,
            to_look_at=report.to_look_at,
            imported=before.imported + report.imported,
            updated=before.updated + report.updated,
            failed=report.failed,
        )
        ledger.note_job_counts(self._taken, counts, now)
        self._noted_at = now
