"""Orders confirmed as Saleor's staff would do it, without a mail to the buyer."""

from collections.abc import Iterable, Mapping, Sequence
from uuid import UUID

from django.db.models import prefetch_related_objects
from django.utils import timezone
from saleor.core.utils.country import get_active_country
from saleor.order import OrderEvents
from saleor.order.models import Order, OrderEvent
from saleor.order.utils import refresh_order_status
from saleor.tax.models import TaxConfiguration
from saleor.tax.utils import get_display_gross_prices

from saleor_allegro.shop.port import Telling
from saleor_allegro.shop.saleor import history


@history.one_author()
def confirm(orders: Sequence[Order]) -> Mapping[UUID, tuple[Telling, ...]]:
    """Confirm those that wait for it, and say whom to tell what; five or fifty, as many statements.

    The orders are locked by the caller, and saved.

    Source: Saleor's mutation `orderConfirm`, which refuses an order without lines as well.
    """
    waiting = [order for order in orders if order.is_unconfirmed()]
    if not waiting:
        return {}
    # Asked anew: the caller may have changed the lines since it read the orders.
    fresh = Order.objects.filter(pk__in=[order.pk for order in waiting])
    by_id = fresh.prefetch_related("lines", "fulfillments__lines").in_bulk()
    confirmed = [
        order
        for order in waiting
        if by_id[order.pk].lines.all() and refresh_order_status(by_id[order.pk])
    ]
    _show_prices_as_the_channel_does(confirmed)
    now = timezone.now()
    for order in confirmed:
        order.status = by_id[order.pk].status
        order.updated_at = now
    Order.objects.bulk_update(confirmed, ["status", "display_gross_prices", "updated_at"])
    OrderEvent.objects.bulk_create(
        history.entry(OrderEvents.CONFIRMED, order=order) for order in confirmed
    )
    return {order.pk: (Telling.CONFIRMED,) for order in confirmed}


def _show_prices_as_the_channel_does(orders: Iterable[Order]) -> None:
    """`saleor.order.utils.update_order_display_gross_prices`, which asks for each order."""
    orders = list(orders)
    prefetch_related_objects(orders, "channel", "shipping_address", "billing_address")
    configurations = {
        each.channel_id: each
        for each in TaxConfiguration.objects.filter(
            channel__in={order.channel_id for order in orders}
        ).prefetch_related("country_exceptions")
    }
    for order in orders:
        configuration = configurations.get(order.channel_id)
        if configuration is None:  # a channel that was made without Saleor's mutations
            continue
        country = get_active_country(order.channel, order.shipping_address, order.billing_address)
        exceptions = {each.country.code: each for each in configuration.country_exceptions.all()}
        order.display_gross_prices = get_display_gross_prices(
            configuration, exceptions.get(country)
        )
