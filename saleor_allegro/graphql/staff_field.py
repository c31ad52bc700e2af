"""Fields of an order that are not for its customer."""

from collections.abc import Callable
from functools import wraps
from typing import Any, Final

from saleor.graphql.core.fields import BaseField

from saleor_allegro.graphql.shown_order import ShownOrder

_NOTE: Final = (
    "\n\nRequires one of the following permissions: MANAGE_ORDERS. Null for the order's customer."
)


class StaffField(BaseField):
    """A field of `AllegroOrder` that is null, and costs nothing, for the order's customer.

    One query serves a storefront and the staff: a refused field is null here, and not an error,
    as Saleor masks an order's e-mail and addresses.
    """

    def __init__(self, *args: Any, description: str, **kwargs: Any) -> None:
        super().__init__(*args, description=description + _NOTE, **kwargs)

    def get_resolver(self, parent_resolver: Callable[..., Any]) -> Any:
        @wraps(parent_resolver)
        def resolve(root: ShownOrder, info: Any, **arguments: Any) -> Any:
            return parent_resolver(root, info, **arguments) if root.is_whole else None

        return super().get_resolver(resolve)
