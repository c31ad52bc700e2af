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
    "Nothing was changed. Start again in Saleor's dashboard: under Allegro, Connections, or with "
    "the link that the plugin's form shows once it is reloaded.",
    "Nic się nie zmieniło. Zacznij od nowa w panelu Saleora: w Allegro, Połączenia, albo linkiem, "
    "który pokaże odświeżony formularz wtyczki.",
)

CONNECTED: Final = Message(
    title=Text("Connected", "Połączono"),
    advice=Text(
        "The seller {login} is connected to the channel {channel}. You may close this page and go "
        "back to Saleor's dashboard; if you came from the plugin's form, reload it to see what "
        "comes next.",
        "Konto sprzedawcy {login} jest połączone z kanałem {channel}. Możesz zamknąć tę stronę "
        "i wrócić do panelu Saleora; jeśli zaczęto od formularza wtyczki, odśwież go, aby "
        "zobaczyć, co dalej.",
    ),
    status=200,
    is_good=True,
)
REFUSED: Final = Message(
    title=Text("Not connected", "Nie połączono"),
    advice=Text(
        "Consent was refused on Allegro's page. Nothing was changed; you can start again in "
        "Saleor's dashboard whenever you like.",
        "Na stronie Allegro nie udzielono zgody. Nic się nie zmieniło; w każdej chwili możesz "
        "zacząć od nowa w panelu Saleora.",
    ),
)
EXPIRED: Final = Message(
    title=Text("This link is too old", "Ten link stracił ważność"), advice=_START_AGAIN
)
WRONG_LINK: Final = Message(
    title=Text("This link is not valid", "Ten link jest nieprawidłowy"), advice=_START_AGAIN
)
OTHER_BROWSER: Final = Message(
    title=Text("This answer belongs to another browser", "To odpowiedź dla innej przeglądarki"),
    advice=Text(
        "Nothing was changed. Open the link and agree in one and the same browser, with cookies "
        "allowed.",
        "Nic się nie zmieniło. Otwórz link i wyraź zgodę w jednej i tej samej przeglądarce, "
        "z włączonymi plikami cookie.",
    ),
)
CHANNEL_GONE: Final = Message(
    title=Text("The channel is gone", "Kanał już nie istnieje"),
    advice=Text(
        "The channel {channel} was deleted or its slug was changed. Nothing was changed here; "
        "choose a channel that exists.",
        "Kanał {channel} usunięto albo zmieniono jego identyfikator (slug). Poza tym nic się nie "
        "zmieniło; wybierz istniejący kanał.",
    ),
)
INCOMPLETE: Final = Message(
    title=Text("The form is not complete yet", "Formularz nie jest jeszcze kompletny"),
    advice=Text(
        "In the settings of the channel {channel}, fill in and save: {labels}. Then start again.",
        "W ustawieniach kanału {channel} uzupełnij i zapisz: {labels}. Potem zacznij od nowa.",
    ),
)
NO_NEWS: Final = Message(
    title=Text("Allegro could not be asked", "Nie udało się połączyć z Allegro"),
    advice=Text(
        "Allegro does not answer at the moment. Nothing was changed; try again in a few minutes. "
        "({detail})",
        "Allegro w tej chwili nie odpowiada. Nic się nie zmieniło; spróbuj ponownie za kilka "
        "minut. ({detail})",
    ),
    status=502,
)
WRONG_CREDENTIALS: Final = Message(
    title=Text("Wrong Client ID or Client secret", "Błędny Client ID lub Client Secret"),
    advice=Text(
        "Allegro does not know this application. Compare Client ID, Client secret and Environment "
        "in the channel's settings with apps.developer.allegro.pl. ({detail})",
        "Allegro nie zna tej aplikacji. Porównaj pola Client ID, Client Secret i Środowisko "
        "w ustawieniach kanału z danymi na apps.developer.allegro.pl. ({detail})",
    ),
)
CODE_REFUSED: Final = Message(
    title=Text("Allegro's code was too old", "Kod z Allegro stracił ważność"),
    advice=_START_AGAIN,
)
SCOPE_MISSING: Final = Message(
    title=Text("The application may not read orders", "Aplikacja nie ma uprawnień do zamówień"),
    advice=Text(
        "Tick access to orders and to the profile for your application at "
        "apps.developer.allegro.pl, then connect again. ({detail})",
        "Zaznacz uprawnienia do odczytu zamówień i profilu w ustawieniach aplikacji na "
        "apps.developer.allegro.pl, a potem połącz konto ponownie. ({detail})",
    ),
)
CHANNEL_TAKEN: Final = Message(
    title=Text(
        "The channel has another seller already", "Kanał jest już połączony z innym sprzedawcą"
    ),
    advice=Text(
        "The channel {channel} takes the orders of the seller {login}, who stays connected. "
        "Connect the new seller to a channel of their own.",
        "Kanał {channel} przyjmuje zamówienia sprzedawcy {login}, który pozostaje połączony. "
        "Nowego sprzedawcę połącz z osobnym kanałem.",
    ),
)
NOT_UNDERSTOOD: Final = Message(
    title=Text("Allegro's answer is not clear", "Niezrozumiała odpowiedź Allegro"),
    advice=Text(
        "Allegro's answer was not the expected one. Nothing was changed; start again in Saleor's "
        "dashboard. ({detail})",
        "Odpowiedź Allegro była inna niż oczekiwana. Nic się nie zmieniło; zacznij od nowa "
        "w panelu Saleora. ({detail})",
    ),
    status=502,
)
