"""What Allegro is told of the shop's stock."""

from typing import Final

from saleor_allegro.config import parsers
from saleor_allegro.config.fields.field import Field, FieldKind, Section
from saleor_allegro.config.texts import Text

SENDING_STOCK: Final[tuple[Field, ...]] = (
    Field(
        name="stock_every_minutes",
        kind=FieldKind.STRING,
        section=Section.STOCK,
        default="15",
        label=Text("Send stock every (minutes)", "Wysyłaj stany co (minuty)"),
        help=Text(
            "From 5 to 1440 minutes, while “Send stock to Allegro”, below, is on.",
            "Od 5 do 1440 minut, gdy włączone jest „Wysyłaj stany magazynowe do Allegro” poniżej.",
        ),
        parse=parsers.whole_number(5, 1440),
    ),
    Field(
        name="stock_buffer",
        kind=FieldKind.STRING,
        section=Section.STOCK,
        default="0",
        label=Text("Pieces kept back from Allegro", "Sztuki niewystawiane w Allegro"),
        help=Text(
            "From 0 to 1000: so many pieces of each variant are not offered on Allegro, for what "
            "is sold in the shop meanwhile.",
            "Od 0 do 1000: tyle sztuk każdego wariantu nie trafia do Allegro, na wypadek "
            "sprzedaży w sklepie.",
        ),
        parse=parsers.whole_number(0, 1000),
    ),
)
#: Drawn with the other switches.
STOCK_SWITCHES: Final[tuple[Field, ...]] = (
    Field(
        name="send_stock",
        kind=FieldKind.BOOLEAN,
        section=Section.STOCK,
        default=False,
        label=Text("Send stock to Allegro", "Wysyłaj stany magazynowe do Allegro"),
        help=Text(
            "The pieces that are free in the warehouses named above (in all of the channel, where "
            "none is) become the quantity of the matching offers; none left ends an offer. Of "
            "several channels of one seller, the first that has this on decides.",
            "Wolne sztuki z magazynów podanych wyżej (albo wszystkich magazynów kanału) stają się "
            "liczbą sztuk w pasujących ofertach; ich brak kończy ofertę. Z kilku kanałów jednego "
            "sprzedawcy decyduje pierwszy, który ma to włączone.",
        ),
        page_help=Text(
            "The pieces that are free in the warehouses chosen above (in all of the channel, where "
            "none is) become the quantity of the matching offers; none left ends an offer. Of "
            "several channels of one seller, the first that has this on decides.",
            "Wolne sztuki z magazynów zaznaczonych wyżej (albo wszystkich magazynów kanału) stają "
            "się liczbą sztuk w pasujących ofertach; ich brak kończy ofertę. Z kilku kanałów "
            "jednego sprzedawcy decyduje pierwszy, który ma to włączone.",
        ),
    ),
    Field(
        name="reactivate_offers",
        kind=FieldKind.BOOLEAN,
        section=Section.STOCK,
        default=False,
        label=Text("Resume offers when stock returns", "Wznawiaj oferty, gdy wróci towar"),
        help=Text(
            "An offer that ended because nothing was left is put on sale again. Offers that were "
            "ended for other reasons stay ended.",
            "Oferta zakończona z braku towaru wraca do sprzedaży. Oferty zakończone z innych "
            "powodów pozostają zakończone.",
        ),
    ),
)
