"""Where Saleor 3.22 and 3.23 differ for us."""

import inspect
from collections.abc import Sequence
from typing import Any

from saleor.account import utils as account
from saleor.order.fetch import OrderLineInfo
from saleor.warehouse.management import allocate_stocks
from saleor.warehouse.models import Stock

_ALLOCATES_FOR_A_REQUESTOR = "requestor" in inspect.signature(allocate_stocks).parameters


def stocks_of_channel(channel_slug: str) -> Any:
    """Stocks that orders of a channel may take from, whatever the country they go to.

    Allegro has already promised the delivery, so a warehouse's shipping countries do not matter.
    """
    if _ALLOCATES_FOR_A_REQUESTOR:
        return Stock.objects.for_channel(channel_slug)
    return Stock.objects.for_channel_and_country(channel_slug, None)


def allocate(lines: Sequence[OrderLineInfo], channel: Any, warehouse_id: Any, manager: Any) -> None:
    """Allocate each line's whole quantity in one warehouse, with Saleor's own function.

    Raises:
        saleor.core.exceptions.InsufficientStock: The warehouse does not hold that much.
    """
    where = {"warehouse_id": warehouse_id}
    if not _ALLOCATES_FOR_A_REQUESTOR:
        allocate_stocks(list(lines), None, channel, manager, additional_filter_lookup=where)
        return
    from django.contrib.sites.models import Site

    allocate_stocks(
        list(lines),
        None,
        channel,
        Site.objects.get_current().settings,  # type: ignore[attr-defined, unused-ignore]
        None,
        calculate_stocks_with_shipping_zones=False,
        additional_filter_lookup=where,
    )


def new_customer_fields() -> dict[str, Any]:
    """What a customer must have beside name and e-mail: a customer type from 3.23 on."""
    default_type = getattr(account, "get_default_customer_type", None)
    return {"customer_type": default_type()} if default_type else {}
