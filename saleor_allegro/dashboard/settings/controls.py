"""One setting as the page asks for it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from saleor_allegro.config import FIELDS, Field, FieldKind, Language, Section, is_true
from saleor_allegro.config.controls import Number, Selection, Slugs
from saleor_allegro.config.parsers import NotAllowed
from saleor_allegro.dashboard.settings.words import SECTIONS, WORDS

#: The fields of this view; the others are in Statuses and Connections.
SHOWN: Final[tuple[Field, ...]] = tuple(
    each for each in FIELDS if each.section in SECTIONS and each.kind is not FieldKind.OUTPUT
)
#: Before the name of a field: what was stored when the page was drawn.
WAS: Final = "was_"
#: The hidden field that says a list was shown, though nothing in it may be chosen.
LISTED: Final = "listed_"


@dataclass(frozen=True, slots=True, kw_only=True)
class Values:
    """What a page is filled with: name of a field -> text, as the form keeps it."""

    stored: Mapping[str, str]
    #: What stands in the controls: what was typed, or what is stored.
    typed: Mapping[str, str]
    errors: Mapping[str, str] = field(default_factory=dict)
    #: `Listed` -> `{id, name}` of all there is to choose from.
    listed: Mapping[str, Sequence[Mapping[str, str]]] = field(default_factory=dict)


def stored_texts(configuration: Mapping[str, object]) -> dict[str, str]:
    """Every field as text; secrets are left out, whatever is stored."""
    return {
        each.name: _text(each, configuration.get(each.name, each.default))
        for each in SHOWN
        if each.kind is not FieldKind.SECRET
    }


def sections(values: Values, language: Language, *, has_secret: bool) -> list[Mapping[str, Any]]:
    """The fields under their headings, in the order of the form."""
    drawn: dict[Section, list[Mapping[str, Any]]] = {section: [] for section in SECTIONS}
    for each in SHOWN:
        drawn[each.section].append(_drawn(each, values, language, has_secret))
    return [
        {"name": section.value, "title": title.in_language(language), "fields": drawn[section]}
        for section, title in SECTIONS.items()
    ]


def _drawn(each: Field, values: Values, language: Language, has_secret: bool) -> Mapping[str, Any]:
    control = each.control
    value = values.typed.get(each.name, "")
    drawn: dict[str, Any] = {
        "name": each.name,
        "kind": control.kind,
        "label": each.label.in_language(language),
        "help": (each.page_help or each.help).in_language(language),
        "value": value,
        "was": values.stored.get(each.name, ""),
        "error": values.errors.get(each.name, ""),
        "is_required": each.is_required,
    }
    match control:
        case Number(lowest=lowest, highest=highest):
            drawn |= {"lowest": lowest, "highest": highest}
        case Selection(choices=choices):
            chosen = value.upper()
            drawn["choices"] = [
                {
                    "value": word,
                    "label": text.in_language(language),
                    "is_chosen": word.upper() == chosen,
                }
                for word, text in choices.items()
            ]
        case Slugs(listed=listed, is_ordered=is_ordered):
            names = values.listed.get(listed.value, ())
            drawn |= {"is_ordered": is_ordered, "rows": _rows(value, names) if names else []}
    if control.kind == "switch":
        drawn["is_on"] = value == "true"
    if each.kind is FieldKind.SECRET:
        drawn |= {"value": "", "was": "", "has_secret": has_secret}
        drawn["state"] = WORDS["secret_set" if has_secret else "secret_unset"].in_language(language)
    return drawn


def _rows(value: str, names: Sequence[Mapping[str, str]]) -> Sequence[Mapping[str, Any]]:
    """Those that are chosen, in their order, then the others; unknown ones are kept."""
    known = {each["id"]: each["name"] for each in names}
    chosen = [slug for slug in value.split(",") if slug]
    return [
        {"slug": slug, "name": known.get(slug, slug), "is_chosen": True, "is_known": slug in known}
        for slug in chosen
    ] + [
        {"slug": slug, "name": name, "is_chosen": False, "is_known": True}
        for slug, name in known.items()
        if slug not in chosen
    ]


def _text(each: Field, value: object) -> str:
    if each.kind is FieldKind.BOOLEAN:
        try:
            return "true" if is_true(value) else "false"
        except NotAllowed:
            return "false"
    text = str("" if value is None else value).strip() or str(each.default)
    if isinstance(each.control, Slugs):
        try:
            return ",".join(each.parse(text))
        except NotAllowed:
            return text
    return text
