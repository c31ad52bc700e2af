"""Flags of orders, and the note in the order's history that each new one leaves."""

from collections.abc import Collection, Iterable, Sequence

from saleor_allegro import ledger
from saleor_allegro.models import OrderLink
from saleor_allegro.rules.flag_texts import flag_text
from saleor_allegro.rules.flags import Flag, FlagKind
from saleor_allegro.sync.connection import OpenRun, Taker


def flag_note(flag: Flag, taker: Taker) -> str:
    """In the language of the channel's staff."""
    return f"Allegro: {flag_text(flag, taker.settings.language.value)}"


def raise_and_note(
    run: OpenRun,
    shown: Iterable[tuple[OrderLink, Taker, Sequence[Flag]]],
    settled: Collection[FlagKind] = (),
) -> int:
    """Bring the flags of these orders up to date; in the caller's transaction.

    Args:
        shown: The flags that each order has now.
        settled: Kinds that are over where they are not among them.

    Returns:
        How many orders have something new.
    """
    by_link = {link.pk: (link, taker, flags) for link, taker, flags in shown}
    kinds = [(kind, None) for kind in settled]
    news = ledger.raise_flags(
        {pk: flags for pk, (_, _, flags) in by_link.items()},
        {pk: kinds for pk in by_link},  # noqa: C420 - never changed
        run.clock(),
    )
    run.shop.note_orders(
        {
            link.order_id: [flag_note(flag, taker) for flag in news[pk]]
            for pk, (link, taker, _) in by_link.items()
            if pk in news and link.order_id is not None
        }
    )
    return len(news)
