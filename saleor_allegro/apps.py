"""The Django app."""

from django.apps import AppConfig


class SaleorAllegroConfig(AppConfig):
    name = "saleor_allegro"
    verbose_name = "Allegro"
    default_auto_field = "django.db.models.BigAutoField"
