"""What the pages of a connection say, in English and Polish."""

from dataclasses import dataclass
from typing import Final

from saleor_allegro.config import Text


@dataclass(frozen=True, slots=True, kw_only=True)
class Message:
    """One page: how it ended, and what to do now. `{name}` marks what is filled in."""

    title: Text
    advice: Text
    status: int = 400
    is_good: bool = False


_START_AGAIN: Final = Text(
    "Nothing was changed. Open the plugin's form again and use the link it shows now.",
    "Nic się nie zmieniło. Otwórz ponownie formularz wtyczki i użyj odnośnika, który teraz "
    "pokazuje.",
)

CONNECTED: Final = Message(
    title=Text("Connected", "Połączono"),
    advice=Text(
        "The seller {login} is connected to the channel {channel}. You may close this page.",
        "Sprzedawca {login} jest połączony z kanałem {channel}. Możesz zamknąć tę stronę.",
    ),
    status=200,
    is_good=True,
)
REFUSED: Final = Message(
    title=Text("Not connected", "Nie połączono"),
    advice=Text(
        "Allegro says that consent was refused. Nothing was changed; the link in the plugin's "
        "form can be used again.",
        "Według Allegro nie udzielono zgody. Nic się nie zmieniło; odnośnika w formularzu "
        "wtyczki można użyć ponownie.",
    ),
)
EXPIRED: Final = Message(
    title=Text("This link is too old", "Ten odnośnik jest już nieaktualny"), advice=_START_AGAIN
)
WRONG_LINK: Final = Message(
    title=Text("This link is not valid", "Ten odnośnik jest nieprawidłowy"), advice=_START_AGAIN
)
OTHER_BROWSER: Final = Message(
    title=Text("This answer belongs to another browser", "To odpowiedź dla innej przeglądarki"),
    advice=Text(
        "Nothing was changed. Open the link of the plugin's form and agree in one and the same "
        "browser, with cookies allowed.",
        "Nic się nie zmieniło. Otwórz odnośnik z formularza wtyczki i udziel zgody w jednej "
        "i tej samej przeglądarce, z włączonymi plikami cookie.",
    ),
)
CHANNEL_GONE: Final = Message(
    title=Text("The channel is gone", "Kanał już nie istnieje"),
    advice=Text(
        "The channel {channel} was deleted or renamed. Nothing was changed.",
        "Kanał {channel} został usunięty lub przemianowany. Nic się nie zmieniło.",
    ),
)
INCOMPLETE: Final = Message(
    title=Text("The form is not complete yet", "Formularz nie jest jeszcze kompletny"),
    advice=Text(
        "First save these fields in the plugin's form of the channel {channel}: {problems}",
        "Najpierw zapisz te pola w formularzu wtyczki dla kanału {channel}: {problems}",
    ),
)
NO_NEWS: Final = Message(
    title=Text("Allegro could not be asked", "Nie udało się zapytać Allegro"),
    advice=Text(
        "Allegro does not answer at the moment. Nothing was changed; try again in a few minutes. "
        "({detail})",
        "Allegro w tej chwili nie odpowiada. Nic się nie zmieniło; spróbuj za kilka minut. "
        "({detail})",
    ),
    status=502,
)
WRONG_CREDENTIALS: Final = Message(
    title=Text("Wrong Client ID or Client secret", "Błędny Client ID lub Client Secret"),
    advice=Text(
        "Allegro does not know this application. Compare Client ID, Client secret and Environment "
        "in the plugin's form with apps.developer.allegro.pl. ({detail})",
        "Allegro nie zna tej aplikacji. Porównaj Client ID, Client Secret i Środowisko "
        "w formularzu wtyczki z apps.developer.allegro.pl. ({detail})",
    ),
)
CODE_REFUSED: Final = Message(
    title=Text("Allegro's code was too old", "Kod z Allegro był już nieważny"), advice=_START_AGAIN
)
SCOPE_MISSING: Final = Message(
    title=Text("The application may not read orders", "Aplikacja nie może czytać zamówień"),
    advice=Text(
        "Tick access to orders and to the profile for your application at "
        "apps.developer.allegro.pl, then connect again. ({detail})",
        "Zaznacz dostęp do zamówień i do profilu w ustawieniach aplikacji na "
        "apps.developer.allegro.pl, a potem połącz ponownie. ({detail})",
    ),
)
CHANNEL_TAKEN: Final = Message(
    title=Text(
        "The channel has another seller already", "Kanał jest już połączony z innym sprzedawcą"
    ),
    advice=Text(
        "The channel {channel} takes the orders of the seller {login}, who stays connected.",
        "Kanał {channel} pobiera zamówienia sprzedawcy {login}, który pozostaje połączony.",
    ),
)
NOT_UNDERSTOOD: Final = Message(
    title=Text("Allegro refused", "Allegro odmówiło"),
    advice=Text(
        "Allegro's answer was not the expected one. Nothing was changed. ({detail})",
        "Odpowiedź Allegro była inna niż oczekiwana. Nic się nie zmieniło. ({detail})",
    ),
    status=502,
)
