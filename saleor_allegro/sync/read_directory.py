"""Read what Allegro lists and changes seldom, for people who choose from it."""

from collections.abc import Iterable
from typing import Any

import requests

from saleor_allegro import ledger
from saleor_allegro.config import Language
from saleor_allegro.models import Account
from saleor_allegro.shop.port import Shop
from saleor_allegro.sync.account_job import ended_by, not_connected, paused
from saleor_allegro.sync.connection import (
    Clock,
    allegro_client,
    settings_of,
    token_provider,
)
from saleor_allegro.sync.job_ends import Done, End
from saleor_allegro.sync.stops import EXPECTED


def do_directory_job(taken: ledger.TakenJob, shop: Shop, clock: Clock, language: Language) -> End:
    """Read all lists and keep them, or none; whoever works on the account, and whether orders are
    imported or not: a merchant chooses before.
    """
    account = ledger.account(taken.job.account_id or 0)
    if account is None or account.connection != Account.Connection.CONNECTED:
        return not_connected()
    if pause := paused(account, clock()):
        return pause
    try:
        read_directory(account, shop, clock)
    except EXPECTED as error:
        return ended_by(error, clock())
    return Done()


def read_directory(account: Account, shop: Shop, clock: Clock) -> None:
    """
    Raises:
        AllegroError, NotConfigured, WrongSettings, Undecipherable: As an import would stop.
    """
    settings = settings_of(shop, account)
    with requests.Session() as session:
        tokens = token_provider(account.pk, settings, clock, session)
        client = allegro_client(settings, tokens, session)
        lists = {
            "delivery_methods": _listed(client.delivery_methods()),
            "carriers": _listed(client.carriers()),
            "marketplaces": [
                ledger.Listed(id=each.id, name=each.id) for each in client.marketplaces()
            ],
        }
    ledger.keep_directory(account.pk, clock(), lists)


def _listed(entries: Iterable[Any]) -> list[ledger.Listed]:
    """By name, as people look for them."""
    listed = [ledger.Listed(id=each.id, name=each.name or each.id) for each in entries]
    return sorted(listed, key=lambda each: (each.name.casefold(), each.id))
