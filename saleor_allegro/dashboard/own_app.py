"""The companion App as Saleor has it now."""

from saleor.app.models import App

from saleor_allegro.shop.saleor.companion import IDENTIFIER as IDENTIFIER


def working_app() -> App | None:
    """The App whose tokens open our pages; `None`: not there, removed or switched off."""
    apps = App.objects.not_removed().filter(
        identifier=IDENTIFIER, is_active=True, is_installed=True
    )
    return apps.order_by("pk").first()
