"""A small rehearsal shop, made row by row; the counterpart of `tests/saleor/world.py`."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.db.models import QuerySet, Sum

from saleor_allegro.shop.rehearsal.fulfilling import fulfill
from saleor_allegro.shop.rehearsal.models import (
    Allocation,
    Announcement,
    Channel,
    Fulfillment,
    Note,
    Order,
    OrderStatus,
    Refund,
    ShippingMethod,
    Stock,
    Variant,
    Warehouse,
)
from saleor_allegro.shop.rehearsal.reading import lines_of
from saleor_allegro.shop.rehearsal.stock import Shelf
from tests.shop.seen import SeenOrder, address_line


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

    def fulfill(self, order_id: UUID, quantity: int | None = None) -> None:
        """Staff sends every line of an order, or so many pieces of each."""
        order = Order.objects.get(uuid=order_id)
        lines = lines_of([order])
        shelf = Shelf((), order.channel, (), lines=lines[order.pk], lock=True)
        fulfill([order], lines, shelf, quantity)
        shelf.save()
        order.save(update_fields=["status"])

    def cancel_fulfillments(self, order_id: UUID) -> None:
        """Staff finds that goods have not left after all; the pieces are back on the shelf."""
        order = Order.objects.get(uuid=order_id)
        for fulfillment in order.fulfillments.all():
            for line in fulfillment.lines.filter(stock__isnull=False):
                stock = line.stock
                stock.quantity += line.quantity
                stock.allocated += line.quantity
                stock.save()
                Allocation.objects.create(line=line.line, stock=stock, quantity=line.quantity)
        order.fulfillments.update(status=Fulfillment.Status.CANCELED)
        order.status = OrderStatus.UNFULFILLED
        order.save(update_fields=["status"])

    def annotate(self, order_id: UUID, key: str, text: str) -> None:
        """Another app keeps something with an order."""
        order = Order.objects.get(uuid=order_id)
        order.metadata[key] = order.private_metadata[key] = text
        order.save(update_fields=["metadata", "private_metadata"])

    def see(self, order_id: UUID) -> SeenOrder:
        order = Order.objects.get(uuid=order_id)
        refunds = Refund.objects.filter(payment__order=order)
        returned = dict(refunds.values_list("payment_id").annotate(Sum("amount")))
        return SeenOrder(
            shipping_address=_line_of(order.shipping_address),
            billing_address=_line_of(order.billing_address),
            delivery_method=order.shipping_name,
            note=order.note,
            metadata=order.metadata,
            private_metadata=order.private_metadata,
            payments={
                payment.payment_id: payment.amount - returned.get(payment.pk, 0)
                for payment in order.payments.all()
            },
            refunds=dict(refunds.values_list("refund_id", "amount")),
        )

    def notes_of(self, order_id: UUID) -> list[str]:
        notes = Note.objects.filter(order__uuid=order_id).order_by("pk")
        return list(notes.values_list("message", flat=True))

    @contextmanager
    def listening(self) -> Iterator[list[tuple[UUID, str]]]:
        """What is told inside is in the list at the end."""
        before = set(Announcement.objects.values_list("pk", flat=True))
        heard: list[tuple[UUID, str]] = []
        try:
            yield heard
        finally:
            told = Announcement.objects.exclude(pk__in=before).order_by("pk")
            heard.extend(told.values_list("order__uuid", "kind"))


def _line_of(address: Mapping[str, Any] | None) -> str:
    if address is None:
        return ""
    names = ("first_name", "last_name", "street", "postal_code", "city", "country_code", "phone")
    return address_line(*(address[name] for name in names))
