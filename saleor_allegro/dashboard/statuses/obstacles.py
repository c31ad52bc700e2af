"""Why Allegro is told nothing about the orders of a channel."""

from dataclasses import dataclass

from saleor_allegro.config import Language
from saleor_allegro.dashboard.channels import ShownChannel, said_of, view_of
from saleor_allegro.dashboard.statuses.words import WORDS


@dataclass(frozen=True, slots=True, kw_only=True)
class Obstacle:
    text: str
    #: The view in which it is removed, and how the link there is called.
    view: str
    link: str


def obstacle(channel: ShownChannel, language: Language) -> Obstacle | None:
    """Why Allegro is told nothing at all about the channel's orders; `None`: it is told."""
    if channel.obstacle is None:
        return None
    view = view_of(channel.obstacle)
    return Obstacle(
        text=said_of(channel.obstacle, WORDS, channel.missing, language),
        view=view,
        link=WORDS[f"to_{view}"].in_language(language),
    )
