"""A buyer of the shop itself, who takes from the same stock as Allegro's orders."""

from collections.abc import Sequence
from uuid import UUID

from saleor.channel.models import Channel
from saleor.order.fetch import OrderLineInfo
from saleor.order.models import OrderLine
from saleor.plugins.manager import get_plugins_manager
from saleor.warehouse.management import allocate_stocks

from saleor_allegro.shop.saleor.versions import _ALLOCATES_FOR_A_REQUESTOR, site_settings
from tests.saleor.connections import on_own_connection


@on_own_connection
def place_in_the_shop(line_ids: Sequence[UUID], channel: Channel) -> None:
    """What a checkout does to stock: all lines of an order in one call of Saleor's own."""
    lines = list(OrderLine.objects.filter(pk__in=line_ids).select_related("variant"))
    infos = [
        OrderLineInfo(line=each, quantity=each.quantity, variant=each.variant) for each in lines
    ]
    if _ALLOCATES_FOR_A_REQUESTOR:
        settings = site_settings()
        allocate_stocks(
            infos, "PL", channel, settings, None, calculate_stocks_with_shipping_zones=False
        )
    else:
        allocate_stocks(infos, "PL", channel, get_plugins_manager(allow_replica=False))
