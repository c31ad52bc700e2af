"""Sellers and the channels that take their orders."""

from typing import Final

from saleor_allegro.config import Text
from saleor_allegro.dashboard.asked import Asked, Shown
from saleor_allegro.dashboard.words import Words, spoken

WORDS: Final[Words] = {
    "title": Text("Connections", "Połączenia"),
}


def show_connections(asked: Asked) -> Shown:
    return Shown(template="connections.html", content={"words": spoken(WORDS, asked.language)})
