"""What stands around every view."""

from typing import Final

from saleor_allegro.config import Text
from saleor_allegro.dashboard.words import Words

FRAME_WORDS: Final[Words] = {
    "allegro": Text("Allegro", "Allegro"),
    "loading": Text("Loading…", "Wczytywanie…"),
    "views": Text("Allegro pages", "Strony Allegro"),
    "orders": Text("Orders", "Zamówienia"),
    "connections": Text("Connections", "Połączenia"),
    "settings": Text("Settings", "Ustawienia"),
    "statuses": Text("Statuses", "Statusy"),
    "no_script": Text(
        "This page needs JavaScript, and to be opened within Saleor's dashboard: "
        "Extensions, Installed, Allegro.",
        "Ta strona wymaga JavaScriptu i otwarcia w panelu Saleora: Rozszerzenia, Zainstalowane, "
        "Allegro.",
    ),
    "no_access": Text("No access", "Brak dostępu"),
    "no_access_advice": Text(
        "Nothing was changed. Reload the dashboard; if this stays, ask an administrator for the "
        "permission to manage orders (for settings: to manage plugins), and whether the App "
        "“Allegro” is active under Extensions.",
        "Nic się nie zmieniło. Odśwież panel; jeśli to nie pomoże, poproś administratora o "
        "uprawnienie do zarządzania zamówieniami (do ustawień: wtyczkami) i o sprawdzenie, czy "
        "aplikacja „Allegro” jest aktywna w Rozszerzeniach.",
    ),
    "went_wrong": Text("Something went wrong", "Coś poszło nie tak"),
    "went_wrong_advice": Text(
        "The shop did not answer as it should. What is shown may be old; try again in a moment.",
        "Sklep nie odpowiedział tak, jak powinien. To, co widać, może być nieaktualne; spróbuj "
        "ponownie za chwilę.",
    ),
    "refused": Text(
        "The shop refused this: {reason} Reload the page and try again.",
        "Sklep odmówił: {reason} Odśwież stronę i spróbuj ponownie.",
    ),
    "unsaved": Text("There are changes that are not saved.", "Są niezapisane zmiany."),
    "leave": Text("Leave without saving", "Wyjdź bez zapisywania"),
    "stay": Text("Stay here", "Zostań tutaj"),
    "cancel": Text("Cancel", "Anuluj"),
}
