"""Allegro's statuses, and what became of a purchase here, in words."""

from collections.abc import Mapping
from typing import Final

from saleor_allegro.allegro.documents import FormStatus, FulfillmentStatus
from saleor_allegro.config import Language, Text
from saleor_allegro.rules.admission import Reason

FORM_STATUSES: Final[Mapping[str, Text]] = {
    FormStatus.BOUGHT: Text("bought, form not filled in", "kupione, formularz niewypełniony"),
    FormStatus.FILLED_IN: Text("filled in, not paid yet", "wypełnione, jeszcze nieopłacone"),
    FormStatus.READY_FOR_PROCESSING: Text("ready for processing", "do realizacji"),
    FormStatus.CANCELLED: Text("cancelled", "anulowane"),
}
FULFILLMENT_STATUSES: Final[Mapping[str, Text]] = {
    FulfillmentStatus.NEW: Text("New", "Nowe"),
    FulfillmentStatus.PROCESSING: Text("In progress", "W realizacji"),
    FulfillmentStatus.READY_FOR_SHIPMENT: Text("Ready for shipment", "Do wysłania"),
    FulfillmentStatus.READY_FOR_PICKUP: Text("Ready for pickup", "Do odbioru"),
    FulfillmentStatus.SENT: Text("Sent", "Wysłane"),
    FulfillmentStatus.PICKED_UP: Text("Picked up", "Odebrane"),
    FulfillmentStatus.CANCELLED: Text("Cancelled", "Anulowane"),
    FulfillmentStatus.SUSPENDED: Text("Suspended", "Wstrzymane"),
    FulfillmentStatus.RETURNED: Text("Returned", "Zwrócone"),
}
#: `AllegroFormState` of a purchase without an order -> mark and words; orders say their number.
STATES: Final[Mapping[str, tuple[str, Text]]] = {
    "DUE": ("info", Text("Waits to be imported", "Czeka na pobranie")),
    "WAITING": ("warn", Text("Waits until it is paid", "Czeka na opłacenie")),
    "FAILED": ("bad", Text("Not imported", "Nie pobrano")),
    "SKIPPED": ("", Text("Left out", "Pominięto")),
    "MERGED": ("", Text("Paid together with others", "Opłacone razem z innymi")),
    "IMPORTED": ("", Text("No longer in the shop", "Nie ma go już w sklepie")),
}
#: `AllegroPaymentState` -> mark and words.
PAYMENTS: Final[Mapping[str, tuple[str, Text]]] = {
    "PAID": ("good", Text("Paid", "Opłacone")),
    "PARTLY_PAID": ("warn", Text("Part paid", "Opłacone w części")),
    "OVERPAID": ("warn", Text("Overpaid", "Nadpłata")),
    "CASH_ON_DELIVERY": ("info", Text("Cash on delivery", "Przy odbiorze")),
    "UNPAID": ("", Text("Unpaid", "Nieopłacone")),
}
PART_OF: Final = Text("{paid} of {total}", "{paid} z {total}")
#: `error.code` of a purchase that was left out -> why; of other codes the message is shown.
REASONS: Final[Mapping[str, Text]] = {
    Reason.CANCELLED: Text("Cancelled on Allegro.", "Anulowane w Allegro."),
    Reason.CANCELLED_BY_SELLER: Text(
        "Cancelled by the seller on Allegro.", "Anulowane w Allegro przez sprzedawcę."
    ),
    Reason.BOUGHT_BEFORE_IMPORT: Text(
        "Bought before the day imports begin at.", "Kupione przed dniem, od którego pobieramy."
    ),
    Reason.DISPATCHED_BEFORE_CONNECTION: Text(
        "Sent before the seller was connected.", "Wysłane, zanim połączono sprzedawcę."
    ),
    Reason.UNPAID: Text(
        "Not paid yet, and “Import unpaid purchases” is off in the settings.",
        "Jeszcze nieopłacone, a w ustawieniach wyłączono „Pobieraj nieopłacone zakupy”.",
    ),
    # The ledger gave up reading it.
    "gone": Text(
        "No longer on Allegro: paid together with another purchase, or older than a year.",
        "Nie ma go już w Allegro: opłacone razem z innym zakupem albo starsze niż rok.",
    ),
}
#: Of those that were left out, what is imported all the same where a person names it.
IMPORTABLE: Final = frozenset({Reason.BOUGHT_BEFORE_IMPORT, Reason.DISPATCHED_BEFORE_CONNECTION})


def in_words(texts: Mapping[str, Text], word: str | None, language: Language) -> str:
    """Allegro's own word where it is a new one."""
    text = texts.get(word or "")
    return text.in_language(language) if text else word or ""
