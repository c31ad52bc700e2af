"""Where purchases are rung up: a kind of order in, a checkout form out."""

from collections import Counter
from collections.abc import Sequence
from datetime import datetime, timedelta
from decimal import Decimal
from random import Random
from typing import Any

from saleor_allegro.simulator import delivery, kinds, people
from saleor_allegro.simulator.catalogue import Offer, pick
from saleor_allegro.simulator.kinds import Kind
from saleor_allegro.simulator.marketplaces import Marketplace
from saleor_allegro.simulator.people import Buyer
from saleor_allegro.simulator.purchase import Line, Purchase, write_form

#: One buyer in so many has bought before.
RETURNING = 4


class Till:
    """Every sale draws from a random generator of its own: the nth sale of a seed is always
    the same purchase, whatever happened between the sales."""

    def __init__(self, seed: int, offers: Sequence[Offer]) -> None:
        self._seed = seed
        self._offers = offers
        self._buyers: dict[str, list[Buyer]] = {}
        self._sales = 0

    def ring_up(self, kind: Kind, *, now: datetime, buyer_id: str | None) -> dict[str, Any]:
        """Sell one order at `now`; the offers' stock goes down.

        Raises:
            SoldOut: No offer has enough pieces.
            ValueError: The buyer is a guest or never bought on the kind's marketplace.
        """
        self._sales += 1
        random = Random(f"{self._seed}/sale/{self._sales}")
        marketplace = kinds.marketplace_of(kind)
        purchase = self._plain(
            kind, self._buyer(kind, marketplace, buyer_id, random), marketplace, now, random
        )
        kinds.apply(kind, purchase, random)
        for line in purchase.lines:
            line.offer.take(line.quantity)
        return write_form(purchase, now=now, random=random)

    def _plain(
        self,
        kind: Kind,
        buyer: Buyer,
        marketplace: Marketplace,
        now: datetime,
        random: Random,
    ) -> Purchase:
        return Purchase(
            marketplace=marketplace,
            buyer=buyer,
            lines=self._lines(kind, marketplace, random),
            bought_at=now - timedelta(seconds=random.randrange(40, 1200)),
            method=delivery.COURIER,
            delivery_cost=delivery.COURIER.cost,
            recipient=people.make_address(marketplace, random),
            recipient_phone=people.make_phone(marketplace, random),
        )

    def _lines(self, kind: Kind, marketplace: Marketplace, random: Random) -> list[Line]:
        """Lines of offers that have pieces enough for all the lines they are on."""
        quantities, taken, lines = kinds.pieces_of(kind), Counter[str](), []
        for pieces in quantities:
            if kind is Kind.SAME_OFFER_TWICE:
                offer = pick(self._offers, sum(quantities), random)
            else:
                offer = pick(self._offers, pieces, random, taken)
                taken[offer.id] += pieces
            lines.append(self._line(offer, pieces, marketplace))
        return lines

    def _line(self, offer: Offer, pieces: int, marketplace: Marketplace) -> Line:
        asked: Decimal = marketplace.local(offer.price)
        return Line(
            offer=offer,
            quantity=pieces,
            original_price=asked,
            price=asked,
            external_id=offer.sku,
            tax={"rate": offer.tax_rate, "subject": "GOODS", "exemption": None},
        )

    def _buyer(
        self, kind: Kind, marketplace: Marketplace, buyer_id: str | None, random: Random
    ) -> Buyer:
        """The buyer asked for, one who bought before, or a new one. A guest is always new."""
        known = self._buyers.setdefault(marketplace.id, [])
        if buyer_id is not None:
            buyer = next((buyer for buyer in known if buyer.id == buyer_id), None)
            if buyer is None:
                raise ValueError(f"{buyer_id} is a guest or never bought on {marketplace.id}")
            return buyer
        is_guest = kind is Kind.GUEST
        if known and not is_guest and random.randrange(RETURNING) == 0:
            return random.choice(known)
        buyer = people.make_buyer(self._sales, marketplace, random, is_guest=is_guest)
        if not is_guest:
            known.append(buyer)
        return buyer
