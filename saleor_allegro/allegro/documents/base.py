"""What every document of Allegro has in common.

Unknown fields are ignored; a part that is absent and one that is `null` are both `None`, and
a missing list is `()`. Words of a closed list are `StrEnum` members where we know them, else
the text Allegro sent, so a new word never makes a document unreadable.
"""

from collections.abc import Mapping
from datetime import UTC, datetime
from decimal import Decimal
from enum import StrEnum
from typing import Annotated, Any, Final, Self, TypeVar

from pydantic import (
    AwareDatetime,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    StringConstraints,
    TypeAdapter,
    ValidationError,
)
from pydantic.alias_generators import to_camel

from saleor_allegro.allegro.errors import Malformed

Part = TypeVar("Part")
Word = TypeVar("Word", bound=StrEnum)

#: Allegro's ids: a UUID, a number or a short name; compared as text.
Id = Annotated[str, StringConstraints(min_length=1, max_length=64)]
#: A list that production may send as `null` or not at all.
Many = Annotated[tuple[Part, ...], BeforeValidator(lambda parts: () if parts is None else parts)]
#: A known word, or the text of one that is new to us.
Known = Annotated[
    Word | Annotated[str, StringConstraints(max_length=64)], Field(union_mode="left_to_right")
]
#: At most 99,999,999,999.999: what the shop's columns hold without rounding.
Amount = Annotated[Decimal, Field(max_digits=14, decimal_places=3)]
#: A day off both ends of the calendar, so that it can be told in any time zone.
Moment = Annotated[
    AwareDatetime,
    Field(ge=datetime(1, 1, 2, tzinfo=UTC), le=datetime(9999, 12, 30, tzinfo=UTC)),
]


def _moment_if_any(value: object) -> datetime | None:
    """What cannot be read as a moment is none: for parts that only inform a person."""
    try:
        return _MOMENT.validate_python(value)
    except ValidationError:
        return None


_MOMENT: Final = TypeAdapter[datetime](Moment)
#: A moment that the document can do without.
MomentIfAny = Annotated[datetime | None, BeforeValidator(_moment_if_any)]

_SHOWN_PROBLEMS: Final = 3


class Document(BaseModel):
    """A frozen part of Allegro's JSON, in snake_case of its camelCase."""

    model_config = ConfigDict(
        frozen=True,
        extra="ignore",
        alias_generator=to_camel,
        populate_by_name=True,
        coerce_numbers_to_str=True,
        # A form holds names and addresses: they do not belong in an error message.
        hide_input_in_errors=True,
    )

    @classmethod
    def from_json(cls, body: object) -> Self:
        """Read a decoded JSON value.

        Raises:
            Malformed: It lacks a required part, or one cannot be read. The message names the
                parts, and shows what stands in them only where that is an amount.
        """
        try:
            return cls.model_validate(body)
        except ValidationError as error:
            name = " ".join(filter(None, (cls.__name__.strip("_"), readable_id(body))))
            raise Malformed(f"{name}: {problems(error)}") from error


def problems(error: ValidationError) -> str:
    """The first few problems, e.g. `lineItems.0.price.amount: "1,50" is not an amount`."""
    found = error.errors(include_url=False, include_context=False)
    shown = [_problem(details) for details in found[:_SHOWN_PROBLEMS]]
    if len(found) > len(shown):
        shown.append(f"and {len(found) - len(shown)} more")
    return "; ".join(shown)


def _problem(details: Mapping[str, Any]) -> str:
    place = ".".join(map(str, details["loc"])) or "document"
    if details["type"].startswith("decimal") and isinstance(details["input"], str):
        return f'{place}: "{details["input"][:20]}" is not an amount'
    return f"{place}: {details['msg']}"


def readable_id(body: object) -> str | None:
    """The id of a document that cannot be read, as far as it has one."""
    found = body.get("id") if isinstance(body, dict) else None
    return found if isinstance(found, str) and 0 < len(found) <= 64 else None


def one_line(text: object, length: int) -> str:
    """Text of a stranger, fit for one line of a log; "" for what is no text."""
    return " ".join(text.split())[:length] if isinstance(text, str) else ""


class Money(Document):
    """An amount in major units (`Decimal("19.99")`) and its ISO 4217 currency."""

    amount: Amount
    currency: Annotated[str, StringConstraints(pattern=r"^[A-Z]{3}$")]
