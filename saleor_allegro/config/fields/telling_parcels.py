"""Which tracking numbers Allegro is told, and whose parcels they are."""

from typing import Final

from saleor_allegro.config import parsers
from saleor_allegro.config.fields.field import Field, FieldKind
from saleor_allegro.config.texts import Text

TELLING_PARCELS: Final[tuple[Field, ...]] = (
    Field(
        name="carriers",
        kind=FieldKind.MULTILINE,
        default="",
        label=Text("Carriers", "Przewoźnicy"),
        help=Text(
            "One a line: shipping method here, or a pattern of tracking numbers with * and ?, = id "
            "of Allegro's carrier, such as DPD, or OTHER:Name. Most numbers are recognised "
            "without.",
            "Po jednym w wierszu: metoda wysyłki w sklepie albo wzór numeru przesyłki z * i ?, = "
            "identyfikator przewoźnika Allegro, np. DPD, albo OTHER:Nazwa. Większość numerów "
            "rozpoznajemy sami.",
        ),
        parse=parsers.carriers,
    ),
)
#: Drawn with the other switches.
SEND_TRACKING_NUMBERS: Final = Field(
    name="send_tracking_numbers",
    kind=FieldKind.BOOLEAN,
    default=False,
    label=Text("Tell Allegro tracking numbers", "Przekazuj Allegro numery przesyłek"),
    help=Text(
        "The tracking number of a fulfillment goes to Allegro, once, with the lines in it.",
        "Numer przesyłki z realizacji trafia do Allegro, raz, z pozycjami, które zawiera.",
    ),
)
