"""Delivery methods, pickup points and carriers known to the simulated Allegro."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from saleor_allegro.simulator.marketplaces import CZ, HU, PL, SK, Marketplace


@dataclass(frozen=True, slots=True, kw_only=True)
class Method:
    id: str
    name: str
    marketplace: Marketplace
    cost: Decimal
    is_cash_on_delivery: bool = False
    to_pickup_point: bool = False


COURIER = Method(
    id="5de4c1af-141a-5ed4-8399-d0dcfb152041",
    name="Allegro Kurier DPD",
    marketplace=PL,
    cost=Decimal("14.99"),
)
COURIER_COD = Method(
    id="61d656b1-6f32-53b7-9cf4-12b55d2bfa80",
    name="Allegro Kurier DPD pobranie",
    marketplace=PL,
    cost=Decimal("21.99"),
    is_cash_on_delivery=True,
)
LOCKER = Method(
    id="f77949f9-ef84-5aee-8ae6-97f2ee87de4f",
    name="Allegro Paczkomaty InPost",
    marketplace=PL,
    cost=Decimal("11.99"),
    to_pickup_point=True,
)
ORLEN = Method(
    id="0f0c2ad1-70a5-5d57-bd5c-3a1f5f6b8c02",
    name="Allegro Automat ORLEN Paczka",
    marketplace=PL,
    cost=Decimal("9.99"),
    to_pickup_point=True,
)
LETTER = Method(
    id="758fcd59-fbfa-4453-ae07-4800d72c2ca5",
    name="List polecony priorytetowy",
    marketplace=PL,
    cost=Decimal("10.50"),
)
PACKETA = Method(
    id="3896895e-84bd-5ae8-8c26-c89d9fa40500",
    name="Allegro International Automaty Paczkowe Czechy, Packeta",
    marketplace=CZ,
    cost=Decimal("79.00"),
    to_pickup_point=True,
)
SLOVAK_COURIER = Method(
    id="9a3f7c70-52a8-5a0e-9a51-4be6a4a1a7b4",
    name="Allegro International Kurier Słowacja, Packeta",
    marketplace=SK,
    cost=Decimal("4.50"),
)
HUNGARIAN_COURIER = Method(
    id="c7b5d0b7-2f0e-5b1e-8a0c-8d8f2a5b6e11",
    name="Allegro International Kurier Węgry, GLS",
    marketplace=HU,
    cost=Decimal(1490),
)

METHODS = (
    COURIER,
    COURIER_COD,
    LOCKER,
    ORLEN,
    LETTER,
    PACKETA,
    SLOVAK_COURIER,
    HUNGARIAN_COURIER,
)

CARRIERS: tuple[dict[str, Any], ...] = (
    {"id": "DPD", "name": "DPD"},
    {"id": "INPOST", "name": "InPost"},
    {"id": "ORLEN", "name": "ORLEN Paczka"},
    {"id": "POCZTA_POLSKA", "name": "Poczta Polska"},
    {"id": "PACKETA", "name": "Packeta"},
    {"id": "DHL", "name": "DHL"},
    {"id": "OTHER"},
)


def document(method: Method) -> dict[str, Any]:
    """One entry of `GET /sale/delivery-methods`."""
    return {
        "id": method.id,
        "name": method.name,
        "marketplaces": [method.marketplace.id],
        "paymentPolicy": "CASH_ON_DELIVERY" if method.is_cash_on_delivery else "IN_ADVANCE",
        "allegroEndorsed": method.name.startswith("Allegro"),
        "dispatchCountry": None,
        "destinationCountry": method.marketplace.country,
        "shippingRatesConstraints": {
            "allowed": True,
            "maxQuantityPerPackage": {"max": 999999},
            "maxPackageWeight": {"supported": False, "min": None, "max": None, "unit": None},
            "shippingTime": {"default": {"from": "PT24H", "to": "PT48H"}, "customizable": False},
        },
    }
