"""Saleor's own events and webhooks about orders that changed."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial
from typing import Final
from uuid import UUID

from saleor.order import FulfillmentStatus, OrderStatus, actions
from saleor.order.actions import call_order_event
from saleor.order.models import Order
from saleor.plugins.manager import PluginsManager
from saleor.webhook.event_types import WebhookEventAsyncType as Event
from saleor.webhook.utils import get_webhooks_for_multiple_events

from saleor_allegro.shop.port import Telling
from saleor_allegro.shop.saleor.announce import tell_of_each
from saleor_allegro.shop.saleor.fulfilling import FULFILLMENT_KEY
from saleor_allegro.shop.saleor.versions import tell_of_fulfillment

EVENTS: Final[Mapping[Telling, str]] = {
    Telling.PAID: Event.ORDER_PAID,
    Telling.FULLY_PAID: Event.ORDER_FULLY_PAID,
    Telling.REFUNDED: Event.ORDER_REFUNDED,
    Telling.FULLY_REFUNDED: Event.ORDER_FULLY_REFUNDED,
    Telling.CONFIRMED: Event.ORDER_CONFIRMED,
    Telling.FULFILLED: Event.ORDER_FULFILLED,
    Telling.CANCELLED: Event.ORDER_CANCELLED,
    Telling.UPDATED: Event.ORDER_UPDATED,
}
#: With what else Saleor must know of the webhooks to call them.
ALL: Final = frozenset().union(
    actions.WEBHOOK_EVENTS_FOR_ORDER_CHARGED,
    actions.WEBHOOK_EVENTS_FOR_ORDER_REFUNDED,
    actions.WEBHOOK_EVENTS_FOR_ORDER_CONFIRMED,
    actions.WEBHOOK_EVENTS_FOR_ORDER_FULFILLED,
    actions.WEBHOOK_EVENTS_FOR_ORDER_CANCELED,
)


def announce_changes(
    changes: Mapping[UUID, Sequence[Telling]], told: Callable[[UUID], None]
) -> None:
    """Call every plugin and webhook once an event, in the order of `Telling`. No e-mail.

    A listener that fails on one event is logged, and hears the others.

    Raises:
        OperationalError, InterfaceError, BrokerDown: The database or Celery's broker is down.
    """
    webhooks = get_webhooks_for_multiple_events(ALL)

    def calls(order: Order, manager: PluginsManager) -> Iterator[Callable[[], None]]:
        tellings = set(changes[order.pk])
        if Telling.FULFILLED in tellings:
            yield from _calls_about_fulfillments(order, manager)
            if order.status != OrderStatus.FULFILLED:
                tellings.remove(Telling.FULFILLED)
        for telling in Telling:
            if telling in tellings:
                event = EVENTS[telling]
                yield partial(call_order_event, manager, event, order, webhook_event_map=webhooks)

    tell_of_each("changed order", changes, calls, told)


def _calls_about_fulfillments(
    order: Order, manager: PluginsManager
) -> Iterator[Callable[[], None]]:
    """What Saleor tells of goods that left, for those that left as Allegro said.

    Source: `saleor.order.actions`, `create_fulfillments` and `order_fulfilled`.
    """
    fulfillments = [
        fulfillment
        for fulfillment in order.fulfillments.filter(status=FulfillmentStatus.FULFILLED)
        if FULFILLMENT_KEY in fulfillment.metadata
    ]
    for fulfillment in fulfillments:
        if fulfillment.tracking_number:
            yield partial(manager.tracking_number_updated, fulfillment)
    for fulfillment in fulfillments:
        yield partial(tell_of_fulfillment, manager.fulfillment_created, fulfillment)
    if order.status == OrderStatus.FULFILLED:
        for fulfillment in fulfillments:
            yield partial(tell_of_fulfillment, manager.fulfillment_approved, fulfillment)
