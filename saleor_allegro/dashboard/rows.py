"""Bringing the companion App's rows to what they should be; primary keys stay as they are.

The dashboard's addresses name the App and its extensions by them: links that staff kept, and
pages that are open, go on working.
"""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any, Final

from django.db import connection, transaction
from saleor.app.models import App, AppExtension
from saleor.permission.models import Permission

from saleor_allegro.dashboard.description import PERMISSIONS, WantedExtension

#: A number that nobody else locks: "allegro".
_LOCK: Final = int.from_bytes(b"allegro")


class PermissionsMissing(Exception):
    """Saleor has not made its own permissions yet: its migrations have not come to their end."""


@contextmanager
def alone() -> Iterator[None]:
    """A transaction in which nobody else changes our rows: no constraint would keep two from
    making an App each.
    """
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_LOCK])
        yield


def differing(row: Any, columns: Mapping[str, Any]) -> list[str]:
    """The columns in which a row is another."""
    return [name for name, value in columns.items() if getattr(row, name) != value]


def are_extensions_current(app: App, wanted: Sequence[WantedExtension]) -> bool:
    """In one statement; the permissions are not looked at."""
    there = sorted(app.extensions.all(), key=lambda row: row.mount)
    due = sorted(wanted, key=lambda each: each.mount)
    return [row.mount for row in there] == [each.mount for each in due] and not any(
        differing(row, each.columns()) for row, each in zip(there, due, strict=True)
    )


def save_columns(row: Any, columns: Mapping[str, Any]) -> None:
    names = differing(row, columns)
    for name in names:
        setattr(row, name, columns[name])
    if names:
        row.save(update_fields=names)


def bring_extensions(app: App, wanted: Sequence[WantedExtension]) -> None:
    """
    Raises:
        PermissionsMissing: See there.
    """
    needed = permissions()[:1]
    kept: dict[str, AppExtension] = {}
    for row in app.extensions.order_by("pk"):
        kept.setdefault(row.mount, row)
    mounts = {each.mount for each in wanted}
    keys = [row.pk for mount, row in kept.items() if mount in mounts]
    app.extensions.exclude(pk__in=keys).delete()
    for each in wanted:
        extension = kept.get(each.mount)
        if extension is None:
            extension = AppExtension.objects.create(app=app, **each.columns())
        save_columns(extension, each.columns())
        extension.permissions.set(needed)


def permissions() -> list[Permission]:
    """Rows of `PERMISSIONS`, in their order.

    Raises:
        PermissionsMissing: See there.
    """
    found = {
        f"{row.content_type.app_label}.{row.codename}": row
        for row in Permission.objects.filter(
            codename__in=[each.codename for each in PERMISSIONS]
        ).select_related("content_type")
    }
    try:
        return [found[each.value] for each in PERMISSIONS]
    except KeyError as error:
        raise PermissionsMissing(f"Saleor has no permission {error} yet") from error
