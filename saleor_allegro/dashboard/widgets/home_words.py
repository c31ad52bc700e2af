"""What the widget on the dashboard's first page says."""

from collections.abc import Mapping
from typing import Final

from saleor_allegro.config import Text
from saleor_allegro.dashboard.words import Words

HOME_WORDS: Final[Words] = {
    "title": Text("Allegro", "Allegro"),
    "today": Text("Bought today", "Kupiono dziś"),
    "today_is": Text("Today begins at midnight in Poland.", "„Dziś” liczymy od północy w Polsce."),
    "to_pack": Text("To pack", "Do spakowania"),
    "flagged": Text("With flags", "Do sprawdzenia"),
    "failed": Text("Not imported", "Niepobrane"),
    "not_followed": Text("Not followed", "Nieaktualne"),
    "not_told": Text("Not told to Allegro", "Nieprzekazane do Allegro"),
    # The dashboard lets a widget open no page of its own.
    "where": Text(
        "For more click “Allegro” above, or in the menu under Orders.",
        "Więcej po kliknięciu „Allegro” powyżej albo w menu w Zamówieniach.",
    ),
}
LATE: Final = Text("{n} late", "po terminie: {n}")
#: State of a seller -> tone, mark and words.
CONNECTIONS: Final[Mapping[str, tuple[str, Text, Text]]] = {
    "connected": ("good", Text("Connected", "Połączono"), Text("{login}", "{login}")),
    "stopped": (
        "warn",
        Text("Import stopped", "Pobieranie przerwane"),
        Text("{login}: {reason}", "{login}: {reason}"),
    ),
    "reconnect": (
        "bad",
        Text("Connect again", "Połącz ponownie"),
        Text(
            "{login}: no orders come until you connect again under Allegro, Connections.",
            "{login}: zamówienia nie trafiają do sklepu, dopóki nie połączysz ponownie w Allegro, "
            "Połączenia.",
        ),
    ),
    "nobody": (
        "warn",
        Text("Not connected", "Nie połączono"),
        Text(
            "Connect a seller under Allegro, Connections.",
            "Połącz sprzedawcę w Allegro, Połączenia.",
        ),
    ),
}
