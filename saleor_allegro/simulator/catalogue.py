"""What the simulated seller has for sale."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from random import Random

_THINGS = (
    ("Kubek ceramiczny", "KUB", "39.90", "23.00"),
    ("Deska do krojenia", "DES", "129.00", "23.00"),
    ("Lampka nocna", "LAM", "89.99", "23.00"),
    ("Plakat botaniczny", "PLA", "45.00", "23.00"),
    ("Notes w kropki", "NOT", "27.00", "23.00"),
    ("Doniczka betonowa", "DON", "59.00", "23.00"),
    ("Gra planszowa", "GRA", "120.00", "23.00"),
    ("Książka kucharska", "KSI", "49.90", "5.00"),
    ("Miód lipowy", "MIO", "38.50", "5.00"),
    ("Herbata owocowa", "HER", "19.99", "8.00"),
    ("Sok jabłkowy tłoczony", "SOK", "9.49", "8.00"),
    ("Smycz regulowana", "SMY", "35.00", "23.00"),
)
_VARIANTS = (
    ("mały", "S"),
    ("duży", "L"),
    ("niebieski", "N"),
    ("zielony", "Z"),
    ("na prezent", "P"),
)


@dataclass(slots=True, kw_only=True)
class Offer:
    """One offer; `stock` is what Allegro still shows, lowered by every purchase."""

    id: str
    name: str
    #: The seller's own code (`offer.external.id`).
    sku: str
    #: Gross, in złoty.
    price: Decimal
    #: Percent, as Allegro writes it: `"23.00"`.
    tax_rate: str
    initial_stock: int
    stock: int

    @property
    def sold(self) -> int:
        """Pieces in forms that were not cancelled."""
        return self.initial_stock - self.stock


class SoldOut(Exception):
    """No offer has as many pieces left."""


def make_offers(random: Random) -> tuple[Offer, ...]:
    """Every thing in every variant: 60 offers with prices and stock of their own."""
    offers = []
    for thing_number, (thing, code, base_price, tax_rate) in enumerate(_THINGS):
        for variant_number, (variant, suffix) in enumerate(_VARIANTS):
            stock = random.randrange(1000, 3000)
            cents = Decimal(random.randrange(0, 500)) / 100
            offers.append(
                Offer(
                    id=str(17_000_000_000 + thing_number * 100 + variant_number + 1),
                    name=f"{thing} {variant}",
                    sku=f"{code}-{suffix}",
                    price=Decimal(base_price) + cents,
                    tax_rate=tax_rate,
                    initial_stock=stock,
                    stock=stock,
                )
            )
    return tuple(offers)


def pick(offers: Sequence[Offer], quantity: int, random: Random) -> Offer:
    """An offer with that many pieces left.

    Raises:
        SoldOut: There is none.
    """
    first = random.randrange(len(offers))
    for step in range(len(offers)):
        offer = offers[(first + step) % len(offers)]
        if offer.stock >= quantity:
            return offer
    raise SoldOut(f"no offer has {quantity} pieces left")
