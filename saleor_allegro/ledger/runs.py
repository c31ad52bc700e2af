"""What each run did, for those who ask how things are."""

from dataclasses import dataclass
from datetime import datetime

from saleor_allegro.models import Run


@dataclass(frozen=True, slots=True, kw_only=True)
class Counts:
    """Named as the columns of `Run`."""

    imported: int = 0
    updated: int = 0
    failed: int = 0
    flagged: int = 0
    told: int = 0
    events: int = 0
    calls: int = 0


def start_run(account_pk: int, kind: Run.Kind, now: datetime) -> Run:
    return Run.objects.create(account_id=account_pk, kind=kind, started_at=now)


def finish_run(run: Run, counts: Counts, now: datetime) -> None:
    _close(run, Run.Outcome.FINISHED, counts, now)


def stop_run(run: Run, counts: Counts, now: datetime, *, code: str, message: str) -> None:
    """The run ended early; what it did until then stands."""
    run.error_code = code
    run.error_message = message
    _close(run, Run.Outcome.STOPPED, counts, now)


def last_run(account_pk: int, kind: Run.Kind | None = None) -> Run | None:
    """The latest run, of that kind where one is given."""
    runs = Run.objects.filter(account_id=account_pk)
    if kind is not None:
        runs = runs.filter(kind=kind)
    return runs.order_by("-started_at", "-pk").first()


def last_finished_at(account_pk: int) -> datetime | None:
    """When a run last came to its end; `None` when none ever did."""
    finished = Run.objects.filter(account_id=account_pk, outcome=Run.Outcome.FINISHED)
    last = finished.order_by("-started_at").first()
    return last.finished_at if last else None


def close_abandoned_runs(account_pk: int, now: datetime, *, code: str, message: str) -> None:
    """Close the runs of workers that died; the caller holds the account's lease."""
    Run.objects.filter(account_id=account_pk, outcome=Run.Outcome.RUNNING).update(
        outcome=Run.Outcome.STOPPED, finished_at=now, error_code=code, error_message=message
    )


def forget_old_runs(account_pk: int, before: datetime) -> None:
    Run.objects.filter(account_id=account_pk, started_at__lt=before).delete()


def _close(run: Run, outcome: Run.Outcome, counts: Counts, now: datetime) -> None:
    run.outcome = outcome
    run.finished_at = now
    run.imported = counts.imported
    run.updated = counts.updated
    run.failed = counts.failed
    run.flagged = counts.flagged
    run.told = counts.told
    run.events = counts.events
    run.calls = counts.calls
    run.save()
