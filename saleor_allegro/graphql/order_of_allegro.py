"""An order that a mutation names, and what it is on Allegro."""

from dataclasses import dataclass
from typing import Any, Final

from django.db import DEFAULT_DB_ALIAS
from saleor.graphql.core.mutations import BaseMutation
from saleor.graphql.order.types import Order as OrderType
from saleor.order.models import Order

from saleor_allegro import ledger
from saleor_allegro.graphql.mutations.base import ErrorCode, refuse
from saleor_allegro.models import OrderLink

_LONGEST_ID: Final = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class NamedOrder:
    order: Order
    link: OrderLink


def order_or_refuse(mutation: type[BaseMutation], info: Any, given: str) -> NamedOrder:
    """The order behind the argument `id`.

    Raises:
        ValidationError: It is no id of an order, there is no such order (any more), or it was
            not bought on Allegro.
        PermissionDenied: The order is in a channel that the viewer has no access to.
    """
    if not 0 < len(given) <= _LONGEST_ID:
        # Saleor takes none for "no order", and would repeat a long one.
        message = f"Invalid ID: {given[:_LONGEST_ID]}. Expected: Order."
        refuse("id", message, ErrorCode.GRAPHQL_ERROR)
    order = mutation.get_node_or_error(
        info, given, field="id", only_type=OrderType, qs=Order.objects.select_related("channel")
    )
    mutation.check_channel_permissions(info, [order.channel_id])
    link = ledger.links_of_all_orders([order.pk], database=DEFAULT_DB_ALIAS).get(order.pk)
    if link is None:
        refuse("id", "The order was not bought on Allegro.", ErrorCode.NOT_FOUND)
    return NamedOrder(order=order, link=link)
