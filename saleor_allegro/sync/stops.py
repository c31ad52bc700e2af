"""What ends a run before its end: what the merchant reads, and when it is tried again.

Nothing of this counts against an order.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum
from typing import Final

from django.db import InterfaceError, OperationalError

from saleor_allegro.allegro import errors
from saleor_allegro.config import Language, Text, WrongSettings
from saleor_allegro.encryption import Undecipherable
from saleor_allegro.ledger import Disconnected, LeaseLost
from saleor_allegro.shop.port import ChannelNotFound, NoWarehouse, WarehouseNotFound
from saleor_allegro.sync.connection import NotConfigured, SwitchedOff
from saleor_allegro.sync.stock_guard import WouldEndMostOffers


class Then(Enum):
    """What happens to the account after the run, see `aftermath`."""

    NEXT_MINUTE = "next_minute"
    AFTER_THE_INTERVAL = "after_the_interval"
    PAUSE = "pause"
    TRY_A_FRESH_TOKEN = "try_a_fresh_token"
    RECONNECT = "reconnect"
    NOTHING = "nothing"  # another worker has the account


@dataclass(frozen=True, slots=True)
class Stop:
    code: str
    then: Then
    text: Text  # may hold {error}


_RECONNECT: Final = Text(
    "Allegro no longer accepts the connection of this seller. Connect the seller again; "
    "orders and settings are kept. ({error})",
    "Allegro nie przyjmuje już połączenia tego sprzedawcy. Połącz sprzedawcę ponownie; "
    "zamówienia i ustawienia zostają. ({error})",
)

RECONNECT: Final = Stop("reconnect_needed", Then.RECONNECT, _RECONNECT)
#: Of the run of a worker that was killed; the next one finds it open.
WORKER_DIED: Final = Stop(
    "worker_died",
    Then.NEXT_MINUTE,
    Text(
        "The import was interrupted, by a restart for instance; the next one went on from there.",
        "Pobieranie przerwano, np. restartem; następne ruszyło od tego miejsca.",
    ),
)
#: Connections lost, deadlocks, time-outs: Django's names for a database that cannot work now.
DATABASE_DOWN: Final = (OperationalError, InterfaceError)
#: PostgreSQL's class for a value that is too much for it, e.g. for an index; also operational.
_TOO_MUCH: Final = "54"
_DATABASE: Final = Stop(
    "database",
    Then.NEXT_MINUTE,
    Text(
        "The shop's database did not answer; tried again every minute.",
        "Baza danych sklepu nie odpowiedziała; próby co minutę.",
    ),
)

# The first row whose class fits counts; a class stands before its base.
STOPS: Final[Sequence[tuple[type[Exception], Stop]]] = (
    (
        Disconnected,
        Stop(
            "disconnected",
            Then.NEXT_MINUTE,
            Text(
                "The seller was disconnected during the import; what was imported stays.",
                "Sprzedawcę odłączono w trakcie pobierania; pobrane zamówienia zostają.",
            ),
        ),
    ),
    (
        LeaseLost,
        Stop(
            "lease_lost", Then.NOTHING, Text("Another worker took over.", "Przejął to inny proces.")
        ),
    ),
    (errors.InvalidGrant, RECONNECT),
    (
        errors.NotAuthorised,
        Stop(
            "not_authorised",
            Then.TRY_A_FRESH_TOKEN,
            Text(
                "Allegro refused the access token before its time; tried again with a fresh one "
                "within two minutes. ({error})",
                "Allegro odrzuciło token przed czasem; ponowimy z nowym w ciągu dwóch minut. "
                "({error})",
            ),
        ),
    ),
    (
        errors.Forbidden,
        Stop(
            "scope_missing",
            Then.RECONNECT,
            Text(
                "The seller did not allow reading orders. Connect the seller again and accept "
                "every permission asked for. ({error})",
                "Sprzedawca nie zezwolił na odczyt zamówień. Połącz sprzedawcę ponownie "
                "i zaakceptuj wszystkie uprawnienia. ({error})",
            ),
        ),
    ),
    (
        errors.WrongCredentials,
        Stop(
            "wrong_credentials",
            Then.AFTER_THE_INTERVAL,
            Text(
                "Allegro does not know this Client ID and Client secret. Correct them in the "
                "settings. ({error})",
                "Allegro nie zna tego Client ID i Client Secret. Popraw je w ustawieniach. "
                "({error})",
            ),
        ),
    ),
    (
        errors.RateLimited,
        Stop(
            "rate_limited",
            Then.PAUSE,
            Text(
                "Allegro asks for a pause; the import goes on by itself. ({error})",
                "Allegro prosi o przerwę; pobieranie ruszy samo. ({error})",
            ),
        ),
    ),
    (
        errors.Unreachable,
        Stop(
            "unreachable",
            Then.NEXT_MINUTE,
            Text(
                "Allegro cannot be reached; tried again every minute. ({error})",
                "Nie można połączyć się z Allegro; próby co minutę. ({error})",
            ),
        ),
    ),
    (
        errors.AllegroError,
        Stop(
            "allegro_refused",
            Then.AFTER_THE_INTERVAL,
            Text(
                "Allegro gave an answer that this version cannot use; tried again at the next "
                "import. ({error})",
                "Allegro odpowiedziało w sposób nieznany tej wersji; ponowimy przy następnym "
                "pobieraniu. ({error})",
            ),
        ),
    ),
    (WrongSettings, Stop("wrong_settings", Then.AFTER_THE_INTERVAL, Text("{error}", "{error}"))),
    (NotConfigured, Stop("not_configured", Then.AFTER_THE_INTERVAL, Text("{error}", "{error}"))),
    (
        ChannelNotFound,
        Stop(
            "channel_not_found",
            Then.AFTER_THE_INTERVAL,
            Text(
                "Channel {error} was deleted from the shop. Connect the seller in another channel; "
                "orders that were not imported wait for that.",
                "Kanał {error} usunięto ze sklepu. Połącz sprzedawcę w innym kanale; niepobrane "
                "zamówienia czekają.",
            ),
        ),
    ),
    (
        WarehouseNotFound,
        Stop(
            "warehouse_not_found",
            Then.AFTER_THE_INTERVAL,
            Text(
                "No stock was sent: the channel has no warehouse {error}. Correct “Warehouses” in "
                "the settings, or give the channel its warehouse back.",
                "Nie wysłano stanów: kanał nie ma magazynu {error}. Popraw „Magazyny” "
                "w ustawieniach albo przywróć magazyn kanałowi.",
            ),
        ),
    ),
    (
        NoWarehouse,
        Stop(
            "no_warehouse",
            Then.AFTER_THE_INTERVAL,
            Text(
                "No stock was sent: channel {error} has no warehouse. Give it one, or switch “Send "
                "stock to Allegro” off.",
                "Nie wysłano stanów: kanał {error} nie ma magazynu. Dodaj mu magazyn albo wyłącz "
                "„Wysyłaj stany magazynowe do Allegro”.",
            ),
        ),
    ),
    (
        WouldEndMostOffers,
        Stop("would_end_offers", Then.AFTER_THE_INTERVAL, Text("{error}", "{error}")),
    ),
    (
        SwitchedOff,
        Stop(
            "switched_off",
            Then.NEXT_MINUTE,
            Text(
                "“Create orders from Allegro” was switched off during the import; orders that were "
                "not imported wait until it is on again.",
                "Wyłączono „Twórz zamówienia z Allegro” w trakcie pobierania; niepobrane "
                "zamówienia czekają na włączenie.",
            ),
        ),
    ),
    (
        Undecipherable,
        Stop(
            "key_changed",
            Then.AFTER_THE_INTERVAL,  # whoever puts the key back need not connect again
            Text(
                "{error}",
                "Tokeny zaszyfrowano innym kluczem. Dodaj go do ALLEGRO_ENCRYPTION_KEY albo połącz "
                "sprzedawcę ponownie.",
            ),
        ),
    ),
    *((down, _DATABASE) for down in DATABASE_DOWN),
)

#: What a run is prepared for; anything else is a mistake of ours and is raised on.
EXPECTED: Final = tuple(kind for kind, _ in STOPS)


def stop_for(error: Exception) -> Stop:
    """The row for an error of a class in `EXPECTED`."""
    return next(stop for kind, stop in STOPS if isinstance(error, kind))


def stops_the_run(error: Exception) -> bool:
    """Whether no order can be written now; otherwise the one at hand may be the cause."""
    if isinstance(error, DATABASE_DOWN):
        return not str(getattr(error.__cause__, "sqlstate", None)).startswith(_TOO_MUCH)
    return isinstance(error, (LeaseLost, ChannelNotFound))


def message(stop: Stop, error: Exception, language: Language) -> str:
    return stop.text.in_language(language).replace("{error}", _words(error, language))


def _words(error: Exception, language: Language) -> str:
    if isinstance(error, (NotConfigured, WouldEndMostOffers)):
        return error.text.in_language(language)
    if isinstance(error, NoWarehouse):
        return error.channel
    return error.slug if isinstance(error, (ChannelNotFound, WarehouseNotFound)) else str(error)
