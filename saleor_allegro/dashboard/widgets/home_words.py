"""What the widget on the dashboard's first page says."""

from collections.abc import Mapping
from typing import Final

from saleor_allegro.config import Text
from saleor_allegro.dashboard.words import Words

HOME_WORDS: Final[Words] = {
    "title": Text("Allegro", "Allegro"),
    "today": Text("Bought today", "Kupiono dziś"),
    "today_is": Text("since midnight in Poland", "od północy w Polsce"),
    "to_pack": Text("To pack", "Do spakowania"),
    "flagged": Text("With flags", "Do sprawdzenia"),
    "failed": Text("Not imported", "Niepobrane"),
    "not_followed": Text("Not followed", "Nieaktualne"),
    "not_told": Text("Not told to Allegro", "Nieprzekazane Allegro"),
    "where": Text(
        "Details: Orders, Allegro in the menu on the left.",
        "Szczegóły: Zamówienia, Allegro w menu po lewej.",
    ),
}
NOBODY: Final = Text(
    "No seller is connected. Connect one under Orders, Allegro, Connections.",
    "Nie połączono sprzedawcy. Połącz go w Zamówienia, Allegro, Połączenia.",
)
#: Connection of a seller -> mark and words.
CONNECTIONS: Final[Mapping[str, tuple[str, Text]]] = {
    "CONNECTED": ("good", Text("{login}: connected", "{login}: połączono")),
    "RECONNECT_NEEDED": (
        "bad",
        Text(
            "{login}: no orders come, connect again under Orders, Allegro, Connections",
            "{login}: zamówienia nie spływają, połącz ponownie w Zamówienia, Allegro, Połączenia",
        ),
    ),
    "DISCONNECTED": ("", Text("{login}: disconnected", "{login}: rozłączono")),
}
