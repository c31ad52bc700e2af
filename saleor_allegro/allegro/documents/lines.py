"""What was bought: one line item, its offer and everything that hangs on it."""

from decimal import Decimal
from enum import StrEnum
from typing import Annotated

from pydantic import Field

from saleor_allegro.allegro.documents.base import Document, Id, Known, Many, Moment, Money

#: Pieces; at most what an integer column of the shop holds.
Quantity = Annotated[int, Field(ge=1, le=2**31 - 1)]


class DiscountType(StrEnum):
    BUNDLE = "BUNDLE"
    UNIT_PERCENTAGE_DISCOUNT = "UNIT_PERCENTAGE_DISCOUNT"
    WHOLESALE_PRICE_LIST = "WHOLESALE_PRICE_LIST"
    LARGE_ORDER_DISCOUNT = "LARGE_ORDER_DISCOUNT"
    TURNOVER_DISCOUNT = "TURNOVER_DISCOUNT"
    COUPON = "COUPON"
    CAMPAIGN = "CAMPAIGN"


class ReconciliationType(StrEnum):
    BILLING = "BILLING"
    WALLET = "WALLET"


class VoucherType(StrEnum):
    NOTEBOOKS_FOR_TEACHERS = "NOTEBOOKS_FOR_TEACHERS"


class VoucherStatus(StrEnum):
    ACTIVE = "ACTIVE"
    CANCELLED = "CANCELLED"


class ExternalId(Document):
    id: str | None = None  # the seller's own key of the product, at most 100 characters


class ProductReference(Document):
    id: Id
    quantity: int | None = None


class ProductSet(Document):
    products: Many[ProductReference] = ()


class Offer(Document):
    id: Id
    name: str
    external: ExternalId | None = None
    product_set: ProductSet | None = None
    hs_number: str | None = None


class Deposit(Document):
    """Packaging deposit (kaucja) of one piece."""

    price: Money


class Reconciliation(Document):
    """What Allegro adds to the price, in all."""

    value: Money | None = None
    type: Known[ReconciliationType] | None = None
    quantity: int | None = None


class AdditionalService(Document):
    """Wrapping, for instance. Neither price nor quantity is published as required, but without
    them nobody can say what the buyer pays: such a form is unreadable.
    """

    definition_id: str | None = None
    name: str | None = None
    price: Money  # of one
    quantity: Quantity


class Voucher(Document):
    type: Known[VoucherType]
    code: str | None = None
    status: Known[VoucherStatus] | None = None
    external_transaction_id: str | None = None
    value: Money | None = None


class Tax(Document):
    rate: Annotated[Decimal, Field(ge=0, le=100, decimal_places=4)] | None = None  # percent
    subject: str | None = None  # e.g. "GOODS"
    exemption: str | None = None


class Discount(Document):
    """That there was one. The amount is the difference between the line's two prices."""

    type: Known[DiscountType] | None = None


class SerialNumber(Document):
    value: str
    returned: bool | None = None


class SerialNumbers(Document):
    expected: bool | None = None
    entries: Many[SerialNumber] = ()


class LineItem(Document):
    """Prices are gross, of one piece. Two lines of a form may be of the same offer."""

    id: Id
    offer: Offer
    quantity: Quantity
    original_price: Money
    price: Money
    deposit: Deposit | None = None
    reconciliation: Reconciliation | None = None
    selected_additional_services: Many[AdditionalService] = ()
    vouchers: Many[Voucher] = ()
    tax: Tax | None = None
    bought_at: Moment | None = None
    discounts: Many[Discount] = ()
    serial_numbers: SerialNumbers | None = None
