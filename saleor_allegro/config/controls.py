"""What a page has to know of a setting to ask for it with a fitting control."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import ClassVar

from saleor_allegro.config.texts import Text


class Listed(StrEnum):
    """What slugs are taken from."""

    WAREHOUSES = "warehouses"  # the channel's
    MARKETPLACES = "marketplaces"  # Allegro's


@dataclass(frozen=True, slots=True)
class Control:
    """The base of all; `kind` tells a template which it is."""

    kind: ClassVar[str]


@dataclass(frozen=True, slots=True)
class Line(Control):
    kind = "line"


@dataclass(frozen=True, slots=True)
class Lines(Control):
    kind = "lines"


@dataclass(frozen=True, slots=True)
class Address(Control):
    kind = "address"


@dataclass(frozen=True, slots=True)
class Number(Control):
    """A whole number, the limits included."""

    kind = "number"
    lowest: int
    highest: int


@dataclass(frozen=True, slots=True)
class Percent(Control):
    kind = "percent"


@dataclass(frozen=True, slots=True)
class Selection(Control):
    """One of some words; what the form keeps -> what people call it."""

    kind = "selection"
    choices: Mapping[str, Text]


@dataclass(frozen=True, slots=True)
class Slugs(Control):
    kind = "slugs"
    listed: Listed
    #: Whether it matters which comes first.
    is_ordered: bool


@dataclass(frozen=True, slots=True)
class Switch(Control):
    kind = "switch"


@dataclass(frozen=True, slots=True)
class Secret(Control):
    kind = "secret"


@dataclass(frozen=True, slots=True)
class ReadOnly(Control):
    kind = "read_only"
