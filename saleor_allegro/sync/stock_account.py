"""Telling Allegro the stock of one account's offers: what beat and the command call."""

from collections.abc import Collection
from contextlib import suppress

from django.utils import timezone

from saleor_allegro import ledger
from saleor_allegro.config import WrongSettings
from saleor_allegro.models import Run
from saleor_allegro.shop.port import ChannelNotFound, Shop
from saleor_allegro.sync.connection import Clock, OpenRun, takers, the_shop
from saleor_allegro.sync.runs import Progress, conduct
from saleor_allegro.sync.send_stock import LOOK_AGAIN, send_stock, send_stock_now, sender_of


def stock_account(
    account_pk: int,
    *,
    shop: Shop | None = None,
    clock: Clock = timezone.now,
    progress: Progress = lambda report: None,
) -> Run | None:
    """Send what differs, if it is time and a channel wants it; else there is no run.

    See `conduct` for what comes back.
    """
    shop = shop or the_shop()
    if not is_stock_wanted(account_pk, shop):
        # Or the account would be due every minute for nothing.
        ledger.forget_commands(account_pk)
        ledger.next_stock(account_pk, clock() + LOOK_AGAIN)
        return None
    return conduct(
        account_pk, Run.Kind.STOCK, send_stock, shop=shop, clock=clock, progress=progress
    )


def stock_account_now(
    account_pk: int,
    offer_ids: Collection[str] = (),
    *,
    may_end_most: bool = False,
    shop: Shop | None = None,
    clock: Clock = timezone.now,
    progress: Progress = lambda report: None,
) -> Run | None:
    """Compare and send now, also what Allegro refused before: a person asked for it.

    Args:
        offer_ids: These offers alone; none named means all.
        may_end_most: The person saw that most offers end.
    """

    def work(run: OpenRun) -> None:
        send_stock_now(run, offer_ids, may_end_most=may_end_most)

    return conduct(account_pk, Run.Kind.STOCK, work, shop=shop, clock=clock, progress=progress)


def is_stock_wanted(account_pk: int, shop: Shop | None = None) -> bool:
    """Whether a channel of the account sends stock, or has settings that nobody can read."""
    shop = shop or the_shop()
    with suppress(ChannelNotFound, WrongSettings):
        return sender_of(takers(shop, account_pk)) is not None
    return True  # the run says what is wrong
