"""What of Allegro's payments an order does not have yet."""

from dataclasses import dataclass
from decimal import Decimal

from saleor.order.models import Order
from saleor.payment import TransactionEventType
from saleor.payment.models import TransactionItem

from saleor_allegro.rules.drafts import OrderDraft, PaymentDraft
from saleor_allegro.rules.flags import Flag, FlagKind
from saleor_allegro.shop.saleor.books import APP_IDENTIFIER, Books, payment_key, received


@dataclass(frozen=True, slots=True, kw_only=True)
class Receipt:
    """Money of a payment that was not recorded before."""

    payment: PaymentDraft
    amount: Decimal


def build_transaction(order: Order, form_id: str, payment: PaymentDraft) -> TransactionItem:
    """An unsaved transaction, with all that the payment brought charged."""
    return TransactionItem(
        order=order,
        name=payment.name[:512],
        psp_reference=payment.payment_id,
        currency=order.currency,
        charged_value=payment.amount,
        app_identifier=APP_IDENTIFIER,
        idempotency_key=payment_key(form_id, payment.payment_id),
    )


def bring_payments(
    books: Books, order: Order, draft: OrderDraft
) -> tuple[list[Receipt], list[Flag]]:
    """Enter what of the draft's payments is not in the books yet.

    A payment that grew gets one more charge, for the difference. One that shrank, or is named
    no longer, keeps what it has, and is flagged: only a person knows where the money is.
    """
    receipts, flags = [], []
    named = set()
    for payment in draft.payments:
        items = books.find(order, draft.form_id, payment.payment_id)
        named |= {id(item) for item in items}
        before = received(items)
        more = payment.amount - before
        if not items and more > 0:
            item = build_transaction(order, draft.form_id, payment)
            books.add(order, item)
            _enter_charge(books, item, payment, more, reference=payment.payment_id)
        elif more > 0:
            # One of its own, or Saleor would count only one of the two when it recalculates.
            reference = f"{payment.payment_id}:{payment.amount}"
            _enter_charge(books, items[0], payment, more, reference=reference)
            books.credit(items[0], charged=more, refunded=Decimal(0))
        if more > 0:
            receipts.append(Receipt(payment=payment, amount=more))
        elif more < 0:
            flags.append(_lowered(payment.payment_id, before, payment.amount, order.currency))
    for item in books.of(order):
        if item.app_identifier == APP_IDENTIFIER and id(item) not in named and item.pk is not None:
            before = received([item])
            if before > 0:
                payment_id = item.psp_reference or ""
                flags.append(_lowered(payment_id, before, Decimal(0), order.currency))
    return receipts, flags


def _enter_charge(
    books: Books, item: TransactionItem, payment: PaymentDraft, amount: Decimal, *, reference: str
) -> None:
    key = item.idempotency_key or ""
    if reference != payment.payment_id:
        key = f"{key}:{payment.amount}"
    books.enter(
        item,
        TransactionEventType.CHARGE_SUCCESS,
        amount,
        reference=reference,
        key=key,
        moment=payment.received_at,
        message=payment.name,
    )


def _lowered(payment_id: str, before: Decimal, after: Decimal, currency: str) -> Flag:
    return Flag(
        kind=FlagKind.PAYMENT_LOWERED,
        subject=payment_id,
        details={
            "payment": payment_id,
            "before": f"{before:.2f}",
            "after": f"{after:.2f}",
            "currency": currency,
        },
    )
