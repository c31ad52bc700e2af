"""The companion App as Saleor has it now."""

from saleor.app.models import App

from saleor_allegro.shop.saleor.companion import IDENTIFIER as IDENTIFIER
from saleor_allegro.shop.saleor.companion import companion_apps


def working_app() -> App | None:
    """The App whose tokens open our pages; `None`: not there, removed or switched off."""
    return companion_apps().filter(is_active=True, is_installed=True).first()
