"""The channels to choose from, on top of a view that shows one of them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownChannel:
    slug: str
    name: str
    #: Whether the plugin is, in the channel.
    is_active: bool
    #: Whether a seller's consent is there and good.
    is_connected: bool

    @property
    def may_read_lists(self) -> bool:
        """Whether somebody can ask Allegro."""
        return self.is_active and self.is_connected


def channels_of(data: Sequence[Mapping[str, Any]]) -> Sequence[ShownChannel]:
    """
    Args:
        data: `[AllegroChannel!]`.
    """
    return [
        ShownChannel(
            slug=each["slug"],
            name=each["name"],
            is_active=each["active"],
            is_connected=bool(each["account"]) and each["account"]["connection"] == "CONNECTED",
        )
        for each in data
    ]


def chosen_channel(channels: Sequence[ShownChannel], slug: str) -> ShownChannel | None:
    """The one of that slug; else the first with a seller, else the first."""
    by_slug = {channel.slug: channel for channel in channels}
    connected = [channel for channel in channels if channel.is_connected]
    return by_slug.get(slug) or next(iter([*connected, *channels]), None)
