"""What an order's history says of a notification that was not sent."""

from collections.abc import Mapping
from typing import Final

from saleor_allegro.rules.muting import Silence

# event -> (English, Polish)
_NAMES: Final[Mapping[str, tuple[str, str]]] = {
    "order_confirmation": ("order placed", "zamówienie złożone"),
    "order_confirmed": ("order confirmed", "zamówienie potwierdzone"),
    "order_payment_confirmation": ("payment received", "wpłata otrzymana"),
    "order_fulfillment_confirmation": ("goods sent", "towar wysłany"),
    "order_fulfillment_update": ("tracking number", "numer przesyłki"),
    "order_canceled": ("order cancelled", "zamówienie anulowane"),
    "order_refund_confirmation": ("refund", "zwrot wpłaty"),
    "invoice_ready": ("invoice", "faktura"),
    "send_gift_card": ("gift card", "karta podarunkowa"),
}
_TEXTS: Final[Mapping[Silence, tuple[str, str]]] = {
    Silence.ALLEGRO_INFORMS: (
        "Notification “{name}” not sent: Allegro informs the customer.",
        "Powiadomienie „{name}” nie zostało wysłane: klienta informuje Allegro.",
    ),
    Silence.MASKED_ADDRESS: (
        "Notification “{name}” not sent: the shop does not write to masked Allegro addresses."
        " Write to the customer in Allegro's message centre.",
        "Powiadomienie „{name}” nie zostało wysłane: sklep nie pisze na maskowane adresy Allegro."
        " Napisz do klienta w Centrum wiadomości Allegro.",
    ),
}


def muted_note(event: str, reason: Silence, language: str = "en") -> str:
    """In Polish for a language that starts with "pl", else in English; an event that Saleor does
    not know by its own name.
    """
    is_polish = language.lower().startswith("pl")
    text, name = (words[is_polish] for words in (_TEXTS[reason], _NAMES.get(event, (event, event))))
    return text.format(name=name)
