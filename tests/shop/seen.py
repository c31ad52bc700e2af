"""What a test looks at in an order, whichever shop holds it; `ShopOrder` tells the rest."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class SeenOrder:
    """Addresses are one line each, see `address_line`; "" where there is none."""

    shipping_address: str
    billing_address: str
    delivery_method: str
    note: str
    metadata: Mapping[str, str]
    private_metadata: Mapping[str, str]
    #: Allegro's payment id -> money that the order still holds of it.
    payments: Mapping[str, Decimal]
    #: Id of the refund -> its amount.
    refunds: Mapping[str, Decimal]


def address_line(*parts: str) -> str:
    """First name, last name, street, postal code, city, country code, phone."""
    return ", ".join(parts)
