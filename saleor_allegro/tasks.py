"""The door that Celery opens. Beat is the only retry: what fails stays due in our tables."""

from datetime import datetime
from typing import Final

from celery import chain
from django.utils import timezone
from saleor.celeryconf import app
from saleor.core.db.connection import allow_writer

from saleor_allegro import ledger
from saleor_allegro.allegro.scopes import STOCK_SCOPE, TELLING_SCOPE
from saleor_allegro.dashboard import companion_app
from saleor_allegro.sync.aftermath import TICK
from saleor_allegro.sync.do_job import do_job as run_job
from saleor_allegro.sync.do_job import tend_jobs
from saleor_allegro.sync.import_account import import_account as run_import
from saleor_allegro.sync.push_account import push_account as run_push
from saleor_allegro.sync.recheck_account import recheck_account as run_recheck
from saleor_allegro.sync.stock_account import stock_account as run_stock

#: The next tick asks again, so what a busy worker did not come to is dropped, not piled up.
_EXPIRES: Final = TICK.total_seconds()
#: Minutes from one look at the dashboard's App to the next.
_LOOK_EVERY: Final = 10


@app.task(name="saleor_allegro.tasks.import_due_accounts", expires=_EXPIRES, ignore_result=True)
def import_due_accounts() -> None:
    """Have every account imported that is due now; likewise rechecked, told and its stock sent.

    An account has one run at a time. Of two that are queued at once, the second would often
    find the account taken, so it is queued when the first is over. What people asked for comes
    before.
    """
    with allow_writer():
        now = timezone.now()
        jobs = tend_jobs(now)
        due = {
            import_account: ledger.due_accounts(now),
            recheck_account: ledger.due_for_recheck(now),
            push_account: ledger.due_for_push(now, TELLING_SCOPE),
            stock_account: ledger.due_for_stock(now, STOCK_SCOPE),
        }
    for job_pk in jobs:
        do_job.delay(job_pk)
    for account_pk in dict.fromkeys(pk for accounts in due.values() for pk in accounts):
        chain(*(task.si(account_pk) for task, accounts in due.items() if account_pk in accounts))()
    if now.minute % _LOOK_EVERY == 0:
        refresh_dashboard_app.delay()


@app.task(name="saleor_allegro.tasks.import_account", expires=_EXPIRES, ignore_result=True)
def import_account(account_pk: int) -> None:
    """Import one account; nothing happens while another worker has it."""
    with allow_writer():
        run_import(account_pk)


@app.task(name="saleor_allegro.tasks.recheck_account", expires=_EXPIRES, ignore_result=True)
def recheck_account(account_pk: int) -> None:
    """Compare the orders of one account with Allegro; nothing happens while it is taken."""
    with allow_writer():
        run_recheck(account_pk)


@app.task(name="saleor_allegro.tasks.push_account", expires=_EXPIRES, ignore_result=True)
def push_account(account_pk: int) -> None:
    """Tell Allegro what became of the orders of one account; left to the tick while it is taken."""
    with allow_writer():
        run_push(account_pk)


@app.task(name="saleor_allegro.tasks.stock_account", expires=_EXPIRES, ignore_result=True)
def stock_account(account_pk: int) -> None:
    """Send Allegro the stock of one account's offers; left to the tick while it is taken."""
    with allow_writer():
        run_stock(account_pk)


@app.task(name="saleor_allegro.tasks.do_job", expires=_EXPIRES, ignore_result=True)
def do_job(job_pk: int) -> None:
    """Do what a person asked for; what is not done by then is looked at again in time."""
    with allow_writer():
        at = run_job(job_pk)
    if at is not None:
        countdown = _until(at)
        do_job.apply_async((job_pk,), countdown=countdown, expires=countdown + _EXPIRES)


@app.task(name="saleor_allegro.tasks.refresh_dashboard_app", expires=_EXPIRES, ignore_result=True)
def refresh_dashboard_app() -> None:
    """Have the dashboard find our pages where they are now; an App that is gone stays so."""
    with allow_writer():
        companion_app.refresh()


def _until(at: datetime) -> float:
    """Seconds; a little later, for clocks of two machines differ."""
    return max((at - timezone.now()).total_seconds(), 0) + 1
