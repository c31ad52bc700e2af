"""Orders as Saleor holds them now."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from uuid import UUID

from saleor.order.models import Order
from saleor.payment import TransactionEventType
from saleor.payment.models import TransactionItem

from saleor_allegro.shop.port import OrderState, RecordedPayment, ShopOrder, ShopOrderLine
from saleor_allegro.shop.saleor.books import APP_IDENTIFIER


def read_states(order_ids: Sequence[UUID]) -> Mapping[UUID, OrderState]:
    """In one statement; orders that are gone are left out."""
    if not order_ids:
        return {}
    rows = Order.objects.filter(pk__in=order_ids).values_list(
        "pk", "status", "total_gross_amount", "total_charged_amount"
    )
    return {
        pk: OrderState(order_id=pk, status=status, total_gross=total, charged=charged)
        for pk, status, total, charged in rows
    }


def recorded_payments(payment_ids: Sequence[str]) -> Mapping[str, RecordedPayment]:
    """In two statements; of a payment that two orders hold a part of, the latest one."""
    if not payment_ids:
        return {}
    items = TransactionItem.objects.filter(
        app_identifier=APP_IDENTIFIER, psp_reference__in=payment_ids, order__isnull=False
    )
    return {
        item.psp_reference: RecordedPayment(
            order_id=item.order_id,
            currency=item.currency,
            refunds={
                event.psp_reference: event.amount_value
                for event in item.events.all()
                if event.type == TransactionEventType.REFUND_SUCCESS
                and event.include_in_calculations
            },
        )
        for item in items.order_by("pk").prefetch_related("events")
    }


def read(order_ids: Sequence[UUID]) -> Sequence[ShopOrder]:
    """In two statements, oldest first."""
    orders = (
        Order.objects.filter(pk__in=order_ids)
        .select_related("user")
        .prefetch_related("lines")
        .order_by("number")
    )
    return [
        ShopOrder(
            order_id=order.pk,
            form_id=order.external_reference or "",
            number=str(order.number),
            status=order.status,
            charge_status=order.charge_status,
            bought_at=order.created_at,
            currency=order.currency,
            buyer=order.private_metadata.get("allegro.login", ""),
            lines=tuple(
                ShopOrderLine(
                    name=line.product_name,
                    sku=line.product_sku or "",
                    quantity=line.quantity,
                    unit_gross=line.unit_price_gross_amount,
                    total_gross=line.total_price_gross_amount,
                    tax_rate=line.tax_rate or Decimal(0),
                )
                for line in order.lines.all()
            ),
            shipping_gross=order.shipping_price_gross_amount,
            total_gross=order.total_gross_amount,
            charged=order.total_charged_amount,
        )
        for order in orders
    ]
