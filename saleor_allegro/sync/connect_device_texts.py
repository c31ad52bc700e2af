"""Why nobody was connected by a code, in English and Polish."""

from typing import Final

from saleor_allegro.config import Text

INCOMPLETE: Final = Text(
    "First correct and save in the plugin's form of the channel {channel}: {problems}",
    "Najpierw popraw i zapisz w formularzu wtyczki dla kanału {channel}: {problems}",
)
DENIED: Final = Text(
    "The seller refused on Allegro. Nothing was changed; ask for a new code.",
    "Sprzedawca odmówił w Allegro. Nic się nie zmieniło; poproś o nowy kod.",
)
EXPIRED: Final = Text(
    "Nobody confirmed the code in time. Nothing was changed; ask for a new code.",
    "Nikt nie potwierdził kodu na czas. Nic się nie zmieniło; poproś o nowy kod.",
)
# Allegro answers alike to a wrong secret and to an application of the other type.
WRONG_CREDENTIALS: Final = Text(
    "Allegro does not know this application for the connection by a code. In the plugin's form "
    "of the channel {channel}, compare Client ID, Client secret and Environment with "
    "apps.developer.allegro.pl; the application must be registered there as one on a device "
    "without a browser. ({detail})",
    "Allegro nie zna tej aplikacji dla połączenia za pomocą kodu. W formularzu wtyczki dla kanału "
    "{channel} porównaj Client ID, Client Secret i Środowisko z apps.developer.allegro.pl; "
    "aplikacja musi być tam zarejestrowana jako działająca na urządzeniu bez przeglądarki. "
    "({detail})",
)
SCOPE_MISSING: Final = Text(
    "The application may not read orders. Tick access to orders and to the profile for it at "
    "apps.developer.allegro.pl, then ask for a new code. ({detail})",
    "Aplikacja nie ma uprawnień do zamówień. Zaznacz dla niej uprawnienia do odczytu zamówień "
    "i profilu na apps.developer.allegro.pl, a potem poproś o nowy kod. ({detail})",
)
NO_ANSWER: Final = Text(
    "Allegro does not answer at the moment. Nothing was changed; ask for a new code in a few "
    "minutes. ({detail})",
    "Allegro w tej chwili nie odpowiada. Nic się nie zmieniło; poproś o nowy kod za kilka minut. "
    "({detail})",
)
NOT_UNDERSTOOD: Final = Text(
    "Allegro's answer was not the expected one. Nothing was changed; ask for a new code. "
    "({detail})",
    "Odpowiedź Allegro była inna niż oczekiwana. Nic się nie zmieniło; poproś o nowy kod. "
    "({detail})",
)
CHANNEL_TAKEN: Final = Text(
    "The channel {channel} takes the orders of the seller {login}, who stays connected. Connect "
    "the new seller to a channel of their own.",
    "Kanał {channel} pobiera zamówienia sprzedawcy {login}, który pozostaje połączony. Nowego "
    "sprzedawcę połącz z osobnym kanałem.",
)
