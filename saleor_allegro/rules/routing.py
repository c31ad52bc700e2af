"""Which channel of the shop takes a form."""

from collections.abc import Sequence
from typing import NamedTuple

from saleor_allegro.allegro.documents import CheckoutForm
from saleor_allegro.rules.errors import NoChannel


class ChannelRoute(NamedTuple):
    """A channel that takes orders of the account."""

    slug: str
    currency: str  # ISO 4217, upper case
    marketplaces: tuple[str, ...] = ()  # Allegro's ids, e.g. "allegro-cz"; empty: every one


def route(
    form: CheckoutForm, channels: Sequence[ChannelRoute | tuple[str, str, tuple[str, ...]]]
) -> str:
    """The slug of the channel whose currency and marketplaces fit the form.

    A channel that names the form's marketplace comes before one that takes every marketplace.

    Raises:
        NoChannel: None fits, or several fit equally well: never a guess.
    """
    currency = form.summary.total_to_pay.currency
    marketplace = form.marketplace.id if form.marketplace else ""
    fitting = fitting_channels(currency, marketplace, channels)
    if len(fitting) == 1:
        return fitting[0].slug

    names = ", ".join(sorted(channel.slug for channel in fitting))
    raise NoChannel(
        "ambiguous_channel" if fitting else "no_channel",
        form.id,
        currency=currency,
        marketplace=marketplace or "?",
        channels=names,
    )


def fitting_channels(
    currency: str,
    marketplace: str,
    channels: Sequence[ChannelRoute | tuple[str, str, tuple[str, ...]]],
) -> list[ChannelRoute]:
    """Those that take forms of that currency and marketplace; see `route`."""
    same_currency = [ChannelRoute(*channel) for channel in channels if channel[1] == currency]
    named = [channel for channel in same_currency if marketplace in channel.marketplaces]
    return named or [channel for channel in same_currency if not channel.marketplaces]
