"""Which checkout forms, refunds and payment operations to list.

Both ends of a period belong to it; times are aware. `None` does not filter.

Source: Allegro REST API, parameters of `GET /order/checkout-forms`, `GET /payments/refunds` and
`GET /payments/payment-operations`.
"""

from collections.abc import Mapping
from datetime import UTC, datetime
from enum import StrEnum
from typing import Final, TypedDict

from saleor_allegro.allegro.documents import (
    FormStatus,
    FulfillmentStatus,
    OperationGroup,
    RefundStatus,
    WalletType,
)


class FormSort(StrEnum):
    """Pages are steadiest in order of purchase: `updatedAt` moves while we read."""

    BOUGHT_AT = "lineItems.boughtAt"
    BOUGHT_AT_NEWEST_FIRST = "-lineItems.boughtAt"
    UPDATED_AT = "updatedAt"
    UPDATED_AT_NEWEST_FIRST = "-updatedAt"


class FormFilters(TypedDict, total=False):
    """Traps: `updatedAt` does not move when only the fulfillment status changes, and a purchase
    may be paid days after it was bought.
    """

    status: FormStatus | None
    fulfillment_status: FulfillmentStatus | None
    bought_at_gte: datetime | None
    bought_at_lte: datetime | None
    updated_at_gte: datetime | None
    updated_at_lte: datetime | None
    marketplace_id: str | None
    payment_id: str | None
    buyer_login: str | None
    sort: FormSort | None


class RefundFilters(TypedDict, total=False):
    """A refund occurred when it was made; it may be settled or cancelled days later."""

    occurred_at_gte: datetime | None
    occurred_at_lte: datetime | None
    payment_id: str | None
    order_id: str | None  # of the checkout form
    status: RefundStatus | None


class OperationFilters(TypedDict, total=False):
    """Without a `wallet` Allegro lists the available money alone."""

    occurred_at_gte: datetime | None
    occurred_at_lte: datetime | None
    payment_id: str | None
    group: OperationGroup | None
    wallet: WalletType | None


_FORM_PARAMETERS: Final = {
    "status": "status",
    "fulfillment_status": "fulfillment.status",
    "bought_at_gte": "lineItems.boughtAt.gte",
    "bought_at_lte": "lineItems.boughtAt.lte",
    "updated_at_gte": "updatedAt.gte",
    "updated_at_lte": "updatedAt.lte",
    "marketplace_id": "marketplace.id",
    "payment_id": "payment.id",
    "buyer_login": "buyer.login",
    "sort": "sort",
}
_REFUND_PARAMETERS: Final = {
    "occurred_at_gte": "occurredAt.gte",
    "occurred_at_lte": "occurredAt.lte",
    "payment_id": "payment.id",
    "order_id": "order.id",
    "status": "status",
}
_OPERATION_PARAMETERS: Final = {
    "occurred_at_gte": "occurredAt.gte",
    "occurred_at_lte": "occurredAt.lte",
    "payment_id": "payment.id",
    "group": "group",
    "wallet": "wallet.type",
}


def form_query(filters: FormFilters) -> dict[str, str]:
    """The filters as query parameters.

    Raises:
        ValueError: A time is naive.
    """
    return _query(filters, _FORM_PARAMETERS)


def refund_query(filters: RefundFilters) -> dict[str, str]:
    """Likewise."""
    return _query(filters, _REFUND_PARAMETERS)


def operation_query(filters: OperationFilters) -> dict[str, str]:
    """Likewise."""
    return _query(filters, _OPERATION_PARAMETERS)


def _query(filters: Mapping[str, object], parameters: Mapping[str, str]) -> dict[str, str]:
    return {
        parameter: _text(value)
        for name, parameter in parameters.items()
        if (value := filters.get(name)) is not None
    }


def _text(value: object) -> str:
    if not isinstance(value, datetime):
        return str(value)
    if value.tzinfo is None:
        raise ValueError(f"{value} has no time zone")
    return value.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
