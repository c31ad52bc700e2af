"""Allegro's lists, as they were read last."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from saleor_allegro.models import Directory


@dataclass(frozen=True, slots=True, kw_only=True)
class Listed:
    """One entry of a list of Allegro's."""

    id: str
    name: str


def keep_directory(account_pk: int, now: datetime, lists: Mapping[str, Sequence[Listed]]) -> None:
    """Keep all lists anew.

    Args:
        lists: Name of a column of `Directory` -> its entries.
    """
    columns = {
        name: [{"id": each.id, "name": each.name} for each in entries]
        for name, entries in lists.items()
    }
    Directory.objects.update_or_create(account_id=account_pk, defaults={"read_at": now, **columns})


def has_directory_before(account_pk: int, moment: datetime) -> bool:
    """Whether the account has lists, and they were read before then."""
    return Directory.objects.filter(account_id=account_pk, read_at__lt=moment).exists()


def seen_directory(channel_slug: str, *, database: str) -> Directory | None:
    """The lists of the seller of a channel; `None`: nobody is connected, or asked yet."""
    directories = Directory.objects.using(database)
    return directories.filter(account__channels__channel_slug=channel_slug).first()
