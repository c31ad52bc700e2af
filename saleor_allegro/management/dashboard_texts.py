"""What `allegro_dashboard` says, in English and Polish."""

from collections.abc import Mapping
from typing import Final

from saleor_allegro.config import Text

NO_SALEOR: Final = Text(
    "There is no Saleor here, so there is no dashboard.", "Nie ma tu Saleora, więc nie ma panelu."
)
NOT_READY: Final = Text(
    "Saleor has not made its permissions yet. Run: manage.py migrate",
    "Saleor nie utworzył jeszcze swoich uprawnień. Uruchom: manage.py migrate",
)
INSTALLED_NOW: Final = Text(
    "The App “Allegro” is in the dashboard: {url}", "Aplikacja „Allegro” jest w panelu: {url}"
)
NO_LOGO: Final = Text(
    "Its logo could not be stored, all else works. See to it that media can be written here, then: "
    "manage.py allegro_dashboard install",
    "Nie udało się zapisać logo, wszystko inne działa. Zadbaj o możliwość zapisu mediów, a potem: "
    "manage.py allegro_dashboard install",
)
REMOVED_NOW: Final = Text(
    "Removed from the dashboard: Apps {apps}, extensions {extensions}. Orders are imported as "
    "before; entries in their histories stay, without the App's name. To have it back: manage.py "
    "allegro_dashboard install",
    "Usunięto z panelu: aplikacje {apps}, rozszerzenia {extensions}. Zamówienia są pobierane jak "
    "dotąd; wpisy w ich historii zostają, bez nazwy aplikacji. Aby przywrócić: manage.py "
    "allegro_dashboard install",
)
NOTHING_TO_REMOVE: Final = Text(
    "There is nothing to remove: the App “Allegro” is not in the dashboard.",
    "Nie ma czego usuwać: aplikacji „Allegro” nie ma w panelu.",
)
FILES_LEFT: Final = Text(
    "These files could not be deleted from the media storage, delete them by hand: {files}",
    "Tych plików nie udało się usunąć z magazynu mediów, usuń je ręcznie: {files}",
)

APP: Final = Text("App", "Aplikacja")
ADDRESSES: Final = Text("Addresses", "Adresy")
RELEASE: Final = Text("Release", "Wydanie")
FRAMED_BY: Final = Text("Shown in the dashboard of", "Widoczna w panelu pod")
LOGO: Final = Text("Logo", "Logo")
TO_DO: Final = Text("To do", "Do zrobienia")

#: State -> the line beside "App".
STATES: Final[Mapping[str, Text]] = {
    "installed": Text("installed, {id}", "zainstalowana, {id}"),
    "switched_off": Text("switched off by staff, {id}", "wyłączona przez obsługę, {id}"),
    "removed": Text("removed by staff", "usunięta przez obsługę"),
    "absent": Text("not installed", "niezainstalowana"),
}
#: State -> what to do about it, beside what else is wrong.
ADVICE: Final[Mapping[str, Text]] = {
    "installed": Text("nothing", "nic"),
    "switched_off": Text(
        "switch it on in the dashboard, Extensions, Installed; or: manage.py allegro_dashboard "
        "install",
        "włącz ją w panelu, Rozszerzenia, Zainstalowane; albo: manage.py allegro_dashboard install",
    ),
    "removed": Text(
        "nothing, if it is not wanted: no update makes it again. To have it back: manage.py "
        "allegro_dashboard install",
        "nic, jeśli nie jest potrzebna: żadna aktualizacja jej nie przywróci. Aby ją przywrócić: "
        "manage.py allegro_dashboard install",
    ),
    "absent": Text(
        "to have Allegro in the dashboard: manage.py allegro_dashboard install",
        "aby mieć Allegro w panelu: manage.py allegro_dashboard install",
    ),
}
CURRENT: Final = Text("as they should be today", "aktualne")
OUTDATED: Final = Text(
    "outdated: the shop's address or the release has changed",
    "nieaktualne: zmienił się adres sklepu albo wydanie",
)
OUTDATED_ADVICE: Final = Text(
    "wait ten minutes for the workers, or: manage.py allegro_dashboard install; the latter "
    "switches the App on, too",
    "odczekaj dziesięć minut na procesy robocze albo: manage.py allegro_dashboard install; to "
    "polecenie także włącza aplikację",
)
STORED: Final = Text("stored", "zapisane")
MISSING: Final = Text("missing", "brak")
NO_LOGO_ADVICE: Final = Text(
    "where media can be written: manage.py allegro_dashboard install",
    "tam, gdzie można zapisywać media: manage.py allegro_dashboard install",
)
