"""The Django app."""

from django.apps import AppConfig


class SaleorAllegroConfig(AppConfig):
    name = "saleor_allegro"
    verbose_name = "Allegro"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from django.apps import apps
        from django.conf import settings
        from django.core.checks import register
        from django.db.models.signals import post_migrate

        from saleor_allegro import checks  # noqa: F401 - registers the system checks
        from saleor_allegro.schedule import join_beat

        join_beat(settings)

        if apps.is_installed("saleor.order"):
            from saleor_allegro.dashboard.migrating import follow_migrations
            from saleor_allegro.seams import email, notify, prices, schema

            for seam in (prices, notify, email, schema):
                seam.install()
                register(seam.check)
            post_migrate.connect(
                follow_migrations, sender=self, dispatch_uid="saleor_allegro.dashboard"
            )
