"""How a purchase travels: where to, by what, when, and how far it has come."""

from enum import StrEnum

from pydantic import Field

from saleor_allegro.allegro.documents.base import Document, Known, Moment, Money


class FulfillmentStatus(StrEnum):
    """What the seller says about the order; independent of the form's own status."""

    NEW = "NEW"
    PROCESSING = "PROCESSING"
    READY_FOR_SHIPMENT = "READY_FOR_SHIPMENT"
    READY_FOR_PICKUP = "READY_FOR_PICKUP"
    SENT = "SENT"
    PICKED_UP = "PICKED_UP"
    CANCELLED = "CANCELLED"
    SUSPENDED = "SUSPENDED"
    RETURNED = "RETURNED"


class LineItemsSent(StrEnum):
    NONE = "NONE"
    SOME = "SOME"
    ALL = "ALL"


class FulfillmentProviderId(StrEnum):
    SELLER = "SELLER"
    ALLEGRO = "ALLEGRO"  # One Fulfillment: not ours to ship


class ShipmentSummary(Document):
    line_items_sent: Known[LineItemsSent] | None = None


class FulfillmentProvider(Document):
    id: Known[FulfillmentProviderId] | None = None


class Fulfillment(Document):
    status: Known[FulfillmentStatus] | None = None
    shipment_summary: ShipmentSummary | None = None
    provider: FulfillmentProvider | None = None


class DeliveryAddress(Document):
    """The recipient. Exists once the form is READY_FOR_PROCESSING."""

    first_name: str | None = None
    last_name: str | None = None
    street: str | None = None
    city: str | None = None
    zip_code: str | None = None
    country_code: str | None = None
    company_name: str | None = None
    phone_number: str | None = None
    modified_at: str | None = None  # when the buyer changed it; published as plain text


class DeliveryMethodReference(Document):
    id: str | None = None
    name: str | None = None


class PickupPointAddress(Document):
    street: str | None = None
    zip_code: str | None = None
    city: str | None = None
    country_code: str | None = None


class PickupPoint(Document):
    id: str | None = None
    name: str | None = None
    description: str | None = None
    address: PickupPointAddress | None = None


class Period(Document):
    from_: Moment | None = Field(default=None, alias="from")
    to: Moment | None = None


class DeliveryTime(Period):
    """When it should arrive; `dispatch` is when it must leave."""

    guaranteed: Period | None = None  # deprecated
    dispatch: Period | None = None


class DeliveryCancellation(Document):
    date: Moment


class Delivery(Document):
    address: DeliveryAddress | None = None
    method: DeliveryMethodReference | None = None
    pickup_point: PickupPoint | None = None  # `None` for a courier
    cost: Money | None = None
    time: DeliveryTime | None = None
    smart: bool | None = None
    cancellation: DeliveryCancellation | None = None
    calculated_number_of_packages: int | None = None
