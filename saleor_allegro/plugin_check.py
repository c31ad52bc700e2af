"""Whether a form may be saved: its values, the names only the shop knows, and completeness."""

from collections.abc import Mapping, Sequence
from typing import Any, Final

from django.core.exceptions import NON_FIELD_ERRORS
from saleor.plugins.error_codes import PluginErrorCode

from saleor_allegro.config import Language, Settings, Text, check, labels_of, settings_from
from saleor_allegro.shop.saleor.form_names import unknown_shipping_methods, unknown_warehouses

Problems = list[tuple[str, str]]

_NO_WAREHOUSE: Final = Text(
    "{label}: This channel has no {names}. Check the slugs, or add the channel to the warehouse.",
    "{label}: Ten kanał nie ma: {names}. Sprawdź identyfikatory (slug) albo dodaj kanał do "
    "magazynu.",
)
_NO_SHIPPING_METHOD: Final = Text(
    "{label}: This channel has no {names}. Take names or ids from its shipping zones.",
    "{label}: Ten kanał nie ma: {names}. Podaj nazwy lub identyfikatory ze stref wysyłki.",
)

#: So much of what is unknown is named.
_LONGEST: Final = 300


def find_problems(
    values: Mapping[str, Any], *, is_active: bool, channel_pk: int
) -> tuple[Problems, PluginErrorCode]:
    """What is wrong with a form, as (field name, message in the form's language), and its kind.

    A plugin can always be switched off, whatever became of the warehouses it names.
    """
    problems = check(values, active=False)
    if problems or not is_active:
        return problems, PluginErrorCode.INVALID
    problems = _unknown_names(settings_from(values), channel_pk)
    if problems or not values.get("create_orders"):
        return problems, PluginErrorCode.INVALID
    # The dashboard marks its "Active" switch for this code.
    return check(values, active=True), PluginErrorCode.PLUGIN_MISCONFIGURED


def with_summary(problems: Problems) -> Problems:
    """The problems, and where there are several one more that says them all.

    Of several errors the dashboard shows only the last.
    """
    if len(problems) < 2:
        return problems
    return [*problems, (NON_FIELD_ERRORS, " ".join(message for _, message in problems))]


def _unknown_names(settings: Settings, channel_pk: int) -> Problems:
    unknown = (
        ("warehouses", _NO_WAREHOUSE, unknown_warehouses(channel_pk, settings.warehouses)),
        (
            "shipping_methods",
            _NO_SHIPPING_METHOD,
            unknown_shipping_methods(channel_pk, settings.shipping_methods),
        ),
    )
    return [
        (field, _about(field, text, names, settings.language))
        for field, text, names in unknown
        if names
    ]


def _about(field: str, text: Text, names: Sequence[str], language: Language) -> str:
    [label] = labels_of({field}, language)
    named = ", ".join(names)
    shown = named if len(named) <= _LONGEST else f"{named[:_LONGEST]}…"
    return text.filled(label=label, names=shown).in_language(language)
