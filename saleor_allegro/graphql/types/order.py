"""`AllegroOrder`: what an order is on Allegro."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

import graphene
from saleor.graphql.account.dataloaders import AddressByIdLoader
from saleor.graphql.core.context import SyncWebhookControlContext
from saleor.graphql.core.fields import BaseField
from saleor.graphql.core.scalars import DateTime
from saleor.graphql.core.types import BaseObjectType, Money, NonNullList
from saleor.order.models import Order

from saleor_allegro.allegro import documents
from saleor_allegro.connect_link import page_url
from saleor_allegro.graphql.category import CATEGORY
from saleor_allegro.graphql.connections import AllegroConnection
from saleor_allegro.graphql.dataloaders import AccountLoader, FlagsByLinkLoader, PushByLinkLoader
from saleor_allegro.graphql.enums import AllegroFormState, AllegroPaymentState
from saleor_allegro.graphql.shown_order import ShownOrder, details_of
from saleor_allegro.graphql.staff_field import StaffField
from saleor_allegro.graphql.types.account import AllegroAccount
from saleor_allegro.graphql.types.flag import AllegroFlag
from saleor_allegro.graphql.types.order_parts import (
    AllegroDeliveryMethod,
    AllegroFailure,
    AllegroInvoice,
    AllegroPickupPoint,
    AllegroPush,
    failure_of,
)
from saleor_allegro.icon import ICON_PATH
from saleor_allegro.models import OrderFlag, OrderLink
from saleor_allegro.rules.order_pages import order_page
from saleor_allegro.rules.payment_state import PaymentState, payment_state


def _column(name: str, default: object, root: ShownOrder, info: Any, **_: Any) -> Any:
    """The link's column of that name; "" stands for what is not known."""
    value = getattr(root.link, name)
    return None if value == "" else value


