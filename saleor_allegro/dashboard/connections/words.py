"""What the Connections view says."""

from collections.abc import Mapping
from typing import Final

from saleor_allegro.config import Text
from saleor_allegro.dashboard.words import Words

WORDS: Final[Words] = {
    "title": Text("Connections", "Połączenia"),
    "channels": Text("Channels", "Kanały"),
    "channel": Text("Channel", "Kanał"),
    "seller": Text("Seller on Allegro", "Sprzedawca w Allegro"),
    "state": Text("State", "Stan"),
    "nobody": Text("nobody", "nikt"),
    "act": Text("What you can do", "Co możesz zrobić"),
    "connect": Text("Connect", "Połącz"),
    "reconnect": Text("Connect again", "Połącz ponownie"),
    "by_code": Text("Connect by code", "Połącz kodem"),
    "disconnect": Text("Disconnect", "Rozłącz"),
    "settings": Text("Settings", "Ustawienia"),
    "may_not": Text(
        "Connecting and disconnecting needs the permission to manage plugins.",
        "Łączenie i rozłączanie wymaga uprawnienia do zarządzania wtyczkami.",
    ),
    "no_channels": Text("The shop has no channel yet.", "Sklep nie ma jeszcze żadnego kanału."),
    "no_accounts": Text(
        "No seller was connected yet. Complete the settings of a channel, then connect its seller.",
        "Nie połączono jeszcze żadnego sprzedawcy. Uzupełnij ustawienia kanału, a potem połącz "
        "jego sprzedawcę.",
    ),
    "environment": Text("Environment", "Środowisko"),
    "marketplace": Text("Marketplace", "Serwis"),
    "takes": Text("Orders go to", "Zamówienia trafiają do"),
    "none": Text("no channel", "żadnego kanału"),
    "since": Text("Connected since", "Połączono od"),
    "import_since": Text("Imports purchases since", "Pobiera zakupy od"),
    "next_import": Text("Next import", "Następne pobranie"),
    "paused": Text("Allegro asked for a pause until", "Allegro prosi o przerwę do"),
    "lag": Text("Last event in Allegro's journal", "Ostatnie zdarzenie w dzienniku Allegro"),
    "no_lag": Text("none read yet", "jeszcze żadnego"),
    "ago": Text("{time} ago", "{time} temu"),
    "calls": Text("Calls to Allegro in 24 hours", "Wywołania Allegro w ciągu 24 godzin"),
    "runs": Text("Last runs", "Ostatnie przebiegi"),
    "run": Text("Run", "Przebieg"),
    "ended": Text("Ended", "Koniec"),
    "came_of_it": Text("What came of it", "Wynik"),
    "never": Text("not yet", "jeszcze nie"),
    "at_work": Text("at work", "w toku"),
    "day": Text("The last 24 hours", "Ostatnie 24 godziny"),
    "hour": Text("Hour", "Godzina"),
    "imported": Text("imported", "pobrane"),
    "failed": Text("failed", "nieudane"),
    "stopped": Text("stopped runs", "przerwane przebiegi"),
    "all_calls": Text("calls", "wywołania"),
    "as_table": Text("As a table", "Jako tabela"),
    "stops": Text("Runs that stopped early", "Przebiegi przerwane przed końcem"),
    "open_allegro": Text("Open Allegro to agree", "Otwórz Allegro, aby wyrazić zgodę"),
    "new_tab": Text("(new tab)", "(nowa karta)"),
    "connecting": Text(
        "Log in to Allegro as the seller, in the tab that has opened, and agree. This page "
        "notices by itself.",
        "W otwartej karcie zaloguj się w Allegro jako sprzedawca i wyraź zgodę. Ta strona zauważy "
        "to sama.",
    ),
    "waiting": Text("Waiting for Allegro…", "Czekanie na Allegro…"),
    "too_late": Text(
        "Nothing came back from Allegro. Nothing was changed; press “Connect” to start again.",
        "Allegro nie odpowiedziało. Nic się nie zmieniło; naciśnij „Połącz”, aby zacząć od nowa.",
    ),
    "asking_code": Text("Asking Allegro for a code…", "Prośba do Allegro o kod…"),
    "code": Text("Code", "Kod"),
    "enter_code": Text(
        "Open the page on any device, log in as the seller and confirm this code:",
        "Otwórz stronę na dowolnym urządzeniu, zaloguj się jako sprzedawca i potwierdź ten kod:",
    ),
}
#: What a channel needs before orders come; the first that fits, see `content.state_of`.
STATES: Final[Mapping[str, tuple[str, Text]]] = {
    "missing": (
        "warn",
        Text("Complete the settings first: {labels}.", "Najpierw uzupełnij ustawienia: {labels}."),
    ),
    "nobody": ("warn", Text("No seller is connected.", "Nie połączono sprzedawcy.")),
    "reconnect": (
        "bad",
        Text(
            "No orders are imported: Allegro no longer accepts the seller's consent. Connect "
            "again.",
            "Zamówienia nie są pobierane: Allegro nie uznaje już zgody sprzedawcy. Połącz "
            "ponownie.",
        ),
    ),
    "inactive": (
        "warn",
        Text(
            "No orders are imported: the plugin is switched off in this channel.",
            "Zamówienia nie są pobierane: wtyczka jest wyłączona w tym kanale.",
        ),
    ),
    "off": (
        "warn",
        Text(
            "No orders are imported: creating orders is switched off in the settings.",
            "Zamówienia nie są pobierane: w ustawieniach wyłączono tworzenie zamówień.",
        ),
    ),
    "good": ("good", Text("Orders are imported.", "Zamówienia są pobierane.")),
}
CONNECTIONS: Final[Mapping[str, tuple[str, Text]]] = {
    "CONNECTED": ("good", Text("Connected", "Połączono")),
    "RECONNECT_NEEDED": ("bad", Text("Connect again", "Połącz ponownie")),
    "DISCONNECTED": ("", Text("Disconnected", "Rozłączono")),
}
RUNS: Final[Mapping[str, Text]] = {
    "IMPORT": Text("Import", "Pobieranie zamówień"),
    "RECHECK": Text("Recheck", "Sprawdzanie zamówień"),
    "AUDIT": Text("Audit", "Audyt"),
    "PUSH": Text("Telling Allegro", "Przekazywanie Allegro"),
    "STOCK": Text("Stock", "Stany"),
}
COUNTS: Final[Mapping[str, Text]] = {
    "imported": Text("{n} imported", "pobrane: {n}"),
    "updated": Text("{n} updated", "zaktualizowane: {n}"),
    "told": Text("{n} told", "przekazane: {n}"),
    "failed": Text("{n} failed", "nieudane: {n}"),
}
NOTHING_NEW: Final = Text("nothing new", "nic nowego")
#: Counts of an account -> where to look, and words.
TO_LOOK_AT: Final[Mapping[str, tuple[str, Text]]] = {
    "failed": ("orders?failed=true", Text("{n} not imported", "niepobrane: {n}")),
    "notFollowed": ("orders?failed=true", Text("{n} not followed", "nieaktualne: {n}")),
    "notTold": ("orders", Text("{n} not told to Allegro", "nieprzekazane Allegro: {n}")),
    "flagged": ("orders?flagged=true", Text("{n} with flags", "do sprawdzenia: {n}")),
}
ASK_DISCONNECT: Final = Text(
    "Disconnect {login} from the channel {channel}? Orders that are there stay; no new ones come.",
    "Rozłączyć {login} od kanału {channel}? Pobrane zamówienia zostaną; nowe nie będą pobierane.",
)
CONNECTED: Final = Text(
    "Connected: the orders of {login} come to the channel {channel}.",
    "Połączono: zamówienia {login} trafiają do kanału {channel}.",
)
DISCONNECTED: Final = Text(
    "Disconnected from the channel {channel}.", "Rozłączono od kanału {channel}."
)
REFUSED: Final = Text("Nothing was changed: {reason}", "Nic się nie zmieniło: {reason}")
CHART: Final = Text(
    "Calls to Allegro by the hour: {calls} in 24 hours, {failed} failed, {stopped} stopped runs.",
    "Wywołania Allegro godzina po godzinie: {calls} w ciągu 24 godzin, nieudane: {failed}, "
    "przerwane przebiegi: {stopped}.",
)
