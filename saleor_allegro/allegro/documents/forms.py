"""The checkout form: one purchase on Allegro, as it is now.

Source: Allegro REST API, schema `CheckoutForm`; `codBookedPayments` since 2026-09.
"""

from collections.abc import Collection
from dataclasses import dataclass
from enum import StrEnum
from typing import Annotated, Any, Self

from pydantic import Field, StringConstraints

from saleor_allegro.allegro.documents.base import (
    Document,
    Id,
    Known,
    Many,
    Moment,
    Money,
    readable_id,
)
from saleor_allegro.allegro.documents.delivery import Delivery, Fulfillment
from saleor_allegro.allegro.documents.lines import LineItem
from saleor_allegro.allegro.documents.people import Buyer, Invoice
from saleor_allegro.allegro.errors import Malformed

Revision = Annotated[str, StringConstraints(max_length=64)]


class FormStatus(StrEnum):
    BOUGHT = "BOUGHT"
    FILLED_IN = "FILLED_IN"
    READY_FOR_PROCESSING = "READY_FOR_PROCESSING"
    CANCELLED = "CANCELLED"


class PaymentType(StrEnum):
    CASH_ON_DELIVERY = "CASH_ON_DELIVERY"
    WIRE_TRANSFER = "WIRE_TRANSFER"
    ONLINE = "ONLINE"
    SPLIT_PAYMENT = "SPLIT_PAYMENT"
    EXTENDED_TERM = "EXTENDED_TERM"


class PaymentProvider(StrEnum):
    PAYU = "PAYU"
    P24 = "P24"
    AF = "AF"
    OFFLINE = "OFFLINE"
    EPT = "EPT"


class Payment(Document):
    """A payment or a surcharge. Money arrived only where `paid_amount` says so.

    `finished_at` is also set for cash on delivery, when the buyer handed the form over.
    """

    id: Id
    type: Known[PaymentType]
    provider: Known[PaymentProvider] | None = None
    finished_at: Moment | None = None
    paid_amount: Money | None = None
    reconciliation: Money | None = None
    features: Many[str] = ()  # e.g. "ALLEGRO_PAY"


class CodBookedPayment(Document):
    """Cash on delivery that was collected and booked by Allegro."""

    payment_id: Id
    shipment_id: str | None = None
    paid_amount: Money
    paid_at: Moment | None = None


class Note(Document):
    text: str | None = None  # the seller's own


class MarketplaceReference(Document):
    id: Id  # e.g. "allegro-pl"


class Summary(Document):
    total_to_pay: Money


class CheckoutForm(Document):
    id: Id
    message_to_seller: str | None = None
    buyer: Buyer
    payment: Payment | None = None
    status: Known[FormStatus]
    fulfillment: Fulfillment | None = None
    delivery: Delivery | None = None
    invoice: Invoice | None = None
    line_items: tuple[LineItem, ...]
    surcharges: Many[Payment] = ()
    cod_booked_payments: Many[CodBookedPayment] = ()
    note: Note | None = None
    marketplace: MarketplaceReference | None = None
    summary: Summary
    updated_at: Moment | None = None
    revision: Revision | None = None  # 8 hex digits; does not move on fulfillment changes


@dataclass(frozen=True, slots=True)
class UnreadableForm:
    """A form of a page that does not parse; the others of the page do."""

    form_id: str | None  # `None`: not even its id can be read
    error: Malformed


class _Envelope(Document):
    checkout_forms: list[Any]
    total_count: int = Field(ge=0)


@dataclass(frozen=True, slots=True)
class CheckoutFormPage:
    """At most 100 forms. `total_count` counts every form that the filters match."""

    checkout_forms: tuple[CheckoutForm | UnreadableForm, ...]
    count: int
    total_count: int

    @classmethod
    def from_json(cls, body: object) -> Self:
        """Read a page form by form, so that a bad one does not lose the others.

        Raises:
            Malformed: There is no list of forms, or no total.
        """
        envelope = _Envelope.from_json(body)
        forms = tuple(_form(form) for form in envelope.checkout_forms)
        return cls(forms, len(forms), envelope.total_count)

    @property
    def keys(self) -> frozenset[str]:
        """The form ids, as far as they can be read."""
        ids = (_form_id(form) for form in self.checkout_forms)
        return frozenset(form_id for form_id in ids if form_id is not None)

    def without(self, keys: Collection[str]) -> Self:
        """The same page less the forms named."""
        forms = tuple(form for form in self.checkout_forms if _form_id(form) not in keys)
        return type(self)(forms, len(forms), self.total_count)


def _form(body: object) -> CheckoutForm | UnreadableForm:
    try:
        return CheckoutForm.from_json(body)
    except Malformed as error:
        return UnreadableForm(readable_id(body), error)


def _form_id(form: CheckoutForm | UnreadableForm) -> str | None:
    return form.form_id if isinstance(form, UnreadableForm) else form.id
