"""What `allegro_status` says, in English and Polish."""

from collections.abc import Mapping
from typing import Final

from saleor_allegro.config import Text
from saleor_allegro.models import OrderLink, Run
from saleor_allegro.rules.offer_matching import Match

NO_ACCOUNTS: Final = Text(
    "No seller is connected. Fill in the plugin's form of a channel, then connect with the link in "
    "it, or: manage.py allegro_connect --channel SLUG",
    "Nie połączono żadnego sprzedawcy. Wypełnij formularz wtyczki dla kanału, a potem połącz "
    "linkiem z formularza albo: manage.py allegro_connect --channel SLUG",
)
NEED_ATTENTION: Final = Text(
    "Accounts that need attention: {count}.", "Konta do sprawdzenia: {count}."
)

CONNECTION: Final = Text("Connection", "Połączenie")
CHANNELS: Final = Text("Channels", "Kanały")
LAST_RUN: Final = Text("Last import", "Ostatnie pobieranie")
NEXT_IMPORT: Final = Text("Next import", "Następne pobieranie")
LAST_RECHECK: Final = Text("Last recheck", "Ostatnie sprawdzanie")
NEXT_RECHECK: Final = Text("Next recheck", "Następne sprawdzanie")
LAST_AUDIT: Final = Text("Last audit", "Ostatni audyt")
LAST_PUSH: Final = Text("Last told Allegro", "Ostatnio do Allegro")
LAST_STOCK: Final = Text("Last stock sent", "Ostatnio stany")
NEXT_STOCK: Final = Text("Next stock", "Następne stany")
OFFERS: Final = Text("Offers", "Oferty")
TELLING: Final = Text("Telling Allegro", "Dla Allegro")
JOURNAL: Final = Text("Journal", "Dziennik zdarzeń")
ORDERS: Final = Text("Orders", "Zamówienia")
REFUNDS: Final = Text("Refunds", "Zwroty")
OPEN_FLAGS: Final = Text("Open flags", "Uwagi")
OLDEST_FAILED: Final = Text("Oldest failure", "Najstarszy błąd")
ATTENTION: Final = Text("To do", "Do zrobienia")

CONNECTED: Final = Text("connected since {since}", "połączono {since}")
RECONNECT_NEEDED: Final = Text("lost: connect again", "utracone: połącz ponownie")
DISCONNECTED: Final = Text(
    "disconnected. To connect: manage.py allegro_connect --channel SLUG",
    "rozłączono. Aby połączyć: manage.py allegro_connect --channel SLUG",
)
NONE: Final = Text("none", "brak")
TAKES_ORDERS: Final = Text("{slug}  takes orders", "{slug}  pobiera zamówienia")
TAKES_NONE: Final = Text(
    "{slug}  takes no orders: switched off in the plugin's form",
    "{slug}  nie pobiera zamówień: wyłączone w formularzu wtyczki",
)
WRONG: Final = Text(
    "{slug}  takes no orders: wrong settings", "{slug}  nie pobiera: błędne ustawienia"
)
GONE: Final = Text(
    "{slug}  does not exist in the shop any more", "{slug}  nie istnieje już w sklepie"
)
OUTCOMES: Final[Mapping[str, Text]] = {
    Run.Outcome.RUNNING: Text("running since {at}", "trwa od {at}"),
    Run.Outcome.FINISHED: Text("finished {at}", "zakończone {at}"),
    Run.Outcome.STOPPED: Text("stopped {at}", "przerwane {at}"),
}
NEVER: Final = Text("never yet", "jeszcze nigdy")
COUNTS: Final = Text(
    "imported {imported}, updated {updated}, failed {failed}, flagged {flagged}; calls {calls}",
    "nowe {imported}, zmienione {updated}, błędy {failed}, z uwagami {flagged}; zapytania {calls}",
)
NOW: Final = Text("due now", "teraz")
PAUSED: Final = Text(
    "{at}, after the pause that Allegro asked for", "{at}, po przerwie, o którą prosi Allegro"
)
READ_UP_TO: Final = Text("read up to an event of {at}", "przeczytany do zdarzenia z {at}")
NOT_READ: Final = Text("no event yet", "jeszcze bez zdarzeń")
BACKFILL: Final = Text(
    "first the purchases since {since} are read", "najpierw czytamy zakupy od {since}"
)
STATES: Final[Mapping[str, Text]] = {
    OrderLink.State.IMPORTED: Text("imported", "pobrane"),
    OrderLink.State.FAILED: Text("failed", "błędy"),
    OrderLink.State.WAITING: Text("waiting for payment", "czekają na zapłatę"),
    OrderLink.State.SKIPPED: Text("skipped", "pominięte"),
    OrderLink.State.MERGED: Text("merged", "połączone"),
    OrderLink.State.DUE: Text("to be read", "do odczytu"),
}
OF_IMPORTED: Final = Text("of the imported: {counts}", "z pobranych: {counts}")
UNPAID: Final = Text("unpaid", "nieopłacone")
GONE_FORMS: Final = Text("gone from Allegro", "zniknęły z Allegro")
NOT_FOLLOWED: Final = Text("behind Allegro", "bez zmian z Allegro")
REFUNDS_UNSEEN: Final = Text(
    "not seen: the seller connected without the permission for payments. Connect again to see "
    "them: manage.py allegro_connect --channel {slug}",
    "niewidoczne: sprzedawca połączył się bez uprawnienia do płatności. Połącz ponownie, aby je "
    "widzieć: manage.py allegro_connect --channel {slug}",
)
TOLD: Final = Text("told {told}, failed {failed}", "przekazano {told}, błędy {failed}")
TELLING_NOT_ALLOWED: Final = Text(
    "not allowed: the seller connected without the permission to write to orders. Connect again: "
    "manage.py allegro_connect --channel {slug}",
    "bez zgody: sprzedawca połączył się bez uprawnienia do zapisu zamówień. Połącz ponownie: "
    "manage.py allegro_connect --channel {slug}",
)
MATCHES: Final[Mapping[str, Text]] = {
    Match.MATCHED: Text("with stock here", "ze stanem w sklepie"),
    Match.UNMATCHED: Text("without a variant", "bez wariantu"),
    Match.AMBIGUOUS: Text("with several variants", "z kilkoma wariantami"),
    Match.UNCOUNTED: Text("not counted here", "nieliczone w sklepie"),
}
REFUSED: Final = Text("refused by Allegro", "odrzucone przez Allegro")
TO_TELL: Final = Text("to be told to Allegro", "do przekazania Allegro")
NOT_TOLD: Final = Text("not told to Allegro", "nieprzekazane Allegro")
FAILURE: Final = Text(
    "form {form_id}\nsince {since}\nattempts {attempts}, next {next_try}",
    "formularz {form_id}\nod {since}\npróby {attempts}, następna {next_try}",
)
