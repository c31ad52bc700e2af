"""An order to be written, in the shop's words.

A draft is what the rules make of a checkout form and what a shop writes. It carries
Allegro's money verbatim: amounts are gross, in major units (`Decimal("19.99")`), all in
the order's one currency. An empty text means that Allegro gave none; nothing is invented.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal
from enum import StrEnum
from uuid import UUID

from saleor_allegro.rules.flags import Flag


class InitialStatus(StrEnum):
    """The Saleor order statuses an imported order may start with."""

    UNCONFIRMED = "unconfirmed"
    UNFULFILLED = "unfulfilled"


class LineKind(StrEnum):
    OFFER = "offer"
    SERVICE = "service"
    DEPOSIT = "deposit"


@dataclass(frozen=True, slots=True, kw_only=True)
class TaxId:
    """One number of an invoice party, e.g. `TaxId(type="PL_NIP", value="5252674798")`."""

    type: str
    value: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AddressDraft:
    first_name: str = ""
    last_name: str = ""
    company_name: str = ""
    street: str = ""
    city: str = ""
    postal_code: str = ""
    country_code: str = ""
    phone: str = ""
    tax_ids: tuple[TaxId, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class CustomerDraft:
    """The buyer's account on Allegro: one customer of the shop per `buyer_id` and seller."""

    buyer_id: str
    login: str
    email: str  # masked by Allegro and different for every order: never a key
    first_name: str = ""
    last_name: str = ""
    is_guest: bool = False
    #: The shop's customer this buyer already is, where known; else the shop finds or makes one.
    customer_id: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class LineDraft:
    kind: LineKind
    #: Allegro's line item id; services and deposits carry that of the line they belong to.
    line_item_id: str
    offer_id: str
    name: str
    #: What the variant is looked up by, see `MatchBy`; `None`: there is nothing to match with.
    variant_key: str | None
    quantity: int
    unit_gross: Decimal
    undiscounted_unit_gross: Decimal
    #: Allegro's VAT as a fraction (`Decimal("0.23")`); `None`: the shop decides.
    tax_rate: Decimal | None
    #: The variant that a person chose for the offer; it is taken whatever the key says, unless
    #: the shop has it no more.
    variant_id: str | None = None
    metadata: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class DeliveryDraft:
    method_id: str = ""
    method_name: str = ""
    gross: Decimal = Decimal(0)


@dataclass(frozen=True, slots=True, kw_only=True)
class PaymentDraft:
    """Money received: the payment itself, a surcharge or a booked cash on delivery."""

    payment_id: str
    name: str
    amount: Decimal
    received_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class OrderDraft:
    form_id: str
    currency: str
    language: str  # as Allegro says it, e.g. "pl-PL"; "" when unknown
    bought_at: datetime
    status: InitialStatus
    email: str
    note: str  # the buyer's message to the seller
    customer: CustomerDraft
    shipping_address: AddressDraft | None
    billing_address: AddressDraft | None
    lines: tuple[LineDraft, ...]
    delivery: DeliveryDraft
    payments: tuple[PaymentDraft, ...]
    #: What the buyer pays, as Allegro states it.
    total_gross: Decimal
    #: False for One Fulfillment: Allegro's warehouse ships, ours holds nothing.
    takes_stock: bool = True
    metadata: Mapping[str, str] = field(default_factory=dict)
    private_metadata: Mapping[str, str] = field(default_factory=dict)
    flags: tuple[Flag, ...] = ()
    #: Orders of purchases that the buyer paid together with others: this one takes their place.
    replaces: tuple[UUID, ...] = ()
