"""`Order.allegro`: what an order of Saleor's is on Allegro."""

from typing import Any, Final

from promise import Promise  # type: ignore[import-not-found, unused-ignore]
from saleor.graphql.core.fields import BaseField

from saleor_allegro.graphql.category import CATEGORY
from saleor_allegro.graphql.channel_access import load_access
from saleor_allegro.graphql.dataloaders import IsActiveByChannelLoader, LinkByOrderIdLoader
from saleor_allegro.graphql.shown_order import ShownOrder, is_customer, sees_whole_orders
from saleor_allegro.graphql.types.order import AllegroOrder


def _resolve(root: Any, info: Any) -> Any:
    order = root.node
    may_be_whole = sees_whole_orders(info.context)
    is_theirs = is_customer(info.context, order)
    if not may_be_whole and not is_theirs:
        return None

    def show(found: tuple[Any, bool]) -> Any:
        link, is_active = found
        if link is None or not is_active:
            return None

        def shown(is_whole: bool) -> ShownOrder | None:
            if not is_whole and not is_theirs:
                return None
            return ShownOrder(link=link, order=order, is_whole=is_whole)

        return load_access(order.channel_id, info).then(shown) if may_be_whole else shown(False)

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
        "MANAGE_ORDERS, restricted staff in their channels alone, and the order's own customer."
    ),
)
