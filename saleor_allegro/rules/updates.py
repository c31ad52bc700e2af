"""What is brought over to an order whose form changed after it was imported."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal
from enum import StrEnum
from uuid import UUID

from saleor_allegro.rules.drafts import OrderDraft


class Aspect(StrEnum):
    """A part of a form that is watched on its own, and brought over on its own."""

    SHIPPING_ADDRESS = "shipping_address"
    BILLING_ADDRESS = "billing_address"
    #: Delivery method, its cost and the pickup point.
    DELIVERY = "delivery"
    #: Lines with their quantities and prices, and the total without the delivery.
    LINES = "lines"
    #: The buyer's message to the seller.
    NOTE = "note"
    #: Everything else the order remembers in its metadata: invoice wish, dispatch times, ...
    DETAILS = "details"
    PAYMENTS = "payments"
    #: How far the order has come: waiting for payment, to be fulfilled, dispatched, cancelled.
    STAGE = "stage"


@dataclass(frozen=True, slots=True, kw_only=True)
class RefundDraft:
    """Money returned to the buyer on Allegro, of one payment."""

    refund_id: str
    payment_id: str
    amount: Decimal
    refunded_at: datetime
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ParcelDraft:
    """A parcel that Allegro knows of, entered in its panel or by the carrier."""

    parcel_id: str
    carrier_id: str
    carrier_name: str
    waybill: str
    #: Empty: every line.
    line_item_ids: tuple[str, ...] = ()
    created_at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class OrderUpdate:
    """How an order of the shop is to follow its form. Everything in it may be asked for twice."""

    order_id: UUID
    form_id: str
    #: The order as the form is now; `None` where only refunds are brought over. An address
    #: that is `None` is not known now, and stays as it is.
    draft: OrderDraft | None = None
    #: What the form has changed since it was last brought over.
    changed: frozenset[Aspect] = frozenset()
    #: Paid, or cash on delivery: an order that still waits to be confirmed is confirmed.
    confirm: bool = False
    #: Cancelled on Allegro, by the buyer, the seller or Allegro itself.
    cancel: bool = False
    #: Allegro says that goods have left: nothing of the delivery is changed any more.
    is_dispatched: bool = False
    #: The merchant wants what Allegro says was sent to be fulfilled in the shop.
    fulfill: bool = False
    #: Payment id -> every refund of that payment; payments that are not named stay as they are.
    refunds: Mapping[str, tuple[RefundDraft, ...]] = field(default_factory=dict)
    #: Every parcel of the form; `None`: not read.
    parcels: tuple[ParcelDraft, ...] | None = None
