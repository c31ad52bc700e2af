"""Tell the shop's own listeners what changed about an order."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Final
from uuid import UUID

from saleor_allegro import ledger
from saleor_allegro.models import OrderLink
from saleor_allegro.shop.port import Telling, UpdateOutcome
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


def tell_followed(run: OpenRun, followed: Iterable[tuple[OrderLink, UpdateOutcome]]) -> None:
    """Tell what orders have just brought over, with what is left over of earlier changes.

    Args:
        followed: The link as it was before, and what became of its update.
    """
    tell_changes(
        run,
        {
            link.pk: (
                outcome.order_id,
                ledger.tellings_in_order([*link.tellings, *outcome.tellings]),
            )
            for link, outcome in followed
            if outcome.tellings and link.announced_at is not None
        },
    )


def tell_changes(run: OpenRun, changes: Mapping[int, tuple[UUID, Sequence[Telling]]]) -> bool:
    """Tell the changes of these links' orders, see `tell_each`."""
    tellings = dict(changes.values())

    def tell(order_ids: Sequence[UUID], told: Callable[[UUID], None]) -> None:
        run.shop.announce_changes({each: tellings[each] for each in order_ids}, told)

    def mark(link_pks: Sequence[int]) -> None:
        ledger.mark_told(run.lease, link_pks, run.clock())

    orders = {link_pk: order_id for link_pk, (order_id, _) in changes.items()}
    return tell_each(run, orders, tell, mark)
