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


class ToldParcel(models.Model):
    """A tracking number of the shop that Allegro has by now, or refused."""

    link = models.ForeignKey(OrderLink, on_delete=models.CASCADE, related_name="told_parcels")
    #: As it is compared, see `rules.carriers.plain_number`.
    number = models.CharField(max_length=64)
    fulfillment_id = models.CharField(max_length=64)
    carrier_id = models.CharField(max_length=64, blank=True, default="")
    told_at = models.DateTimeField()
    #: Why Allegro did not take it; "" when it did.
    error_message = models.TextField(blank=True, default="")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["link", "number"], name="allegro_told_parcel")
        ]
