"""The door that Celery opens. Beat is the only retry: what fails stays due in our tables."""

from typing import Final

from django.utils import timezone
from saleor.celeryconf import app
from saleor.core.db.connection import allow_writer

from saleor_allegro import ledger
from saleor_allegro.sync.aftermath import TICK
from saleor_allegro.sync.import_account import import_account as run_import

#: The next tick asks again, so what a busy worker did not come to is dropped, not piled up.
_EXPIRES: Final = TICK.total_seconds()


@app.task(name="saleor_allegro.tasks.import_due_accounts", expires=_EXPIRES, ignore_result=True)
def import_due_accounts() -> None:
    """Have every account imported that is due now."""
    with allow_writer():
        due = ledger.due_accounts(timezone.now())
    for account_pk in due:
        import_account.delay(account_pk)


@app.task(name="saleor_allegro.tasks.import_account", expires=_EXPIRES, ignore_result=True)
def import_account(account_pk: int) -> None:
    """Import one account; nothing happens while another worker has it."""
    with allow_writer():
        run_import(account_pk)
