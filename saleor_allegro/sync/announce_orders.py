"""Tell the shop's own listeners about new orders after they are written, each order once.

A worker that dies while it tells has its last few orders told again by the next one: an event
given twice can be recognised by the order's id, one that never comes is an order nobody packs.
"""

import logging
import traceback
from collections.abc import Mapping
from typing import Final
from uuid import UUID

from saleor_allegro import ledger
from saleor_allegro.sync.connection import OpenRun
from saleor_allegro.sync.stops import DATABASE_DOWN

logger = logging.getLogger(__name__)

_BATCH: Final = 100
#: Marked together, so that marking costs little: no more are told twice after a kill.
MARKED_AT_ONCE: Final = 10


def announce_left_over_orders(run: OpenRun) -> None:
    """Announce what an earlier run wrote and did not come to announce."""
    after = 0
    while orders := ledger.unannounced(run.account.pk, after=after, limit=_BATCH):
        announce_orders(run, orders)
        after = max(orders)


def announce_orders(run: OpenRun, orders: Mapping[int, UUID]) -> None:
    """Announce the orders of these links; those that cannot be now stay for the next run.

    Args:
        orders: Primary key of the link -> id of the order.

    Raises:
        LeaseLost, OperationalError, InterfaceError: The run must stop.
    """
    if not orders:
        return
    links = {order_id: pk for pk, order_id in orders.items()}
    unmarked: list[int] = []

    def mark() -> None:
        ledger.mark_announced(unmarked, run.clock())
        unmarked.clear()

    def told(order_id: UUID) -> None:
        unmarked.append(links[order_id])
        if len(unmarked) == MARKED_AT_ONCE:
            mark()
            run.heartbeat()

    try:
        run.heartbeat()
        run.shop.announce_orders(list(links), told)
        mark()
    except (ledger.LeaseLost, *DATABASE_DOWN):
        raise
    except Exception as error:  # noqa: BLE001 - the shop runs plugins of others
        mark()
        logger.error(
            "Allegro import of account %s: orders not announced (%s)\n%s",
            run.account.pk,
            type(error).__name__,
            "".join(traceback.format_tb(error.__traceback__)),
        )
