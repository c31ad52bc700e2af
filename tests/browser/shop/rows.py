"""Any table of the shop, to be read or changed by its name, such as "saleor_allegro.OrderLink"."""

from typing import Any

from django.apps import apps

Row = dict[str, Any]


def read_rows(model: str, **wanted: Any) -> list[Row]:
    """The rows, oldest first; what JSON has no word for is a string.

    Args:
        wanted: As Django's `filter` takes it.
    """
    found = apps.get_model(model).objects.filter(**wanted).order_by("pk").values()
    return [{name: _plain(value) for name, value in row.items()} for row in found]


def change_rows(model: str, values: Row, **wanted: Any) -> int:
    """Their number, once they have these values."""
    return apps.get_model(model).objects.filter(**wanted).update(**values)


def _plain(value: Any) -> Any:
    if value is None or isinstance(value, str | int | float | list | dict):
        return value
    return value.isoformat() if hasattr(value, "isoformat") else str(value)
