"""What the Connections view says around what it shows, and of what was done."""

from typing import Final

from saleor_allegro.config import Text
from saleor_allegro.dashboard.words import Words

WORDS: Final[Words] = {
    "title": Text("Connections", "Połączenia"),
    # Channels
    "channels": Text("Channels", "Kanały"),
    "channel": Text("Channel", "Kanał"),
    "plugin": Text("Plugin", "Wtyczka"),
    "on": Text("on", "włączona"),
    "off": Text("off", "wyłączona"),
    "seller": Text("Seller on Allegro", "Sprzedawca w Allegro"),
    "state": Text("State", "Stan"),
    "nobody": Text("nobody", "nikt"),
    "act": Text("What you can do", "Co możesz zrobić"),
    "connect": Text("Connect", "Połącz"),
    "reconnect": Text("Connect again", "Połącz ponownie"),
    "by_code": Text("Connect by code", "Połącz kodem"),
    "other_ways": Text("More", "Więcej"),
    "reconnect_help": Text(
        "When rights were added to your application, or the seller agreed to too few.",
        "Gdy Twoja aplikacja dostała nowe uprawnienia albo sprzedawca zgodził się na zbyt mało.",
    ),
    "by_code_help": Text(
        "For a seller who is not at this computer: they confirm a code on Allegro's page, on any "
        "device.",
        "Dla sprzedawcy, którego nie ma przy tym komputerze: potwierdza kod na stronie Allegro, na "
        "dowolnym urządzeniu.",
    ),
    "disconnect": Text("Disconnect", "Rozłącz"),
    "settings": Text("Settings", "Ustawienia"),
    "may_not": Text(
        "To connect or disconnect a seller, ask somebody who may manage plugins, such as an "
        "administrator of the shop.",
        "Aby połączyć lub rozłączyć sprzedawcę, poproś osobę, która może zarządzać wtyczkami, np. "
        "administratora sklepu.",
    ),
    "no_channels": Text("The shop has no channel yet.", "Sklep nie ma jeszcze żadnego kanału."),
    # Sellers
    "sellers": Text("Sellers", "Sprzedawcy"),
    "no_accounts": Text("No seller was connected yet.", "Nie połączono jeszcze sprzedawcy."),
    "is_disconnected": Text(
        "Nothing is imported from this seller any more, and nothing told to Allegro. Orders that "
        "are there stay.",
        "Od tego sprzedawcy nic już nie pobieramy ani nie przekazujemy do Allegro. Pobrane "
        "zamówienia zostają.",
    ),
    "orders": Text("Orders of this seller", "Zamówienia tego sprzedawcy"),
    "environment": Text("Environment", "Środowisko"),
    "marketplace": Text("Marketplace", "Serwis"),
    "takes": Text("Orders go to", "Zamówienia trafiają do"),
    "none": Text("no channel", "żadnego kanału"),
    "since": Text("Connected since", "Połączono od"),
    "import_since": Text("Imports purchases since", "Pobiera zakupy od"),
    "next_import": Text("Next import", "Następne pobranie"),
    "due": Text("due now", "zaraz"),
    "paused": Text(
        "Allegro asked for a pause: it is not called before",
        "Allegro poprosiło o przerwę: nie pytamy go przed",
    ),
    "journal": Text("Allegro's journal", "Dziennik Allegro"),
    "calls": Text("Calls to Allegro in 24 hours", "Wywołania Allegro w ciągu 24 godzin"),
    # Runs
    "runs": Text("Last runs", "Ostatnie przebiegi"),
    "run": Text("Run", "Przebieg"),
    "ended": Text("Ended", "Koniec"),
    "came_of_it": Text("What came of it", "Wynik"),
    "never": Text("not yet", "jeszcze nie"),
    "at_work": Text("at work", "w toku"),
    "day": Text("The last 24 hours", "Ostatnie 24 godziny"),
    "quiet_day": Text("Nothing was done.", "Nic się nie działo."),
    "now": Text("now", "teraz"),
    "bars": Text("Calls to Allegro", "Wywołania Allegro"),
    "bad_bars": Text("Something failed or stopped", "Coś się nie udało lub zostało przerwane"),
    "hour": Text("Hour", "Godzina"),
    "imported": Text("imported", "pobrane"),
    "failed": Text("failed", "nieudane"),
    "stopped": Text("stopped runs", "przerwane przebiegi"),
    "all_calls": Text("calls", "wywołania"),
    "as_table": Text("As a table", "Jako tabela"),
    "stops": Text("Runs that stopped early", "Przebiegi przerwane przed końcem"),
    # Connecting
    "connecting_to": Text("Connecting", "Łączenie"),
    "open_allegro": Text("Open Allegro to agree", "Otwórz Allegro, aby wyrazić zgodę"),
    "new_tab": Text("(new tab)", "(nowa karta)"),
    "stop_waiting": Text("Stop waiting", "Przestań czekać"),
    "connecting": Text(
        "In the new tab, log in to Allegro as the seller and agree. This page notices by itself.",
        "W nowej karcie zaloguj się w Allegro jako sprzedawca i wyraź zgodę. Ta strona zauważy to "
        "sama.",
    ),
    "no_tab": Text(
        "No new tab? Use the button. Does Allegro show an error in place of its question? Compare "
        "Client ID, Client secret and the redirect address in the settings with your application "
        "at apps.developer.allegro.pl.",
        "Nie ma nowej karty? Użyj przycisku. Allegro zamiast pytania pokazuje błąd? Porównaj "
        "Client ID, Client Secret i adres przekierowania w ustawieniach z Twoją aplikacją na "
        "apps.developer.allegro.pl.",
    ),
    "waiting": Text("Waiting for Allegro…", "Czekanie na Allegro…"),
    "asking_code": Text("Asking Allegro for a code…", "Prośba do Allegro o kod…"),
    "enter_code": Text(
        "Open Allegro's page on any device, log in as the seller and confirm this code:",
        "Otwórz stronę Allegro na dowolnym urządzeniu, zaloguj się jako sprzedawca i potwierdź ten "
        "kod:",
    ),
}
CONNECTED: Final = Text(
    "Connected: the orders of {login} come to the channel {channel}.",
    "Połączono: zamówienia {login} trafiają do kanału {channel}.",
)
CONNECTED_BUT: Final = Text("Connected as {login}. {advice}", "Połączono jako {login}. {advice}")
TOO_LATE: Final = Text(
    "Nothing came back from Allegro. Nothing was changed; press “Connect” to start again.",
    "Allegro nie odpowiedziało. Nic się nie zmieniło; naciśnij „Połącz”, aby zacząć od nowa.",
)
DISCONNECTED: Final = Text(
    "Disconnected from the channel {channel}. Orders that are there stay; no new ones come.",
    "Rozłączono od kanału {channel}. Pobrane zamówienia zostają; nowe nie będą pobierane.",
)
REFUSED: Final = Text("Nothing was changed: {reason}", "Nic się nie zmieniło: {reason}")
