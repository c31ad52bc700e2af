"""A small rehearsal shop, made row by row; the counterpart of `tests/saleor/world.py`."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import QuerySet, Sum

from saleor_allegro.shop.rehearsal.models import (
    Allocation,
    Channel,
    ShippingMethod,
    Stock,
    Variant,
    Warehouse,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class StockLevel:
    """Pieces of a variant, over all warehouses."""

    quantity: int
    allocated: int


class RehearsalWorld:
    """Makes what a test names, and what that needs beneath it."""

    def make_channel(
        self,
        slug: str = "allegro-pl",
        *,
        currency: str = "PLN",
        country: str = "PL",
        is_active: bool = True,
    ) -> Channel:
        """A channel in every warehouse made so far; the first one brings the first warehouse."""
        channel = Channel.objects.create(
            slug=slug, currency=currency, country=country, is_active=is_active
        )
        channel.warehouses.add(*(self.warehouses() or [self.make_warehouse()]))
        return channel

    def warehouses(self) -> QuerySet[Warehouse]:
        return Warehouse.objects.order_by("pk")

    def make_warehouse(self, slug: str = "allegro-main", *channels: Channel) -> Warehouse:
        warehouse = Warehouse.objects.create(slug=slug)
        warehouse.channels.add(*channels)
        return warehouse

    def make_variant(
        self,
        sku: str,
        *,
        stock: int | Mapping[str, int] = 100,
        tax_rate: Decimal | None = None,
        external_reference: str | None = None,
        metadata: Mapping[str, str] | None = None,
    ) -> Variant:
        """`stock`: pieces in the first warehouse, or warehouse slug -> pieces."""
        variant = Variant.objects.create(
            sku=sku,
            tax_rate=tax_rate,
            external_reference=external_reference,
            offer_id=(metadata or {}).get("allegro.offer_id", ""),
        )
        if isinstance(stock, int):
            stock = {self.warehouses()[0].slug: stock}
        Stock.objects.bulk_create(
            Stock(variant=variant, warehouse=warehouse, quantity=stock[warehouse.slug])
            for warehouse in Warehouse.objects.filter(slug__in=stock)
        )
        return variant

    def make_shipping_method(self, name: str = "Kurier") -> ShippingMethod:
        """A shipping method of the channel made last."""
        return ShippingMethod.objects.create(channel=Channel.objects.latest("pk"), name=name)

    def stock_of(self, sku: str) -> StockLevel:
        """What a variant's stock rows say.

        Raises:
            AssertionError: They disagree with the allocations they stand for.
        """
        stocks = Stock.objects.filter(variant__sku=sku)
        level = stocks.aggregate(quantity=Sum("quantity"), allocated=Sum("allocated"))
        promised = Allocation.objects.filter(stock__in=stocks).aggregate(total=Sum("quantity"))
        assert (level["allocated"] or 0) == (promised["total"] or 0)
        return StockLevel(quantity=level["quantity"] or 0, allocated=level["allocated"] or 0)
