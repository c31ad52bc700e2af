"""Orders as Saleor holds them now."""

from collections.abc import Sequence
from decimal import Decimal
from uuid import UUID

from saleor.order.models import Order

from saleor_allegro.shop.port import ShopOrder, ShopOrderLine


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
