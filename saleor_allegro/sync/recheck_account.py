"""The recheck of one account from beginning to end: what beat and the commands call."""

from collections.abc import Sequence

from django.utils import timezone

from saleor_allegro import ledger
from saleor_allegro.models import OrderLink, Run
from saleor_allegro.shop.port import Shop
from saleor_allegro.sync.connection import Clock, OpenRun
from saleor_allegro.sync.decisions import WHATEVER_THEIR_AGE
from saleor_allegro.sync.import_orders import import_forms
from saleor_allegro.sync.recheck_orders import recheck_dirty, recheck_now, recheck_watched
from saleor_allegro.sync.runs import Progress, conduct
from saleor_allegro.sync.sweep import sweep_when_due


def recheck_account(
    account_pk: int,
    *,
    is_asked: bool = False,
    shop: Shop | None = None,
    clock: Clock = timezone.now,
    progress: Progress = lambda report: None,
) -> Run | None:
    """Compare what waits for payment, what the journal may have lost, and refunds.

    Args:
        is_asked: A person wants all of it now, whatever is due.

    See `conduct` for what comes back.
    """

    def work(run: OpenRun) -> None:
        if is_asked:
            ledger.make_dirty_due(run.lease, run.started)
            ledger.make_watched_due(run.lease, run.started)
            run.account.next_recheck_at = run.account.next_sweep_at = None
        recheck_dirty(run)
        if not ledger.is_ahead(run.account.next_recheck_at, run.started):
            recheck_watched(run)
        sweep_when_due(run)

    return conduct(account_pk, Run.Kind.RECHECK, work, shop=shop, clock=clock, progress=progress)


def recheck_forms(
    account_pk: int,
    form_ids: Sequence[str],
    *,
    shop: Shop | None = None,
    clock: Clock = timezone.now,
    progress: Progress = lambda report: None,
) -> Run | None:
    """Compare the orders of these forms now; forms that are no orders yet are imported."""

    def work(run: OpenRun) -> None:
        known = ledger.links_of(run.account.pk, form_ids)
        orders = [link for link in known.values() if link.state == OrderLink.State.IMPORTED]
        recheck_now(run, orders)
        others = [each for each in form_ids if each not in {link.form_id for link in orders}]
        if others:
            import_forms(run, others, WHATEVER_THEIR_AGE)

    return conduct(
        account_pk,
        Run.Kind.RECHECK,
        work,
        shop=shop,
        clock=clock,
        progress=progress,
        is_scheduled=False,
    )
