"""What the tests of jobs do and look at."""

from datetime import datetime
from typing import Any

from saleor_allegro import ledger
from saleor_allegro.models import Account, Job
from saleor_allegro.simulator import Simulator
from saleor_allegro.sync.do_job import do_job
from saleor_allegro.sync.queue_job import queue_account_job


def ask(account: Account, simulator: Simulator, kind: Job.Kind, **asked: Any) -> Job:
    now = simulator.clock.now()
    return queue_account_job(kind, account, "allegro-pl", ledger.Asked(**asked), now)


def work(job: Job, simulator: Simulator, **options: Any) -> Job:
    """What a worker does who is told of the job, and the job then."""
    do_job(job.pk, clock=simulator.clock.now, **options)
    return fresh(job)


def fresh(job: Job) -> Job:
    return Job.objects.get(pk=job.pk)


def at_its_time(job: Job, simulator: Simulator) -> Job:
    """The clock moves on to when the job is due, and a worker is told of it."""
    due_at = fresh(job).due_at
    assert isinstance(due_at, datetime)
    simulator.clock.advance(due_at - simulator.clock.now())
    return work(job, simulator)


def looks(job: Job) -> tuple[str, str]:
    """State, and the code of what it waits for or failed of."""
    return job.state, job.error_code
