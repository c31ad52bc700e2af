"""What people asked for, and the workers that do it.

A worker takes a job for some minutes and prolongs that while it works. One that dies says nothing
more, so its job is taken by another; one that only was slow finds its fence outgrown, and what it
writes then is refused. So it does not matter how often a job is delivered.
"""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from typing import Any, Final

from django.db import transaction
from django.db.models import F, Q, QuerySet
from django.db.models.functions import Coalesce

from saleor_allegro.encryption import decrypt, encrypt
from saleor_allegro.ledger.leases import has_come, is_ahead
from saleor_allegro.models import Job

#: Longer than the longest time between two signs of life of a worker: a dry run of many forms.
JOB_LEASE: Final = timedelta(minutes=5)

#: Unless somebody says otherwise an audit looks back so far.
AUDITED_DAYS: Final = 14

_OVER: Final = (Job.State.DONE, Job.State.FAILED)


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What a job is about; nothing given means what is due."""

    #: ISO 8601.
    since: str | None = None
    form_ids: tuple[str, ...] = ()
    offer_ids: tuple[str, ...] = ()
    #: Whether a person said that most offers may end.
    may_end_most: bool = False
    #: Of an audit: how far back.
    days: int = AUDITED_DAYS


@dataclass(frozen=True, slots=True, kw_only=True)
class JobCounts:
    """Named as the columns of `Job`."""

    looked_at: int = 0
    to_look_at: int = 0
    imported: int = 0
    updated: int = 0
    failed: int = 0


@dataclass(frozen=True, slots=True)
class TakenJob:
    """A job that is ours to do, as it was when we took it."""

    job: Job
    fence: int

    @property
    def asked(self) -> Asked:
        asked = self.job.asked
        return Asked(
            since=asked.get("since"),
            form_ids=tuple(asked.get("form_ids", ())),
            offer_ids=tuple(asked.get("offer_ids", ())),
            may_end_most=asked.get("may_end_most", False),
            days=asked.get("days", AUDITED_DAYS),
        )

    @property
    def device_code(self) -> str:
        """ "" before Allegro gave one.

        Raises:
            encryption.Undecipherable: The key was changed.
        """
        return decrypt(self.job.device_code)


def queue_job(
    kind: Job.Kind,
    *,
    channel_slug: str,
    account_pk: int | None = None,
    asked: Asked | None = None,
    now: datetime,
    expires_at: datetime,
) -> Job:
    """Have something done; whoever calls tells a worker once this is committed."""
    return Job.objects.create(
        kind=kind,
        channel_slug=channel_slug,
        account_id=account_pk,
        asked=asdict(asked or Asked()),
        due_at=now,
        created_at=now,
        expires_at=expires_at,
    )


def take_job(job_pk: int, now: datetime) -> TakenJob | None:
    """Make a job ours; `None` when it is over, gone, not due yet, or another worker has it."""
    with transaction.atomic():
        taken = (
            Job.objects.filter(pk=job_pk)
            .filter(_is_due(now))
            .update(
                state=Job.State.RUNNING,
                started_at=Coalesce("started_at", now),
                due_at=now + JOB_LEASE,
                fence=F("fence") + 1,
                attempts=F("attempts") + 1,
            )
        )
        if not taken:
            return None
        # Our own update holds the row, so nobody else's fence can be read here.
        job = Job.objects.get(pk=job_pk)
    return TakenJob(job, job.fence)


def note_job_counts(taken: TakenJob, counts: JobCounts, now: datetime) -> None:
    """Say how far it is, and that the worker is alive. Nothing happens where it lost the job."""
    _ours(taken).update(due_at=now + JOB_LEASE, **asdict(counts))


def put_off_job(
    taken: TakenJob, at: datetime, *, code: str = "", message: str = "", is_begun: bool = False
) -> None:
    """Give the job back, to be taken again then. Nothing happens where we lost it.

    Args:
        is_begun: It goes on then, rather than begins.
    """
    state = Job.State.RUNNING if is_begun else Job.State.QUEUED
    begun: dict[str, Any] = {} if is_begun else {"started_at": None}
    _ours(taken).update(
        state=state,
        due_at=at,
        attempts=0,
        fence=F("fence") + 1,  # we ourselves write nothing more
        error_code=code,
        error_message=message,
        **begun,
    )


def note_device(
    taken: TakenJob,
    shown: Mapping[str, Any],
    *,
    device_code: str | None = None,
    expires_at: datetime | None = None,
) -> None:
    """Keep what a person is shown of a device. Nothing happens where we lost the job.

    Args:
        device_code: What Allegro is asked with for the seller's consent; `None`: as it was.
        expires_at: Until when; `None`: as it was.
    """
    fields: dict[str, Any] = {"result": dict(shown)}
    if device_code is not None:
        fields["device_code"] = encrypt(device_code)
    if expires_at is not None:
        fields["expires_at"] = expires_at
    _ours(taken).update(**fields)


def finish_job(
    taken: TakenJob,
    now: datetime,
    *,
    result: Mapping[str, Any] | None = None,
    account_pk: int | None = None,
) -> bool:
    """The job is done.

    Args:
        account_pk: The seller who was connected by it.

    Returns:
        Whether it was still ours; another worker's result stands where it was not.
    """
    fields: dict[str, Any] = {"result": dict(result or {}), "error_code": "", "error_message": ""}
    if account_pk is not None:
        fields["account_id"] = account_pk
    return _end(taken, Job.State.DONE, now, **fields)


def fail_job(taken: TakenJob, now: datetime, *, code: str, message: str) -> bool:
    """The job is over and was not done, or not all of it; as `finish_job`."""
    return _end(taken, Job.State.FAILED, now, result={}, error_code=code, error_message=message)


def due_jobs(now: datetime) -> list[int]:
    """Those that a worker may take now, the longest due first."""
    due = Job.objects.filter(_is_due(now)).order_by("due_at", "pk")
    return list(due.values_list("pk", flat=True))


def is_job_due(job: Job, now: datetime) -> bool:
    """As `due_jobs`, of a job that was read."""
    return job.due_at is not None and not is_ahead(job.due_at, now)


def forget_old_jobs(before: datetime) -> None:
    """Those that were over by then."""
    Job.objects.filter(state__in=_OVER, finished_at__lt=before).delete()


def job(job_pk: int) -> Job | None:
    return Job.objects.filter(pk=job_pk).first()


def seen_job(job_pk: int, *, database: str) -> Job | None:
    """A job as others look at it; its result is read when it is asked for."""
    return Job.objects.using(database).defer("result").filter(pk=job_pk).first()


def open_device_job(channel_slug: str, now: datetime) -> Job | None:
    """The one by which a seller may be connected to the channel now."""
    return _open_job(now, kind=Job.Kind.CONNECT_DEVICE, channel_slug=channel_slug)


def open_directory_job(account_pk: int, channel_slug: str, now: datetime) -> Job | None:
    """The one that reads Allegro's lists for the account already, asked for in the channel: who
    asks in another one may not be allowed to see it.
    """
    return _open_job(now, kind=Job.Kind.DIRECTORY, account=account_pk, channel_slug=channel_slug)


def _open_job(now: datetime, **wanted: Any) -> Job | None:
    """The latest such job that is not over and not too late."""
    jobs = Job.objects.filter(expires_at__gt=now, **wanted).exclude(state__in=_OVER)
    return jobs.order_by("-pk").first()


def _is_due(now: datetime) -> Q:
    return Q(due_at__isnull=False) & has_come("due_at", now)


def _ours(taken: TakenJob) -> "QuerySet[Job]":
    return Job.objects.filter(pk=taken.job.pk, fence=taken.fence, due_at__isnull=False)


def _end(taken: TakenJob, state: Job.State, now: datetime, **fields: Any) -> bool:
    ended = _ours(taken).update(state=state, finished_at=now, due_at=None, device_code="", **fields)
    return bool(ended)
