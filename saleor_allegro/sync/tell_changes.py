"""Tell the shop's own listeners what changed about an order."""

from collections.abc import Callable, Mapping, Sequence
from typing import Final
from uuid import UUID

from saleor_allegro import ledger
from saleor_allegro.shop.port import Telling
from saleor_allegro.sync.connection import OpenRun
from saleor_allegro.sync.telling import tell_each

_BATCH: Final = 100


def tell_left_over_changes(run: OpenRun) -> None:
    """Tell what an earlier run wrote and did not come to tell."""
    after = 0
    while changes := ledger.untold(run.account.pk, after=after, limit=_BATCH):
        if not tell_changes(run, changes):
            return
        after = max(changes)


def tell_changes(run: OpenRun, changes: Mapping[int, tuple[UUID, Sequence[Telling]]]) -> bool:
    """Tell the changes of these links' orders, see `tell_each`."""
    tellings = dict(changes.values())

    def tell(order_ids: Sequence[UUID], told: Callable[[UUID], None]) -> None:
        run.shop.announce_changes({each: tellings[each] for each in order_ids}, told)

    orders = {link_pk: order_id for link_pk, (order_id, _) in changes.items()}
    return tell_each(run, orders, tell, ledger.mark_told)
