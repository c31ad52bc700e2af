"""What a flag is about, in two or three words; its message says the rest."""

from collections.abc import Iterable, Mapping
from typing import Any, Final

from saleor_allegro.config import Language, Text
from saleor_allegro.dashboard.marks import Mark
from saleor_allegro.rules.flags import FlagKind

FLAG_NAMES: Final[Mapping[FlagKind, Text]] = {
    FlagKind.NO_VARIANT: Text("No product matches", "Brak pasującego produktu"),
    FlagKind.AMBIGUOUS_VARIANT: Text("Several products match", "Pasuje kilka produktów"),
    FlagKind.OVERSOLD: Text("Oversold", "Brak na stanie"),
    FlagKind.TOTAL_MISMATCH: Text("Totals differ", "Różnica w sumie"),
    FlagKind.UNDERPAID: Text("Underpaid", "Niedopłata"),
    FlagKind.OVERPAID: Text("Overpaid", "Nadpłata"),
    FlagKind.ADDRESS_REFUSED: Text("Address not valid", "Błędny adres"),
    FlagKind.INVOICE_WITHOUT_TAX_ID: Text("Invoice without tax number", "Faktura bez NIP"),
    FlagKind.ONE_FULFILLMENT: Text("Shipped by Allegro", "Wysyła Allegro"),
    FlagKind.ALREADY_DISPATCHED: Text("Sent already", "Już wysłane"),
    FlagKind.NO_SHIPPING_METHOD: Text("No shipping method", "Brak metody wysyłki"),
    FlagKind.UNKNOWN_VALUE: Text("Unknown value", "Nieznana wartość"),
    FlagKind.CHANGED_AFTER_DISPATCH: Text("Changed after dispatch", "Zmiana po wysyłce"),
    FlagKind.CANCELLED_AFTER_DISPATCH: Text("Cancelled after dispatch", "Anulowane po wysyłce"),
    FlagKind.REFUND_OWED: Text("Refund owed", "Wpłata do zwrotu"),
    FlagKind.REFUNDED: Text("Refunded, not cancelled", "Zwrócono wpłatę, nie anulowano"),
    FlagKind.PAYMENT_LOWERED: Text("Payment lowered", "Niższa płatność"),
    FlagKind.FORM_GONE: Text("Gone from Allegro", "Zniknęło z Allegro"),
    FlagKind.REVIVED: Text("Cancelled here alone", "Anulowane tylko tutaj"),
    FlagKind.STATUS_NOT_TOLD: Text("Status not told", "Nie przekazano statusu"),
    FlagKind.STATUSES_USED_UP: Text("Statuses used up", "Wyczerpane zmiany statusu"),
    FlagKind.PARCEL_CHANGED: Text("Tracking number changed", "Zmieniony numer przesyłki"),
    FlagKind.PARCEL_NOT_TOLD: Text("Tracking number not told", "Nie przekazano numeru przesyłki"),
    FlagKind.STAGE_UNKNOWN: Text("Unknown stage", "Nieznany etap"),
}


def flag_name(kind: str) -> Text:
    """Of a kind as GraphQL names it, such as "OVERSOLD"."""
    return FLAG_NAMES[FlagKind[kind]]


def flag_marks(nodes: Iterable[Mapping[str, Any]], language: Language) -> tuple[Mark, ...]:
    """
    Args:
        nodes: Flags as GraphQL has them, with `kind` and `message`.
    """
    return tuple(
        Mark("warn", flag_name(node["kind"]).in_language(language), node["message"])
        for node in nodes
    )
