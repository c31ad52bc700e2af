"""How often and how far back orders are imported."""

from typing import Final

from saleor_allegro.config import parsers
from saleor_allegro.config.fields.field import Field, FieldKind, Section
from saleor_allegro.config.texts import Text

IMPORTING: Final[tuple[Field, ...]] = (
    Field(
        name="import_every_minutes",
        kind=FieldKind.STRING,
        section=Section.IMPORTING,
        default="10",
        label=Text("Import every (minutes)", "Pobieraj zamówienia co (minuty)"),
        help=Text("From 1 to 1440 minutes.", "Od 1 do 1440 minut."),
        parse=parsers.whole_number(1, 1440),
    ),
    Field(
        name="backfill_days",
        kind=FieldKind.STRING,
        section=Section.IMPORTING,
        default="14",
        label=Text("Days to read back when connected", "Ile dni wstecz pobrać po połączeniu"),
        help=Text(
            "From 0 to 365; 0: only what is bought from then on.",
            "Od 0 do 365; 0: tylko zakupy od chwili połączenia.",
        ),
        parse=parsers.whole_number(0, 365),
    ),
)
