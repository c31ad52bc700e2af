"""How the companion App is doing."""

from dataclasses import dataclass
from enum import StrEnum

from graphene import Node
from saleor.app.models import App

from saleor_allegro.dashboard import logo
from saleor_allegro.dashboard.companion_app import is_current, read_site_again
from saleor_allegro.shop.saleor.companion import IDENTIFIER, companion_app


class State(StrEnum):
    INSTALLED = "installed"
    #: By staff, and may be switched on again.
    SWITCHED_OFF = "switched_off"
    #: By staff; Saleor deletes the row a day later, then it is `ABSENT`.
    REMOVED = "removed"
    ABSENT = "absent"


@dataclass(frozen=True, slots=True, kw_only=True)
class AppStatus:
    state: State
    #: As in the dashboard's addresses; "" where there is none.
    app_id: str = ""
    version: str = ""
    #: The App's own, and those of its extensions that are whole.
    addresses: tuple[str, ...] = ()
    #: Addresses, version and extensions are those of today.
    is_current: bool = False
    has_logo: bool = False


def app_status() -> AppStatus:
    """Asks the media storage for the logo as well."""
    read_site_again()
    app = companion_app()
    if app is None:
        was_there = App.objects.filter(identifier=IDENTIFIER).exists()
        return AppStatus(state=State.REMOVED if was_there else State.ABSENT)
    urls = [app.app_url, *app.extensions.order_by("pk").values_list("url", flat=True)]
    name = app.brand_logo_default.name
    return AppStatus(
        state=State.INSTALLED if app.is_active else State.SWITCHED_OFF,
        app_id=str(Node.to_global_id("App", app.pk)),
        version=app.version or "",
        addresses=tuple(url for url in urls if url and not url.startswith("/")),
        is_current=is_current(app),
        has_logo=bool(name) and logo.is_stored(name),
    )
