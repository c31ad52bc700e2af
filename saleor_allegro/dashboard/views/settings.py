"""A channel's settings, with controls that fit them."""

from typing import Final

from saleor_allegro.config import Text
from saleor_allegro.dashboard.asked import Asked, Shown
from saleor_allegro.dashboard.words import Words, spoken

WORDS: Final[Words] = {
    "title": Text("Settings", "Ustawienia"),
}


def show_settings(asked: Asked) -> Shown:
    return Shown(template="settings.html", content={"words": spoken(WORDS, asked.language)})
