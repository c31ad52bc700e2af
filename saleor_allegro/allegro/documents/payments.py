"""Money that moved: refunds made to buyers, and every operation on the seller's balance.

Source: Allegro REST API, schemas `RefundDetails` and `PaymentOperations`. Two things the schemas
do not say: a refund takes money when it is a SUCCESS, and is CANCELED by Allegro where the
balance did not suffice (allegro/allegro-api #12470, #7828).
"""

from datetime import UTC
from enum import StrEnum
from typing import ClassVar

from saleor_allegro.allegro.documents.base import Document, Id, Known, Many, Moment, Money
from saleor_allegro.allegro.documents.pages import Entry, EntryPage, digest


class RefundStatus(StrEnum):
    NEW = "NEW"
    VALIDATED = "VALIDATED"
    VALIDATE_FAILED = "VALIDATE_FAILED"
    WAITING = "WAITING"  # named by the list's filter alone
    IN_PROGRESS = "IN_PROGRESS"
    SUCCESS = "SUCCESS"
    PARTIAL = "PARTIAL"
    CANCELED = "CANCELED"


class RefundReason(StrEnum):
    REFUND = "REFUND"
    COMPLAINT = "COMPLAINT"
    PRODUCT_NOT_AVAILABLE = "PRODUCT_NOT_AVAILABLE"
    PAID_VALUE_TOO_LOW = "PAID_VALUE_TOO_LOW"
    OVERPAID = "OVERPAID"
    CANCELLED_BY_BUYER = "CANCELLED_BY_BUYER"
    NOT_COLLECTED = "NOT_COLLECTED"


class PaymentReference(Document):
    id: Id


class RefundedOrder(Document):
    id: Id | None = None  # of the checkout form


class RefundedSurcharge(Document):
    """The part of a refund that returns a surcharge."""

    id: Id | None = None  # of the surcharge, as in `CheckoutForm.surcharges`
    value: Money | None = None


class Refund(Entry):
    """Money the seller returns, of the form's payment and of its surcharges, if any.

    `total_value` holds both; `order` is known since 2025-06.
    """

    id: Id
    payment: PaymentReference
    order: RefundedOrder | None = None
    reason: Known[RefundReason] | None = None
    status: Known[RefundStatus]
    created_at: Moment
    total_value: Money
    surcharges: Many[RefundedSurcharge] = ()

    @property
    def key(self) -> str:
        return self.id


class RefundPage(EntryPage[Refund]):
    LIST: ClassVar = "refunds"
    KIND: ClassVar = Refund


class OperationGroup(StrEnum):
    INCOME = "INCOME"
    OUTCOME = "OUTCOME"
    REFUND = "REFUND"
    BLOCKADES = "BLOCKADES"


class OperationType(StrEnum):
    """Those that have to do with a buyer's payment.

    REFUND_INCREASE is not among the seller's own refunds: its participant is another seller,
    who returned what this one had bought.
    """

    CONTRIBUTION = "CONTRIBUTION"
    SURCHARGE = "SURCHARGE"
    CORRECTION = "CORRECTION"
    REFUND_CHARGE = "REFUND_CHARGE"  # returned to the buyer
    REFUND_CANCEL = "REFUND_CANCEL"  # ... and come back
    REFUND_INCREASE = "REFUND_INCREASE"


class WalletType(StrEnum):
    AVAILABLE = "AVAILABLE"
    WAITING = "WAITING"  # paid by the buyer, not to be paid out yet


class Wallet(Document):
    """The balance after an operation."""

    payment_operator: str | None = None  # e.g. "PAYU", "P24", "AF"
    type: Known[WalletType] | None = None
    balance: Money | None = None


class PaymentOperation(Entry):
    """One movement of the balance.

    Which way money goes is told by `type`; whether a charge has a negative `value` is not
    published. Allegro gives operations no id.
    """

    type: Known[OperationType]
    group: Known[OperationGroup]
    occurred_at: Moment
    value: Money
    wallet: Wallet | None = None
    payment: PaymentReference | None = None
    surcharge: PaymentReference | None = None
    marketplace_id: str | None = None

    @property
    def key(self) -> str:
        """32 hex digits: what was moved, when, and the balance that was left."""
        wallet = self.wallet or Wallet()
        return digest(
            [
                self.type,
                self.occurred_at.astimezone(UTC).isoformat(),
                *_text(self.value),
                self.payment and self.payment.id,
                self.surcharge and self.surcharge.id,
                wallet.payment_operator,
                wallet.type,
                *_text(wallet.balance),
            ]
        )


def _text(money: Money | None) -> tuple[str, str]:
    return (f"{money.amount.normalize():f}", money.currency) if money else ("", "")


class PaymentOperationPage(EntryPage[PaymentOperation]):
    LIST: ClassVar = "paymentOperations"
    KIND: ClassVar = PaymentOperation
