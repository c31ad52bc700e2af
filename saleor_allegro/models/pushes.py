"""What Allegro is told about orders."""

from django.db import models
from django.db.models import Q

from saleor_allegro.models.links import OrderLink


class OrderPush(models.Model):
    """What Allegro is still to be told about an order, and what it was told."""

    link = models.OneToOneField(OrderLink, on_delete=models.CASCADE, related_name="push")
    #: When the order is looked at; `None`: nothing changed since it was looked at last.
    due_at = models.DateTimeField(null=True, blank=True)
    #: Grows with every change in the shop: one that comes while we look makes us look again.
    changes = models.PositiveBigIntegerField(default=0)
    #: The fulfillment status that Allegro last had from us; "" when it had none.
    told_status = models.CharField(max_length=64, blank=True, default="")
    told_at = models.DateTimeField(null=True, blank=True)
    #: A status that is on its way: a worker may have died before it learnt of the answer.
    sending_status = models.CharField(max_length=64, blank=True, default="")
    #: A status that Allegro refused; it is not sent again until another one is wanted.
    refused_status = models.CharField(max_length=64, blank=True, default="")
    #: How many statuses were sent: Allegro takes 100 of an order, for ever.
    operations = models.PositiveIntegerField(default=0)

    attempts = models.PositiveIntegerField(default=0)
    error_code = models.CharField(max_length=64, blank=True, default="")
    error_message = models.TextField(blank=True, default="")
    failed_since = models.DateTimeField(null=True, blank=True)

    class Meta:
        indexes = [
            models.Index(
                fields=["due_at"],
                name="allegro_push_due",
                condition=Q(due_at__isnull=False),
            ),
            models.Index(
                fields=["failed_since"],
                name="allegro_push_failing",
                condition=Q(failed_since__isnull=False),
            ),
        ]

    def __repr__(self) -> str:
        return f"<OrderPush {self.pk} of link {self.link_id}>"

    __str__ = __repr__
