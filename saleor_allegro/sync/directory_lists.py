"""Allegro's lists of delivery methods, carriers and marketplaces."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import timedelta
from typing import Any, Final

from saleor_allegro import ledger
from saleor_allegro.allegro.client import AllegroClient
from saleor_allegro.allegro.errors import Forbidden, Malformed, Rejected
from saleor_allegro.sync.connection import OpenRun

#: Lists that somebody asked for once are kept no older than that.
_GOOD_FOR: Final = timedelta(days=7)


def read_lists(client: AllegroClient) -> Mapping[str, Sequence[ledger.Listed]]:
    """All of them: column of `Directory` -> its entries. Any seller may read them.

    Raises:
        AllegroError: One of them cannot be read.
    """
    return {
        "delivery_methods": _listed(client.delivery_methods()),
        "carriers": _listed(client.carriers()),
        "marketplaces": [ledger.Listed(id=each.id, name=each.id) for each in client.marketplaces()],
    }


def refresh_lists(run: OpenRun) -> None:
    """Read anew what was read over a week ago; where nobody ever asked, nothing is read.

    Raises:
        AllegroError: The connection is at fault. Where only these lists are, the old ones stay:
            no order needs them.
    """
    now = run.clock()
    if not ledger.has_directory_before(run.account.pk, now - _GOOD_FOR):
        return
    try:
        lists = read_lists(run.client)
    except (Forbidden, Rejected, Malformed):
        return
    ledger.keep_directory(run.account.pk, now, lists)


def _listed(entries: Iterable[Any]) -> list[ledger.Listed]:
    """By name, as people look for them."""
    listed = [ledger.Listed(id=each.id, name=each.name or each.id) for each in entries]
    return sorted(listed, key=lambda each: (each.name.casefold(), each.id))
