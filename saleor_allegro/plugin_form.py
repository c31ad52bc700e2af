"""The form the dashboard draws, built from `config.FIELDS`: types, labels and stored values.

Saleor keeps a form as a list of `{"name", "value"}`; what it draws adds `type`, `label` and
`help_text`. Only names and values are stored, so a new release may reword every label.
"""

from collections.abc import Iterable, Mapping
from types import MappingProxyType
from typing import Any, Final

from saleor_allegro.config import FIELDS, STATUS_FIELDS, Field, FieldKind, Language, is_true
from saleor_allegro.rules.status_mapping import SUGGESTED

Item = dict[str, Any]
#: The field that asks for the suggested statuses.
SUGGEST: Final = "suggest_statuses"


def structure(language: Language = Language.ENGLISH) -> dict[str, Item]:
    """Field name -> type, label and help, as Saleor's `CONFIG_STRUCTURE` wants them."""
    return {field.name: _drawn(field, language) for field in FIELDS}


def defaults() -> list[Item]:
    """The form before anybody saved it."""
    return [{"name": field.name, "value": field.default} for field in FIELDS]


def stored(items: Iterable[Mapping[str, Any]]) -> list[Item]:
    """What is worth keeping of a form: every field we know that is not computed, in form order."""
    values = values_of(items)
    return [_valued(field, values) for field in FIELDS if field.kind is not FieldKind.OUTPUT]


def drawn(items: Iterable[Mapping[str, Any]]) -> list[Item]:
    """The whole form in its own language: stored values, defaults where nothing is stored."""
    values = values_of(items)
    language = language_of(values)
    return [_valued(field, values) | _drawn(field, language) for field in FIELDS]


def with_suggestions(
    items: Iterable[Mapping[str, Any]], before: Mapping[str, Any] = MappingProxyType({})
) -> list[Item]:
    """The suggested statuses in empty fields, where the form asks for them; it asks once.

    Args:
        before: Field name -> what was stored until now. Whoever empties a field wants it empty,
            though the dashboard may still show the switch as on.
    """
    values = values_of(items)
    if is_true(values.get(SUGGEST) or False):
        for stage, name in STATUS_FIELDS.items():
            if stage in SUGGESTED and _is_blank(values.get(name)) and _is_blank(before.get(name)):
                values[name] = SUGGESTED[stage].value
    return [{"name": name, "value": value} for name, value in (values | {SUGGEST: False}).items()]


def tells_allegro(values: Mapping[str, Any]) -> bool:
    """Whether Allegro is told anything about the channel's orders."""
    tells_statuses = any(str(values.get(name) or "").strip() for name in STATUS_FIELDS.values())
    return tells_statuses or is_true(values.get("send_tracking_numbers") or False)


def values_of(items: Iterable[Mapping[str, Any]]) -> dict[str, Any]:
    """Field name -> stored value."""
    return {item["name"]: item.get("value") for item in items}


def language_of(values: Mapping[str, Any]) -> Language:
    """The language the form asks for; English while it asks for none we have."""
    try:
        return Language(str(values.get("language")).strip().lower())
    except ValueError:
        return Language.ENGLISH


def cleared_secrets(changes: Iterable[Mapping[str, Any]]) -> set[str]:
    """Names of the secrets that these changes clear.

    The dashboard clears a secret by sending null for it, which Saleor takes as "unchanged".
    """
    secrets = {field.name for field in FIELDS if field.kind is FieldKind.SECRET}
    return {
        change["name"]
        for change in changes
        if change["name"] in secrets and "value" in change and not change["value"]
    }


def _valued(field: Field, values: Mapping[str, Any]) -> Item:
    """The field's value; whoever empties a field gets its default back."""
    value = values.get(field.name, field.default)
    is_emptied = field.kind is not FieldKind.BOOLEAN and _is_blank(value)
    return {"name": field.name, "value": field.default if is_emptied else value}


def _is_blank(value: Any) -> bool:
    return not str("" if value is None else value).strip()


def _drawn(field: Field, language: Language) -> Item:
    return {
        "type": field.kind.value,
        "label": field.label.in_language(language),
        "help_text": field.help.in_language(language),
    }
