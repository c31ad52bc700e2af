"""Money that Allegro says was returned to the buyer, of one payment.

Two sources tell: the list of refunds, and the operations on the seller's balance. A refund that
is a SUCCESS or PARTIAL has taken place, one that is CANCELED or VALIDATE_FAILED will not, all
others may (allegro/allegro-api #3772). The balance also shows what no refund is listed for.
"""

from collections.abc import Collection, Set
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Final

from saleor_allegro.allegro.documents.payments import (
    OperationType,
    PaymentOperation,
    Refund,
    RefundStatus,
)
from saleor_allegro.rules.updates import RefundDraft

_FAILED: Final = frozenset({RefundStatus.CANCELED, RefundStatus.VALIDATE_FAILED})
_NAME: Final = "Allegro: refund"


@dataclass(frozen=True, slots=True, kw_only=True)
class _Listed:
    """A refund, as far as it concerns one payment."""

    refund: Refund
    #: What the operations of the payment may show of it.
    total: Decimal
    #: What it returns of the payment itself: the rest belongs to surcharges.
    own: Decimal


def draft_refunds(
    payment_id: str,
    currency: str,
    refunds: Collection[Refund],
    operations: Collection[PaymentOperation] = (),
) -> tuple[RefundDraft, ...]:
    """Every refund of a payment, the oldest first, each under an id that stays the same.

    A PARTIAL refund names what was asked for; where the operations show how much of it was
    returned, that counts. What they show beyond the list is one refund more.

    Args:
        payment_id: A form's payment, or one of its surcharges.
        currency: The payment's; an amount in another one is no part of it.
        refunds: All that name the payment, and those of payments returned together with it.
            Others are passed over; one may be given twice.
        operations: Likewise; none where they were not read.
    """
    listed = _listed(payment_id, currency, refunds)
    returned, last_at = _returned({payment_id}, currency, operations)
    drafts = _took_place(payment_id, listed, returned)
    together = {payment_id, *(each for item in listed for each in _payment_ids(item.refund))}
    unlisted = min(
        _unlisted({payment_id}, currency, refunds, operations),
        # A refund of payment and surcharges may be one operation, or one for each.
        _unlisted(together, currency, refunds, operations),
    )
    if unlisted > 0 and last_at is not None:
        drafts.append(_draft(f"operations:{payment_id}", payment_id, unlisted, last_at))
    return tuple(drafts)


def _listed(payment_id: str, currency: str, refunds: Collection[Refund]) -> list[_Listed]:
    """Those that took place or still may, the oldest first."""
    by_id = {refund.id: refund for refund in refunds}
    ordered = sorted(by_id.values(), key=lambda refund: (refund.created_at, refund.id))
    return [
        listed
        for refund in ordered
        if refund.status not in _FAILED and refund.total_value.currency == currency
        if (listed := _share(refund, payment_id)).total > 0
    ]


def _share(refund: Refund, payment_id: str) -> _Listed:
    surcharges: dict[str | None, Decimal] = {}
    for surcharge in refund.surcharges:
        if surcharge.value is not None:
            added = surcharges.get(surcharge.id, Decimal(0)) + surcharge.value.amount
            surcharges[surcharge.id] = added
    if refund.payment.id == payment_id:
        total = refund.total_value.amount
        own = total - sum(surcharges.values(), Decimal(0))
    else:
        total = own = surcharges.get(payment_id, Decimal(0))
    return _Listed(refund=refund, total=total, own=own)


def _took_place(payment_id: str, listed: list[_Listed], returned: Decimal) -> list[RefundDraft]:
    settled = sum(
        (each.total for each in listed if each.refund.status == RefundStatus.SUCCESS), Decimal(0)
    )
    left = returned - settled
    is_shown = left > 0  # else the operations were not read, or lag behind
    drafts = []
    for each in listed:
        amount = each.own
        if each.refund.status == RefundStatus.PARTIAL:
            amount = min(amount, left) if is_shown else amount
            left -= amount
        elif each.refund.status != RefundStatus.SUCCESS:
            continue
        if amount > 0:
            refund = each.refund
            drafts.append(_draft(refund.id, payment_id, amount, refund.created_at))
    return drafts


def _unlisted(
    payment_ids: Set[str],
    currency: str,
    refunds: Collection[Refund],
    operations: Collection[PaymentOperation],
) -> Decimal:
    """What the balance shows of these payments beyond the refunds that were made of them."""
    made = {
        refund.id: refund.total_value.amount
        for refund in refunds
        if refund.payment.id in payment_ids
        and refund.status not in _FAILED
        and refund.total_value.currency == currency
    }
    returned, _ = _returned(payment_ids, currency, operations)
    return returned - sum(made.values(), Decimal(0))


def _payment_ids(refund: Refund) -> set[str]:
    return {refund.payment.id, *(each.id for each in refund.surcharges if each.id is not None)}


def _returned(
    payment_ids: Set[str], currency: str, operations: Collection[PaymentOperation]
) -> tuple[Decimal, datetime | None]:
    """What went back to the buyer, by the seller's balance, and when it last did.

    Transfers between the seller's own balances (PROVIDER_REFUND_TRANSFER_*) are none of it
    (allegro/allegro-api #11139). The type says which way money went, whatever its sign.
    """
    returned, last_at = Decimal(0), None
    for operation in {operation.key: operation for operation in operations}.values():
        payment, value = operation.payment, operation.value
        if payment is None or payment.id not in payment_ids or value.currency != currency:
            continue
        if operation.type == OperationType.REFUND_CHARGE:
            returned += abs(value.amount)
            last_at = max(last_at or operation.occurred_at, operation.occurred_at)
        elif operation.type == OperationType.REFUND_CANCEL:
            returned -= abs(value.amount)
    return returned, last_at


def _draft(refund_id: str, payment_id: str, amount: Decimal, at: datetime) -> RefundDraft:
    return RefundDraft(
        refund_id=refund_id, payment_id=payment_id, amount=amount, refunded_at=at, name=_NAME
    )
