"""The channels to choose from, on top of a view that shows one of them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from saleor_allegro.config import Language, labels_of
from saleor_allegro.dashboard.words import Words
from saleor_allegro.rules.channel_obstacles import ChannelObstacle, first_obstacle


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownChannel:
    slug: str
    name: str
    #: Whether the plugin is, in the channel.
    is_active: bool
    #: Whether a seller's consent is there and good.
    is_connected: bool
    #: Why no orders come in; `None`: they do.
    obstacle: ChannelObstacle | None = None
    #: Labels of the settings that are missing.
    missing: Sequence[str] = ()

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
            obstacle=obstacle_of(each),
            missing=each["missing"],
        )
        for each in data
    ]


def obstacle_of(channel: Mapping[str, Any]) -> ChannelObstacle | None:
    """Why no orders come into it; `None`: they do.

    Args:
        channel: `AllegroChannel`.
    """
    account = channel["account"]
    return first_obstacle(
        is_complete=not channel["missing"],
        connection=account["connection"] if account else "",
        is_active=channel["active"],
        creates_orders=channel["createsOrders"],
    )


def view_of(obstacle: ChannelObstacle) -> str:
    """The view in which it is removed."""
    is_of_connections = obstacle in (
        ChannelObstacle.NOT_CONNECTED,
        ChannelObstacle.RECONNECT_NEEDED,
    )
    return "connections" if is_of_connections else "settings"


def said_of(
    obstacle: ChannelObstacle, words: Words, missing: Sequence[str], language: Language
) -> str:
    """What a view says of an obstacle.

    Args:
        words: Of the view, a text for each obstacle; `{labels}` are the settings that are missing,
            `{label}` is the main switch.
        missing: Labels of the settings that are missing.
    """
    [label] = labels_of({"create_orders"}, language)
    return words[obstacle].filled(labels=", ".join(missing), label=label).in_language(language)


def chosen_channel(channels: Sequence[ShownChannel], slug: str) -> ShownChannel | None:
    """The one of that slug; else the first with a seller, else the first."""
    by_slug = {channel.slug: channel for channel in channels}
    connected = [channel for channel in channels if channel.is_connected]
    return by_slug.get(slug) or next(iter([*connected, *channels]), None)
