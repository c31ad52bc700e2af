"""The tables of the rehearsal shop: as much of a shop as an order from Allegro touches.

Amounts are gross, in major units of the order's currency.
"""

from decimal import Decimal
from typing import Any
from uuid import uuid4

from django.db import models


def money(**options: Any) -> models.DecimalField:
    """An amount, as precise as Saleor keeps it."""
    return models.DecimalField(max_digits=20, decimal_places=3, **options)


class Channel(models.Model):
    slug = models.CharField(max_length=255, unique=True)
    currency = models.CharField(max_length=3)
    country = models.CharField(max_length=2, default="PL")
    is_active = models.BooleanField(default=True)
    plugin_active = models.BooleanField(default=False)
    configuration = models.JSONField(default=dict)


class ShippingMethod(models.Model):
    channel = models.ForeignKey(Channel, on_delete=models.CASCADE, related_name="shipping_methods")
    name = models.CharField(max_length=255)


class Warehouse(models.Model):
    """A warehouse; those of a channel are used in the order of their ids."""

    slug = models.CharField(max_length=255, unique=True)
    channels = models.ManyToManyField(Channel, related_name="warehouses")


class Variant(models.Model):
    sku = models.CharField(max_length=255, unique=True)
    external_reference = models.CharField(max_length=255, unique=True, null=True)
    offer_id = models.CharField(max_length=64, blank=True, default="", db_index=True)
    #: A fraction; `None`: no tax class.
    tax_rate = models.DecimalField(max_digits=5, decimal_places=4, null=True)


class Stock(models.Model):
    variant = models.ForeignKey(Variant, on_delete=models.CASCADE, related_name="stocks")
    warehouse = models.ForeignKey(Warehouse, on_delete=models.CASCADE, related_name="stocks")
    quantity = models.IntegerField()
    allocated = models.IntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["variant", "warehouse"], name="rehearsal_stock"),
            models.CheckConstraint(
                condition=models.Q(allocated__lte=models.F("quantity")),
                name="rehearsal_stock_not_promised_twice",
            ),
        ]


class Customer(models.Model):
    email = models.EmailField(max_length=254, unique=True)
    first_name = models.CharField(max_length=256, blank=True, default="")
    last_name = models.CharField(max_length=256, blank=True, default="")
    login = models.CharField(max_length=255, blank=True, default="")


class OrderStatus(models.TextChoices):
    """In Saleor's words."""

    UNCONFIRMED = "unconfirmed"
    UNFULFILLED = "unfulfilled"
    PARTIALLY_FULFILLED = "partially fulfilled"
    FULFILLED = "fulfilled"
    CANCELED = "canceled"


class Order(models.Model):
    """An order; its number is the row's id, as a shop counts its orders."""

    uuid = models.UUIDField(default=uuid4, unique=True)
    number = models.BigAutoField(primary_key=True)
    form_id = models.CharField(max_length=64, unique=True)
    channel = models.ForeignKey(Channel, on_delete=models.PROTECT, related_name="orders")
    customer = models.ForeignKey(Customer, on_delete=models.PROTECT, related_name="orders")
    status = models.CharField(max_length=32, choices=OrderStatus)
    currency = models.CharField(max_length=3)
    language = models.CharField(max_length=35, blank=True, default="")
    bought_at = models.DateTimeField()
    email = models.CharField(max_length=254, blank=True, default="")
    note = models.TextField(blank=True, default="")
    shipping_address = models.JSONField(null=True)
    billing_address = models.JSONField(null=True)
    shipping_method = models.ForeignKey(ShippingMethod, on_delete=models.SET_NULL, null=True)
    shipping_name = models.CharField(max_length=255, blank=True, default="")
    shipping_gross = money(default=Decimal(0))
    total_gross = money()
    metadata = models.JSONField(default=dict)
    private_metadata = models.JSONField(default=dict)


class OrderLine(models.Model):
    id = models.UUIDField(primary_key=True, default=uuid4)
    order = models.ForeignKey(Order, on_delete=models.CASCADE, related_name="lines")
    position = models.PositiveIntegerField()
    kind = models.CharField(max_length=16)
    line_item_id = models.CharField(max_length=64)
    variant = models.ForeignKey(Variant, on_delete=models.SET_NULL, null=True)
    name = models.CharField(max_length=386)
    quantity = models.PositiveIntegerField()
    unit_gross = money()
    undiscounted_unit_gross = money()
    tax_rate = models.DecimalField(max_digits=5, decimal_places=4)
    metadata = models.JSONField(default=dict)

    class Meta:
        ordering = ["position"]


class Allocation(models.Model):
    """Pieces of a stock promised to an order line."""

    line = models.ForeignKey(OrderLine, on_delete=models.CASCADE, related_name="allocations")
    stock = models.ForeignKey(Stock, on_delete=models.CASCADE, related_name="allocations")
    quantity = models.PositiveIntegerField()


class Fulfillment(models.Model):
    """Goods that were sent together."""

    class Status(models.TextChoices):
        FULFILLED = "fulfilled"
        WAITING_FOR_APPROVAL = "waiting_for_approval"
        CANCELED = "canceled"

    order = models.ForeignKey(Order, on_delete=models.CASCADE, related_name="fulfillments")
    status = models.CharField(max_length=32, choices=Status, default=Status.FULFILLED)
    tracking_number = models.CharField(max_length=255, blank=True, default="")


class FulfillmentLine(models.Model):
    fulfillment = models.ForeignKey(Fulfillment, on_delete=models.CASCADE, related_name="lines")
    line = models.ForeignKey(OrderLine, on_delete=models.CASCADE, related_name="fulfillments")
    #: `None`: sent though no stock of ours had it.
    stock = models.ForeignKey(Stock, on_delete=models.SET_NULL, null=True)
    quantity = models.PositiveIntegerField()


class Payment(models.Model):
    """Money received; what was returned of it are its refunds."""

    order = models.ForeignKey(Order, on_delete=models.CASCADE, related_name="payments")
    payment_id = models.CharField(max_length=255)
    name = models.CharField(max_length=255)
    amount = money()
    received_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["order", "payment_id"], name="rehearsal_payment")
        ]


class Refund(models.Model):
    payment = models.ForeignKey(Payment, on_delete=models.CASCADE, related_name="refunds")
    refund_id = models.CharField(max_length=255)
    name = models.CharField(max_length=255)
    amount = money()
    refunded_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["payment", "refund_id"], name="rehearsal_refund")
        ]


class Note(models.Model):
    """A line in an order's history."""

    order = models.ForeignKey(Order, on_delete=models.CASCADE, related_name="notes")
    message = models.TextField()
    #: What is noted once and no more, e.g. a parcel; else "".
    subject = models.CharField(max_length=1024, blank=True, default="")


class Announcement(models.Model):
    """The shop told its listeners about an order; a second row of a kind is a second webhook."""

    #: Of a new order; all else is a `Telling` about one that changed.
    CREATED = "created"

    order = models.ForeignKey(Order, on_delete=models.CASCADE, related_name="announcements")
    kind = models.CharField(max_length=32, default=CREATED)
