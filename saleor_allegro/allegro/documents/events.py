"""The order journal. Events are hints that a form changed; the form says what is true.

Source: Allegro REST API, `GET /order/events` and `GET /order/event-stats`.
"""

from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Self

from saleor_allegro.allegro.documents.base import (
    Document,
    Id,
    Known,
    Many,
    Moment,
    Money,
    readable_id,
)
from saleor_allegro.allegro.documents.forms import MarketplaceReference
from saleor_allegro.allegro.documents.lines import Offer
from saleor_allegro.allegro.documents.people import BuyerPreferences
from saleor_allegro.allegro.errors import Malformed


class OrderEventType(StrEnum):
    BOUGHT = "BOUGHT"
    FILLED_IN = "FILLED_IN"
    READY_FOR_PROCESSING = "READY_FOR_PROCESSING"
    BUYER_CANCELLED = "BUYER_CANCELLED"
    FULFILLMENT_STATUS_CHANGED = "FULFILLMENT_STATUS_CHANGED"
    BUYER_MODIFIED = "BUYER_MODIFIED"
    AUTO_CANCELLED = "AUTO_CANCELLED"


class SellerReference(Document):
    id: Id


class EventBuyer(Document):
    id: Id | None = None
    email: str | None = None
    login: str | None = None
    guest: bool | None = None
    preferences: BuyerPreferences | None = None


class EventLineItem(Document):
    id: Id
    offer: Offer | None = None
    quantity: int | None = None
    original_price: Money | None = None
    price: Money | None = None
    bought_at: Moment | None = None


class CheckoutFormReference(Document):
    id: Id
    revision: str | None = None


class EventOrder(Document):
    """What the event is about. `checkout_form` may be absent; then there is nothing to read."""

    seller: SellerReference | None = None
    buyer: EventBuyer | None = None
    line_items: Many[EventLineItem] = ()
    checkout_form: CheckoutFormReference | None = None
    marketplace: MarketplaceReference | None = None


class OrderEvent(Document):
    id: Id  # a number as text, ascending; the cursor of the journal
    type: Known[OrderEventType]
    occurred_at: Moment | None = None
    order: EventOrder


class _Envelope(Document):
    events: list[Any]


@dataclass(frozen=True, slots=True)
class OrderEventPage:
    """Oldest event first."""

    events: tuple[OrderEvent, ...]

    @classmethod
    def from_json(cls, body: object) -> Self:
        """Read a page of the journal.

        One event must not stop the journal for ever: where it cannot be read as a whole, what
        matters is, namely which form to look at.

        Raises:
            Malformed: There is no list of events, or an event without an id.
        """
        return cls(tuple(_event(event) for event in _Envelope.from_json(body).events))


def _event(body: Any) -> OrderEvent:
    try:
        return OrderEvent.from_json(body)
    except Malformed:
        if readable_id(body) is None:
            raise
    order = body.get("order")
    form = order.get("checkoutForm") if isinstance(order, dict) else None
    form_id, kind = readable_id(form), body.get("type")
    return OrderEvent(
        id=body["id"],
        type=kind if isinstance(kind, str) else "",
        order=EventOrder(checkout_form=CheckoutFormReference(id=form_id) if form_id else None),
    )


class LatestEvent(Document):
    id: Id
    occurred_at: Moment | None = None


class EventStats(Document):
    latest_event: LatestEvent | None = None  # `None`: the seller never sold anything
