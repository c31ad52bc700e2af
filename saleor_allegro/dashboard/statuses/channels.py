"""The channels to choose from, and why Allegro is told nothing in one of them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from saleor_allegro.config import Language, Text, labels_of
from saleor_allegro.dashboard.statuses.words import WORDS


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


@dataclass(frozen=True, slots=True, kw_only=True)
class Obstacle:
    text: str
    #: The view in which it is removed, and how the link there is called.
    view: str
    link: str


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


def obstacle(channel: ShownChannel, *, creates_orders: bool, language: Language) -> Obstacle | None:
    """Why Allegro is told nothing at all about the channel's orders; `None`: it is told."""
    if channel.is_active and creates_orders and channel.is_connected:
        return None
    said, view = _what(channel, creates_orders, language)
    link = WORDS["to_connections" if view == "connections" else "to_settings"]
    return Obstacle(text=said.in_language(language), view=view, link=link.in_language(language))


def _what(channel: ShownChannel, creates_orders: bool, language: Language) -> tuple[Text, str]:
    if not channel.is_active:
        return WORDS["inactive"], "settings"
    if not creates_orders:
        [label] = labels_of({"create_orders"}, language)
        return WORDS["switched_off"].filled(label=label), "settings"
    return WORDS["not_connected"], "connections"
