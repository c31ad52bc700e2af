"""Which of the shop's notifications reach the buyer of an order from Allegro.

The names are those of `saleor.core.notify`, `UserNotifyEvent` and `AdminNotifyEvent`.
"""

from collections.abc import Mapping
from enum import StrEnum
from typing import Final


class Concern(StrEnum):
    """What a notification is about, and for whom it is."""

    ORDER = "order"  # for the customer: what became of the order
    CUSTOMER = "customer"  # for the customer: all else
    STAFF = "staff"


class Silence(StrEnum):
    """Why a notification is not sent."""

    ALLEGRO_INFORMS = "allegro_informs"
    MASKED_ADDRESS = "masked_address"


CONCERNS: Final[Mapping[str, Concern]] = {
    "order_confirmation": Concern.ORDER,
    "order_confirmed": Concern.ORDER,
    "order_payment_confirmation": Concern.ORDER,
    "order_fulfillment_confirmation": Concern.ORDER,
    "order_fulfillment_update": Concern.ORDER,
    "order_canceled": Concern.ORDER,
    "order_refund_confirmation": Concern.ORDER,
    "invoice_ready": Concern.CUSTOMER,
    "send_gift_card": Concern.CUSTOMER,
    "account_confirmation": Concern.CUSTOMER,
    "account_password_reset": Concern.CUSTOMER,
    "account_change_email_request": Concern.CUSTOMER,
    "account_change_email_confirm": Concern.CUSTOMER,
    "account_delete": Concern.CUSTOMER,
    "account_set_customer_password": Concern.CUSTOMER,
    "account_set_staff_password": Concern.STAFF,
    "account_staff_reset_password": Concern.STAFF,
    "csv_export_success": Concern.STAFF,
    "csv_export_failed": Concern.STAFF,
    "staff_order_confirmation": Concern.STAFF,
}


def concern_of(event: str) -> Concern:
    """What an event is about.

    One that Saleor does not know was asked for by staff or an app on purpose
    (`externalNotificationTrigger`): no change of a status, and for customers.
    """
    return CONCERNS.get(event, Concern.CUSTOMER)


def silence(
    concern: Concern,
    *,
    is_from_allegro: bool,
    is_mapped: bool,
    is_to_masked_address: bool,
    sends_shop_notifications: bool,
    never_mails_masked_addresses: bool,
) -> Silence | None:
    """Why a notification is not to be sent; `None`: it is sent.

    Args:
        is_from_allegro: It is about an order of a seller who is connected.
        is_mapped: Allegro is told the status that the order has now, and tells the buyer.
        is_to_masked_address: Of its recipient, see `rules.masked_addresses`.
        sends_shop_notifications: The setting.
        never_mails_masked_addresses: The setting, for every mail to a customer, whatever about.
    """
    if concern is Concern.STAFF:
        return None
    if concern is Concern.ORDER and is_from_allegro and is_mapped and not sends_shop_notifications:
        return Silence.ALLEGRO_INFORMS
    if is_to_masked_address and never_mails_masked_addresses:
        return Silence.MASKED_ADDRESS
    return None
