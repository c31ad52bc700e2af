"""Which orders are compared with their forms every hour: new, unpaid and young ones."""

from datetime import datetime, timedelta

from saleor_allegro.allegro.documents import FormStatus
from saleor_allegro.rules.drafts import InitialStatus


def is_watched(
    *,
    status: str,
    new_status: InitialStatus,
    is_paid: bool,
    is_cash_on_delivery: bool,
    form_status: str,
) -> bool:
    """Whether an order still waits for its payment.

    Args:
        status: The order's status in the shop, in Saleor's words.
        new_status: The setting: the status of orders that are neither paid nor paid at the door.
        is_paid: The order is paid in the shop.
        is_cash_on_delivery: So its form says.
        form_status: The form's status as last read; cash on delivery that is ready waits for
            the parcel, not for the buyer.
    """
    is_paid_at_the_door = is_cash_on_delivery and form_status == FormStatus.READY_FOR_PROCESSING
    return status == new_status and not is_paid and not is_paid_at_the_door


def young_since(days: int, now: datetime) -> datetime:
    """The earliest purchase that is still young: one exactly `days` old is."""
    return now - timedelta(days=days)
