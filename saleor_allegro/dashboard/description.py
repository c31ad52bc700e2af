"""What Saleor is to know of the companion App: its rows as they should be today.

    App                     in the list of extensions, with our mark and the page of the four views
      order_details_widgets a frame on the page of an order
      navigation_orders     an entry of the menu, below Orders
      homepage_widgets      a frame on the first page, from Saleor 3.23 on

Source: the schemas by which Saleor's dashboard reads them, `src/extensions/domain`.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from saleor.app import types
from saleor.app.models import AppExtension
from saleor.app.types import AppType
from saleor.permission.enums import OrderPermissions, PluginsPermissions

from saleor_allegro import __version__
from saleor_allegro.dashboard.addresses import dashboard_url

#: Those of the App; each extension asks for the first alone.
PERMISSIONS: Final = (OrderPermissions.MANAGE_ORDERS, PluginsPermissions.MANAGE_PLUGINS)
NAME: Final = "Allegro"
ABOUT: Final = (
    "Orders bought on Allegro, in Saleor's dashboard: what was imported and what a person should "
    "look at, the connections to Allegro, settings and statuses. Orders are imported without this "
    "App as well. / "
    "Zamówienia z Allegro w panelu Saleora: co pobrano i na co trzeba spojrzeć, połączenia z "
    "Allegro, ustawienia i statusy. Zamówienia są pobierane także bez tej aplikacji."
)
#: Column -> value of an App at work; Saleor's dashboard shows no page of a local one.
AT_WORK: Final = {
    "type": AppType.THIRDPARTY,
    "is_installed": True,
    "is_active": True,
    "removed_at": None,
}
_POST: Final = "POST"


@dataclass(frozen=True, slots=True, kw_only=True)
class WantedExtension:
    """A row of `AppExtension`; no two have the same mount."""

    identifier: str
    mount: str
    target: str
    url: str
    settings: Mapping[str, Any] = field(default_factory=dict)
    label: str = NAME
    #: What Saleor 3.22 reads in place of the settings.
    http_target_method: str | None = None

    def columns(self) -> dict[str, Any]:
        """Column -> value, of those that the running Saleor has."""
        columns: dict[str, Any] = {
            "mount": self.mount,
            "target": self.target,
            "url": self.url,
            "label": self.label,
            "settings": dict(self.settings),
            "http_target_method": self.http_target_method,
        }
        if _EXTENSIONS_HAVE_IDENTIFIERS:
            columns["identifier"] = self.identifier
        return columns


_EXTENSIONS_HAVE_IDENTIFIERS: Final = any(
    column.name == "identifier" for column in AppExtension._meta.get_fields()
)


def app_columns() -> dict[str, Any]:
    """Column -> value of what follows the release and the shop's address."""
    return {"app_url": dashboard_url(), "version": __version__, "about_app": ABOUT}


def wanted_extensions() -> list[WantedExtension]:
    """In the order in which they are made, without those that the running Saleor has no place for.

    The API of Saleor 3.22 breaks on a mount that its own list lacks.
    """
    wanted = [
        WantedExtension(
            identifier="order",
            mount="order_details_widgets",
            target="widget",
            url=dashboard_url("widgets/order"),
            settings={"widgetTarget": {"method": _POST}},
            http_target_method=_POST,
        ),
        # The dashboard puts the App's own address before it.
        WantedExtension(
            identifier="orders", mount="navigation_orders", target="app_page", url="/orders"
        ),
        WantedExtension(
            identifier="home",
            mount="homepage_widgets",
            target="widget",
            url=dashboard_url("widgets/home"),
            settings={"homeWidgetTarget": {"method": _POST, "fullscreen": False}},
            http_target_method=_POST,
        ),
    ]
    return [each for each in wanted if _has_place_for(each)]


def _has_place_for(wanted: WantedExtension) -> bool:
    known = getattr(types, "AppExtensionMount", None)
    return known is None or wanted.mount in dict(known.CHOICES)
