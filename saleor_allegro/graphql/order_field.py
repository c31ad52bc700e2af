"""`Order.allegro`: what an order of Saleor's is on Allegro."""

from typing import Any, Final

from promise import Promise  # type: ignore[import-not-found, unused-ignore]
from saleor.graphql.core.fields import BaseField

from saleor_allegro.graphql.category import CATEGORY
from saleor_allegro.graphql.dataloaders import IsActiveByChannelLoader, LinkByOrderIdLoader
from saleor_allegro.graphql.shown_order import ShownOrder, is_customer, sees_whole_orders
from saleor_allegro.graphql.types.order import AllegroOrder


def _resolve(root: Any, info: Any) -> Any:
    order = root.node
    is_whole = sees_whole_orders(info.context)
    if not is_whole and not is_customer(info.context, order):
        return None

    def show(found: tuple[Any, bool]) -> ShownOrder | None:
        link, is_active = found
        if link is None or not is_active:
            return None
        return ShownOrder(link=link, order=order, is_whole=is_whole)

    return Promise.all(
        [
            LinkByOrderIdLoader(info.context).load(order.pk),
            IsActiveByChannelLoader(info.context).load(order.channel_id),
        ]
    ).then(show)


ORDER_FIELD: Final = BaseField(
    AllegroOrder,
    resolver=_resolve,
    doc_category=CATEGORY,
    description=(
        "What the order is on Allegro. Null for an order that was not bought there, where the "
        "plugin is not active in the order's channel, and for everybody but staff and apps with "
        "MANAGE_ORDERS and the order's own customer."
    ),
)
