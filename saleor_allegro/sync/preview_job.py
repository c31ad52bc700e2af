"""Say what an import that a person asked for would do."""

from datetime import datetime
from typing import Any

from saleor_allegro import ledger
from saleor_allegro.config import Language
from saleor_allegro.models import Account
from saleor_allegro.shop.port import Shop
from saleor_allegro.sync.account_job import ended_by, find_obstacle
from saleor_allegro.sync.connection import Clock
from saleor_allegro.sync.job_ends import Done, End
from saleor_allegro.sync.job_progress import JobProgress
from saleor_allegro.sync.preview_document import preview_document
from saleor_allegro.sync.preview_orders import (
    Preview,
    PreviewedOrder,
    preview_account,
    preview_forms_since,
    preview_named_forms,
)
from saleor_allegro.sync.reports import ImportReport
from saleor_allegro.sync.stops import EXPECTED


def do_preview_job(taken: ledger.TakenJob, shop: Shop, clock: Clock, language: Language) -> End:
    """Read and decide as an import would, whoever works on the account; write the job alone."""
    account = ledger.account(taken.job.account_id or 0)
    obstacle = find_obstacle(account, shop, clock())
    if account is None or obstacle is not None:
        return obstacle or Done()
    progress = JobProgress(taken, clock)
    try:
        previews = _previews(taken, account, shop, clock=clock, progress=progress.read)
    except EXPECTED as error:
        return ended_by(error, clock())
    progress(_report(previews))
    progress.end()
    return Done(result=preview_document(previews, language))


def _previews(
    taken: ledger.TakenJob, account: Account, shop: Shop, **options: Any
) -> list[Preview]:
    asked = taken.asked
    if asked.form_ids:
        return preview_named_forms(account, asked.form_ids, shop, **options)
    if asked.since is not None:
        since = datetime.fromisoformat(asked.since)
        return preview_forms_since(account, since, shop, **options)
    return preview_account(account, shop, **options)


def _report(previews: list[Preview]) -> ImportReport:
    """What an import would count."""
    return ImportReport(
        looked_at=len(previews),
        to_look_at=len(previews),
        imported=sum(isinstance(each, PreviewedOrder) for each in previews),
        failed=sum(isinstance(each, ledger.Failure) for each in previews),
    )
