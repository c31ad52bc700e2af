"""Money received for a form, payment by payment. A promise to pay is none."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from typing import Final

from saleor_allegro.allegro.documents import CheckoutForm, Payment, PaymentProvider
from saleor_allegro.rules.drafts import PaymentDraft

PROVIDER_NAMES: Final = {
    PaymentProvider.PAYU: "PayU",
    PaymentProvider.P24: "Przelewy24",
    PaymentProvider.AF: "Allegro Finance",
    PaymentProvider.OFFLINE: "Offline",
    PaymentProvider.EPT: "Extended Payment Terms",
}


def draft_payments(form: CheckoutForm, bought_at: datetime) -> tuple[PaymentDraft, ...]:
    """The payment, the surcharges and the booked cash on delivery that brought money.

    Each has an id of its own, also where Allegro books one payment for several parcels. What
    has no moment of its own is dated by the form's last change, else by the purchase.

    Source: Allegro REST API, `payment.paidAmount`, `surcharges[]`, `codBookedPayments[]`;
    `payment.finishedAt` alone is no payment.
    """
    fallback = form.updated_at or bought_at
    seen: dict[str, int] = {}
    drafts = []
    for draft in _received(form, fallback):
        seen[draft.payment_id] = times = seen.get(draft.payment_id, 0) + 1
        own_id = draft.payment_id if times == 1 else f"{draft.payment_id}:{times}"
        drafts.append(replace(draft, payment_id=own_id))
    return tuple(drafts)


def provider_name(payment: Payment) -> str:
    """For people, e.g. "Allegro: PayU" or "Allegro: Allegro Finance (Allegro Pay)"."""
    word = payment.provider or payment.type
    known = PROVIDER_NAMES.get(word) if isinstance(word, PaymentProvider) else None
    pay = " (Allegro Pay)" if "ALLEGRO_PAY" in payment.features else ""
    return f"Allegro: {known or word}{pay}"


def _received(form: CheckoutForm, fallback: datetime) -> Iterator[PaymentDraft]:
    paid = [(form.payment, "")] if form.payment else []
    paid += [(surcharge, " – surcharge") for surcharge in form.surcharges]
    for payment, addition in paid:
        if payment.paid_amount and payment.paid_amount.amount > 0:
            yield PaymentDraft(
                payment_id=payment.id,
                name=provider_name(payment) + addition,
                amount=payment.paid_amount.amount,
                received_at=payment.finished_at or fallback,
            )
    for booked in form.cod_booked_payments:
        if booked.paid_amount.amount > 0:
            yield PaymentDraft(
                payment_id=booked.payment_id,
                name="Allegro: cash on delivery",
                amount=booked.paid_amount.amount,
                received_at=booked.paid_at or fallback,
            )
