"""How far an order is paid, with the sums that matter."""

from collections.abc import Mapping
from typing import Any

from saleor_allegro.config import Language
from saleor_allegro.dashboard.filters import money
from saleor_allegro.dashboard.order_widget.words import REST_ON_DELIVERY
from saleor_allegro.dashboard.orders.rows import Mark
from saleor_allegro.dashboard.status_words import PART_OF, PAYMENTS
from saleor_allegro.dashboard.words import speaking


def payment_of(node: Mapping[str, Any], language: Language) -> Mark | None:
    """What was paid, of what; of what is still to be paid the total. `None`: it is not known."""
    state = node["paymentState"]
    if state is None:
        return None
    tone, text = PAYMENTS[state]
    with speaking(language):
        paid, detail = money(node["paid"]), money(node["total"])
    if state in ("PARTLY_PAID", "OVERPAID"):
        detail = PART_OF.filled(paid=paid, total=detail).in_language(language)
    if state == "PARTLY_PAID" and node["cashOnDelivery"]:
        detail = f"{detail}, {REST_ON_DELIVERY.in_language(language)}"
    return Mark(tone, text.in_language(language), detail)
