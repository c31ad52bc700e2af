"""A small real shop, made row by row through Saleor's models."""

import datetime
import json
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.conf import settings
from django.contrib.sites.models import Site
from django.db.models import Sum
from django.test import Client
from django.utils.text import slugify
from saleor.account.models import Address, Group, User
from saleor.channel.models import Channel
from saleor.core.jwt import create_access_token
from saleor.product import ProductTypeKind
from saleor.product.models import (
    Category,
    Product,
    ProductChannelListing,
    ProductType,
    ProductVariant,
    ProductVariantChannelListing,
)
from saleor.shipping import ShippingMethodType
from saleor.shipping.models import ShippingMethod, ShippingMethodChannelListing, ShippingZone
from saleor.site.models import SiteSettings
from saleor.tax.models import TaxClass, TaxClassCountryRate, TaxConfiguration
from saleor.warehouse.models import Allocation, Stock, Warehouse

OPENED_AT = datetime.datetime(2024, 1, 1, tzinfo=datetime.UTC)


@dataclass(frozen=True, slots=True, kw_only=True)
class StockLevel:
    """Pieces of a variant, over all warehouses."""

    quantity: int
    allocated: int

    @property
    def available(self) -> int:
        return self.quantity - self.allocated


class World:
    """Makes what a test names, and what that needs beneath it."""

    def __init__(self) -> None:
        site, _ = Site.objects.get_or_create(pk=settings.SITE_ID, defaults={"domain": "shop.test"})
        self.site_settings, _ = SiteSettings.objects.get_or_create(site=site)
        Site.objects.clear_cache()
        self.zone = ShippingZone.objects.create(
            name="Allegro world", countries=["PL", "CZ", "SK", "HU"]
        )
        self.product_type = ProductType.objects.create(
            name="Simple", slug="allegro-simple", kind=ProductTypeKind.NORMAL, has_variants=False
        )
        self.category = Category.objects.create(name="Everything", slug="allegro-everything")

    def make_channel(
        self,
        slug: str = "allegro-pl",
        *,
        currency: str = "PLN",
        country: str = "PL",
        is_active: bool = True,
        **fields: Any,
    ) -> Channel:
        """A channel that sells, with a tax configuration and in every warehouse made so far.

        The first channel brings the first warehouse with it.
        """
        channel = Channel.objects.create(
            name=slug,
            slug=slug,
            currency_code=currency,
            default_country=country,
            is_active=is_active,
            **fields,
        )
        TaxConfiguration.objects.create(
            channel=channel, charge_taxes=True, prices_entered_with_tax=True
        )
        self.zone.channels.add(channel)
        warehouses = list(self.warehouses())
        for warehouse in warehouses or [self.make_warehouse()]:
            warehouse.channels.add(channel)
        return channel

    def warehouses(self) -> Any:
        """The warehouses of this world, oldest first."""
        return Warehouse.objects.filter(shipping_zones=self.zone).order_by("pk")

    def make_warehouse(self, slug: str = "allegro-main", *channels: Channel) -> Warehouse:
        """A warehouse that ships to the whole zone, for the given channels."""
        address = Address.objects.create(
            company_name="Shop",
            street_address_1="Prosta 1",
            city="WARSZAWA",
            postal_code="00-838",
            country="PL",
        )
        warehouse = Warehouse.objects.create(name=slug, slug=slug, address=address)
        warehouse.shipping_zones.add(self.zone)
        warehouse.channels.add(*channels)
        return warehouse

    def make_tax_class(self, rate: Decimal, *, country: str = "PL") -> TaxClass:
        """The tax class of a rate, e.g. `Decimal("0.23")`, made once."""
        percent = (rate * 100).normalize()
        tax_class, _ = TaxClass.objects.get_or_create(name=f"Allegro {percent:f}%")
        TaxClassCountryRate.objects.get_or_create(
            tax_class=tax_class, country=country, defaults={"rate": percent}
        )
        return tax_class

    def make_variant(
        self,
        sku: str | None,
        *,
        stock: int | Mapping[str, int] = 100,
        tax_rate: Decimal | None = None,
        price: Decimal = Decimal("10.00"),
        name: str = "",
        **fields: Any,
    ) -> ProductVariant:
        """A product with one variant, for sale in every channel made so far.

        Args:
            stock: Pieces in the first warehouse, or warehouse slug -> pieces.
            tax_rate: A fraction; `None` leaves the product without a tax class.
            price: Gross, in each channel's currency.
            fields: More fields of the variant, e.g. `external_reference`, `metadata`.
        """
        name = name or f"Product {sku}"
        product = Product.objects.create(
            name=name,
            slug=slugify(f"allegro-{sku}-{Product.objects.count()}"),
            product_type=self.product_type,
            category=self.category,
            tax_class=None if tax_rate is None else self.make_tax_class(tax_rate),
        )
        variant = ProductVariant.objects.create(product=product, sku=sku, **fields)
        product.default_variant = variant
        product.save(update_fields=["default_variant"])
        for channel in self.zone.channels.all():
            self.list_variant(variant, channel, price=price)
        self.put_in_stock(variant, stock)
        return variant

    def list_variant(
        self, variant: ProductVariant, channel: Channel, *, price: Decimal = Decimal("10.00")
    ) -> None:
        """Put a variant up for sale in a channel."""
        ProductChannelListing.objects.create(
            product=variant.product,
            channel=channel,
            currency=channel.currency_code,
            is_published=True,
            published_at=OPENED_AT,
            available_for_purchase_at=OPENED_AT,
            visible_in_listings=True,
            discounted_price_amount=price,
        )
        ProductVariantChannelListing.objects.create(
            variant=variant,
            channel=channel,
            currency=channel.currency_code,
            price_amount=price,
            discounted_price_amount=price,
        )

    def put_in_stock(self, variant: ProductVariant, stock: int | Mapping[str, int]) -> None:
        if isinstance(stock, int):
            stock = {self.warehouses()[0].slug: stock}
        for warehouse in Warehouse.objects.filter(slug__in=stock):
            Stock.objects.create(
                warehouse=warehouse, product_variant=variant, quantity=stock[warehouse.slug]
            )

    def stock_of(self, sku: str) -> StockLevel:
        """What a variant's stock rows say.

        Raises:
            AssertionError: They disagree with the allocations they stand for.
        """
        stocks = Stock.objects.filter(product_variant__sku=sku)
        level = stocks.aggregate(Sum("quantity"), Sum("quantity_allocated"))
        allocations = Allocation.objects.filter(stock__in=stocks)
        allocated = allocations.aggregate(total=Sum("quantity_allocated"))["total"] or 0
        assert (level["quantity_allocated__sum"] or 0) == allocated
        return StockLevel(quantity=level["quantity__sum"] or 0, allocated=allocated)

    def make_shipping_method(
        self,
        name: str = "Kurier",
        *,
        price: Decimal = Decimal("12.99"),
        tax_rate: Decimal | None = None,
    ) -> ShippingMethod:
        """A shipping method that every channel made so far offers at this price."""
        method = ShippingMethod.objects.create(
            name=name,
            type=ShippingMethodType.PRICE_BASED,
            shipping_zone=self.zone,
            tax_class=None if tax_rate is None else self.make_tax_class(tax_rate),
        )
        for channel in self.zone.channels.all():
            ShippingMethodChannelListing.objects.create(
                shipping_method=method,
                channel=channel,
                currency=channel.currency_code,
                price_amount=price,
            )
        return method

    def make_superuser(self, email: str = "boss@shop.test") -> User:
        """A superuser in a group that sees every channel, as Saleor's own first user is."""
        user = User.objects.create(email=email, is_staff=True, is_active=True, is_superuser=True)
        user.groups.add(Group.objects.create(name=email, restricted_access_to_channels=False))
        return user

    def graphql(
        self, query: str, variables: Mapping[str, Any] | None = None, *, user: User | None = None
    ) -> dict[str, Any]:
        """Ask Saleor's own API over its own view, as a superuser unless told otherwise.

        Returns:
            The answer's `data`.

        Raises:
            AssertionError: The answer has errors.
        """
        user = user or User.objects.filter(is_superuser=True).first() or self.make_superuser()
        response = Client().post(
            "/graphql/",
            data=json.dumps({"query": query, "variables": dict(variables or {})}),
            content_type="application/json",
            headers={"Authorization": f"JWT {create_access_token(user)}"},
        )
        answer = response.json()
        assert "errors" not in answer, answer["errors"]
        return answer["data"]
