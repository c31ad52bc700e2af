"""Which settings stand in the Settings view, in which section; all others have a view of theirs."""

from collections.abc import Mapping
from typing import Final

from saleor_allegro.config import FIELDS, Field, FieldKind, Section, Text

#: The switch that Saleor itself has for a plugin in a channel.
ACTIVE: Final = Field(
    name="active",
    kind=FieldKind.BOOLEAN,
    section=Section.CREATING,
    default=True,
    label=Text("Plugin active in this channel", "Wtyczka aktywna w tym kanale"),
    help=Text(
        "While it is off, nothing comes from Allegro into this channel and nothing is told to "
        "Allegro.",
        "Gdy jest wyłączona, nic nie trafia z Allegro do tego kanału i nic nie jest przekazywane "
        "do Allegro.",
    ),
    is_channels_own=True,
)
SECTIONS: Final[Mapping[Section, Text]] = {
    Section.CREATING: Text("On and off", "Włączanie"),
    Section.CONNECTING: Text("Connecting", "Połączenie"),
    Section.IMPORTING: Text("Importing", "Pobieranie"),
    Section.RECHECKING: Text("Rechecking", "Sprawdzanie"),
    Section.ORDER_STATUSES: Text("Order statuses in the shop", "Statusy zamówień w sklepie"),
    Section.ORDER_CONTENT: Text("Order content", "Zawartość zamówień"),
    Section.STOCK: Text("Stock", "Stany magazynowe"),
    Section.ENVIRONMENT: Text("Environment", "Środowisko"),
    Section.FORM: Text("Language", "Język"),
}
#: The sections whose fields stand in another view -> its address.
ELSEWHERE: Final[Mapping[Section, str]] = {
    Section.TELLING: "statuses",
    Section.CONNECTION: "connections",
}
#: What can be changed in the view, in its order.
HERE: Final[tuple[Field, ...]] = tuple(
    field
    for section in SECTIONS
    for field in (ACTIVE, *FIELDS)
    if field.section is section and field.kind is not FieldKind.OUTPUT
)
SECRETS: Final = tuple(field for field in HERE if field.kind is FieldKind.SECRET)
#: What is looked at and copied: computed at each look.
READ_ONLY: Final = tuple(
    field for field in FIELDS if field.section in SECTIONS and field.kind is FieldKind.OUTPUT
)
