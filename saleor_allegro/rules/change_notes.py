"""What an order's history says about each thing that was brought over from Allegro.

Every note is in Polish for a language that starts with "pl", else in English. Those about money
and merged purchases are in `rules.money_notes`.
"""

from collections.abc import Mapping
from typing import Final, Protocol

from saleor_allegro.rules.aspect_names import aspect_name
from saleor_allegro.rules.facts import Party
from saleor_allegro.rules.updates import Aspect


class Change(Protocol):
    """What stood in an order and what stands there now, as `shop.port.FieldChange`."""

    @property
    def aspect(self) -> Aspect: ...
    @property
    def before(self) -> str: ...
    @property
    def after(self) -> str: ...


#: Nobody but the buyer changes these on Allegro.
_OF_BUYER: Final = frozenset(
    {Aspect.SHIPPING_ADDRESS, Aspect.BILLING_ADDRESS, Aspect.DELIVERY, Aspect.NOTE}
)
_NOTHING: Final = "–"

# who cancelled -> (English, Polish)
_CANCELLED: Final[Mapping[Party | None, tuple[str, str]]] = {
    Party.BUYER: (
        "Allegro: cancelled by the buyer.",
        "Allegro: kupujący anulował zamówienie.",
    ),
    Party.SELLER: (
        "Allegro: cancelled by the seller in Allegro.",
        "Allegro: sprzedający anulował zamówienie w Allegro.",
    ),
    None: (
        "Allegro: the purchase was cancelled.",
        "Allegro: zakup anulowano.",
    ),
}


def changed_note(change: Change, language: str = "en") -> str:
    """What changed from what, and who did it; what was not known before is only named. Nothing
    where there is nothing to read: "".

    For instance `Allegro: delivery address changed by the buyer. Before: “...”. Now: “...”.`
    """
    if not change.before and not change.after:
        return ""
    name = aspect_name(change.aspect, language)
    before, after = change.before or _NOTHING, change.after or _NOTHING
    if not change.before:
        return _in(language, f"Allegro: {name}: “{after}”.", f"Allegro: {name}: „{after}”.")
    is_by_buyer = change.aspect in _OF_BUYER
    english = f"{name} changed{' by the buyer' if is_by_buyer else ''}"
    polish = f"{'kupujący zmienił' if is_by_buyer else 'zmieniono'} {name}"
    return _in(
        language,
        f"Allegro: {english}. Before: “{before}”. Now: “{after}”.",
        f"Allegro: {polish}. Było: „{before}”. Jest: „{after}”.",
    )


def cancelled_note(by: Party | None, language: str = "en") -> str:
    """See `facts.cancelled_by`."""
    return _in(language, *_CANCELLED[by])


def parcel_note(carrier: str, waybill: str, language: str = "en") -> str:
    """For a parcel that was entered in Allegro's panel, or by the carrier."""
    parcel = ", ".join(filter(None, (carrier, waybill)))
    return _in(language, f"Allegro: parcel: {parcel}.", f"Allegro: paczka: {parcel}.")


def fulfilled_note(status: str, language: str = "en") -> str:
    """For an order that is fulfilled because of its status on Allegro, e.g. "SENT"."""
    return _in(
        language,
        f"Allegro: fulfilled, because Allegro says {status}.",
        f"Allegro: zrealizowano, bo status w Allegro to {status}.",
    )


def status_note(status: str, language: str = "en") -> str:
    """For an order that stays as it is in the shop, while Allegro says e.g. "SENT"."""
    return _in(
        language,
        f"Allegro: its status there is {status} now.",
        f"Allegro: status zamówienia to teraz {status}.",
    )


def _in(language: str, english: str, polish: str) -> str:
    return polish if language.lower().startswith("pl") else english
