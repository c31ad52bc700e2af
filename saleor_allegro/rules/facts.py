"""What a form says about itself: when it was bought, how it is paid, how far it is shipped."""

from collections.abc import Iterator, Mapping
from datetime import datetime
from decimal import Decimal
from enum import StrEnum
from typing import Final

from saleor_allegro.allegro.documents import (
    CheckoutForm,
    FormStatus,
    FulfillmentProviderId,
    FulfillmentStatus,
    LineItemsSent,
    Money,
    PaymentType,
)

#: The goods have left the seller.
DISPATCHED: Final = frozenset(
    {FulfillmentStatus.SENT, FulfillmentStatus.PICKED_UP, FulfillmentStatus.RETURNED}
)


class Party(StrEnum):
    """Who did something to a purchase."""

    BUYER = "buyer"
    SELLER = "seller"


def first_bought_at(form: CheckoutForm) -> datetime | None:
    """When the order was bought: the first of its items. `None` when Allegro does not say."""
    return min(_moments(form), default=None)


def last_bought_at(form: CheckoutForm) -> datetime | None:
    """When its latest item was bought; purchases paid together become one form."""
    return max(_moments(form), default=None)


def is_ready(form: CheckoutForm) -> bool:
    return form.status == FormStatus.READY_FOR_PROCESSING


def is_cash_on_delivery(form: CheckoutForm) -> bool:
    return form.payment is not None and form.payment.type == PaymentType.CASH_ON_DELIVERY


def is_ready_cash_on_delivery(form: CheckoutForm) -> bool:
    """To be sent now and paid at the door. An unfinished form may still be merged away."""
    return is_cash_on_delivery(form) and is_ready(form)


def is_paid_later(form: CheckoutForm) -> bool:
    """Nothing is due before dispatch: cash on delivery, or an extended payment term."""
    return form.payment is not None and form.payment.type in (
        PaymentType.CASH_ON_DELIVERY,
        PaymentType.EXTENDED_TERM,
    )


def is_one_fulfillment(form: CheckoutForm) -> bool:
    provider = form.fulfillment.provider if form.fulfillment else None
    return provider is not None and provider.id == FulfillmentProviderId.ALLEGRO


def is_cancelled(form: CheckoutForm) -> bool:
    return says_cancelled(form.status, form.fulfillment.status if form.fulfillment else None)


def says_cancelled(form_status: str, fulfillment_status: str | None) -> bool:
    """By the buyer or by Allegro (the form), or by the seller (the fulfillment)."""
    return form_status == FormStatus.CANCELLED or fulfillment_status == FulfillmentStatus.CANCELLED


def cancelled_by(form: CheckoutForm) -> Party | None:
    """Who cancelled it; `None` where the form does not tell, or is not cancelled.

    Allegro cancels by itself only what nobody paid for (AUTO_CANCELLED).
    """
    if form.status != FormStatus.CANCELLED:
        return Party.SELLER if is_cancelled(form) else None
    was_handed_over = is_cash_on_delivery(form) and form.payment and form.payment.finished_at
    return Party.BUYER if was_handed_over or is_paid(form) else None


def is_dispatched(form: CheckoutForm) -> bool:
    """Goods have left the seller: all of them, or some."""
    return form.fulfillment is not None and form.fulfillment.status in DISPATCHED


def is_partly_dispatched(form: CheckoutForm) -> bool:
    """Some goods have left, and the rest is still to be sent."""
    return is_dispatched(form) and line_items_sent(form) == LineItemsSent.SOME


def line_items_sent(form: CheckoutForm) -> str | None:
    """How many of its items have a parcel: `LineItemsSent`, or a word that is new to us."""
    summary = form.fulfillment.shipment_summary if form.fulfillment else None
    return summary.line_items_sent if summary else None


def may_have_parcels(form: CheckoutForm) -> bool:
    """Somebody entered a parcel, or says that one has left."""
    return is_dispatched(form) or line_items_sent(form) in (LineItemsSent.SOME, LineItemsSent.ALL)


def received(form: CheckoutForm) -> Decimal:
    """Money that arrived: payment, surcharges and booked cash on delivery."""
    return sum((amount.amount for amount in received_amounts(form)), Decimal(0))


def received_amounts(form: CheckoutForm) -> Iterator[Money]:
    payments = (form.payment, *form.surcharges) if form.payment else form.surcharges
    yield from (payment.paid_amount for payment in payments if payment.paid_amount)
    yield from (booked.paid_amount for booked in form.cod_booked_payments)


def is_paid(form: CheckoutForm) -> bool:
    """All the money arrived; an order that costs nothing is paid once it is ready."""
    paid = received(form)
    if paid == 0 and (is_paid_later(form) or not is_ready(form)):
        return False
    return paid >= form.summary.total_to_pay.amount


def _moments(form: CheckoutForm) -> list[datetime]:
    return [line.bought_at for line in form.line_items if line.bought_at]


def pieces(form: CheckoutForm) -> Mapping[str, tuple[str, int]]:
    """Line item id -> offer id and the pieces that it takes from the seller's own stock.

    A form that takes none still names its lines: other forms may have them as well.
    """
    takes = not is_cancelled(form) and not is_one_fulfillment(form)
    return {line.id: (line.offer.id, line.quantity if takes else 0) for line in form.line_items}
