"""Tell Allegro how many pieces of its offers the shop has."""

from collections.abc import Collection, Iterator
from contextlib import contextmanager
from datetime import timedelta
from typing import Final

from saleor_allegro import ledger
from saleor_allegro.allegro.errors import Forbidden
from saleor_allegro.allegro.scopes import (
    OFFERS_SCOPE,
    STOCK_SCOPE,
    has_stock_scopes,
    without_scope,
)
from saleor_allegro.rules.stock_plan import ends_most
from saleor_allegro.sync.aftermath import TICK
from saleor_allegro.sync.compare_stock import StockComparer
from saleor_allegro.sync.connection import OpenRun, Taker
from saleor_allegro.sync.import_orders import import_orders
from saleor_allegro.sync.read_command_results import read_command_results
from saleor_allegro.sync.send_stock_steps import send_steps
from saleor_allegro.sync.stock_guard import WouldEndMostOffers

#: A merchant who switches it on does not wait longer for the first time.
LOOK_AGAIN: Final = timedelta(minutes=5)


def sender_of(takers: Collection[Taker]) -> Taker | None:
    """The channel whose stock the seller's offers show: the first that wants it."""
    return next((taker for taker in takers if taker.settings.send_stock), None)


def send_stock(run: OpenRun) -> None:
    """Read what became of earlier commands and, when it is time, send what differs.

    What Allegro sold is imported first, so that it is gone from the shop's stock as well: a sale
    on Allegro sends nothing back.

    Raises:
        AllegroError: The connection is at fault. What was sent is remembered.
        LeaseLost: Another worker has the account.
        ShopError, WouldEndMostOffers: A person has to look first; nothing was sent.
    """
    if not has_stock_scopes(run.account.scope):
        _look_again(run)  # `allegro_status` asks for it
        return
    with _as_far_as_allowed(run):
        read_command_results(run)
        if not ledger.is_ahead(run.account.next_stock_at, run.started):
            _compare_and_send(run)


def send_stock_now(run: OpenRun, only: Collection[str], *, may_end_most: bool) -> None:
    """Likewise, whatever was refused before and whether or not it is time.

    Args:
        only: Offers; none named means all. When the others are due stays as it was.
        may_end_most: A person said that most offers may end.
    """
    if not has_stock_scopes(run.account.scope):
        return
    with ledger.writing(run.lease, run.clock()):
        ledger.forget_refusals(run.account.pk, only)
        if not only:
            ledger.next_stock(run.account.pk, run.started)
    with _as_far_as_allowed(run):
        read_command_results(run)
        _compare_and_send(run, only, may_end_most=may_end_most)


@contextmanager
def _as_far_as_allowed(run: OpenRun) -> Iterator[None]:
    """What was not granted after all is not tried again; orders are imported all the same."""
    try:
        yield
    except Forbidden:
        scope = without_scope(run.account.scope, STOCK_SCOPE, OFFERS_SCOPE)
        ledger.set_scope(run.account.pk, scope)


def _look_again(run: OpenRun) -> None:
    """Nothing can be sent: the account is not to be due every minute for nothing."""
    with ledger.writing(run.lease, run.clock()):
        ledger.next_stock(run.account.pk, run.started + LOOK_AGAIN)


def _compare_and_send(
    run: OpenRun, only: Collection[str] = (), *, may_end_most: bool = False
) -> None:
    taker = sender_of(run.takers())
    if taker is None:
        _look_again(run)
        return
    import_orders(run)
    comparison = StockComparer(
        account=run.account,
        client=run.client,
        shop=run.shop,
        taker=taker,
        clock=run.clock,
        beat=run.heartbeat,
    ).compare(only)
    with ledger.writing(run.lease, run.clock()):
        ledger.save_offers(comparison.changed)
        ledger.forget_offers(run.account.pk, comparison.gone)
    if not may_end_most and ends_most(comparison.plan, comparison.on_sale):
        raise WouldEndMostOffers(len(comparison.plan.emptied), comparison.on_sale, run.account.pk)
    # A person's word is for this run alone, so all of it is done in this run.
    is_all = send_steps(run, comparison, ends_all=may_end_most)
    if only:
        return
    is_soon = not is_all or comparison.left_out
    interval = timedelta(minutes=taker.settings.stock_every_minutes)
    with ledger.writing(run.lease, run.clock()):
        ledger.next_stock_after(
            run.account.pk,
            run.account.next_stock_at,
            run.started + (TICK if is_soon else interval),
        )
