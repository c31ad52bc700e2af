"""What the simulated seller has for sale."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from random import Random
from types import MappingProxyType
from typing import Final, overload

OFFER_STATUSES: Final = frozenset({"INACTIVE", "ACTIVATING", "ACTIVE", "ENDED"})

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
    """One offer; `stock` is what Allegro still shows, lowered by every purchase.

    Whoever takes its last piece ends it. Nothing but the seller puts it on sale again.
    """

    id: str
    name: str
    #: The seller's own code (`offer.external.id`); "": none.
    sku: str
    #: Gross, in złoty.
    price: Decimal
    #: Percent, as Allegro writes it: `"23.00"`.
    tax_rate: str
    #: What it began with; the seller may change `stock` since.
    initial_stock: int
    stock: int
    #: Pieces in forms that were not cancelled.
    sold: int = 0
    #: One of `OFFER_STATUSES`.
    status: str = "ACTIVE"
    selling_format: str = "BUY_NOW"
    #: Allegro's own warehouse has the pieces, and counts them.
    is_fulfillment: bool = False

    def take(self, pieces: int) -> None:
        """A purchase takes pieces that there are."""
        self.stock -= pieces
        self.sold += pieces
        if not self.stock:
            self.status = "ENDED"

    def give_back(self, pieces: int) -> None:
        """A cancelled purchase leaves its pieces; an offer that has ended stays ended."""
        self.stock += pieces
        self.sold -= pieces

    def set_stock(self, pieces: int) -> None:
        """The seller says how many there are. Without any, an offer cannot be on sale."""
        self.stock = pieces
        if not pieces and self.status in ("ACTIVE", "ACTIVATING"):
            self.status = "ENDED"


class Catalogue(Sequence[Offer]):
    """The seller's offers, oldest first."""

    def __init__(self, offers: Iterable[Offer]) -> None:
        self._offers: list[Offer] = []
        self._by_id: dict[str, Offer] = {}
        self.add(offers)

    def __len__(self) -> int:
        return len(self._offers)

    @overload
    def __getitem__(self, index: int) -> Offer: ...
    @overload
    def __getitem__(self, index: slice) -> list[Offer]: ...
    def __getitem__(self, index: int | slice) -> Offer | list[Offer]:
        return self._offers[index]

    def by_id(self, offer_id: str) -> Offer | None:
        return self._by_id.get(offer_id)

    def add(self, offers: Iterable[Offer]) -> None:
        """
        Raises:
            ValueError: There is an offer with such an id; those before it were added.
        """
        for offer in offers:
            if offer.id in self._by_id:
                raise ValueError(f"there is an offer {offer.id} already")
            self._offers.append(offer)
            self._by_id[offer.id] = offer


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


def pick(
    offers: Sequence[Offer],
    quantity: int,
    random: Random,
    taken: Mapping[str, int] = MappingProxyType({}),
) -> Offer:
    """An offer on sale with that many pieces left.

    Args:
        taken: Offer id -> pieces that are in the buyer's basket already.

    Raises:
        SoldOut: There is none.
    """
    first = random.randrange(len(offers))
    for step in range(len(offers)):
        offer = offers[(first + step) % len(offers)]
        if offer.status == "ACTIVE" and offer.stock >= quantity + taken.get(offer.id, 0):
            return offer
    raise SoldOut(f"no offer has {quantity} pieces left")
