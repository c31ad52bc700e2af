"""Do what a person asked for and does not wait for.

A job may be delivered twice, late or never, and its worker may die: whoever takes it does it, and
beat has what is due delivered again. What it does is safe to repeat.
"""

import logging
from collections.abc import Callable, Mapping
from contextlib import suppress
from datetime import datetime, timedelta
from typing import Final

from django.db import Error as DatabaseTrouble
from django.utils import timezone

from saleor_allegro import ledger
from saleor_allegro.config import Language, Text, language_of
from saleor_allegro.models import Job
from saleor_allegro.shop.port import Shop
from saleor_allegro.sync import job_texts as texts
from saleor_allegro.sync.account_job import do_account_job
from saleor_allegro.sync.check_accounts import BUG
from saleor_allegro.sync.connect_device import connect_device
from saleor_allegro.sync.connection import Clock, the_shop
from saleor_allegro.sync.job_ends import Again, Done, End, Failed
from saleor_allegro.sync.preview_job import do_preview_job
from saleor_allegro.sync.read_directory import do_directory_job
from saleor_allegro.sync.stops import DATABASE_DOWN, WORKER_DIED

logger = logging.getLogger(__name__)

#: So often may workers die of it.
MOST_ATTEMPTS: Final = 3
_JOBS_KEPT: Final = timedelta(days=1)

_WORKS: Final[Mapping[str, Callable[[ledger.TakenJob, Shop, Clock, Language], End]]] = {
    Job.Kind.IMPORT: do_account_job,
    Job.Kind.RECHECK: do_account_job,
    Job.Kind.RETRY: do_account_job,
    Job.Kind.PUSH: do_account_job,
    Job.Kind.STOCK: do_account_job,
    Job.Kind.AUDIT: do_account_job,
    Job.Kind.PREVIEW: do_preview_job,
    Job.Kind.CONNECT_DEVICE: connect_device,
    Job.Kind.DIRECTORY: do_directory_job,
}


def do_job(
    job_pk: int, *, shop: Shop | None = None, clock: Clock = timezone.now
) -> datetime | None:
    """Do a job, unless it is over or another worker has it.

    Returns:
        When a worker is to look at it again; `None`: not for us to say.

    Raises:
        Exception: A mistake of ours, recorded and raised on.
        OperationalError, InterfaceError: The database is down; the job is taken again later.
    """
    taken = ledger.take_job(job_pk, clock())
    if taken is None:
        return None
    shop = shop or the_shop()
    language = _language_of(taken.job, shop)
    try:
        end = _attempt(taken, shop, clock, language)
    except DATABASE_DOWN:
        raise
    except Exception as error:
        message = BUG.filled(error=type(error).__name__).in_language(language)
        with suppress(DatabaseTrouble):
            ledger.fail_job(taken, clock(), code="bug", message=message)
        raise
    return _close(taken, end, language, clock())


def tend_jobs(now: datetime) -> list[int]:
    """Forget what is over for long, and say which jobs a worker may take now."""
    ledger.forget_old_jobs(now - _JOBS_KEPT)
    return ledger.due_jobs(now)


def _language_of(job: Job, shop: Shop) -> Language:
    slugs = [job.channel_slug] if job.channel_slug else ledger.channels_of(job.account_id or 0)
    return language_of([each for each in shop.channels() if each.slug in slugs])


def _attempt(taken: ledger.TakenJob, shop: Shop, clock: Clock, language: Language) -> End:
    job = taken.job
    if job.attempts > MOST_ATTEMPTS:
        text = texts.WORKER_DIED.filled(times=MOST_ATTEMPTS)
        return Failed(code=WORKER_DIED.code, text=text)
    end = _WORKS[job.kind](taken, shop, clock, language)
    if isinstance(end, Again) and end.at >= job.expires_at and not end.is_begun:
        return Failed(code=end.code or "expired", text=_too_late(end.text))
    return end


def _too_late(reason: Text) -> Text:
    return Text(*(text.strip() for text in texts.EXPIRED.filled(reason=reason)))


def _close(taken: ledger.TakenJob, end: End, language: Language, now: datetime) -> datetime | None:
    job = taken.job
    match end:
        case Again():
            message = end.text.in_language(language)
            ledger.put_off_job(taken, end.at, code=end.code, message=message, is_begun=end.is_begun)
            return end.at
        case Failed():
            ledger.fail_job(taken, now, code=end.code, message=end.text.in_language(language))
            logger.warning("Allegro job %s (%s) failed: %s", job.pk, job.kind, end.code)
        case Done():
            ledger.finish_job(taken, now, result=end.result, account_pk=end.account_pk)
            logger.info("Allegro job %s (%s) is done", job.pk, job.kind)
    return None
