"""A small real shop, made row by row through Saleor's models."""

import datetime
import json
from collections import defaultdict
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.conf import settings
from django.contrib.sites.models import Site
from django.db.models import Sum
from django.test import Client, TestCase
from django.utils.text import slugify
from graphene import Node
from saleor.account.models import Address, Group, User
from saleor.channel.models import Channel
from saleor.core.jwt import create_access_token
from saleor.order import FulfillmentStatus, OrderEvents, OrderStatus
from saleor.order.models import Order, OrderEvent
from saleor.payment import TransactionEventType
from saleor.payment.models import TransactionEvent
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

from saleor_allegro.shop.port import Telling
from tests.saleor.webhooks import receiver
from tests.shop.seen import SeenOrder, address_line

OPENED_AT = datetime.datetime(2024, 1, 1, tzinfo=datetime.UTC)
FULFILL = """
mutation ($order: ID!, $lines: [OrderFulfillLineInput!]!) {
  orderFulfill(order: $order, input: {
    lines: $lines, notifyCustomer: false, allowStockToBeExceeded: true
  }) { errors { field message } }
}
"""


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

    def fulfill(self, order_id: UUID, quantity: int | None = None) -> None:
        """Staff sends every line of an order, or so many pieces of each.

        Raises:
            AssertionError: Saleor refuses it.
        """
        lines = []
        for line in Order.objects.get(pk=order_id).lines.order_by("pk"):
            allocation = line.allocations.order_by("pk").first()
            warehouse = allocation.stock.warehouse if allocation else self.warehouses()[0]
            pieces = line.quantity if quantity is None else quantity
            place = {"quantity": pieces, "warehouse": Node.to_global_id("Warehouse", warehouse.pk)}
            lines.append(
                {"orderLineId": Node.to_global_id("OrderLine", line.pk), "stocks": [place]}
            )
        variables = {"order": Node.to_global_id("Order", order_id), "lines": lines}
        answer = self.graphql(FULFILL, variables)
        assert answer["orderFulfill"]["errors"] == []

    def cancel_fulfillments(self, order_id: UUID) -> None:
        """Staff finds that goods have not left after all; the pieces are back on the shelf."""
        order = Order.objects.get(pk=order_id)
        for fulfillment in order.fulfillments.all():
            for sent in fulfillment.lines.filter(stock__isnull=False):
                stock = sent.stock
                stock.quantity += sent.quantity
                stock.quantity_allocated += sent.quantity
                stock.save()
                Allocation.objects.update_or_create(
                    order_line=sent.order_line,
                    stock=stock,
                    defaults={"quantity_allocated": sent.quantity},
                )
        order.fulfillments.update(status=FulfillmentStatus.CANCELED)
        order.lines.update(quantity_fulfilled=0)
        Order.objects.filter(pk=order_id).update(status=OrderStatus.UNFULFILLED)

    def annotate(self, order_id: UUID, key: str, text: str) -> None:
        """Another app keeps something with an order."""
        order = Order.objects.get(pk=order_id)
        order.metadata[key] = order.private_metadata[key] = text
        order.save(update_fields=["metadata", "private_metadata"])

    def see(self, order_id: UUID) -> SeenOrder:
        order = Order.objects.get(pk=order_id)
        held: dict[str, Decimal] = defaultdict(Decimal)
        for item in order.payment_transactions.all():
            held[item.psp_reference] += item.charged_value
        refunds = TransactionEvent.objects.filter(
            transaction__order=order, type=TransactionEventType.REFUND_SUCCESS
        )
        return SeenOrder(
            shipping_address=_line_of(order.shipping_address),
            billing_address=_line_of(order.billing_address),
            delivery_method=order.shipping_method_name or "",
            note=order.customer_note,
            metadata=order.metadata,
            private_metadata=order.private_metadata,
            payments=dict(held),
            refunds=dict(refunds.values_list("psp_reference", "amount_value")),
        )

    def notes_of(self, order_id: UUID) -> list[str]:
        notes = OrderEvent.objects.filter(order_id=order_id, type=OrderEvents.NOTE_ADDED)
        return [event.parameters["message"] for event in notes.order_by("pk")]

    @contextmanager
    def listening(self) -> Iterator[list[tuple[UUID, str]]]:
        """What an app's webhooks are told of orders inside, once it is committed, at the end."""
        heard: list[tuple[UUID, str]] = []
        with receiver() as app:
            app.subscribe("order_created", *(f"order_{telling}" for telling in Telling))
            try:
                with TestCase.captureOnCommitCallbacks(execute=True):
                    yield heard
            finally:
                ids = dict(Order.objects.values_list("number", "pk"))
                heard.extend(
                    (ids[int(each.payload[0]["number"])], each.event.removeprefix("order_"))
                    for each in app.deliveries
                )


def _line_of(address: Address | None) -> str:
    if address is None:
        return ""
    return address_line(
        address.first_name,
        address.last_name,
        address.street_address_1,
        address.postal_code,
        address.city,
        address.country.code,
        address.phone.as_e164 if address.phone else "",
    )
