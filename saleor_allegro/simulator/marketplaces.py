"""The marketplaces of Allegro on which the simulated seller sells."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Any


@dataclass(frozen=True, slots=True, kw_only=True)
class Marketplace:
    id: str
    currency: str
    country: str
    language: str
    phone_prefix: str
    #: What one złoty is worth here, and how many places a price has (HUF and CZK: none).
    rate: Decimal
    places: int

    def local(self, zloty: Decimal) -> Decimal:
        """A price in złoty as this marketplace would ask it."""
        step = Decimal(1).scaleb(-self.places)
        return (zloty * self.rate).quantize(step)


PL = Marketplace(
    id="allegro-pl",
    currency="PLN",
    country="PL",
    language="pl-PL",
    phone_prefix="+48",
    rate=Decimal(1),
    places=2,
)
CZ = Marketplace(
    id="allegro-cz",
    currency="CZK",
    country="CZ",
    language="cs-CZ",
    phone_prefix="+420",
    rate=Decimal("5.8"),
    places=0,
)
SK = Marketplace(
    id="allegro-sk",
    currency="EUR",
    country="SK",
    language="sk-SK",
    phone_prefix="+421",
    rate=Decimal("0.24"),
    places=2,
)
HU = Marketplace(
    id="allegro-hu",
    currency="HUF",
    country="HU",
    language="hu-HU",
    phone_prefix="+36",
    rate=Decimal(90),
    places=0,
)

MARKETPLACES = (PL, CZ, SK, HU)


def by_id(marketplace_id: str) -> Marketplace:
    return next(each for each in MARKETPLACES if each.id == marketplace_id)


def document(marketplace: Marketplace) -> dict[str, Any]:
    """One entry of `GET /marketplaces` (schema `MarketplaceItem`)."""
    languages = [{"code": marketplace.language}]
    return {
        "id": marketplace.id,
        "languages": {"offerCreation": languages, "offerDisplay": languages},
        "currencies": {"base": {"code": marketplace.currency}, "additional": []},
        "shippingCountries": [{"code": marketplace.country}],
    }
