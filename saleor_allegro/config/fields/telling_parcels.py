"""Which tracking numbers Allegro is told, and whose parcels they are."""

from typing import Final

from saleor_allegro.config import parsers
from saleor_allegro.config.fields.field import Field, FieldKind, Section
from saleor_allegro.config.texts import Text

TELLING_PARCELS: Final[tuple[Field, ...]] = (
    Field(
        name="carriers",
        kind=FieldKind.MULTILINE,
        section=Section.TELLING,
        default="",
        label=Text("Carriers", "Przewoźnicy"),
        help=Text(
            "While “Tell Allegro tracking numbers”, below, is on. Lines such as: shipping method = "
            "DPD, 00590* = POCZTA_POLSKA (a pattern of numbers; * and ? stand for any characters) "
            "or Van = OTHER:Our van. Most numbers are recognised without a line.",
            "Gdy włączone jest „Przekazuj Allegro numery przesyłek” poniżej. Wiersze postaci: "
            "metoda wysyłki = DPD, 00590* = POCZTA_POLSKA (wzór numerów; * i ? zastępują dowolne "
            "znaki) albo Bus = OTHER:Nasz bus. Większość numerów rozpoznajemy bez wpisu.",
        ),
        parse=parsers.carriers,
    ),
)
#: Drawn with the other switches.
SEND_TRACKING_NUMBERS: Final = Field(
    name="send_tracking_numbers",
    kind=FieldKind.BOOLEAN,
    section=Section.TELLING,
    default=False,
    label=Text("Tell Allegro tracking numbers", "Przekazuj Allegro numery przesyłek"),
    help=Text(
        "The tracking number of a fulfillment goes to Allegro, once, with the lines in it.",
        "Numer przesyłki z realizacji trafia do Allegro, raz, z pozycjami, które zawiera.",
    ),
)
