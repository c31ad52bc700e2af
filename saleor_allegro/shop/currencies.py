"""A channel sells in one currency."""

from collections.abc import Iterable

from saleor_allegro.rules.drafts import OrderDraft
from saleor_allegro.shop.port import CannotWriteOrder


def refuse_other_currencies(drafts: Iterable[OrderDraft], channel_slug: str, currency: str) -> None:
    """
    Args:
        currency: The channel's.

    Raises:
        CannotWriteOrder: A draft is in another currency than the channel.
    """
    for draft in drafts:
        if draft.currency != currency:
            raise CannotWriteOrder(
                draft.form_id,
                f"the order is in {draft.currency}, the channel {channel_slug!r} in {currency}:"
                f" connect the seller in a channel with {draft.currency}",
            )
