"""What orders hold, added up from their transactions by Saleor's own functions."""

from collections.abc import Mapping, Sequence
from typing import Final
from uuid import UUID

from django.db.models import prefetch_related_objects
from django.utils import timezone
from saleor.order.models import Order
from saleor.order.utils import update_order_authorize_data, update_order_charge_data
from saleor.payment.models import TransactionItem

_FIELDS: Final = (
    "total_charged_amount",
    "charge_status",
    "total_authorized_amount",
    "authorize_status",
)


def update_balances(
    orders: Sequence[Order], transactions: Mapping[UUID, Sequence[TransactionItem]]
) -> None:
    """Bring the orders' amounts and statuses of payment up to date, and save what differs.

    Three statements for any number of orders.

    Args:
        transactions: Every transaction of each order, by the order's id.

    Source: `saleor.order.utils.updates_amounts_for_order`, which asks three times an order.
    """
    # The caller's orders keep no answer that may be out of date later.
    asked = list(Order.objects.only("pk").filter(pk__in=[order.pk for order in orders]))
    prefetch_related_objects(asked, "payments", "granted_refunds")
    about = {order.pk: order for order in asked}
    changed = []
    for order in orders:
        before = [getattr(order, field) for field in _FIELDS]
        sources = {
            "order_payments": list(about[order.pk].payments.all()),
            "order_transactions": list(transactions[order.pk]),
            "order_granted_refunds": list(about[order.pk].granted_refunds.all()),
            "with_save": False,
        }
        update_order_charge_data(order, **sources)
        update_order_authorize_data(order, **sources)
        if before != [getattr(order, field) for field in _FIELDS]:
            order.updated_at = timezone.now()
            changed.append(order)
    if changed:
        Order.objects.bulk_update(changed, [*_FIELDS, "updated_at"])
