"""Which status Allegro is told, by how an order stands in the shop."""

from typing import Final

from saleor_allegro.config import parsers
from saleor_allegro.config.fields.field import Field, FieldKind, Section
from saleor_allegro.config.texts import Text
from saleor_allegro.rules.status_mapping import SETTABLE, SUGGESTED, ShopStage

_NAMES: Final = {
    ShopStage.UNCONFIRMED: Text("UNCONFIRMED", "UNCONFIRMED (niepotwierdzone)"),
    ShopStage.UNFULFILLED: Text("UNFULFILLED", "UNFULFILLED (do realizacji)"),
    ShopStage.WAITING_FOR_APPROVAL: Text(
        "a fulfillment waits for approval", "realizacja czeka na zatwierdzenie"
    ),
    ShopStage.PARTIALLY_FULFILLED: Text(
        "PARTIALLY_FULFILLED", "PARTIALLY_FULFILLED (częściowo zrealizowane)"
    ),
    ShopStage.FULFILLED: Text("FULFILLED", "FULFILLED (zrealizowane)"),
    ShopStage.PARTIALLY_RETURNED: Text(
        "PARTIALLY_RETURNED", "PARTIALLY_RETURNED (częściowo zwrócone)"
    ),
    ShopStage.RETURNED: Text("RETURNED", "RETURNED (zwrócone)"),
    ShopStage.CANCELED: Text("CANCELED", "CANCELED (anulowane)"),
    ShopStage.EXPIRED: Text("EXPIRED", "EXPIRED (wygasłe)"),
}
_WORDS: Final = ", ".join(SETTABLE)
_EMPTY: Final = Text("Empty: nothing is told.", "Puste: nic nie przekazujemy.")
#: Said at the first field only; a wrong word is answered with all of them at any.
_ALL_WORDS: Final = Text(
    f"In this and the next fields: {_WORDS}. “Fill in the suggested statuses”, below, does it for "
    "you.",
    f"W tym i następnych polach: {_WORDS}. Zrobi to za Ciebie „Wpisz proponowane statusy” poniżej.",
)
_TWO_LS: Final = Text("(Allegro writes it with two L.)", "(W Allegro pisane przez dwa L.)")


def field_of(stage: ShopStage) -> str:
    """The name of the field that maps a stage."""
    return f"allegro_status_{stage.replace(' ', '_')}"


def _field(stage: ShopStage) -> Field:
    name = _NAMES[stage]
    helps = [_suggested(stage), _EMPTY]
    if stage is ShopStage.UNCONFIRMED:
        helps.append(_ALL_WORDS)
    if stage is ShopStage.CANCELED:
        helps.append(_TWO_LS)
    return Field(
        name=field_of(stage),
        kind=FieldKind.STRING,
        section=Section.TELLING,
        default="",
        label=Text(f"Status told to Allegro: {name.english}", f"Status dla Allegro: {name.polish}"),
        help=Text(
            " ".join(part.english for part in helps if part.english),
            " ".join(part.polish for part in helps if part.polish),
        ),
        parse=parsers.settable_status,
    )


def _suggested(stage: ShopStage) -> Text:
    suggestion = SUGGESTED.get(stage)
    if suggestion is None:
        return Text("", "")
    return Text(f"Suggested: {suggestion}.", f"Propozycja: {suggestion}.")


#: Stage in the shop -> its field.
STATUS_FIELDS: Final = {stage: field_of(stage) for stage in ShopStage}
TELLING_STATUSES: Final[tuple[Field, ...]] = tuple(_field(stage) for stage in ShopStage)
