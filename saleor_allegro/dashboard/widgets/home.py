"""Allegro today, on the dashboard's first page."""

from typing import Final

from saleor_allegro.config import Text
from saleor_allegro.dashboard.asked import Asked, Shown
from saleor_allegro.dashboard.words import Words, spoken

WORDS: Final[Words] = {
    "title": Text("Allegro", "Allegro"),
}


def show_home(asked: Asked) -> Shown:
    return Shown(template="home_widget.html", content={"words": spoken(WORDS, asked.language)})
