"""Every purchase on Allegro that the shop heard of, failed ones on top."""

from typing import Final

from saleor_allegro.config import Text
from saleor_allegro.dashboard.asked import Asked, Shown
from saleor_allegro.dashboard.words import Words, spoken

WORDS: Final[Words] = {
    "title": Text("Orders from Allegro", "Zamówienia z Allegro"),
    "none": Text("No purchases yet.", "Nie ma jeszcze zakupów."),
    "form": Text("Allegro id", "Identyfikator Allegro"),
    "number": Text("Order", "Zamówienie"),
    "buyer": Text("Buyer", "Kupujący"),
    "total": Text("Total", "Suma"),
    "bought": Text("Bought", "Kupiono"),
}
_QUERY: Final = """
query ($first: Int!) {
  allegroOrders(first: $first) {
    totalCount
    edges { node {
      checkoutFormId orderNumber buyerLogin boughtAt iconUrl
      order { id }
      total { fractionalAmount fractionDigits currency }
    } }
  }
}
"""


def show_orders(asked: Asked) -> Shown:
    found = asked.api.ask(_QUERY, first=50)["allegroOrders"]
    return Shown(
        template="orders.html",
        content={
            "words": spoken(WORDS, asked.language),
            "orders": [edge["node"] for edge in found["edges"]],
            "count": found["totalCount"],
        },
    )