class AllegroOrder(BaseObjectType):
    # What the order's own customer may see.
    id = graphene.GlobalID(required=True, description="ID of the purchase in this API.")
    checkout_form_id = graphene.String(
        required=True, description="Allegro's id of the purchase (checkout form)."
    )
    marketplace = graphene.String(description="Where it was bought, such as `allegro-pl`.")
    delivery_method = BaseField(
        AllegroDeliveryMethod, description="How the buyer wants it delivered."
    )
    pickup_point = BaseField(
        AllegroPickupPoint,
        description="Where the buyer picks it up; null: it is delivered to an address.",
    )
    smart = graphene.Boolean(
        description="Whether it is sent with Allegro Smart!; null where Allegro does not say."
    )
    dispatch_by = DateTime(description="Until when the seller is to dispatch it.")
    icon_url = graphene.String(
        required=True, description="Address of an icon (SVG) that marks orders from Allegro."
    )

    # What only those who manage orders may see.
    url = StaffField(
        graphene.String,
        description="The order's page for the seller on Allegro; null in a custom environment.",
    )
    account = StaffField(AllegroAccount, description="The seller it was bought from.")
    order = StaffField(
        "saleor.graphql.order.types.Order",
        description="The order in this shop; null: there is none yet, or no more.",
    )
    order_number = StaffField(graphene.String, description="The number of the order in this shop.")
    channel = StaffField(
        graphene.String, description="Slug of the channel that the order was written to."
    )
    state = StaffField(AllegroFormState, description="What became of the purchase in this shop.")
    error = StaffField(
        AllegroFailure,
        description="Why it is no order, or could not follow Allegro; null: nothing is wrong.",
    )
    buyer_login = StaffField(graphene.String, description="The buyer's login on Allegro.")
    bought_at = StaffField(DateTime, description="When it was bought.")
    form_status = StaffField(
        graphene.String,
        description="The status of the purchase as Allegro words it, such as "
        "`READY_FOR_PROCESSING`; Allegro may add words.",
    )
    fulfillment_status = StaffField(
        graphene.String,
        description="The seller's status as Allegro words it, such as `SENT`; Allegro may add "
        "words.",
    )
    payment_state = StaffField(AllegroPaymentState, description="How far it is paid.")
    cash_on_delivery = StaffField(
        graphene.Boolean, description="Whether it is paid when it is delivered."
    )
    total = StaffField(Money, description="What the buyer pays, as Allegro says.")
    paid = StaffField(Money, description="What has arrived of it, as Allegro says.")
    invoice = StaffField(
        AllegroInvoice, description="What the buyer said about an invoice; null without an order."
    )
    flags = StaffField(
        NonNullList(AllegroFlag),
        include_resolved=graphene.Boolean(
            default_value=False, description="Show flags that are resolved as well."
        ),
        description="What a person should look at, oldest first.",
    )
    push = StaffField(
        AllegroPush, description="What Allegro was told about it; null: nothing so far."
    )
    synced_at = StaffField(DateTime, description="When the order was last compared with Allegro.")
    imported_at = StaffField(DateTime, description="When it became an order.")

    class Meta:
        description = (
            "A purchase on Allegro, and the order it became. Staff and apps with MANAGE_ORDERS "
            "see all of it. The order's own customer sees what the storefront needs: the fields "
            "that name no permission. All others are null for the customer; they are no error."
        )
        doc_category = CATEGORY
        default_resolver = _column

    @staticmethod
    def resolve_checkout_form_id(root: ShownOrder, info: Any) -> str:
        return root.link.form_id

    @staticmethod
    def resolve_delivery_method(root: ShownOrder, info: Any) -> Any:
        return root.read_details(info, lambda details: details.delivery_method)

    @staticmethod
    def resolve_pickup_point(root: ShownOrder, info: Any) -> Any:
        return root.read_details(info, lambda details: details.pickup_point)

    @staticmethod
    def resolve_smart(root: ShownOrder, info: Any) -> Any:
        return root.read_details(info, lambda details: details.is_smart)

    @staticmethod
    def resolve_dispatch_by(root: ShownOrder, info: Any) -> Any:
        return root.read_details(info, lambda details: details.dispatch_by)

    @staticmethod
    def resolve_icon_url(root: ShownOrder, info: Any) -> str:
        return page_url(ICON_PATH)

    @staticmethod
    def resolve_url(root: ShownOrder, info: Any) -> Any:
        account = AccountLoader(info.context).load(root.link.account_id)
        return account.then(lambda found: order_page(found.environment, root.link.form_id))

    @staticmethod
    def resolve_account(root: ShownOrder, info: Any) -> Any:
        return AccountLoader(info.context).load(root.link.account_id)

    @staticmethod
    def resolve_order(root: ShownOrder, info: Any) -> Any:
        def show(order: Order | None) -> Any:
            return order and SyncWebhookControlContext(order, allow_sync_webhooks=False)

        return root.read_order(info, show)

    @staticmethod
    def resolve_channel(root: ShownOrder, info: Any) -> str | None:
        return root.link.channel_slug or None

    @staticmethod
    def resolve_error(root: ShownOrder, info: Any) -> AllegroFailure | None:
        return failure_of(root.link, next_try_at=root.link.next_try_at)

    @staticmethod
    def resolve_buyer_login(root: ShownOrder, info: Any) -> Any:
        return root.read_details(info, lambda details: details.buyer_login)

    @staticmethod
    def resolve_payment_state(root: ShownOrder, info: Any) -> PaymentState | None:
        link = root.link
        return payment_state(
            total=link.total_to_pay,
            paid=link.paid,
            is_cash_on_delivery=link.is_cash_on_delivery,
            form_status=link.form_status,
        )

    @staticmethod
    def resolve_cash_on_delivery(root: ShownOrder, info: Any) -> bool:
        return root.link.is_cash_on_delivery

    @staticmethod
    def resolve_total(root: ShownOrder, info: Any) -> documents.Money | None:
        return _money(root.link.total_to_pay, root.link)

    @staticmethod
    def resolve_paid(root: ShownOrder, info: Any) -> documents.Money | None:
        return _money(root.link.paid, root.link)

    @staticmethod
    def resolve_invoice(root: ShownOrder, info: Any) -> Any:
        return root.read_order(info, lambda order: order and _invoice(order, info))

    @staticmethod
    def resolve_flags(root: ShownOrder, info: Any, *, include_resolved: bool) -> Any:
        def choose(flags: Sequence[OrderFlag]) -> list[OrderFlag]:
            return [flag for flag in flags if include_resolved or flag.resolved_at is None]

        return FlagsByLinkLoader(info.context).load(root.link.pk).then(choose)

    @staticmethod
    def resolve_push(root: ShownOrder, info: Any) -> Any:
        return PushByLinkLoader(info.context).load(root.link.pk)

    @staticmethod
    def resolve_synced_at(root: ShownOrder, info: Any) -> datetime | None:
        return root.link.checked_at


class AllegroOrderCountableConnection(AllegroConnection):
    class Meta:
        node = AllegroOrder


def _money(amount: Any, link: OrderLink) -> documents.Money | None:
    if amount is None or not link.currency:
        return None
    return documents.Money(amount=amount, currency=link.currency)


def _invoice(order: Order, info: Any) -> Any:
    """The invoice party stands in the billing address where an invoice is wanted."""
    details = details_of(order)
    invoice = AllegroInvoice(wanted=details.wants_invoice, tax_id=details.tax_id)
    if not details.wants_invoice or order.billing_address_id is None:
        return invoice

    def with_company(address: Any) -> AllegroInvoice:
        invoice.company = address.company_name or None if address else None
        return invoice

    return AddressByIdLoader(info.context).load(order.billing_address_id).then(with_company)
