"""Every page there is: its address below `dashboard/`, and who may see it."""

from collections.abc import Mapping
from typing import Final

from saleor_allegro.dashboard.asked import View
from saleor_allegro.dashboard.views.orders import show_orders

_ORDERS: Final = frozenset({"MANAGE_ORDERS"})
_PLUGINS: Final = frozenset({"MANAGE_PLUGINS"})

VIEWS: Final[Mapping[str, View]] = {
    "orders": View(show=show_orders, permissions=_ORDERS),
}
#: What the dashboard frames on its own pages.
WIDGETS: Final[Mapping[str, View]] = {}
#: The views with a tab, in their order.
TABS: Final = tuple(VIEWS)
FIRST: Final = "orders"
