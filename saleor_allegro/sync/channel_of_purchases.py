"""Which channel purchases belong to, as far as is known without asking Allegro."""

from collections.abc import Iterable, Sequence
from contextlib import suppress

from saleor_allegro.config import WrongSettings
from saleor_allegro.models import OrderLink
from saleor_allegro.rules.routing import ChannelRoute, fitting_channels
from saleor_allegro.shop.port import ChannelNotFound, Shop
from saleor_allegro.sync.connection import takers, the_shop


def channel_of_purchases(
    account_pk: int, links: Iterable[OrderLink], shop: Shop | None = None
) -> str:
    """The channel of their orders, or the one that takes purchases like these.

    Returns:
        Slug of the channel; "": it is not known, or there are several.
    """
    routes = _routes(account_pk, shop or the_shop())
    slugs = {link.channel_slug or _channel_for(link, routes) for link in links} - {""}
    return slugs.pop() if len(slugs) == 1 else ""


def _channel_for(link: OrderLink, routes: Sequence[ChannelRoute]) -> str:
    fitting = fitting_channels(link.currency, link.marketplace, routes)
    return fitting[0].slug if len(fitting) == 1 else ""


def _routes(account_pk: int, shop: Shop) -> Sequence[ChannelRoute]:
    with suppress(ChannelNotFound, WrongSettings):
        return [taker.route for taker in takers(shop, account_pk)]
    return []
