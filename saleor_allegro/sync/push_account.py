"""Telling Allegro about the orders of one account: what beat, hooks and the command call."""

from collections.abc import Sequence

from django.utils import timezone

from saleor_allegro import ledger
from saleor_allegro.models import Run
from saleor_allegro.shop.port import Shop
from saleor_allegro.sync.connection import Clock, OpenRun
from saleor_allegro.sync.push_orders import push_due_orders
from saleor_allegro.sync.runs import Progress, conduct


def push_account(
    account_pk: int,
    *,
    shop: Shop | None = None,
    clock: Clock = timezone.now,
    progress: Progress = lambda report: None,
) -> Run | None:
    """Tell what is due. Where nothing is, there is no run.

    See `conduct` for what comes back.
    """
    if not ledger.is_push_due(account_pk, clock()):
        return None
    return conduct(
        account_pk, Run.Kind.PUSH, push_due_orders, shop=shop, clock=clock, progress=progress
    )


def push_links(
    account_pk: int,
    link_pks: Sequence[int],
    *,
    shop: Shop | None = None,
    clock: Clock = timezone.now,
    progress: Progress = lambda report: None,
) -> Run | None:
    """Look at these orders now, whatever failed before: a person asked for it."""

    def work(run: OpenRun) -> None:
        with ledger.writing(run.lease, run.clock()):
            ledger.ask_anew(link_pks, run.started)
            ledger.forget_refused_parcels(link_pks)
        push_due_orders(run)

    return conduct(account_pk, Run.Kind.PUSH, work, shop=shop, clock=clock, progress=progress)
