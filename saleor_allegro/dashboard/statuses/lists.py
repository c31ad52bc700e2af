"""What rows may name: Allegro's own lists, as they were read last, and the shop's."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final, NamedTuple

from saleor_allegro.dashboard.filters import as_datetime
from saleor_allegro.rules.carriers import OTHER

#: Older lists are read again as soon as somebody looks.
_FRESH: Final = timedelta(days=7)
#: So much of an id tells two delivery methods of one name apart.
_SHORT: Final = 8


class Choice(NamedTuple):
    value: str
    #: As people choose it: the name, and more where several have one name.
    label: str
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Lists:
    #: Allegro's; empty where they were never read.
    carriers: Sequence[Choice] = ()
    delivery_methods: Sequence[Choice] = ()
    #: The shop's, of the channel.
    shipping_methods: Sequence[Choice] = ()
    read_at: datetime | None = None

    def is_old(self, now: datetime) -> bool:
        return self.read_at is None or now - self.read_at > _FRESH


def lists_of(choices: Mapping[str, Any]) -> Lists:
    """
    Args:
        choices: `AllegroChoices`.
    """
    carriers = [choice for choice in _choices(choices["carriers"]) if choice.value != OTHER]
    return Lists(
        carriers=carriers,
        delivery_methods=_told_apart(_choices(choices["deliveryMethods"])),
        shipping_methods=_told_apart(_choices(choices["shippingMethods"])),
        read_at=as_datetime(choices["readAt"]),
    )


def _choices(items: Sequence[Mapping[str, Any]]) -> list[Choice]:
    named = [(item["id"], item["name"] or item["id"]) for item in items]
    found = [Choice(value, name, name) for value, name in named]
    return sorted(found, key=lambda choice: choice.label.casefold())


def _told_apart(choices: Sequence[Choice]) -> list[Choice]:
    """With the beginning of its id where several have one name: Allegro's names are not unique."""
    counts = Counter(choice.name for choice in choices)
    return [
        choice._replace(label=f"{choice.name} ({_tail(choice.value)})")
        if counts[choice.name] > 1
        else choice
        for choice in choices
    ]


def _tail(value: str) -> str:
    return value if len(value) <= 2 * _SHORT else f"{value[:_SHORT]}…"
