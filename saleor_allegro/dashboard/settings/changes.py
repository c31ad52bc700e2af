"""What somebody changed on the page: only that is saved, so nobody undoes another's work."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.http import QueryDict

from saleor_allegro.config import Field, FieldKind, Language
from saleor_allegro.config.controls import Slugs
from saleor_allegro.config.parsers import NotAllowed
from saleor_allegro.dashboard.settings.controls import LISTED, SHOWN, WAS


@dataclass(frozen=True, slots=True, kw_only=True)
class Changes:
    #: Name of a field -> what stands in its control now.
    typed: Mapping[str, str]
    #: Of them: what differs from what the page was drawn with.
    changed: Mapping[str, str | bool]
    #: Name of a field -> what it takes, where it does not take what was typed.
    errors: Mapping[str, str]


def changes_of(fields: QueryDict, language: Language) -> Changes:
    """
    Args:
        fields: As sent: names of fields, and each as it was behind `WAS`.
    """
    sent = [each for each in SHOWN if WAS + each.name in fields]
    typed = {each.name: _typed(each, fields) for each in sent}
    changed = {
        each.name: typed[each.name] == "true" if _is_switch(each) else typed[each.name]
        for each in sent
        if typed[each.name] != fields[WAS + each.name]
    }
    errors = {
        each.name: error
        for each in sent
        if each.name in changed and (error := _error(each, typed[each.name], language))
    }
    return Changes(typed=typed, changed=changed, errors=errors)


def _typed(each: Field, fields: QueryDict) -> str:
    if _is_switch(each):
        return "true" if fields.get(each.name) else "false"
    if isinstance(each.control, Slugs) and LISTED + each.name in fields:
        return ",".join(fields.getlist(each.name))
    text = str(fields.get(each.name, ""))
    # A browser ends lines as HTTP does.
    return text.replace("\r\n", "\n").strip()


def _error(each: Field, text: str, language: Language) -> str:
    if _is_switch(each):
        return ""
    try:
        each.parse(text or str(each.default))
    except NotAllowed as error:
        return error.allowed.in_language(language)
    return ""


def _is_switch(each: Field) -> bool:
    return each.kind is FieldKind.BOOLEAN
