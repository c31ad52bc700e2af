"""How far an order is paid, by what is remembered of its form."""

from decimal import Decimal
from enum import StrEnum

from saleor_allegro.allegro.documents import FormStatus


class PaymentState(StrEnum):
    UNPAID = "unpaid"
    PARTLY_PAID = "partly_paid"
    PAID = "paid"
    OVERPAID = "overpaid"
    #: Nothing has arrived, and nothing is due before the parcel does.
    CASH_ON_DELIVERY = "cash_on_delivery"


def payment_state(
    *, total: Decimal | None, paid: Decimal | None, is_cash_on_delivery: bool, form_status: str
) -> PaymentState | None:
    """As `rules.facts.is_paid` judges the form itself; `None` where an amount is not known.

    An order that costs nothing is paid once the buyer has filled in its form.
    """
    if total is None or paid is None:
        return None
    if paid > total:
        return PaymentState.OVERPAID
    if paid == 0:
        if is_cash_on_delivery:
            return PaymentState.CASH_ON_DELIVERY
        is_free = total == 0 and form_status == FormStatus.READY_FOR_PROCESSING
        return PaymentState.PAID if is_free else PaymentState.UNPAID
    return PaymentState.PAID if paid == total else PaymentState.PARTLY_PAID
