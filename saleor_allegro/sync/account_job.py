"""Do what a person asked for as a run of the account, see `account_works`."""

from collections.abc import Collection
from datetime import datetime, timedelta
from typing import Final

from saleor_allegro import ledger
from saleor_allegro.allegro.errors import RateLimited
from saleor_allegro.config import Language, Text, WrongSettings, labels_of
from saleor_allegro.models import Account, Job, OrderLink, Run
from saleor_allegro.shop.port import ChannelNotFound, Shop
from saleor_allegro.sync import job_texts as texts
from saleor_allegro.sync.account_works import is_granted, work_on_account
from saleor_allegro.sync.aftermath import TICK
from saleor_allegro.sync.connection import Clock, takers
from saleor_allegro.sync.job_ends import Again, Done, End, Failed
from saleor_allegro.sync.job_progress import JobProgress
from saleor_allegro.sync.stock_account import is_stock_wanted
from saleor_allegro.sync.stops import STOPS, Then, message, stop_for

#: Whoever has the account is soon done with it.
_BUSY: Final = timedelta(seconds=10)
#: Of orders, they compare those whose channels take orders.
_COMPARING: Final = frozenset({Job.Kind.RECHECK, Job.Kind.RETRY})
#: Stops that are over by themselves within minutes.
_PASSING: Final = frozenset(
    stop.code for _, stop in STOPS if stop.then not in (Then.AFTER_THE_INTERVAL, Then.RECONNECT)
)


def do_account_job(taken: ledger.TakenJob, shop: Shop, clock: Clock, language: Language) -> End:
    """Do it as a run of the account; while another worker has that, the job waits."""
    account = ledger.account(taken.job.account_id or 0)
    obstacle = find_obstacle(account, shop, clock(), _orders_to_compare(taken))
    if account is None or obstacle is not None:
        return obstacle or _NOT_CONNECTED
    if taken.job.kind == Job.Kind.STOCK and not is_stock_wanted(account.pk, shop):
        return _switched_off(texts.NO_SENDER, "send_stock")
    progress = JobProgress(taken, clock)
    worked = work_on_account(taken, shop=shop, clock=clock, progress=progress)
    run = worked.run
    if run is None or run.outcome == Run.Outcome.RUNNING:
        return Again(at=clock() + _BUSY, code="busy", text=texts.BUSY)
    progress.end()
    if run.outcome == Run.Outcome.FINISHED:
        account.refresh_from_db(fields=["scope"])
        if not is_granted(taken.job.kind, account.scope):
            return Failed(code="not_granted", text=texts.NOT_GRANTED)  # so nothing was told
        return Done(result=worked.result)
    return _ended(run.error_code, Text(run.error_message, run.error_message), clock())


def _orders_to_compare(taken: ledger.TakenJob) -> list[OrderLink]:
    """Those that the job names, where it is about nothing else."""
    if taken.job.kind not in _COMPARING:
        return []
    links = list(ledger.links_of(taken.job.account_id or 0, taken.asked.form_ids).values())
    are_orders = all(link.state == OrderLink.State.IMPORTED for link in links)
    return links if are_orders else []


def find_obstacle(
    account: Account | None, shop: Shop, now: datetime, orders: Collection[OrderLink] = ()
) -> End | None:
    """Why nothing can be done for an account now; `None` where something can.

    Args:
        orders: They alone are to be compared: only in a channel that takes orders they can be.
    """
    if account is None or account.connection != Account.Connection.CONNECTED:
        return _NOT_CONNECTED
    if pause := paused(account, now):
        return pause
    try:
        taking = {taker.channel.slug for taker in takers(shop, account.pk)}
    except (WrongSettings, ChannelNotFound) as error:
        return ended_by(error, now)
    if not taking:
        return _switched_off(texts.NO_TAKER, "create_orders")
    theirs = {link.channel_slug for link in orders}
    if theirs and not theirs & taking:
        channels = ", ".join(sorted(theirs))
        return _switched_off(texts.NOT_COMPARED, "create_orders", channel=channels)
    return None


def paused(account: Account, now: datetime) -> Again | None:
    """Allegro asked for a pause that is not over."""
    if account.paused_until is None or not ledger.is_ahead(account.paused_until, now):
        return None
    return Again(at=account.paused_until, code="rate_limited", text=texts.PAUSED)


def ended_by(error: Exception, now: datetime) -> End:
    """What an error of `stops.EXPECTED` means for the job."""
    stop = stop_for(error)
    text = Text(*(message(stop, error, language) for language in Language))
    if isinstance(error, RateLimited) and error.retry_after is not None:
        pause = max(timedelta(seconds=error.retry_after), TICK)
        return Again(at=now + pause, code=stop.code, text=text)
    return _ended(stop.code, text, now)


def _switched_off(text: Text, setting: str, **words: str) -> Failed:
    [english], [polish] = (labels_of({setting}, each) for each in Language)
    filled = text.filled(setting=Text(english, polish), **words)
    return Failed(code="switched_off", text=filled)


def _ended(code: str, text: Text, now: datetime) -> End:
    if code in _PASSING:
        return Again(at=now + TICK, code=code, text=text)
    return Failed(code=code, text=text)


def not_connected() -> Failed:
    return _NOT_CONNECTED


_NOT_CONNECTED: Final = Failed(code="not_connected", text=texts.NOT_CONNECTED)
