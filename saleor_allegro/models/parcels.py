"""The parcels of orders."""

from django.db import models

from saleor_allegro.models.links import OrderLink


class Parcel(models.Model):
    """A parcel of a form that Allegro knows of, whoever entered it."""

    link = models.ForeignKey(OrderLink, on_delete=models.CASCADE, related_name="parcels")
    parcel_id = models.CharField(max_length=255)
    carrier_id = models.CharField(max_length=64)
    carrier_name = models.CharField(max_length=255, blank=True, default="")
    waybill = models.CharField(max_length=255)
    created_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["link", "parcel_id"], name="allegro_parcel")]
