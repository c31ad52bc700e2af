"""Whether orders come into the channel, and what to do next where they do not."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from saleor_allegro.config import Language
from saleor_allegro.dashboard.channels import obstacle_of, said_of, view_of
from saleor_allegro.dashboard.settings.words import WORDS


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
    said = said_of(obstacle, WORDS, channel["missing"], language)
    view = view_of(obstacle)
    if view == "settings":
        return State(text=said, is_good=False)
    return State(
        text=said,
        is_good=False,
        view=view,
        link=WORDS["to_connections"].in_language(language),
    )
