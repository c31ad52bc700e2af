"""Tell the shop's own listeners about new orders."""

from collections.abc import Mapping, Sequence
from typing import Final
from uuid import UUID

from saleor_allegro import ledger
from saleor_allegro.sync.connection import OpenRun
from saleor_allegro.sync.telling import tell_each

_BATCH: Final = 100


def announce_left_over_orders(run: OpenRun) -> None:
    """Announce what an earlier run wrote and did not come to announce."""
    after = 0
    while orders := ledger.unannounced(run.account.pk, after=after, limit=_BATCH):
        if not announce_orders(run, orders):
            return
        after = max(orders)


def announce_orders(run: OpenRun, orders: Mapping[int, UUID]) -> bool:
    """Announce the orders of these links, see `tell_each`."""

    def mark(link_pks: Sequence[int]) -> None:
        ledger.mark_announced(link_pks, run.clock())

    return tell_each(run, orders, run.shop.announce_orders, mark)
