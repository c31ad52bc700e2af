"""Reading what the shop holds of a channel's settings, also where they cannot be understood."""

from collections.abc import Mapping
from typing import Any

from saleor_allegro.config import FIELDS, Language, problems_of
from saleor_allegro.dashboard.asking import Api, Refused
from saleor_allegro.dashboard.field_names import camel
from saleor_allegro.dashboard.settings.choices import choices_of
from saleor_allegro.dashboard.settings.content import Stored
from saleor_allegro.dashboard.settings.fields import SECRETS
from saleor_allegro.dashboard.settings.texts import form_texts, stored_texts
from saleor_allegro.dashboard.views.settings_queries import CHOICES, FORMS, SETTINGS


def read_stored(api: Api, channel: str, language: Language) -> Stored:
    """
    Raises:
        Refused: The channel is not there, or not for this person.
    """
    choices = choices_of(api.ask(CHOICES, channel=channel)["allegroChoices"])
    try:
        settings = api.ask(SETTINGS, channel=channel)["allegroSettings"]
    except Refused:
        form = _form(api, channel)
        values = {item["name"]: item["value"] for item in form["configuration"]}
        known = {field.name: values.get(field.name) for field in FIELDS}
        problems = problems_of(known, active=False)
        return Stored(
            texts=form_texts(known, is_active=form["active"]),
            secrets=frozenset(field.name for field in SECRETS if known[field.name]),
            choices=choices,
            problems={name: text.in_language(language) for name, text in problems.items()},
        )
    return Stored(
        texts=stored_texts(settings),
        secrets=frozenset(f.name for f in SECRETS if settings[f"{camel(f.name)}Set"]),
        choices=choices,
    )


def _form(api: Api, channel: str) -> Mapping[str, Any]:
    forms = api.ask(FORMS)["plugin"]["channelConfigurations"]
    form: Mapping[str, Any] = next(each for each in forms if each["channel"]["slug"] == channel)
    return form
