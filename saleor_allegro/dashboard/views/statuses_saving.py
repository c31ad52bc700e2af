"""Having the shop keep what was chosen in the Statuses view: all of it, or nothing."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.db import transaction
from graphene.utils.str_converters import to_snake_case

from saleor_allegro.dashboard.asking import Api
from saleor_allegro.dashboard.statuses.form import STATUSES, Form
from saleor_allegro.dashboard.views.statuses_queries import (
    SAVE_SETTINGS,
    SAVE_STATUSES,
    USE_SUGGESTED,
)

#: Field of the plugin's form -> what the shop says of it; empty: it was kept.
Errors = Mapping[str, str]


def save(api: Api, channel: str, form: Form, wanted: Sequence[str]) -> Errors:
    """Keep these parts of the form."""
    with transaction.atomic():
        errors = _save(api, channel, form, wanted)
        if errors:
            transaction.set_rollback(True)
    return errors


def use_suggested(api: Api, channel: str) -> Errors:
    """Put the suggested statuses in the place of the stored ones."""
    return _errors(api.ask(USE_SUGGESTED, channel=channel))


def _save(api: Api, channel: str, form: Form, wanted: Sequence[str]) -> Errors:
    errors: Errors = {}
    # First: a stored shipping method that is gone would have the shop refuse the statuses, too.
    if settings := form.settings(wanted):
        errors = _errors(api.ask(SAVE_SETTINGS, channel=channel, input=settings))
    if STATUSES in wanted and not errors:
        errors = _errors(api.ask(SAVE_STATUSES, channel=channel, entries=form.entries))
    return errors


def _errors(answer: Mapping[str, Any]) -> Errors:
    errors = answer["saved"]["errors"]
    return {to_snake_case(error["field"] or ""): error["message"] for error in errors}
