"""What migrating does to the companion App."""

import logging
from collections.abc import Sequence
from typing import Any, Final

from django.conf import settings
from django.db import DEFAULT_DB_ALIAS
from django.db.migrations import Migration

from saleor_allegro.dashboard.companion_app import install, refresh, remove

logger = logging.getLogger(__name__)

#: Whoever migrates forwards through it, on a first installation or an upgrade, gets the App:
#: once, so that staff who remove it have said so for good.
MADE_BY: Final = "0006_dashboard"
#: False in Django's settings: no migration makes the App, `allegro_dashboard install` alone.
SETTING: Final = "SALEOR_ALLEGRO_DASHBOARD_APP"


def follow_migrations(
    sender: Any,
    *,
    using: str,
    plan: Sequence[tuple[Migration, bool]] | None = None,
    **_: Any,
) -> None:
    """Django's `post_migrate`: make the App, take it away, or keep it up to date.

    Never fails: nothing but a page of the dashboard depends on it, and a deployment on this.

    Args:
        plan: Migrations and whether they were undone; `None` after a flush.
    """
    if using != DEFAULT_DB_ALIAS:
        return
    ways = [
        is_undone
        for migration, is_undone in plan or ()
        if (migration.app_label, migration.name) == ("saleor_allegro", MADE_BY)
    ]
    try:
        if True in ways:
            remove()
        elif False in ways and getattr(settings, SETTING, True):
            install()
        else:
            refresh()
    except Exception:
        logger.warning(
            "The App Allegro of the dashboard could not be looked after; once the migrations are "
            "through, `manage.py allegro_dashboard install` (or `remove`) repairs it",
            exc_info=True,
        )
