"""Which status Allegro is to be told, by how an order stands in the shop."""

from collections.abc import Collection, Mapping
from enum import StrEnum
from typing import Final

from saleor_allegro.allegro.documents import FulfillmentStatus


class ShopStage(StrEnum):
    """How far an order is in the shop: Saleor's order statuses, and one stage within them."""

    UNCONFIRMED = "unconfirmed"
    UNFULFILLED = "unfulfilled"
    #: A fulfillment waits for approval; Saleor's status of the order does not tell.
    WAITING_FOR_APPROVAL = "waiting_for_approval"
    PARTIALLY_FULFILLED = "partially fulfilled"
    FULFILLED = "fulfilled"
    PARTIALLY_RETURNED = "partially_returned"
    RETURNED = "returned"
    CANCELED = "canceled"
    EXPIRED = "expired"


StatusMapping = Mapping[ShopStage, FulfillmentStatus]

#: What a seller may set. Source: `PUT /order/checkout-forms/{id}/fulfillment`; RETURNED cannot be.
SETTABLE: Final = (
    FulfillmentStatus.NEW,
    FulfillmentStatus.PROCESSING,
    FulfillmentStatus.READY_FOR_SHIPMENT,
    FulfillmentStatus.READY_FOR_PICKUP,
    FulfillmentStatus.SENT,
    FulfillmentStatus.PICKED_UP,
    FulfillmentStatus.CANCELLED,
    FulfillmentStatus.SUSPENDED,
)
#: PROCESSING keeps the buyer from cancelling what is being packed.
SUGGESTED: Final[StatusMapping] = {
    ShopStage.UNFULFILLED: FulfillmentStatus.PROCESSING,
    ShopStage.WAITING_FOR_APPROVAL: FulfillmentStatus.READY_FOR_SHIPMENT,
    ShopStage.PARTIALLY_FULFILLED: FulfillmentStatus.PROCESSING,
    ShopStage.FULFILLED: FulfillmentStatus.SENT,
    ShopStage.CANCELED: FulfillmentStatus.CANCELLED,
}
#: The statuses of an order within which a fulfillment may wait for approval.
_GOING_ON: Final = frozenset({ShopStage.UNFULFILLED, ShopStage.PARTIALLY_FULFILLED})


def settable_status(word: str) -> FulfillmentStatus | None:
    """The status of this name, however it is written; `None`: a seller can set no such status."""
    name = word.strip().upper().replace("-", "_").replace(" ", "_")
    return next((status for status in SETTABLE if status == name), None)


def wanted_status(
    mapping: StatusMapping, *, status: str, stage: str, fulfillments: Collection[str]
) -> FulfillmentStatus | None:
    """What Allegro is to be told of an order; `None`: nothing.

    Args:
        status: The order's, in Saleor's words.
        mapping: Where it is empty, the merchant wants nothing told.
        stage: What a warehouse app says; it wins where it is a word of Allegro's.
        fulfillments: Their statuses, in Saleor's words.
    """
    if not mapping:
        return None
    if said := settable_status(stage):
        return said
    try:
        at = ShopStage(status)
    except ValueError:
        return None  # a draft, or a word of a newer Saleor
    waits = at in _GOING_ON and ShopStage.WAITING_FOR_APPROVAL in fulfillments
    if waits and ShopStage.WAITING_FOR_APPROVAL in mapping:
        return mapping[ShopStage.WAITING_FOR_APPROVAL]
    return mapping.get(at)
