"""Every notification that Saleor knows, fired by the function that fires it in Saleor."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any

from saleor.account import notifications as account
from saleor.account.models import StaffNotificationRecipient, User
from saleor.core.notify import AdminNotifyEvent, UserNotifyEvent
from saleor.csv.models import ExportFile
from saleor.csv.notifications import send_export_download_link_notification, send_export_failed_info
from saleor.giftcard.models import GiftCard
from saleor.giftcard.notifications import send_gift_card_notification
from saleor.invoice.models import Invoice
from saleor.invoice.notifications import send_invoice
from saleor.order import notifications
from saleor.order.fetch import fetch_order_info
from saleor.order.models import Fulfillment, Order
from saleor.plugins.manager import get_plugins_manager

URL = "https://shop.test/"


class Notifier:
    """Notifies about one order, its customer and the shop's staff.

    `fire[event]()` calls what Saleor calls when something of the kind happens. Staff hear of a
    new order in the same breath as the customer (`ORDER_CONFIRMATION`).
    """

    def __init__(self, order: Order, staff: User) -> None:
        self.order = order
        self.staff = staff
        self.manager = get_plugins_manager(allow_replica=False)
        self.slug = order.channel.slug
        StaffNotificationRecipient.objects.get_or_create(user=staff)
        user, staff_event = UserNotifyEvent, AdminNotifyEvent
        self.fire: dict[str, Callable[[], Any]] = {
            user.ACCOUNT_CONFIRMATION: self._account(account.send_account_confirmation),
            user.ACCOUNT_PASSWORD_RESET: self._password(account.send_password_reset_notification),
            user.ACCOUNT_SET_CUSTOMER_PASSWORD: self._password(
                account.send_set_password_notification
            ),
            user.ACCOUNT_DELETE: self._account(
                lambda customer, url, manager, slug: (
                    account.send_account_delete_confirmation_notification(
                        url, customer, manager, slug
                    )
                )
            ),
            user.ACCOUNT_CHANGE_EMAIL_REQUEST: self._account(
                lambda customer, url, manager, slug: (
                    account.send_request_user_change_email_notification(
                        url, customer, customer.email, "token", manager, slug
                    )
                )
            ),
            user.ACCOUNT_CHANGE_EMAIL_CONFIRM: self._account(
                lambda customer, _, manager, slug: account.send_user_change_email_notification(
                    customer.email, customer, manager, slug
                )
            ),
            user.INVOICE_READY: self._invoice,
            user.SEND_GIFT_CARD: self._gift_card,
            user.ORDER_CONFIRMATION: lambda: notifications.send_order_confirmation(
                fetch_order_info(order), URL, self.manager
            ),
            user.ORDER_CONFIRMED: lambda: notifications.send_order_confirmed(
                order, staff, None, self.manager
            ),
            user.ORDER_PAYMENT_CONFIRMATION: lambda: notifications.send_payment_confirmation(
                fetch_order_info(order), self.manager
            ),
            user.ORDER_FULFILLMENT_CONFIRMATION: lambda: (
                notifications.send_fulfillment_confirmation_to_customer(
                    order, self._fulfillment(), staff, None, self.manager
                )
            ),
            user.ORDER_FULFILLMENT_UPDATE: lambda: notifications.send_fulfillment_update(
                order, self._fulfillment(), self.manager
            ),
            user.ORDER_CANCELED: lambda: notifications.send_order_canceled_confirmation(
                order, staff, None, self.manager
            ),
            user.ORDER_REFUND_CONFIRMATION: lambda: notifications.send_order_refunded_confirmation(
                order, staff, None, order.total_gross_amount, order.currency, self.manager
            ),
            staff_event.ACCOUNT_SET_STAFF_PASSWORD: self._password(
                account.send_set_password_notification, staff=True
            ),
            staff_event.ACCOUNT_STAFF_RESET_PASSWORD: self._password(
                account.send_password_reset_notification, staff=True
            ),
            staff_event.CSV_EXPORT_SUCCESS: lambda: send_export_download_link_notification(
                self._export(), "products"
            ),
            staff_event.CSV_EXPORT_FAILED: lambda: send_export_failed_info(
                self._export(), "products"
            ),
        }

    @property
    def customer(self) -> User:
        assert self.order.user is not None
        return self.order.user

    def _account(self, send: Callable[..., Any]) -> Callable[[], Any]:
        return lambda: send(self.customer, URL, self.manager, self.slug)

    def _password(self, send: Callable[..., Any], *, staff: bool = False) -> Callable[[], Any]:
        return lambda: send(
            URL, self.staff if staff else self.customer, self.manager, self.slug, staff=staff
        )

    def _fulfillment(self) -> Fulfillment:
        fulfillment, _ = Fulfillment.objects.get_or_create(
            order=self.order, defaults={"tracking_number": "602"}
        )
        return fulfillment

    def _invoice(self) -> None:
        invoice = Invoice.objects.create(
            order=self.order, number="FV/1", external_url=f"{URL}fv1.pdf"
        )
        send_invoice(invoice, self.staff, None, self.manager)

    def _gift_card(self) -> None:
        card = GiftCard.objects.create(
            code=f"CARD-{GiftCard.objects.count():05d}",
            currency=self.order.currency,
            initial_balance_amount=Decimal("10.00"),
            current_balance_amount=Decimal("10.00"),
            expiry_date=date(2030, 1, 1),
        )
        send_gift_card_notification(
            self.staff,
            None,
            self.customer,
            self.order.get_customer_email(),
            card,
            self.manager,
            self.slug,
            resending=False,
        )

    def _export(self) -> ExportFile:
        return ExportFile.objects.create(user=self.staff, content_file="export_files/1.csv")
