"""How far an order is paid, with the sums that matter."""

from collections.abc import Mapping
from typing import Any

from saleor_allegro.config import Language
from saleor_allegro.dashboard.marks import Mark
from saleor_allegro.dashboard.order_widget.words import REST_ON_DELIVERY
from saleor_allegro.dashboard.status_words import PART_OF, PAYMENTS
from saleor_allegro.dashboard.sums import written_sum


def payment_of(node: Mapping[str, Any], language: Language) -> Mark | None:
    """What was paid, of what; of what is still to be paid the total. `None`: it is not known."""
    state = node["paymentState"]
    if state is None:
        return None
    tone, text = PAYMENTS[state]
    paid, detail = written_sum(node["paid"], language), written_sum(node["total"], language)
    if state in ("PARTLY_PAID", "OVERPAID"):
        detail = PART_OF.filled(paid=paid, total=detail).in_language(language)
    if state == "PARTLY_PAID" and node["cashOnDelivery"]:
        detail = f"{detail}, {REST_ON_DELIVERY.in_language(language)}"
    return Mark(tone, text.in_language(language), detail)
