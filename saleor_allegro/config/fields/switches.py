"""What is on and what is off; the dashboard draws these after every text."""

from typing import Final

from saleor_allegro.config.fields.field import Field, FieldKind, Section
from saleor_allegro.config.texts import Text

SWITCHES: Final[tuple[Field, ...]] = (
    Field(
        name="create_orders",
        kind=FieldKind.BOOLEAN,
        section=Section.CREATING,
        default=False,
        label=Text("Create orders from Allegro", "Twórz zamówienia z Allegro"),
        help=Text(
            "The main switch: while it is on and the plugin is active, orders bought on Allegro "
            "become orders of this channel.",
            "Główny przełącznik: gdy jest włączony, a wtyczka aktywna (Active), zakupy z Allegro "
            "stają się zamówieniami tego kanału.",
        ),
        is_channels_own=True,
    ),
    Field(
        name="suggest_statuses",
        kind=FieldKind.BOOLEAN,
        section=Section.TELLING,
        default=False,
        label=Text("Fill in the suggested statuses", "Wpisz proponowane statusy"),
        help=Text(
            "When on and saved, every empty “Status told to Allegro” that has a suggestion is "
            "filled in with it; then this is off again.",
            "Po włączeniu i zapisaniu każde puste pole „Status dla Allegro”, które ma propozycję, "
            "zostaje nią wypełnione, a ten przełącznik znów jest wyłączony.",
        ),
    ),
    Field(
        name="import_unpaid",
        kind=FieldKind.BOOLEAN,
        section=Section.IMPORTING,
        default=True,
        label=Text("Import unpaid purchases", "Pobieraj nieopłacone zakupy"),
        help=Text(
            "When off, an unpaid purchase waits until it is paid; cash on delivery comes in at "
            "once.",
            "Po wyłączeniu nieopłacony zakup czeka na wpłatę; zamówienia za pobraniem są "
            "pobierane od razu.",
        ),
    ),
)
