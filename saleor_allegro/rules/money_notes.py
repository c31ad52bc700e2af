"""What the history of an order says about money that came or went, and about merged purchases.

Every note is in Polish for a language that starts with "pl", else in English.
"""

from collections.abc import Sequence
from decimal import Decimal


def received_note(amount: Decimal, currency: str, name: str, language: str = "en") -> str:
    """
    Args:
        name: Of the payment, as in `PaymentDraft.name`, e.g. "Allegro: PayU".
    """
    provider = name.removeprefix("Allegro: ")
    return _in(
        language,
        f"Allegro: {amount:.2f} {currency} received ({provider}).",
        f"Allegro: wpłynęło {amount:.2f} {currency} ({provider}).",
    )


def returned_note(amount: Decimal, currency: str, language: str = "en") -> str:
    return _in(
        language,
        f"Allegro: {amount:.2f} {currency} returned to the buyer.",
        f"Allegro: zwrócono kupującemu {amount:.2f} {currency}.",
    )


def replaced_note(number: str, language: str = "en") -> str:
    """For an order whose purchase is part of another one now.

    Args:
        number: That of the order which took its place.
    """
    return _in(
        language,
        f"Allegro: the buyer paid this purchase together with others. Order #{number} takes the"
        " place of this one.",
        "Allegro: kupujący opłacił ten zakup razem z innymi. Zamiast tego zamówienia obowiązuje"
        f" zamówienie #{number}.",
    )


def replaces_note(numbers: Sequence[str], language: str = "en") -> str:
    """For an order of purchases that were paid together.

    Args:
        numbers: Those of the orders whose place it took.
    """
    listed = ", ".join(f"#{number}" for number in numbers)
    return _in(
        language,
        "Allegro: the buyer paid several purchases together. This order replaces these, which are"
        f" cancelled: {listed}.",
        "Allegro: kupujący opłacił kilka zakupów razem. To zamówienie zastępuje anulowane"
        f" zamówienia: {listed}.",
    )


def _in(language: str, english: str, polish: str) -> str:
    return polish if language.lower().startswith("pl") else english
