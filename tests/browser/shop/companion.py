"""The rows that bring our pages into the dashboard."""

from saleor.app.models import App, AppExtension
from saleor.app.types import AppType
from saleor.permission.models import Permission

from saleor_allegro.dashboard.addresses import dashboard_url
from saleor_allegro.dashboard.own_app import IDENTIFIER

_BY_POST = {"method": "POST"}
_EXTENSIONS = (
    ("navigation_orders", "app_page", "/orders", {}),
    ("order_details_widgets", "widget", "widgets/order", {"widgetTarget": _BY_POST}),
    ("homepage_widgets", "widget", "widgets/home", {"homeWidgetTarget": _BY_POST}),
)


def install() -> None:
    """Unless they are there already."""
    if App.objects.filter(identifier=IDENTIFIER).exists():
        return
    app = App.objects.create(
        name="Allegro",
        identifier=IDENTIFIER,
        type=AppType.THIRDPARTY,
        is_installed=True,
        app_url=dashboard_url(),
    )
    permissions = Permission.objects.filter(codename__in=["manage_orders", "manage_plugins"])
    app.permissions.set(permissions)
    for mount, target, url, settings in _EXTENSIONS:
        row = AppExtension.objects.create(
            app=app,
            label="Allegro",
            mount=mount,
            target=target,
            url=url if url.startswith("/") else dashboard_url(url),
            settings=settings,
        )
        row.permissions.set(permissions.filter(codename="manage_orders"))
