"""What the aspects of an order are called."""

from collections.abc import Mapping
from typing import Final

from saleor_allegro.rules.updates import Aspect

# aspect -> (English, Polish); the Polish words are the same in the nominative and the accusative.
_NAMES: Final[Mapping[str, tuple[str, str]]] = {
    Aspect.SHIPPING_ADDRESS: ("delivery address", "adres dostawy"),
    Aspect.BILLING_ADDRESS: ("billing address", "adres rozliczeniowy"),
    Aspect.DELIVERY: ("way of delivery", "sposób dostawy"),
    Aspect.LINES: ("items", "pozycje"),
    Aspect.NOTE: ("message to the seller", "wiadomość do sprzedającego"),
    Aspect.DETAILS: ("other details", "pozostałe dane"),
    Aspect.PAYMENTS: ("payments", "płatności"),
    Aspect.STAGE: ("stage", "etap realizacji"),
}


def aspect_name(aspect: str, language: str = "en") -> str:
    """In Polish for a language that starts with "pl", else in English; the word itself where it
    is no aspect."""
    english, polish = _NAMES.get(aspect, (aspect, aspect))
    return polish if language.lower().startswith("pl") else english
