"""Saleor's own events and webhooks about new orders, as if they had been placed in the shop."""

from collections.abc import Sequence
from uuid import UUID

from saleor.order import OrderChargeStatus, OrderStatus
from saleor.order.actions import WEBHOOK_EVENTS_FOR_ORDER_CREATED, call_order_events
from saleor.order.models import Order
from saleor.plugins.manager import get_plugins_manager
from saleor.webhook.event_types import WebhookEventAsyncType as Event
from saleor.webhook.utils import get_webhooks_for_multiple_events

FULLY_PAID = (OrderChargeStatus.FULL, OrderChargeStatus.OVERCHARGED)


def events_for(order: Order) -> list[str]:
    """What Saleor fires when an order is placed, in its order: created, paid, confirmed."""
    names = [Event.ORDER_CREATED]
    if order.total_charged_amount:
        names.append(Event.ORDER_PAID)
        if order.charge_status in FULLY_PAID:
            names.append(Event.ORDER_FULLY_PAID)
        names.append(Event.ORDER_UPDATED)
    if order.status != OrderStatus.UNCONFIRMED:
        names.append(Event.ORDER_CONFIRMED)
    return names


def announce(order_ids: Sequence[UUID]) -> None:
    """Call every plugin and webhook once an event. No e-mail: Allegro writes to the buyer."""
    orders = Order.objects.filter(pk__in=order_ids).select_related("channel").order_by("number")
    manager = get_plugins_manager(allow_replica=False)
    webhooks = get_webhooks_for_multiple_events(WEBHOOK_EVENTS_FOR_ORDER_CREATED)
    for order in orders:
        call_order_events(manager, events_for(order), order, webhook_event_map=webhooks)
