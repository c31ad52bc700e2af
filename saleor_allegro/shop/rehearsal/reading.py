"""Orders and their lines as they stand."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from uuid import UUID

from django.db.models import OuterRef, Subquery, Sum
from django.db.models.expressions import Combinable
from django.db.models.functions import Coalesce

from saleor_allegro.shop.port import OrderState, RecordedPayment, ShopOrder, ShopOrderLine
from saleor_allegro.shop.rehearsal.models import Order, OrderLine, Payment, Refund


def find_orders(order_ids: Sequence[UUID], *, lock: bool) -> dict[UUID, Order]:
    """Those that are there; locked ones in the order of their numbers, for the transaction."""
    if not order_ids:
        return {}
    orders = Order.objects.filter(uuid__in=order_ids).order_by("pk")
    if lock:
        orders = orders.select_for_update()
    return {order.uuid: order for order in orders}


def lines_of(orders: Iterable[Order]) -> Mapping[int, list[OrderLine]]:
    """By the order's number."""
    found: dict[int, list[OrderLine]] = defaultdict(list)
    numbers = [order.pk for order in orders]
    for line in OrderLine.objects.filter(order__in=numbers).order_by("position") if numbers else ():
        found[line.order_id].append(line)
    return found


def read_orders(order_ids: Sequence[UUID]) -> Sequence[ShopOrder]:
    orders = Order.objects.filter(uuid__in=order_ids).select_related("customer")
    orders = orders.annotate(charged=_charged()).prefetch_related("lines__variant")
    found = {order.uuid: _read(order, order.charged) for order in orders}
    return [found[order_id] for order_id in order_ids if order_id in found]


def read_states(order_ids: Sequence[UUID]) -> Mapping[UUID, OrderState]:
    if not order_ids:
        return {}
    orders = Order.objects.filter(uuid__in=order_ids).annotate(charged=_charged())
    rows = orders.values_list("uuid", "status", "total_gross", "charged")
    return {
        order_id: OrderState(order_id=order_id, status=status, total_gross=total, charged=charged)
        for order_id, status, total, charged in rows
    }


def recorded_payments(payment_ids: Sequence[str]) -> Mapping[str, RecordedPayment]:
    payments = Payment.objects.filter(payment_id__in=payment_ids).order_by("pk")
    return {
        payment.payment_id: RecordedPayment(
            order_id=payment.order.uuid,
            currency=payment.order.currency,
            refunds={refund.refund_id: refund.amount for refund in payment.refunds.all()},
        )
        for payment in payments.select_related("order").prefetch_related("refunds")
    }


def charge_status(charged: Decimal, total: Decimal) -> str:
    """In Saleor's words; an order that costs nothing is fully charged, as in Saleor."""
    if charged > total:
        return "overcharged"
    if charged == total:
        return "full"
    return "partial" if charged else "none"


def _charged() -> Combinable:
    """What an order received less what was returned."""
    payments = Payment.objects.filter(order=OuterRef("pk")).order_by().values("order")
    refunds = Refund.objects.filter(payment__order=OuterRef("pk")).order_by()
    received = payments.annotate(total=Sum("amount")).values("total")
    returned = refunds.values("payment__order").annotate(total=Sum("amount")).values("total")
    nothing = Decimal(0)
    return Coalesce(Subquery(received), nothing) - Coalesce(Subquery(returned), nothing)


def _read(order: Order, charged: Decimal) -> ShopOrder:
    return ShopOrder(
        order_id=order.uuid,
        form_id=order.form_id,
        number=str(order.number),
        status=order.status,
        charge_status=charge_status(charged, order.total_gross),
        bought_at=order.bought_at,
        currency=order.currency,
        buyer=order.private_metadata.get("allegro.login", ""),
        lines=tuple(
            ShopOrderLine(
                name=line.name,
                sku=line.variant.sku if line.variant else "",
                quantity=line.quantity,
                unit_gross=line.unit_gross,
                total_gross=line.unit_gross * line.quantity,
                tax_rate=line.tax_rate,
            )
            for line in order.lines.all()
        ),
        shipping_gross=order.shipping_gross,
        total_gross=order.total_gross,
        charged=charged,
    )
