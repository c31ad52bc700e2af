"""Every page there is: its address below `dashboard/`, and who may see it."""

from collections.abc import Mapping
from typing import Final

from saleor_allegro.dashboard.asked import View
from saleor_allegro.dashboard.views.connections import show_code, show_connections, show_waiting
from saleor_allegro.dashboard.views.order_drafts import show_order_drafts
from saleor_allegro.dashboard.views.order_job import show_order_job
from saleor_allegro.dashboard.views.orders import show_orders
from saleor_allegro.dashboard.views.settings import show_settings
from saleor_allegro.dashboard.views.statuses import show_lists, show_statuses
from saleor_allegro.dashboard.widgets.home import show_home
from saleor_allegro.dashboard.widgets.order import show_order

_ORDERS: Final = frozenset({"MANAGE_ORDERS"})
_PLUGINS: Final = frozenset({"MANAGE_PLUGINS"})

VIEWS: Final[Mapping[str, View]] = {
    "orders": View(show=show_orders, permissions=_ORDERS),
    "orders/job": View(show=show_order_job, permissions=_ORDERS),
    "orders/drafts": View(show=show_order_drafts, permissions=_ORDERS),
    "connections": View(show=show_connections, permissions=_ORDERS | _PLUGINS),
    "connections/waiting": View(show=show_waiting, permissions=_PLUGINS),
    "connections/code": View(show=show_code, permissions=_PLUGINS),
    "settings": View(show=show_settings, permissions=_PLUGINS),
    "statuses": View(show=show_statuses, permissions=_PLUGINS),
    "statuses/lists": View(show=show_lists, permissions=_PLUGINS),
}
#: What the dashboard frames on its own pages.
WIDGETS: Final[Mapping[str, View]] = {
    "widgets/order": View(show=show_order, permissions=_ORDERS),
    "widgets/home": View(show=show_home, permissions=_ORDERS),
}
#: The views with a tab, in their order.
TABS: Final = ("orders", "connections", "settings", "statuses")
FIRST: Final = "orders"
