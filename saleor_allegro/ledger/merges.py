"""Purchases that the buyer paid together: one form took the place of several."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import cast
from uuid import UUID

from saleor_allegro.ledger.link_rows import changed_link, save_links
from saleor_allegro.models import LineLink, OrderLink


@dataclass(frozen=True, slots=True, kw_only=True)
class StandingOrder:
    """An order that the shop has, with all the line items of its form."""

    link: OrderLink
    line_item_ids: frozenset[str]

    @property
    def form_id(self) -> str:
        return self.link.form_id

    @property
    def order_id(self) -> UUID:
        return cast("UUID", self.link.order_id)  # lines are joined with the order


def standing_orders(account_pk: int, line_item_ids: Iterable[str]) -> dict[str, StandingOrder]:
    """Line item id -> the order it stands in already; in two statements."""
    touched = LineLink.objects.filter(
        account_id=account_pk, line_item_id__in=list(line_item_ids)
    ).select_related("link")
    links = {line.link_id: line.link for line in touched}
    if not links:
        return {}
    items: dict[int, set[str]] = defaultdict(set)
    for link_pk, item in LineLink.objects.filter(link__in=links).values_list(
        "link_id", "line_item_id"
    ):
        items[link_pk].add(item)
    orders = {
        pk: StandingOrder(link=link, line_item_ids=frozenset(items[pk]))
        for pk, link in links.items()
    }
    return {item: order for order in orders.values() for item in order.line_item_ids}


def free_lines(link_pks: Collection[int]) -> None:
    """Let the line items of these links be joined to another form's order."""
    LineLink.objects.filter(link__in=link_pks).delete()


def mark_merged(
    successors: Mapping[int, int], tellings: Mapping[int, list[str]], now: datetime
) -> None:
    """Remember which form took the place of each; in the caller's transaction.

    Args:
        successors: Primary key of a link -> primary key of the link of the form that took over.
        tellings: Primary key of a link -> what the shop's listeners are still to be told.
    """
    links = []
    for row in OrderLink.objects.filter(pk__in=successors):
        link = changed_link(row, None)
        link.state = OrderLink.State.MERGED
        link.successor_id = successors[link.pk]
        link.is_dirty = False
        link.checked_at = now
        link.next_check_at = link.next_try_at = None
        link.error_code = link.error_message = ""
        link.failed_since = None
        if link.order_id is not None and link.announced_at is not None:
            link.tellings = [*link.tellings, *tellings.get(link.pk, ())]
        links.append(link)
    save_links(links)
