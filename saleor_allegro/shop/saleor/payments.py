"""Money received, as Saleor transactions keyed by Allegro's payment id."""

from collections.abc import Sequence

from saleor.order.models import Order
from saleor.payment import TransactionEventType
from saleor.payment.models import TransactionEvent, TransactionItem

from saleor_allegro.rules.drafts import OrderDraft

APP_IDENTIFIER = "saleor_allegro"


def build_transactions(order: Order, draft: OrderDraft) -> list[TransactionItem]:
    """An unsaved transaction per payment. The key includes the form: a payment id that Allegro
    names on two forms is two receipts, the same one twice on one form is refused by Saleor."""
    return [
        TransactionItem(
            order=order,
            name=payment.name[:512],
            psp_reference=payment.payment_id,
            currency=order.currency,
            charged_value=payment.amount,
            app_identifier=APP_IDENTIFIER,
            idempotency_key=f"{draft.form_id}:{payment.payment_id}",
        )
        for payment in draft.payments
    ]


def save(transactions: Sequence[TransactionItem], drafts: Sequence[OrderDraft]) -> None:
    """Transactions and the event of each: two statements."""
    if not transactions:
        return
    TransactionItem.objects.bulk_create(transactions)
    payments = [payment for draft in drafts for payment in draft.payments]
    TransactionEvent.objects.bulk_create(
        TransactionEvent(
            transaction=transaction,
            type=TransactionEventType.CHARGE_SUCCESS,
            amount_value=payment.amount,
            currency=transaction.currency,
            psp_reference=payment.payment_id,
            created_at=payment.received_at,
            message=payment.name[:512],
            app_identifier=APP_IDENTIFIER,
            idempotency_key=transaction.idempotency_key,
            include_in_calculations=True,
        )
        for transaction, payment in zip(transactions, payments, strict=True)
    )
