"""Read the forms of orders that the shop has already, at the least cost in calls."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from typing import Final

from saleor_allegro.allegro.documents import FormStatus
from saleor_allegro.models import OrderLink
from saleor_allegro.sync.connection import OpenRun
from saleor_allegro.sync.form_lists import FEW, LATENESS, find_in_list
from saleor_allegro.sync.read_form import read_form
from saleor_allegro.sync.reading_batches import Readings, in_batches

_AT_ONCE: Final = 100
#: What an unpaid form is on Allegro.
_OPEN: Final = (FormStatus.BOUGHT, FormStatus.FILLED_IN)


def read_dirty(run: OpenRun, links: Sequence[OrderLink]) -> Iterator[Readings]:
    """Forms that an event was about, in batches as they are read.

    A change of the fulfillment status alone does not move `updatedAt`, so what the list of
    changed forms lacks is asked for by its id.

    Raises:
        AllegroError: No form can be read now; those read before have been given.
    """
    wanted = {link.form_id: link for link in links}
    if len(wanted) > FEW:
        changed_at = [link.next_try_at or link.first_seen_at for link in links]
        since = min(changed_at) - LATENESS
        yield from find_in_list(run, wanted, updated_at_gte=since)
    yield from read_each(run, wanted)


def read_watched(
    run: OpenRun, links: Sequence[OrderLink], unchanged: list[OrderLink]
) -> Iterator[Readings]:
    """Forms of orders that wait for payment, in batches as they are read.

    The list has the unpaid ones, whether they changed or not. A form that left it was paid,
    cancelled, or is gone. One that was ready before (a part was paid, or payment is due later)
    is looked for among those changed since. One that was gone is asked for by its id.

    Args:
        unchanged: Takes the orders whose forms did not change since they were last read.

    Raises:
        AllegroError: As `read_dirty`.
    """
    gone = {link.form_id: link for link in links if link.gone_since}
    wanted = {link.form_id: link for link in links if not link.gone_since}
    unpaid = {key: link for key, link in wanted.items() if link.form_status in _OPEN}
    settled = {key: link for key, link in wanted.items() if key not in unpaid}
    if len(unpaid) > FEW:
        since = min(link.bought_at or link.first_seen_at for link in unpaid.values())
        for status in _OPEN:
            if unpaid:
                yield from find_in_list(run, unpaid, status=status, bought_at_gte=since)
    if len(settled) > FEW:
        yield from find_in_list(run, settled, updated_at_gte=_last_checked(settled) - LATENESS)
        unchanged.extend(settled.values())
        settled = {}
    if len(unpaid) > FEW:
        yield from find_in_list(run, unpaid, updated_at_gte=_last_checked(unpaid) - LATENESS)
    yield from read_each(run, unpaid | settled | gone)


def read_each(
    run: OpenRun, wanted: Mapping[str, OrderLink], *, is_counted: bool = False
) -> Iterator[Readings]:
    """Forms one by one.

    Args:
        is_counted: The run's report says how many have been looked at.

    Raises:
        AllegroError: As `read_dirty`.
    """
    return in_batches(_one_by_one(run, wanted.values(), is_counted), _AT_ONCE)


def _one_by_one(run: OpenRun, links: Iterable[OrderLink], is_counted: bool) -> Iterator[Readings]:
    for link in links:
        run.report.looked_at += is_counted
        run.heartbeat()
        yield [(link, read_form(run.client, link.form_id, run.clock()))]


def _last_checked(links: Mapping[str, OrderLink]) -> datetime:
    return min(link.checked_at or link.first_seen_at for link in links.values())
