"""Why a form was set aside, said to the merchant: the codes of `ledger.Parked`."""

from collections.abc import Mapping
from typing import Final

from saleor_allegro.config import Text
from saleor_allegro.rules.admission import Reason

REASON_TEXTS: Final[Mapping[str, Text]] = {
    Reason.CANCELLED: Text("cancelled on Allegro", "anulowane w Allegro"),
    Reason.CANCELLED_BY_SELLER: Text(
        "cancelled by the seller on Allegro", "anulowane w Allegro przez sprzedawcę"
    ),
    Reason.BOUGHT_BEFORE_IMPORT: Text(
        "bought before the day imports begin at; to import it all the same, name it with --form",
        "kupione przed dniem, od którego pobieramy; aby mimo to pobrać, podaj je w --form",
    ),
    Reason.DISPATCHED_BEFORE_CONNECTION: Text(
        "sent before the seller was connected; to import it all the same, name it with --form",
        "wysłane, zanim połączono sprzedawcę; aby mimo to pobrać, podaj je w --form",
    ),
    Reason.UNPAID: Text(
        "not paid yet, and the setting “Import unpaid purchases” is off",
        "jeszcze nieopłacone, a ustawienie „Pobieraj nieopłacone zakupy” jest wyłączone",
    ),
    # A form that the ledger gave up reading.
    "gone": Text(
        "no longer on Allegro: paid together with another purchase, or older than a year",
        "nie ma go już w Allegro: opłacone razem z innym zakupem albo starsze niż rok",
    ),
}


def reason_text(code: str) -> Text:
    """The text of a code; the code itself where a newer release left one behind."""
    return REASON_TEXTS.get(code, Text(code, code))
