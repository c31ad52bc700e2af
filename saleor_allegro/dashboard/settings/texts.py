"""Values as texts, the way their controls hold them, and back.

A switch is "true" or "", several slugs stand between commas, lines are `left = right`. A secret
is what a person typed, never what is stored.
"""

from collections.abc import Iterable, Mapping
from decimal import Decimal
from enum import StrEnum
from typing import Any, Final

from django.http import QueryDict

from saleor_allegro.config import Field, is_true
from saleor_allegro.config.controls import Secret, Selection, Slugs, Switch
from saleor_allegro.config.parsers import NotAllowed
from saleor_allegro.dashboard.field_names import camel
from saleor_allegro.dashboard.settings.fields import HERE

#: Name of a setting -> its text.
Texts = Mapping[str, str]
ON: Final = "true"


def stored_texts(settings: Mapping[str, Any]) -> Texts:
    """
    Args:
        settings: `AllegroSettings`.
    """
    return {field.name: text_of(field, settings.get(camel(field.name))) for field in HERE}


def form_texts(values: Mapping[str, Any], *, is_active: bool) -> Texts:
    """Of a form that cannot be understood as a whole, what it says as it stands.

    Args:
        values: Name of a field -> its text in Saleor's own form.
    """
    found = {field.name: _form_text(field, values.get(field.name)) for field in HERE}
    return found | {"active": ON if is_active else ""}


def sent_texts(sent: QueryDict) -> Texts:
    """What a person sent, of the settings that were on their page."""
    return {field.name: _sent_text(field, sent) for field in HERE if f"was_{field.name}" in sent}


def seen_texts(sent: QueryDict) -> Texts:
    """What a person was shown as stored."""
    return {
        field.name: _one_kind_of_lines(str(sent[f"was_{field.name}"]))
        for field in HERE
        if f"was_{field.name}" in sent
    }


def is_same(field: Field, one: str, other: str) -> bool:
    """Whether two texts mean the same."""
    if one == other or isinstance(field.control, Switch | Secret):
        return one == other
    try:
        return bool(_parsed(field, one) == _parsed(field, other))
    except NotAllowed:
        return False


def input_value(field: Field, text: str) -> Any:
    """What the schema's input takes for a text.

    Raises:
        NotAllowed: The field does not take it.
    """
    if isinstance(field.control, Switch):
        return text == ON
    if not text:
        return None
    value = _parsed(field, text)
    if isinstance(value, StrEnum):
        return value.name
    if isinstance(value, Decimal):
        return float(value * 100)
    if isinstance(value, Mapping):
        return [{"left": left, "right": right} for left, right in value.items()]
    return list(value) if isinstance(value, tuple) else value


def text_of(field: Field, value: Any) -> str:
    """The text of a value as the schema gives it."""
    if value is None or isinstance(field.control, Secret):
        return ""
    if isinstance(field.control, Selection):
        return _choice(field, field.control.choices, str(value))
    if isinstance(value, bool):
        return ON if value else ""
    if isinstance(value, float):
        return f"{Decimal(str(value)).normalize():f}"
    if isinstance(value, list):
        return ",".join(value) if isinstance(field.control, Slugs) else _lines(value)
    return str(value)


def _choice(field: Field, choices: Iterable[str], name: str) -> str:
    """The choice that the schema calls so; the name itself where there is none."""
    found = (word for word in choices if word and getattr(field.parse(word), "name", "") == name)
    return next(found, name)


def _lines(pairs: list[Mapping[str, str]]) -> str:
    return "\n".join(f"{pair['left']} = {pair['right']}" for pair in pairs)


def _form_text(field: Field, value: Any) -> str:
    if isinstance(field.control, Secret):
        return ""
    text = str(field.default if value is None else value).strip()
    if not isinstance(field.control, Switch):
        return text or str(field.default)
    try:
        return ON if is_true(text) else ""
    except NotAllowed:
        return ""


def _sent_text(field: Field, sent: QueryDict) -> str:
    # With a word before it: a page is sent with a language, too, and that is not the setting.
    name = f"set_{field.name}"
    if isinstance(field.control, Switch):
        return ON if name in sent else ""
    values = (str(value).strip() for value in sent.getlist(name))
    return _one_kind_of_lines(",".join(value for value in values if value))


def _one_kind_of_lines(text: str) -> str:
    """Browsers send the ends of lines as two characters."""
    return text.replace("\r\n", "\n")


def _parsed(field: Field, text: str) -> Any:
    # Whoever empties a field gets its default back, as in the plugin's form.
    return field.parse(text.strip() or str(field.default))
