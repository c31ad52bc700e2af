"""The seller, and the lists that change seldom: delivery methods, carriers, marketplaces."""

from enum import StrEnum

from saleor_allegro.allegro.documents.base import Document, Id, Known, Many
from saleor_allegro.allegro.documents.forms import MarketplaceReference


class PaymentPolicy(StrEnum):
    IN_ADVANCE = "IN_ADVANCE"
    CASH_ON_DELIVERY = "CASH_ON_DELIVERY"


class SellerCompany(Document):
    name: str | None = None
    tax_id: str | None = None


class Seller(Document):
    """Who the access token belongs to. A connection is keyed by `id`; the login may change."""

    id: Id
    login: str
    first_name: str | None = None
    last_name: str | None = None
    email: str | None = None
    company: SellerCompany | None = None
    base_marketplace: MarketplaceReference | None = None
    features: Many[str] = ()  # e.g. "SUPER_SELLER", "ONE_FULFILLMENT"


class DeliveryMethod(Document):
    """Ids are unique, names are not."""

    id: Id
    name: str | None = None
    marketplaces: Many[str] = ()
    payment_policy: Known[PaymentPolicy] | None = None
    allegro_endorsed: bool | None = None
    dispatch_country: str | None = None
    destination_country: str | None = None


class DeliveryMethodList(Document):
    delivery_methods: Many[DeliveryMethod]


class Carrier(Document):
    id: Id
    name: str | None = None


class CarrierList(Document):
    carriers: Many[Carrier]


class Language(Document):
    code: str | None = None


class MarketplaceLanguages(Document):
    offer_creation: Many[Language] = ()
    offer_display: Many[Language] = ()


class Currency(Document):
    code: str | None = None


class MarketplaceCurrencies(Document):
    base: Currency | None = None
    additional: Many[Currency] = ()


class ShippingCountry(Document):
    code: str | None = None


class Marketplace(Document):
    id: Id
    languages: MarketplaceLanguages | None = None
    currencies: MarketplaceCurrencies | None = None
    shipping_countries: Many[ShippingCountry] = ()


class MarketplaceList(Document):
    marketplaces: Many[Marketplace]
