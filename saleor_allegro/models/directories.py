"""What Allegro lists for a seller and changes seldom."""

from django.db import models

from saleor_allegro.models.accounts import Account


class Directory(models.Model):
    """Allegro's lists as they were read last, for people who choose from them."""

    account = models.OneToOneField(Account, on_delete=models.CASCADE, related_name="directory")
    read_at = models.DateTimeField()
    #: Each a list of `{"id", "name"}`.
    delivery_methods = models.JSONField(default=list)
    carriers = models.JSONField(default=list)
    marketplaces = models.JSONField(default=list)
