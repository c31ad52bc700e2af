"""The details of an order that a person cares about, in words; all others are for programs."""

from collections.abc import Mapping
from typing import Final

# key of the order's metadata -> (English, Polish)
_NAMES: Final[Mapping[str, tuple[str, str]]] = {
    "allegro.invoice_required": ("invoice wanted", "chce fakturę"),
    "allegro.invoice_tax_ids": ("tax number", "numer podatkowy"),
    "allegro.payment_type": ("payment", "płatność"),
}
_VALUES: Final[Mapping[str, tuple[str, str]]] = {
    "true": ("yes", "tak"),
    "false": ("no", "nie"),
    "CASH_ON_DELIVERY": ("cash on delivery", "za pobraniem"),
    "ONLINE": ("online", "online"),
    "WIRE_TRANSFER": ("bank transfer", "przelew"),
    "SPLIT_PAYMENT": ("split payment", "podzielona"),
    "EXTENDED_TERM": ("extended term", "odroczony termin"),
}


def details_text(details: Mapping[str, str], language: str = "en") -> str:
    """For instance `invoice wanted: yes, tax number: 5252674798`; "" where none matters.

    Args:
        details: Of the order's metadata, public and private.
    """
    place = 1 if language.lower().startswith("pl") else 0
    texts = []
    for key, names in _NAMES.items():
        if text := details.get(key):
            numbers = ", ".join(each.partition(":")[2] or each for each in text.split(","))
            words = _VALUES.get(text, (numbers, numbers))
            texts.append(f"{names[place]}: {words[place]}")
    return ", ".join(texts)
