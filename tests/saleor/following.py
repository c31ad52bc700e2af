"""Orders that follow their forms, in money and status; a test names only what it is about."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.db import transaction
from saleor.order.lock_objects import order_qs_select_for_update
from saleor.order.models import Order

from saleor_allegro.rules.drafts import OrderDraft, PaymentDraft
from saleor_allegro.rules.updates import Aspect, OrderUpdate, RefundDraft
from saleor_allegro.shop.port import OrderOutcome, Telling, WritePolicy
from saleor_allegro.shop.saleor.cancelling import cancel
from saleor_allegro.shop.saleor.confirming import confirm
from saleor_allegro.shop.saleor.fulfilling import fulfill
from saleor_allegro.shop.saleor.payments import MoneyOutcome, bring_over
from saleor_allegro.shop.saleor.shop import SaleorShop
from tests.saleor.drafts import BOUGHT_AT, POLICY

PAYMENT_ID = "payment-of-the-form"
#: What Saleor may tell of orders and their parcels; "any_events" would miss the most of them.
ORDER_EVENTS = (
    *(f"order_{telling}" for telling in Telling),
    "order_expired",
    "fulfillment_created",
    "fulfillment_approved",
    "fulfillment_tracking_number_updated",
    "notify_user",
)
STOCK_EVENTS = ("product_variant_out_of_stock", "product_variant_back_in_stock")


def write(*drafts: OrderDraft, policy: WritePolicy = POLICY) -> Sequence[OrderOutcome]:
    with transaction.atomic():
        return SaleorShop().write_orders(drafts, policy)


def write_one(draft: OrderDraft) -> Order:
    [outcome] = write(draft)
    return Order.objects.get(pk=outcome.order_id)


def paid(draft: OrderDraft, *payments: PaymentDraft) -> OrderDraft:
    """The draft with exactly these payments."""
    return replace(draft, payments=payments)


def refund(amount: str, refund_id: str = "refund-1", payment_id: str = PAYMENT_ID) -> RefundDraft:
    return RefundDraft(
        refund_id=refund_id,
        payment_id=payment_id,
        amount=Decimal(amount),
        refunded_at=BOUGHT_AT,
        name="Allegro: refund",
    )


def update_of(order_id: UUID, draft: OrderDraft, **fields: Any) -> OrderUpdate:
    given = {"changed": frozenset({Aspect.PAYMENTS})} | fields
    return OrderUpdate(order_id=order_id, form_id=draft.form_id, draft=draft, **given)


def lock(order_ids: Iterable[UUID]) -> dict[UUID, Order]:
    orders = order_qs_select_for_update().filter(pk__in=list(order_ids))
    return {order.pk: order for order in orders}


def bring_money(*updates: OrderUpdate, language: str = "en") -> Mapping[UUID, MoneyOutcome]:
    with transaction.atomic():
        orders = lock(update.order_id for update in updates)
        return bring_over([(orders[each.order_id], each) for each in updates], language)


def bring_status(
    name: str, *updates: OrderUpdate, policy: WritePolicy = POLICY
) -> Mapping[UUID, Sequence[Telling]]:
    """Confirm, cancel or fulfill, by name."""
    with transaction.atomic():
        orders = lock(update.order_id for update in updates)
        if name == "fulfill":
            return fulfill([(orders[each.order_id], each) for each in updates], policy)
        return {"confirm": confirm, "cancel": cancel}[name](list(orders.values()))
