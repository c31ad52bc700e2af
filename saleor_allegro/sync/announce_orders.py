"""Tell the shop's own listeners about new orders, once, after they are written."""

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


def announce_left_over_orders(run: OpenRun) -> None:
    """Announce what an earlier run wrote and did not come to announce."""
    after = 0
    while orders := ledger.unannounced(run.account.pk, after=after, limit=_BATCH):
        announce_orders(run, orders)
        after = max(orders)


def announce_orders(run: OpenRun, orders: Mapping[int, UUID]) -> None:
    """Announce the orders of these links; those that cannot be stay for the next run.

    Args:
        orders: Primary key of the link -> id of the order.

    Raises:
        LeaseLost, OperationalError, InterfaceError: The run must stop.
    """
    if not orders:
        return
    try:
        _announce(run, orders)
    except (ledger.LeaseLost, *DATABASE_DOWN):
        raise
    except Exception as error:  # noqa: BLE001 - plugins of others run here
        logger.error(
            "Allegro import of account %s: %s orders not announced (%s)\n%s",
            run.account.pk,
            len(orders),
            type(error).__name__,
            "".join(traceback.format_tb(error.__traceback__)),
        )
        if len(orders) > 1:
            for pk, order_id in orders.items():
                announce_orders(run, {pk: order_id})


def _announce(run: OpenRun, orders: Mapping[int, UUID]) -> None:
    """Marked in the transaction whose commit fires the events: both happen, or neither."""
    now = run.clock()
    with ledger.writing(run.lease, now):
        ledger.mark_announced(orders, now)
        run.shop.announce_orders(list(orders.values()))
