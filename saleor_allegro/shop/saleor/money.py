"""Net amounts below Allegro's gross ones."""

from decimal import ROUND_HALF_UP, Decimal

CENT = Decimal("0.01")


def net_of(gross: Decimal, rate: Decimal) -> Decimal:
    """Net of a gross amount at a rate given as a fraction, to the grosz, halves up."""
    return to_cents(gross / (1 + rate))


def to_cents(amount: Decimal) -> Decimal:
    return amount.quantize(CENT, ROUND_HALF_UP)
