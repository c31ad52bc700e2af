"""Lines of the two settings that map one name to another, as rows of a form."""

from collections.abc import Mapping, Sequence
from typing import Any, Final, NamedTuple

from saleor_allegro.config import FIELDS, Field, Text
from saleor_allegro.config.parsers import MOST, NotAllowed
from saleor_allegro.rules.carriers import LONGEST_NAME, OTHER

_NO_LEFT: Final[Mapping[str, Text]] = {
    "carriers": Text(
        "Enter a shipping method of the shop, or a pattern of numbers such as 00590*.",
        "Wpisz metodę wysyłki ze sklepu albo wzór numerów, np. 00590*.",
    ),
    "shipping_methods": Text(
        "Choose a delivery method of Allegro's.", "Wybierz metodę dostawy Allegro."
    ),
}
_NO_RIGHT: Final[Mapping[str, Text]] = {
    "carriers": Text("Choose a carrier.", "Wybierz przewoźnika."),
    "shipping_methods": Text(
        "Choose a shipping method of the shop.", "Wybierz metodę wysyłki ze sklepu."
    ),
}
_TWICE: Final = Text("A row above says so already.", "Jest już w wierszu powyżej.")
_WRONG: Final[Mapping[str, Text]] = {
    "carriers": Text(
        "A carrier is an id such as DPD (letters, digits, _), or OTHER with a name of at most "
        f"{LONGEST_NAME} characters.",
        "Przewoźnik to identyfikator, np. DPD (litery, cyfry, _), albo OTHER z nazwą do "
        f"{LONGEST_NAME} znaków.",
    ),
    "shipping_methods": Text(
        "Allegro's id of a delivery method has no “=”, and nothing here is longer than a line.",
        "Identyfikator metody dostawy Allegro nie zawiera „=”, a wpis mieści się w jednym wierszu.",
    ),
}
_TOO_MANY: Final = Text(f"At most {MOST} rows.", f"Najwyżej {MOST} wierszy.")
_FIELDS: Final[Mapping[str, Field]] = {
    field.name: field for field in FIELDS if field.name in _WRONG
}


class Pair(NamedTuple):
    left: str
    right: str


Pairs = tuple[Pair, ...]


def carrier_pair(left: str, right: str) -> Pair:
    """A line of carriers in the one way to write it: "dpd" is DPD, and only OTHER has a name."""
    carrier_id, _, name = (part.strip() for part in right.partition(":"))
    carrier_id = carrier_id.upper()
    has_name = carrier_id == OTHER and name
    return Pair(left.strip(), f"{carrier_id}:{name}" if has_name else carrier_id)


def method_pair(left: str, right: str) -> Pair:
    return Pair(left.strip(), right.strip())


def input_of(pairs: Sequence[Pair]) -> list[dict[str, str]]:
    """`[AllegroPairInput!]`."""
    return [pair._asdict() for pair in pairs]


def problems_of(name: str, pairs: Sequence[Pair]) -> Mapping[int, Text]:
    """What is wrong with the rows of a setting: number of a row, from 0 -> why.

    Args:
        name: "carriers" or "shipping_methods".
    """
    problems = dict[int, Text]()
    seen = set[str]()
    for number, pair in enumerate(pairs):
        if problem := _problem(name, pair, seen):
            problems[number] = problem
        elif number >= MOST:
            problems[number] = _TOO_MANY
        seen.add(pair.left)
    return problems


def _problem(name: str, pair: Pair, seen: set[str]) -> Text | None:
    if not pair.left:
        return _NO_LEFT[name]
    if not pair.right:
        return _NO_RIGHT[name]
    if pair.left in seen:
        return _TWICE
    try:
        is_kept: Any = _FIELDS[name].parse(f"{pair.left} = {pair.right}") == dict([pair])
    except NotAllowed:
        is_kept = False
    return None if is_kept else _WRONG[name]
