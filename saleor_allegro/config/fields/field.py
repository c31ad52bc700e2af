"""One field of the form."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Final

from saleor_allegro.config import parsers
from saleor_allegro.config.controls import Control, Lines, ReadOnly, Secret, Switch
from saleor_allegro.config.texts import Text


class FieldKind(StrEnum):
    """How the dashboard shows a field; the values are Saleor's `ConfigurationTypeField`."""

    STRING = "String"
    BOOLEAN = "Boolean"
    SECRET = "Secret"
    MULTILINE = "Multiline"
    OUTPUT = "OUTPUT"


class Section(StrEnum):
    """What a field is about, among which others a page shows it."""

    CREATING = "creating"
    CONNECTING = "connecting"
    IMPORTING = "importing"
    RECHECKING = "rechecking"
    ORDER_STATUSES = "order_statuses"
    ORDER_CONTENT = "order_content"
    STOCK = "stock"
    ENVIRONMENT = "environment"
    FORM = "form"
    #: What Allegro and the customer are told: with the statuses.
    TELLING = "telling"
    #: How the connection is: with the connections.
    CONNECTION = "connection"


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    name: str
    kind: FieldKind
    section: Section
    default: str | bool
    label: Text
    help: Text
    #: What a page with fitting controls says in place of `help`, where that tells what to type or
    #: where a thing stands in the plugin's form.
    page_help: Text | None = None
    #: From the trimmed text to its value; raises `parsers.NotAllowed`. Not used for BOOLEAN.
    parse: parsers.Parser[Any] = parsers.text
    #: Must not be empty once the plugin is switched on.
    is_required: bool = False
    #: Another channel's value is no use to this one.
    is_channels_own: bool = False

    @property
    def control(self) -> Control:
        """What a page asks for it with."""
        return _CONTROLS.get(self.kind) or self.parse.control


_CONTROLS: Final[Mapping[FieldKind, Control]] = {
    FieldKind.BOOLEAN: Switch(),
    FieldKind.SECRET: Secret(),
    FieldKind.MULTILINE: Lines(),
    FieldKind.OUTPUT: ReadOnly(),
}
