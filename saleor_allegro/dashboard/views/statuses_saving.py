"""Having the shop keep what was chosen in the Statuses view: all of it, or nothing."""

from collections.abc import Sequence

from django.db import transaction

from saleor_allegro.dashboard.asking import Api
from saleor_allegro.dashboard.statuses.form import STATUSES, Form
from saleor_allegro.dashboard.views.saving import Errors, errors_of, save_settings
from saleor_allegro.dashboard.views.statuses_queries import (
    SAVE_STATUSES,
    USE_SUGGESTED,
)


def save(api: Api, channel: str, form: Form, wanted: Sequence[str]) -> Errors:
    """Keep these parts of the form."""
    with transaction.atomic():
        errors = _save(api, channel, form, wanted)
        if errors:
            transaction.set_rollback(True)
    return errors


def use_suggested(api: Api, channel: str) -> Errors:
    """Put the suggested statuses in the place of the stored ones."""
    return errors_of(api.ask(USE_SUGGESTED, channel=channel))


def _save(api: Api, channel: str, form: Form, wanted: Sequence[str]) -> Errors:
    errors: Errors = {}
    # First: a stored shipping method that is gone would have the shop refuse the statuses, too.
    if settings := form.settings(wanted):
        errors = save_settings(api, channel, settings)
    if STATUSES in wanted and not errors:
        errors = errors_of(api.ask(SAVE_STATUSES, channel=channel, entries=form.entries))
    return errors
