"""How sellers and their runs do, in words."""

from collections.abc import Mapping
from typing import Final

from saleor_allegro.config import Text

CONNECTIONS: Final[Mapping[str, tuple[str, Text]]] = {
    "CONNECTED": ("good", Text("Connected", "Połączono")),
    "RECONNECT_NEEDED": ("bad", Text("Connect again", "Połącz ponownie")),
    "DISCONNECTED": ("", Text("Disconnected", "Rozłączono")),
}
#: A custom environment is named by its address.
ENVIRONMENTS: Final[Mapping[str, Text]] = {
    "production": Text("Allegro", "Allegro"),
    "sandbox": Text("Allegro's test site (sandbox)", "Środowisko testowe (sandbox)"),
}
JOURNAL_UNREAD: Final = Text("nothing read yet", "jeszcze nieczytany")
JOURNAL_BEING_READ: Final = Text(
    "being read; last event so far: {time} ago",
    "w trakcie czytania; ostatnie zdarzenie: {time} temu",
)
#: Outcome of the latest import -> how far it read.
JOURNAL: Final[Mapping[str, Text]] = {
    "FINISHED": Text(
        "read to its end; last event: {time} ago",
        "przeczytany do końca; ostatnie zdarzenie: {time} temu",
    ),
    "STOPPED": Text(
        "not read to its end, the last import stopped; last event read: {time} ago",
        "nieprzeczytany do końca, ostatnie pobieranie przerwano; ostatnie przeczytane zdarzenie: "
        "{time} temu",
    ),
}
RUNS: Final[Mapping[str, Text]] = {
    "IMPORT": Text("Import", "Pobieranie zamówień"),
    "RECHECK": Text("Recheck", "Sprawdzanie zamówień"),
    "AUDIT": Text("Audit", "Audyt"),
    "PUSH": Text("Telling Allegro", "Przekazywanie do Allegro"),
    "STOCK": Text("Stock", "Stany"),
}
COUNTS: Final[Mapping[str, Text]] = {
    "imported": Text("{n} imported", "pobrane: {n}"),
    "updated": Text("{n} updated", "zaktualizowane: {n}"),
    "told": Text("{n} told", "przekazane: {n}"),
    "failed": Text("{n} failed", "nieudane: {n}"),
}
NOTHING_NEW: Final = Text("nothing new", "nic nowego")
STOPPED: Final = Text("Stopped: {reason}", "Przerwano: {reason}")
#: Counts of an account -> the question of the Orders view that shows them, and words.
TO_LOOK_AT: Final[Mapping[str, tuple[str, Text]]] = {
    "failed": ("failed", Text("{n} not imported", "niepobrane: {n}")),
    "notFollowed": ("failed", Text("{n} not followed", "nieaktualne: {n}")),
    "notTold": ("nottold", Text("{n} not told to Allegro", "nieprzekazane do Allegro: {n}")),
    "flagged": ("flagged", Text("{n} with flags", "do sprawdzenia: {n}")),
}
CHART: Final = Text(
    "Calls to Allegro by the hour: {calls} in 24 hours; failed purchases and orders: {failed}, "
    "stopped runs: {stopped}.",
    "Wywołania Allegro godzina po godzinie: {calls} w ciągu 24 godzin; nieudane zakupy i "
    "zamówienia: {failed}, przerwane przebiegi: {stopped}.",
)
