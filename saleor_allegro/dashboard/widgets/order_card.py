"""What the widget shows of an order: GraphQL's answer in a person's words."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from saleor_allegro.config import Language, Text
from saleor_allegro.dashboard.filters import as_datetime
from saleor_allegro.dashboard.status_words import FORM_STATUSES, FULFILLMENT_STATUSES, PAYMENTS
from saleor_allegro.dashboard.time_words import length
from saleor_allegro.dashboard.widgets import order_words as texts

Answer = Mapping[str, Any]


def card(allegro: Answer, language: Language, now: datetime) -> Answer:
    """
    Args:
        allegro: `Order.allegro`, as `order_queries.ORDER` asks for it.
    """
    tone, payment = PAYMENTS.get(allegro["paymentState"] or "", ("", Text("", "")))
    return {
        **allegro,
        "sold_on": _filled(texts.SOLD_ON, language, marketplace=allegro["marketplace"]),
        "payment": {"tone": tone, "text": payment.in_language(language)},
        "is_part_paid": allegro["paymentState"] in ("PARTLY_PAID", "OVERPAID"),
        "form_status": _word(FORM_STATUSES, allegro["formStatus"], language),
        "fulfillment_status": _word(FULFILLMENT_STATUSES, allegro["fulfillmentStatus"], language),
        "told_status": _word(
            FULFILLMENT_STATUSES, (allegro["push"] or {}).get("toldStatus"), language
        ),
        "time_left": _time_left(allegro, language, now),
        "flags": [_flag(flag) for flag in allegro["flags"] or ()],
    }


def _time_left(allegro: Answer, language: Language, now: datetime) -> Answer | None:
    """How long the order may still wait; `None`: it was sent, or need not be."""
    until = as_datetime(allegro["dispatchBy"])
    if until is None or allegro["fulfillmentStatus"] in ("SENT", "PICKED_UP", "CANCELLED"):
        return None
    is_late = until < now
    text = texts.OVERDUE if is_late else texts.TIME_LEFT
    words = length(until - now).in_language(language)
    return {"text": _filled(text, language, time=words), "tone": "bad" if is_late else "info"}


def _flag(flag: Answer) -> Answer:
    """With what its button sends: the kind and what it is about."""
    return {**flag, "value": f"{flag['kind']}:{flag['subject'] or ''}"}


def _word(words: Mapping[str, Text], status: str | None, language: Language) -> str:
    """The status in words; as Allegro writes it where this release does not know it."""
    text = words.get(status or "")
    return text.in_language(language) if text else status or ""


def _filled(text: Text, language: Language, **words: Any) -> str:
    return text.in_language(language).format(**words) if all(words.values()) else ""
