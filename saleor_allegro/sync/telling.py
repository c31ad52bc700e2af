"""Tell the shop's own listeners about orders after they are written, each order once.

A worker that dies while it tells has its last few orders told again by the next one: an event
given twice can be recognised by the order's id, one that never comes is an order nobody packs.
"""

import logging
import traceback
from collections.abc import Callable, Mapping, Sequence
from typing import Final
from uuid import UUID

from saleor_allegro.sync.connection import OpenRun
from saleor_allegro.sync.stops import stops_the_run

logger = logging.getLogger(__name__)

#: Marked together, so that marking costs little: no more are told twice after a kill.
MARKED_AT_ONCE: Final = 10
#: After so many nobody seems to listen, and the next run tries again.
_FAILURES_IN_A_ROW: Final = 3

#: Tells the shop about these orders, one after another, and calls back after each.
Tell = Callable[[Sequence[UUID], Callable[[UUID], None]], None]
#: Remembers that the links of these primary keys were told.
Mark = Callable[[Sequence[int]], None]


def tell_each(run: OpenRun, orders: Mapping[int, UUID], tell: Tell, mark: Mark) -> bool:
    """Tell about the orders of these links; those that cannot be told now stay for the next run.

    Args:
        orders: Primary key of the link -> id of the order.

    Returns:
        Whether anything can be told now: False after some failures in a row.

    Raises:
        LeaseLost, OperationalError, InterfaceError: The run must stop.
    """
    waiting = list(orders)
    failures = 0
    while waiting and failures < _FAILURES_IN_A_ROW:
        told = _tell(run, {pk: orders[pk] for pk in waiting}, tell, mark)
        failures = 1 if told else failures + 1
        # The one it failed at must not hold up those behind it.
        waiting = waiting[told + 1 :]
    return not waiting


def _tell(run: OpenRun, orders: Mapping[int, UUID], tell: Tell, mark: Mark) -> int:
    """Tell about one order after another, and say of how many: all, unless one failed."""
    links = {order_id: pk for pk, order_id in orders.items()}
    marked, unmarked = 0, list[int]()

    def mark_told() -> None:
        nonlocal marked
        if unmarked:
            mark(unmarked)
        marked += len(unmarked)
        unmarked.clear()

    def told(order_id: UUID) -> None:
        unmarked.append(links[order_id])
        if len(unmarked) == MARKED_AT_ONCE:
            mark_told()
            run.heartbeat()

    run.heartbeat()
    try:
        tell(list(links), told)
    except Exception as error:  # the shop runs plugins of others
        if stops_the_run(error):
            raise
        logger.error(
            "Allegro import of account %s: orders not announced (%s)\n%s",
            run.account.pk,
            type(error).__name__,
            "".join(traceback.format_tb(error.__traceback__)),
        )
    mark_told()
    return marked
