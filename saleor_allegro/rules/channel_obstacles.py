"""Why no orders come into a channel: one rule for the plugin's form and every page."""

from enum import StrEnum


class ChannelObstacle(StrEnum):
    """What stands in the way, in the order in which a merchant removes it."""

    #: Settings without which Allegro would not know who asks, or no order could be made.
    MISSING_SETTINGS = "missing"
    NOT_CONNECTED = "not_connected"
    #: Allegro no longer accepts the seller's consent.
    RECONNECT_NEEDED = "reconnect"
    #: The plugin is off in the channel.
    INACTIVE = "inactive"
    #: The settings want no orders created.
    SWITCHED_OFF = "switched_off"


def first_obstacle(
    *, is_complete: bool, connection: str, is_active: bool, creates_orders: bool
) -> ChannelObstacle | None:
    """What is to be removed first; `None`: orders come in.

    Args:
        connection: Of the channel's seller, as `Account.Connection` or GraphQL spell it; "": there
            is none.
    """
    obstacles = {
        ChannelObstacle.MISSING_SETTINGS: not is_complete,
        ChannelObstacle.NOT_CONNECTED: connection.lower() in ("", "disconnected"),
        ChannelObstacle.RECONNECT_NEEDED: connection.lower() == "reconnect_needed",
        ChannelObstacle.INACTIVE: not is_active,
        ChannelObstacle.SWITCHED_OFF: not creates_orders,
    }
    return next((obstacle for obstacle, stands in obstacles.items() if stands), None)
