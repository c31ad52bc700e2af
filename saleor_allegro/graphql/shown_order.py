"""An order from Allegro as one viewer may see it."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeVar

from saleor.graphql.order.dataloaders import OrderByIdLoader
from saleor.graphql.utils import get_user_or_app_from_context
from saleor.order.models import Order
from saleor.permission.enums import OrderPermissions
from saleor.permission.utils import has_one_of_permissions

from saleor_allegro.models import OrderLink
from saleor_allegro.rules.order_details import OrderDetails

Seen = TypeVar("Seen")


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownOrder:
    """What the resolvers of `AllegroOrder` work on."""

    link: OrderLink
    #: `None`: not read yet; a form may also have no order, or none any more.
    order: Order | None = None
    #: False for the order's customer, who sees some of its fields.
    is_whole: bool

    def read_order(self, info: Any, read: Callable[[Order | None], Seen]) -> Any:
        """What `read` makes of the order, `None` where there is none; perhaps as a promise."""
        if self.order is not None or self.link.order_id is None:
            return read(self.order)
        return OrderByIdLoader(info.context).load(self.link.order_id).then(read)

    def read_details(self, info: Any, read: Callable[[OrderDetails], Seen]) -> Any:
        """What `read` makes of what the order's metadata says; perhaps as a promise."""
        return self.read_order(info, lambda order: read(details_of(order)))


def details_of(order: Order | None) -> OrderDetails:
    if order is None:
        return OrderDetails()
    return OrderDetails.of(order.metadata, order.private_metadata)


def sees_whole_orders(context: Any) -> bool:
    """Staff and apps that manage orders."""
    requestor = get_user_or_app_from_context(context)
    allowed: bool = has_one_of_permissions(requestor, [OrderPermissions.MANAGE_ORDERS])
    return allowed


def is_customer(context: Any, order: Order) -> bool:
    """Whether it is the viewer's own order."""
    # Whoever is not known is a lazy object around None, which is false and not None.
    user = context.user
    return not context.app and bool(user) and order.user_id == user.pk
