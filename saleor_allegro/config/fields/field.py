"""One field of the form."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from saleor_allegro.config import parsers
from saleor_allegro.config.texts import Text


class FieldKind(StrEnum):
    """How the dashboard shows a field; the values are Saleor's `ConfigurationTypeField`."""

    STRING = "String"
    BOOLEAN = "Boolean"
    SECRET = "Secret"
    MULTILINE = "Multiline"
    OUTPUT = "OUTPUT"


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    name: str
    kind: FieldKind
    default: str | bool
    label: Text
    help: Text
    #: From the trimmed text to its value; raises `parsers.NotAllowed`. Not used for BOOLEAN.
    parse: Callable[[str], object] = parsers.text
    #: Must not be empty once the plugin is switched on.
    is_required: bool = False
