"""The order journal. Events are hints that a form changed; the form says what is true.

Source: Allegro REST API, `GET /order/events` and `GET /order/event-stats`.
"""

from enum import StrEnum

from saleor_allegro.allegro.documents.base import Document, Id, Known, Many, Moment, Money
from saleor_allegro.allegro.documents.forms import MarketplaceReference
from saleor_allegro.allegro.documents.lines import Offer
from saleor_allegro.allegro.documents.people import BuyerPreferences


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


class OrderEventPage(Document):
    """Oldest event first."""

    events: tuple[OrderEvent, ...]


class LatestEvent(Document):
    id: Id
    occurred_at: Moment | None = None


class EventStats(Document):
    latest_event: LatestEvent | None = None  # `None`: the seller never sold anything
