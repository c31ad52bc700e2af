"""How imported orders follow their forms."""

from typing import Final

from saleor_allegro.config import parsers
from saleor_allegro.config.fields.field import Field, FieldKind, Section
from saleor_allegro.config.texts import Text

RECHECKING: Final[tuple[Field, ...]] = (
    Field(
        name="recheck_every_minutes",
        kind=FieldKind.STRING,
        section=Section.RECHECKING,
        default="60",
        label=Text("Recheck orders every (minutes)", "Sprawdzaj zamówienia co (minuty)"),
        help=Text(
            "From 5 to 1440. Is an order paid by now, has its delivery address changed?",
            "Od 5 do 1440. Czy zamówienie jest już opłacone i czy nie zmienił się adres dostawy?",
        ),
        parse=parsers.whole_number(5, 1440),
    ),
    Field(
        name="recheck_days",
        kind=FieldKind.STRING,
        section=Section.RECHECKING,
        default="14",
        label=Text("Recheck orders of the last (days)", "Sprawdzaj zamówienia z ostatnich (dni)"),
        help=Text(
            "From 1 to 60. Those that still have the status for new orders and are not paid; "
            "changes of all others come with the import.",
            "Od 1 do 60. Dotyczy zamówień, które mają jeszcze status nowych i są nieopłacone; "
            "zmiany w pozostałych są wykrywane przy pobieraniu.",
        ),
        parse=parsers.whole_number(1, 60),
    ),
    Field(
        name="sweep_hours",
        kind=FieldKind.STRING,
        section=Section.RECHECKING,
        default="3",
        label=Text(
            "Look for missed changes in the last (hours)",
            "Szukaj pominiętych zmian z ostatnich (godzin)",
        ),
        help=Text(
            "From 1 to 72. Every hour the shop is compared with what changed on Allegro in so many "
            "hours, once a day in 14 days.",
            "Od 1 do 72. Co godzinę sklep jest porównywany ze zmianami w Allegro z tylu godzin, "
            "raz na dobę z 14 dni.",
        ),
        parse=parsers.whole_number(1, 72),
    ),
)
