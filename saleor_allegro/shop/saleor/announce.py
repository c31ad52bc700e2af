"""Saleor's own events and webhooks about new orders, as if they had been placed in the shop."""

import logging
import traceback
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from typing import Final
from uuid import UUID

from django.db import InterfaceError, OperationalError
from kombu.exceptions import OperationalError as BrokerDown
from saleor.order import OrderChargeStatus, OrderStatus
from saleor.order.actions import WEBHOOK_EVENTS_FOR_ORDER_CREATED, call_order_events
from saleor.order.models import Order
from saleor.plugins.manager import PluginsManager, get_plugins_manager
from saleor.webhook.event_types import WebhookEventAsyncType as Event
from saleor.webhook.utils import get_webhooks_for_multiple_events

from saleor_allegro.shop.saleor.own_events import own_events

logger = logging.getLogger(__name__)

#: No listener's fault: nothing can be announced now.
OUT_OF_ORDER: Final = (OperationalError, InterfaceError, BrokerDown)
FULLY_PAID = (OrderChargeStatus.FULL, OrderChargeStatus.OVERCHARGED)


def events_for(order: Order) -> list[str]:
    """What Saleor fires when an order is placed, in its order: created, paid, confirmed.

    Source: `saleor.order.actions.order_created`; for a part that is paid, `order_charged`.
    """
    names = [Event.ORDER_CREATED]
    if order.charge_status != OrderChargeStatus.NONE:
        names.append(Event.ORDER_PAID)
        if order.charge_status in FULLY_PAID:
            names.append(Event.ORDER_FULLY_PAID)
        names.append(Event.ORDER_UPDATED)
    if order.status != OrderStatus.UNCONFIRMED:
        names.append(Event.ORDER_CONFIRMED)
    return names


def announce(order_ids: Sequence[UUID], told: Callable[[UUID], None]) -> None:
    """Call every plugin and webhook once an event. No e-mail: Allegro writes to the buyer.

    Raises:
        OperationalError, InterfaceError, BrokerDown: The database or Celery's broker is down.
    """
    webhooks = get_webhooks_for_multiple_events(WEBHOOK_EVENTS_FOR_ORDER_CREATED)

    def calls(order: Order, manager: PluginsManager) -> Iterator[Callable[[], None]]:
        names = events_for(order)
        yield partial(call_order_events, manager, names, order, webhook_event_map=webhooks)

    tell_of_each("new order", order_ids, calls, told)


def tell_of_each(
    subject: str,
    order_ids: Iterable[UUID],
    calls: Callable[[Order, PluginsManager], Iterable[Callable[[], None]]],
    told: Callable[[UUID], None],
) -> None:
    """Tell of one order after another.

    Args:
        subject: For the log, e.g. "new order".
        calls: What is called about an order; one that fails keeps nobody from the next.
        told: Called for each order, those that are gone included.
    """
    order_ids = list(order_ids)
    orders = Order.objects.select_related("channel").in_bulk(order_ids)
    manager = get_plugins_manager(allow_replica=False)
    for order_id in order_ids:
        if order := orders.get(order_id):
            with own_events():
                for call in calls(order, manager):
                    tell(subject, order_id, call)
        told(order_id)


def tell(subject: str, pk: object, call: Callable[[], None]) -> None:
    """Call listeners; what they fail with is logged, without the message, which may quote what
    was in the order.
    """
    try:
        call()
    except OUT_OF_ORDER:
        raise
    except Exception as error:  # noqa: BLE001 - plugins of others run here
        logger.error(
            "A listener failed on %s %s (%s)\n%s",
            subject,
            pk,
            type(error).__name__,
            "".join(traceback.format_tb(error.__traceback__)),
        )
