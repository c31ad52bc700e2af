"""Why Allegro is told nothing about the orders of a channel."""

from dataclasses import dataclass

from saleor_allegro.config import Language, Text, labels_of
from saleor_allegro.dashboard.channels import ShownChannel
from saleor_allegro.dashboard.statuses.words import WORDS


@dataclass(frozen=True, slots=True, kw_only=True)
class Obstacle:
    text: str
    #: The view in which it is removed, and how the link there is called.
    view: str
    link: str


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
