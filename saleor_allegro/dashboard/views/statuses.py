"""Which status Allegro is told, and what follows from it."""

from typing import Final

from saleor_allegro.config import Text
from saleor_allegro.dashboard.asked import Asked, Shown
from saleor_allegro.dashboard.words import Words, spoken

WORDS: Final[Words] = {
    "title": Text("Statuses", "Statusy"),
}


def show_statuses(asked: Asked) -> Shown:
    return Shown(template="statuses.html", content={"words": spoken(WORDS, asked.language)})
