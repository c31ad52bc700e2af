"""What Allegro lists for everybody, and the seller."""

from saleor_allegro.allegro.calls import Calls
from saleor_allegro.allegro.documents import (
    Carrier,
    CarrierList,
    DeliveryMethod,
    DeliveryMethodList,
    Marketplace,
    MarketplaceList,
    Seller,
)


class DirectoryCalls(Calls):
    def me(self) -> Seller:
        """The seller the token belongs to. Source: `GET /me`."""
        return self.read(Seller, "/me")

    def delivery_methods(self) -> tuple[DeliveryMethod, ...]:
        """Source: `GET /sale/delivery-methods`."""
        return self.read(DeliveryMethodList, "/sale/delivery-methods").delivery_methods

    def carriers(self) -> tuple[Carrier, ...]:
        """Source: `GET /order/carriers`."""
        return self.read(CarrierList, "/order/carriers").carriers

    def marketplaces(self) -> tuple[Marketplace, ...]:
        """Source: `GET /marketplaces`."""
        return self.read(MarketplaceList, "/marketplaces").marketplaces
