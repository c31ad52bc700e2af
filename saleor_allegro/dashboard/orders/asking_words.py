"""What is said where something is asked for: the import, its dry run, the audit, and refusals."""

from collections.abc import Mapping
from typing import Final

from saleor_allegro.config import Text
from saleor_allegro.dashboard.words import Words

ASKING_WORDS: Final[Words] = {
    "import": Text("Import now", "Pobierz teraz"),
    "import_help": Text(
        "What is new on Allegro, and what waits.", "To, co nowe w Allegro, i to, co czeka."
    ),
    "more_imports": Text("Import since a day, compare", "Pobierz od dnia, porównaj"),
    "since_day": Text("Since", "Od dnia"),
    "since_help": Text(
        "Imports what was changed on Allegro since then and is no order yet; a year ago at most. "
        "“What would be imported” imports nothing and shows each purchase first.",
        "Pobiera to, co od tego dnia zmieniło się w Allegro i nie jest jeszcze zamówieniem; "
        "najdalej sprzed roku. „Pokaż, co byłoby pobrane” niczego nie pobiera, tylko pokazuje "
        "zakupy.",
    ),
    "import_since": Text("Import since then", "Pobierz od tego dnia"),
    "preview": Text("What would be imported", "Pokaż, co byłoby pobrane"),
    "days": Text("Days", "Dni"),
    "audit": Text("Compare with Allegro", "Porównaj z Allegro"),
    "audit_help": Text(
        "Compares every purchase of so many days (60 at most) with the shop, and repairs what "
        "differs.",
        "Porównuje każdy zakup z tylu dni (najwyżej 60) ze sklepem i naprawia różnice.",
    ),
    "no_day": Text(
        "Choose a day: today, or one of the last 365.", "Wybierz dzień: dziś lub z ostatnich 365."
    ),
    "no_days": Text("Enter 1 to 60.", "Wpisz od 1 do 60."),
    "no_channel": Text(
        "There is no seller to do this for. Look under Connections.",
        "Nie ma sprzedawcy, dla którego można to zrobić. Zajrzyj do Połączeń.",
    ),
    "nothing_failed": Text(
        "Nothing is failing any more; there is nothing to try again.",
        "Nie ma już nic nieudanego, więc nie ma czego ponawiać.",
    ),
    "more_failed": Text(
        "So many purchases fail that only those failing longest are tried again now. The others "
        "are tried again by themselves.",
        "Nieudanych zakupów jest tak dużo, że ponawiamy teraz tylko te, które nie udają się "
        "najdłużej. Pozostałe będą ponawiane automatycznie.",
    ),
    "refused": Text("The shop refused this: {reason}", "Sklep odmówił: {reason}"),
}

#: `AllegroErrorCode` -> what a person does about it; of other codes the message itself is shown.
REFUSALS: Final[Mapping[str, Text]] = {
    "NOT_ACTIVE": Text(
        "The plugin is not active in the channel of this. Switch it on in the settings, then try "
        "again.",
        "Wtyczka nie jest aktywna w tym kanale. Włącz ją w ustawieniach i spróbuj ponownie.",
    ),
    "NOT_CONNECTED": Text(
        "The seller is not connected to Allegro now. Connect the seller again under Connections, "
        "then try again.",
        "Sprzedawca nie jest teraz połączony z Allegro. Połącz go ponownie w Połączeniach "
        "i spróbuj jeszcze raz.",
    ),
    "NOT_GRANTED": Text(
        "The seller did not allow this on Allegro. Connect the seller again under Connections and "
        "accept every permission asked for.",
        "Sprzedawca nie zezwolił na to w Allegro. Połącz go ponownie w Połączeniach "
        "i zaakceptuj wszystkie uprawnienia.",
    ),
    "NOT_FOUND": Text(
        "The shop does not know this any more; the list below is as it is now.",
        "Sklep już tego nie zna; lista poniżej jest aktualna.",
    ),
}
