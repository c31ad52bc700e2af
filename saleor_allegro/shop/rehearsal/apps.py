"""The Django app of the rehearsal shop. Never installed inside a merchant's Saleor."""

from django.apps import AppConfig


class RehearsalConfig(AppConfig):
    name = "saleor_allegro.shop.rehearsal"
    label = "allegro_rehearsal"
    verbose_name = "Allegro rehearsal shop"
    default_auto_field = "django.db.models.BigAutoField"
