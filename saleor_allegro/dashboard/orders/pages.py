"""The links to the pages before and after."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from saleor_allegro.dashboard.orders.filters import Wanted, address_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Pages:
    #: Addresses; "": there is none.
    previous: str
    next: str


def pages_of(info: Mapping[str, Any], wanted: Wanted) -> Pages:
    """
    Args:
        info: Relay's `PageInfo`.
    """
    before, after = info["startCursor"], info["endCursor"]
    return Pages(
        previous=_if(info["hasPreviousPage"] and before, wanted.page_before(before or "")),
        next=_if(info["hasNextPage"] and after, wanted.page_after(after or "")),
    )


def _if(is_there: Any, wanted: Wanted) -> str:
    return address_of(wanted) if is_there else ""
