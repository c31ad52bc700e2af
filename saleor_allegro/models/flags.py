"""What a person should look at."""

from django.db import models
from django.db.models import Q

from saleor_allegro.models.links import OrderLink


class OrderFlag(models.Model):
    """Something about an order that a person should look at, until resolved."""

    link = models.ForeignKey(OrderLink, on_delete=models.CASCADE, related_name="flags")
    kind = models.CharField(max_length=64)
    subject = models.CharField(max_length=64, blank=True, default="")
    details = models.JSONField(default=dict)
    raised_at = models.DateTimeField()
    resolved_at = models.DateTimeField(null=True, blank=True)
    #: Nobody resolved it: Allegro or the shop no longer shows what it was about.
    resolved_alone = models.BooleanField(default=False)
    note = models.TextField(blank=True, default="")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["link", "kind", "subject"], name="allegro_flag")
        ]
        indexes = [
            models.Index(
                fields=["kind"],
                name="allegro_flag_open",
                condition=Q(resolved_at__isnull=True),
            )
        ]
