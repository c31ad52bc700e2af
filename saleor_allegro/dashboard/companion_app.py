"""The companion App in Saleor: made, kept up to date, taken away. No token, no webhook."""

import logging
from dataclasses import dataclass

from django.conf import settings
from django.contrib.sites.models import Site
from saleor.app.models import App, AppExtension

from saleor_allegro.dashboard import logo
from saleor_allegro.dashboard.description import (
    AT_WORK,
    NAME,
    app_columns,
    wanted_extensions,
)
from saleor_allegro.dashboard.rows import (
    alone,
    are_extensions_current,
    bring_extensions,
    differing,
    permissions,
    save_columns,
)
from saleor_allegro.shop.saleor.companion import IDENTIFIER, companion_app

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class Removed:
    """Rows that are gone, and the files that could not be deleted."""

    apps: int
    extensions: int
    files_left: tuple[str, ...]


def install() -> App:
    """Have the App there and working, whatever became of it; run twice, nothing is written.

    One that staff removed or switched off is the same one again. The name that staff gave it
    stays. Without a logo where the storage takes none.

    Raises:
        PermissionsMissing: See there.
    """
    granted = permissions()
    read_site_again()
    seen = _logo_of(_app_to_take())
    stored = _todays_logo(seen)
    with alone():
        app = _app_to_take() or App.objects.create(identifier=IDENTIFIER, name=NAME, **AT_WORK)
        save_columns(app, AT_WORK | app_columns())
        app.permissions.set(granted)
        bring_extensions(app, wanted_extensions())
        outdated = _change_logo(app, seen, stored)
    logo.delete_files(outdated)
    return app


def refresh() -> bool:
    """Bring addresses, version and extensions of an App that staff did not remove to today's.

    It makes none, and switches none on. A new release brings its logo.

    Returns:
        Whether it was outdated. Where not, two statements; three where Saleor knows its address
        from its Site.

    Raises:
        PermissionsMissing: See there.
    """
    app = companion_app()
    if app is None:
        return False
    read_site_again()
    if is_current(app):
        return False
    # Of the same release, `install` alone tries again what could not be stored.
    is_new = "version" in differing(app, app_columns())
    seen = _logo_of(app)
    stored = _todays_logo(seen) if is_new else ""
    with alone():
        app = companion_app()
        if app is None:
            return False
        save_columns(app, app_columns())
        bring_extensions(app, wanted_extensions())
        outdated = _change_logo(app, seen, stored)
    logo.delete_files(outdated)
    logger.info("The App Allegro of the dashboard is up to date again: %s", app.app_url)
    return True


def remove() -> Removed:
    """Take away every row and file of the App, also of one that staff removed.

    What stands in the history of orders stays there, without its name.
    """
    with alone():
        apps = App.objects.filter(identifier=IDENTIFIER)
        files = dict(apps.values_list("pk", "brand_logo_default"))
        extensions = AppExtension.objects.filter(app__in=files).count()
        names = [*files.values(), *logo.detach_thumbnails(files)]
        # Saleor would queue a task for the file, and fail where the broker is down.
        apps.update(brand_logo_default="")
        apps.delete()
    left = logo.delete_files(name for name in names if name)
    return Removed(apps=len(files), extensions=extensions, files_left=tuple(left))


def is_current(app: App) -> bool:
    """Whether addresses, version and extensions are those of today; in one statement."""
    return not differing(app, app_columns()) and are_extensions_current(app, wanted_extensions())


def read_site_again() -> None:
    """Django keeps the domain as long as a process lives, and workers live long."""
    if not getattr(settings, "PUBLIC_URL", None):
        Site.objects.clear_cache()


def _app_to_take() -> App | None:
    """The one at work, else the one that was removed last."""
    removed = App.objects.marked_to_be_removed().filter(identifier=IDENTIFIER)
    return companion_app() or removed.order_by("-removed_at", "pk").first()


def _logo_of(app: App | None) -> str:
    return (app and app.brand_logo_default.name) or ""


def _todays_logo(name: str) -> str:
    """The name of a stored logo, this one where it is of today; "": none can be stored."""
    if logo.is_todays(name) and logo.is_stored(name):
        return name
    return logo.store_logo()


def _change_logo(app: App, seen: str, stored: str) -> list[str]:
    """
    Args:
        seen: The App's logo before one was stored.

    Returns:
        Files that nothing names any more, to be deleted once this is committed.
    """
    now = _logo_of(app)
    if not stored or stored == now:
        return []
    if now != seen and logo.is_todays(now):  # another process was faster
        return [stored]
    app.brand_logo_default = stored
    app.save(update_fields=["brand_logo_default"])
    return [now, *logo.detach_thumbnails([app.pk])]
