"""Say what sending stock would tell Allegro, and tell none of it.

As with a preview of orders, only an access token that had to be refreshed is kept. Nothing is
imported first: offers of purchases that are not imported yet are left out.
"""

from collections.abc import Collection

import requests

from saleor_allegro.models import Account
from saleor_allegro.shop.port import Shop
from saleor_allegro.sync.compare_stock import StockComparer, StockComparison
from saleor_allegro.sync.connection import (
    Clock,
    allegro_client,
    settings_of,
    takers,
    token_provider,
)
from saleor_allegro.sync.send_stock import sender_of


def preview_stock(
    account: Account, shop: Shop, offer_ids: Collection[str] = (), *, clock: Clock
) -> StockComparison:
    """What `stock_account_now` would compare and send; by the account's first channel where none
    sends stock yet, so that a merchant sees it before switching it on.

    Raises:
        AllegroError, NotConfigured, WrongSettings, Undecipherable, ShopError: As a run would stop.
    """
    channels = takers(shop, account.pk)
    taker = sender_of(channels) or channels[0]
    with requests.Session() as session:
        settings = settings_of(shop, account)
        tokens = token_provider(account.pk, settings, clock, session)
        comparer = StockComparer(
            account=account,
            client=allegro_client(settings, tokens, session),
            shop=shop,
            taker=taker,
            clock=clock,
            beat=lambda: None,
        )
        return comparer.compare(offer_ids)
