"""Whether orders come into the channel, and what to do next where they do not."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from saleor_allegro.config import Language, labels_of
from saleor_allegro.dashboard.channels import obstacle_of
from saleor_allegro.dashboard.settings.words import WORDS
from saleor_allegro.rules.channel_obstacles import ChannelObstacle

#: They are removed in the Connections view; the others in this one.
_OF_CONNECTIONS: Final = (ChannelObstacle.NOT_CONNECTED, ChannelObstacle.RECONNECT_NEEDED)


@dataclass(frozen=True, slots=True, kw_only=True)
class State:
    text: str
    #: Whether orders come in.
    is_good: bool
    #: The view in which to go on, and how the link there is called; "": this one.
    view: str = ""
    link: str = ""


def state_of(channel: Mapping[str, Any], minutes: str, language: Language) -> State:
    """
    Args:
        channel: `AllegroChannel`.
        minutes: The interval of the import.
    """
    obstacle = obstacle_of(channel)
    if obstacle is None:
        text = WORDS["running"].filled(login=channel["account"]["login"], minutes=minutes)
        return State(text=text.in_language(language), is_good=True)
    [label] = labels_of({"create_orders"}, language)
    text = WORDS[obstacle].filled(labels=", ".join(channel["missing"]), label=label)
    if obstacle not in _OF_CONNECTIONS:
        return State(text=text.in_language(language), is_good=False)
    return State(
        text=text.in_language(language),
        is_good=False,
        view="connections",
        link=WORDS["to_connections"].in_language(language),
    )
