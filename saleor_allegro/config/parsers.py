"""What a merchant may type into a field, and what it becomes.

A parser takes the text without surrounding blanks and raises `NotAllowed` when it does not
understand it; the message says what is allowed, in every language of the form. It knows the
control that a page asks for such a text with.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from enum import StrEnum
from typing import Final, Generic, TypeVar

from saleor_allegro.allegro.documents import FulfillmentStatus
from saleor_allegro.allegro.user_agent import build_user_agent
from saleor_allegro.config.controls import (
    Address,
    Control,
    Line,
    Lines,
    Listed,
    Number,
    Percent,
    Selection,
    Slugs,
)
from saleor_allegro.config.texts import Text
from saleor_allegro.rules import status_mapping
from saleor_allegro.rules.carriers import LONGEST_NAME

#: More characters than a line, and more lines or slugs than a list, that anybody means.
LONGEST: Final = 1000
MOST: Final = 1000

_CONTROL: Final = re.compile(r"[\x00-\x1f\x7f\ud800-\udfff]")
_NOT_STORED: Final = re.compile(r"[\x00\ud800-\udfff]")  # in no text of PostgreSQL's
_SLUG: Final = re.compile(r"[\w-]{1,255}")
_TOO_LONG: Final = Text(f"At most {LONGEST} characters.", f"Najwyżej {LONGEST} znaków.")
_TOO_MANY: Final = Text(f"At most {MOST}.", f"Najwyżej {MOST}.")
Choice = TypeVar("Choice", bound=StrEnum)
Value = TypeVar("Value", covariant=True)


@dataclass(frozen=True, slots=True)
class Parser(Generic[Value]):
    read: Callable[[str], Value]
    control: Control

    def __call__(self, value: str) -> Value:
        """
        Raises:
            NotAllowed: The text is not one the field takes.
        """
        return self.read(value)


def asked_with(control: Control) -> Callable[[Callable[[str], Value]], Parser[Value]]:
    """Make a function a parser whose texts a page asks for with this control."""
    return lambda read: Parser(read, control)


class NotAllowed(ValueError):
    """The text is not one the field takes."""

    def __init__(self, allowed: Text) -> None:
        super().__init__(allowed.english)
        self.allowed = allowed


@asked_with(Line())
def text(value: str) -> str:
    if len(value) > LONGEST:
        raise NotAllowed(_TOO_LONG)
    if _CONTROL.search(value):
        raise NotAllowed(Text("One line of text.", "Jeden wiersz tekstu."))
    return value


@asked_with(Line())
def word(value: str) -> str:
    """A text without blanks, such as a client id."""
    if re.search(r"\s", value):
        raise NotAllowed(Text("A text without spaces.", "Tekst bez spacji."))
    return text(value)


@asked_with(Line())
def application_name(value: str) -> str:
    """A name that can stand in `User-Agent`, see `build_user_agent`."""
    try:
        build_user_agent(value or "a", "1", "https://a.test")
    except ValueError as error:
        raise NotAllowed(
            Text(
                "Letters, digits, spaces and hyphens, as the application is registered at Allegro.",
                "Litery, cyfry, spacje i łączniki, jak w nazwie aplikacji zarejestrowanej "
                "w Allegro.",
            )
        ) from error
    return text(value)


@asked_with(Address())
def url(value: str) -> str:
    """A full address that can stand in `User-Agent`, or nothing."""
    try:
        build_user_agent("a", "1", value or "https://a.test")
    except ValueError as error:
        raise NotAllowed(
            Text(
                "An address such as https://shop.example.com.",
                "Adres, np. https://sklep.example.com.",
            )
        ) from error
    return text(value).rstrip("/")


def whole_number(lowest: int, highest: int) -> Parser[int]:
    allowed = Text(
        f"A whole number from {lowest} to {highest}.", f"Liczba całkowita od {lowest} do {highest}."
    )

    @asked_with(Number(lowest, highest))
    def parse(value: str) -> int:
        if not re.fullmatch(r"[0-9]{1,9}", value) or not lowest <= int(value) <= highest:
            raise NotAllowed(allowed)
        return int(value)

    return parse


@asked_with(Percent())
def percent(value: str) -> Decimal:
    """ "23", "23 %" or "8,5" as a fraction: `Decimal("0.23")`."""
    plain = value.removesuffix("%").strip().replace(",", ".")
    allowed = Text(
        "A percentage from 0 to 100, such as 23 or 8.5.",
        "Procent od 0 do 100, np. 23 lub 8,5.",
    )
    if not re.fullmatch(r"[0-9]+(\.[0-9]{1,2})?", plain):
        raise NotAllowed(allowed)
    try:
        rate = Decimal(plain) / 100
    except InvalidOperation as error:  # more digits than a Decimal context holds
        raise NotAllowed(allowed) from error
    if rate > 1:
        raise NotAllowed(allowed)
    return rate


def one_of(enum: type[Choice], choices: Mapping[str, Text]) -> Parser[Choice]:
    """A parser of one of an enum's values, in any case, blanks for underscores.

    Args:
        choices: Each as the form writes it -> what people call it.
    """
    words = ", ".join(choices)
    allowed = Text(f"One of: {words}.", f"Jedna z wartości: {words}.")

    @asked_with(Selection(choices))
    def parse(value: str) -> Choice:
        try:
            return enum(re.sub(r"[\s-]+", "_", value).lower())
        except ValueError as error:
            raise NotAllowed(allowed) from error

    return parse


@asked_with(
    Selection({"": Text("", "")} | {word: Text(word, word) for word in status_mapping.SETTABLE})
)
def settable_status(value: str) -> FulfillmentStatus | None:
    """A status that a seller can set on Allegro, in any case; `None` for nothing."""
    status = status_mapping.settable_status(value)
    if value and status is None:
        words = ", ".join(status_mapping.SETTABLE)
        raise NotAllowed(
            Text(f"Empty, or one of: {words}.", f"Puste albo jedna z wartości: {words}.")
        )
    return status


@asked_with(Lines())
def carriers(value: str) -> Mapping[str, str]:
    """Lines of `shipping method or pattern = carrier id`; see `rules.carriers`."""
    pairs: dict[str, str] = {}
    for number, line in _lines(value):
        left, _, right = (part.strip() for part in line.rpartition("="))
        carrier_id, _, name = (part.strip() for part in right.partition(":"))
        is_carrier = re.fullmatch(r"[A-Za-z0-9_]{1,64}", carrier_id)
        is_new = left and left not in pairs and _can_be_kept(line)
        if not (is_new and is_carrier) or len(name) > LONGEST_NAME:
            raise NotAllowed(
                Text(
                    f"Lines such as: shipping method = DPD, 00590* = POCZTA_POLSKA, or Van = "
                    f"OTHER:Our van (at most {LONGEST_NAME} characters). Correct line {number}.",
                    f"Wiersze postaci: metoda wysyłki = DPD, 00590* = POCZTA_POLSKA albo Bus = "
                    f"OTHER:Nasz bus (najwyżej {LONGEST_NAME} znaków). Popraw wiersz {number}.",
                )
            )
        pairs[left] = right
    return pairs


def slugs(example: Text, listed: Listed, *, is_ordered: bool = False) -> Parser[tuple[str, ...]]:
    """A parser of slugs separated by commas, semicolons or blanks, each once, in their order."""
    allowed = Text(
        f"Slugs separated by commas, each once, such as {example.english}; may be empty.",
        f"Identyfikatory (slug) oddzielone przecinkami, bez powtórzeń, np. {example.polish}; "
        f"może być puste.",
    )

    @asked_with(Slugs(listed, is_ordered))
    def parse(value: str) -> tuple[str, ...]:
        found = [slug for slug in re.split(r"[\s,;]+", value) if slug]
        if len(found) > MOST:
            raise NotAllowed(_TOO_MANY)
        if any(not _SLUG.fullmatch(slug) for slug in found) or len(set(found)) != len(found):
            raise NotAllowed(allowed)
        return tuple(found)

    return parse


@asked_with(Lines())
def mapping(value: str) -> Mapping[str, str]:
    """Lines of `left = right`; empty lines are passed over."""
    pairs: dict[str, str] = {}
    for number, line in _lines(value):
        left, equals, right = (part.strip() for part in line.partition("="))
        if not (left and equals and right) or left in pairs or not _can_be_kept(line):
            raise NotAllowed(
                Text(
                    f"Lines such as: Allegro method id = shipping method, each id once. "
                    f"Correct line {number}.",
                    f"Wiersze postaci: identyfikator metody Allegro = metoda wysyłki, każdy "
                    f"identyfikator raz. Popraw wiersz {number}.",
                )
            )
        pairs[left] = right
    return pairs


def _lines(value: str) -> Iterator[tuple[int, str]]:
    """The lines that say something, with their numbers.

    Raises:
        NotAllowed: There are more than anybody means.
    """
    lines = value.splitlines()
    if len(lines) > MOST:
        raise NotAllowed(_TOO_MANY)
    return ((number, line) for number, line in enumerate(lines, start=1) if line.strip())


def _can_be_kept(line: str) -> bool:
    return len(line) <= LONGEST and not _NOT_STORED.search(line)
