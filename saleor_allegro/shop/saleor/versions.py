"""Where Saleor 3.22 and 3.23 differ for us."""

import inspect
from collections.abc import Callable, Sequence
from typing import Any

from django.contrib.sites.models import Site
from saleor.account import utils as account
from saleor.order import actions
from saleor.order.models import Fulfillment, Order
from saleor.warehouse.management import allocate_stocks
from saleor.warehouse.models import Stock
from saleor.webhook.event_types import WebhookEventAsyncType
from saleor.webhook.utils import get_webhooks_for_event

from saleor_allegro.shop.saleor.history import author

_ALLOCATES_FOR_A_REQUESTOR = "requestor" in inspect.signature(allocate_stocks).parameters


def stocks_of_channel(channel_slug: str) -> Any:
    """Stocks that orders of a channel may take from, whatever the country they go to.

    Allegro has already promised the delivery, so a warehouse's shipping countries do not matter.
    """
    if _ALLOCATES_FOR_A_REQUESTOR:
        return Stock.objects.for_channel(channel_slug)
    return Stock.objects.for_channel_and_country(channel_slug, None)


def tell_out_of_stock(stocks: Sequence[Stock], manager: Any) -> None:
    """What Saleor says of stocks that an allocation has emptied; once for each, after commit.

    (Saleor itself, when one call empties several, names the last of them each time.)
    """
    webhooks = get_webhooks_for_event(WebhookEventAsyncType.PRODUCT_VARIANT_OUT_OF_STOCK)
    if not _ALLOCATES_FOR_A_REQUESTOR:
        for stock in stocks:
            manager.product_variant_out_of_stock(stock, webhooks=webhooks)
        return
    from saleor.warehouse.channel_stock_availability import (
        trigger_out_of_stock_in_channel_events_for_stocks,
    )
    from saleor.warehouse.webhooks.stock_events import trigger_product_variant_out_of_stock

    for stock in stocks:
        trigger_product_variant_out_of_stock(stock, requestor=None, webhooks=webhooks)
    settings = site_settings()
    if not settings.use_legacy_shipping_zone_stock_availability:
        trigger_out_of_stock_in_channel_events_for_stocks(list(stocks), settings)


def tell_back_in_stock(stocks: Sequence[Stock], manager: Any) -> None:
    """What Saleor says of stocks that were empty and are no more; once for each, after commit."""
    webhooks = get_webhooks_for_event(WebhookEventAsyncType.PRODUCT_VARIANT_BACK_IN_STOCK)
    if not _ALLOCATES_FOR_A_REQUESTOR:
        for stock in stocks:
            manager.product_variant_back_in_stock(stock, webhooks=webhooks)
        return
    from saleor.warehouse.channel_stock_availability import (
        trigger_back_in_stock_in_channel_events_for_stocks,
    )
    from saleor.warehouse.webhooks.stock_events import trigger_product_variant_back_in_stock

    for stock in stocks:
        trigger_product_variant_back_in_stock(stock, requestor=None, webhooks=webhooks)
    settings = site_settings()
    if not settings.use_legacy_shipping_zone_stock_availability:
        trigger_back_in_stock_in_channel_events_for_stocks(list(stocks), settings)


def site_settings() -> Any:
    return Site.objects.get_current().settings  # type: ignore[attr-defined, unused-ignore]


def cancel_order(order: Order, manager: Any) -> None:
    """Saleor's own action, by the companion App: it asks for the site's settings from 3.23 on."""
    extra = {"site_settings": site_settings()} if _ALLOCATES_FOR_A_REQUESTOR else {}
    actions.cancel_order(order, None, author(), manager, **extra)


def tell_of_fulfillment(event: Callable[..., Any], fulfillment: Fulfillment) -> None:
    """One of the manager's events about goods that left; it is not to write to the buyer."""
    extra = {}
    if _ALLOCATES_FOR_A_REQUESTOR:
        legacy = site_settings().use_legacy_shipping_zone_stock_availability
        extra = {"calculate_stocks_with_shipping_zones": legacy}
    event(fulfillment, notify_customer=False, **extra)


def new_customer_fields() -> dict[str, Any]:
    """What a customer must have beside name and e-mail: a customer type from 3.23 on."""
    default_type = getattr(account, "get_default_customer_type", None)
    return {"customer_type": default_type()} if default_type else {}
