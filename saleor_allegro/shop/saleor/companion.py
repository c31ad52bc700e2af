"""The App that stands for us in Saleor: in its dashboard, and in the history of its orders."""

from typing import Final

from django.db.models import QuerySet
from saleor.app.models import App

#: By it the App is known, whatever staff call it.
IDENTIFIER: Final = "saleor-allegro"


def companion_app() -> App | None:
    """The App, be it switched off; `None`: it is not there, or staff removed it."""
    return companion_apps().first()


def companion_apps() -> "QuerySet[App]":
    """The App as a query, for whoever asks for more of it than that staff did not remove it."""
    return App.objects.not_removed().filter(identifier=IDENTIFIER).order_by("pk")
