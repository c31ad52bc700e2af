"""What an order is on Allegro, on the order's own page."""

from typing import Final

from saleor_allegro.config import Text
from saleor_allegro.dashboard.asked import Asked, Shown
from saleor_allegro.dashboard.words import Words, spoken

WORDS: Final[Words] = {
    "title": Text("Allegro", "Allegro"),
}


def show_order(asked: Asked) -> Shown:
    return Shown(template="order_widget.html", content={"words": spoken(WORDS, asked.language)})
