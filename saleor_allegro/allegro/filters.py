"""Which checkout forms to list.

Source: Allegro REST API, parameters of `GET /order/checkout-forms`.
"""

from datetime import UTC, datetime
from enum import StrEnum
from typing import Final, TypedDict

from saleor_allegro.allegro.documents import FormStatus


class FormSort(StrEnum):
    """Pages are steadiest in order of purchase: `updatedAt` moves while we read."""

    BOUGHT_AT = "lineItems.boughtAt"
    BOUGHT_AT_NEWEST_FIRST = "-lineItems.boughtAt"
    UPDATED_AT = "updatedAt"
    UPDATED_AT_NEWEST_FIRST = "-updatedAt"


class FormFilters(TypedDict, total=False):
    """Both ends of a period belong to it; times are aware. `None` does not filter.

    Traps: `updatedAt` does not move when only the fulfillment status changes, and a purchase
    may be paid days after it was bought.
    """

    status: FormStatus | None
    bought_at_gte: datetime | None
    bought_at_lte: datetime | None
    updated_at_gte: datetime | None
    updated_at_lte: datetime | None
    marketplace_id: str | None
    payment_id: str | None
    buyer_login: str | None
    sort: FormSort | None


_PARAMETERS: Final = {
    "status": "status",
    "bought_at_gte": "lineItems.boughtAt.gte",
    "bought_at_lte": "lineItems.boughtAt.lte",
    "updated_at_gte": "updatedAt.gte",
    "updated_at_lte": "updatedAt.lte",
    "marketplace_id": "marketplace.id",
    "payment_id": "payment.id",
    "buyer_login": "buyer.login",
    "sort": "sort",
}


def form_query(filters: FormFilters) -> dict[str, str]:
    """The filters as query parameters.

    Raises:
        ValueError: A time is naive.
    """
    return {
        parameter: _text(value)
        for name, parameter in _PARAMETERS.items()
        if (value := filters.get(name)) is not None
    }


def _text(value: object) -> str:
    if not isinstance(value, datetime):
        return str(value)
    if value.tzinfo is None:
        raise ValueError(f"{value} has no time zone")
    return value.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
