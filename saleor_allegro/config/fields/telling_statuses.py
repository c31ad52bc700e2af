"""Which status Allegro is told, by how an order stands in the shop."""

from typing import Final

from saleor_allegro.config import parsers
from saleor_allegro.config.fields.field import Field, FieldKind
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


def field_of(stage: ShopStage) -> str:
    """The name of the field that maps a stage."""
    return f"allegro_status_{stage.replace(' ', '_')}"


def _field(stage: ShopStage) -> Field:
    name = _NAMES[stage]
    suggestion = SUGGESTED.get(stage, "")
    suggested = (
        Text(f" Suggested: {suggestion}.", f" Propozycja: {suggestion}.")
        if suggestion
        else Text("", "")
    )
    return Field(
        name=field_of(stage),
        kind=FieldKind.STRING,
        default="",
        label=Text(f"Status told to Allegro: {name.english}", f"Status dla Allegro: {name.polish}"),
        help=Text(
            f"Empty: nothing is told. Else one of: {_WORDS}.{suggested.english}",
            f"Puste: nic nie przekazujemy. W przeciwnym razie: {_WORDS}.{suggested.polish}",
        ),
        parse=parsers.settable_status,
    )


#: Stage in the shop -> its field.
STATUS_FIELDS: Final = {stage: field_of(stage) for stage in ShopStage}
TELLING_STATUSES: Final[tuple[Field, ...]] = tuple(_field(stage) for stage in ShopStage)
