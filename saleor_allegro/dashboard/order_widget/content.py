"""All that the widget's template shows of an order from Allegro."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from saleor_allegro.config import Language
from saleor_allegro.dashboard.marketplaces import marketplace_name
from saleor_allegro.dashboard.marks import Mark
from saleor_allegro.dashboard.order_widget import facts
from saleor_allegro.dashboard.order_widget.flags import flags_of, wants_telling
from saleor_allegro.dashboard.order_widget.payment import payment_of
from saleor_allegro.dashboard.order_widget.words import ORDER_WIDGET_WORDS
from saleor_allegro.dashboard.orders.words import WORDS
from saleor_allegro.dashboard.status_words import FULFILLMENT_STATUSES, STATES, in_words

Node = Mapping[str, Any]


def order_content(
    order: Node,
    typed: Mapping[str, str],
    now: datetime,
    language: Language,
    *,
    mistakes: Mapping[str, str] | None = None,
) -> dict[str, Any]:
    """
    Args:
        order: As `query.ORDER_QUERY` answers it; it is from Allegro.
        typed: The fields that were sent.
        mistakes: Name of one of them -> what is wrong with it.
    """
    node = order["allegro"]
    shown = flags_of(node["flags"] or (), typed, mistakes or {}, language)
    flags = [flag for flag in shown if not flag.resolved_at]
    resolved = [flag for flag in shown if flag.resolved_at]
    push = node["push"] or {}
    return {
        "order": node,
        "marketplace": marketplace_name(node["marketplace"]),
        "state": _state(node, language),
        "status": facts.status_of(node, language),
        "form_status": facts.form_status_of(node, language),
        "payment": payment_of(node, language),
        "dispatch": facts.dispatch_of(node, order["status"], now, language),
        "pickup": facts.pickup_of(node),
        "invoice": facts.invoice_of(node, language),
        "flags": flags,
        "resolved": resolved,
        "resolved_title": _filled("resolved_flags", language, count=len(resolved)),
        "seller_trouble": _seller_trouble(node, language),
        "failure": _failure(node["error"], language),
        "told": in_words(FULFILLMENT_STATUSES, push.get("toldStatus"), language),
        "push": push,
        "not_told": _failure(push.get("error"), language),
        "can_push": bool(push.get("error")) or wants_telling(flags),
    }


def _state(node: Node, language: Language) -> Mark | None:
    """What became of the purchase, where it is more than an order."""
    if node["state"] == "IMPORTED":
        return None
    tone, text = STATES[node["state"]]
    merged = ORDER_WIDGET_WORDS["merged"].in_language(language)
    return Mark(tone, text.in_language(language), merged if node["state"] == "MERGED" else "")


def _failure(error: Node | None, language: Language) -> Node | None:
    if error is None:
        return None
    attempts = WORDS["attempts"].filled(count=error["attempts"]).in_language(language)
    return {**error, "attempts": attempts}


def _seller_trouble(node: Node, language: Language) -> str:
    """Why nothing can be asked for; "" where the seller is connected."""
    account = node["account"] or {"connection": "CONNECTED"}
    if account["connection"] == "CONNECTED":
        return ""
    is_lost = account["connection"] == "RECONNECT_NEEDED"
    text = WORDS["reconnect"] if is_lost else ORDER_WIDGET_WORDS["disconnected"]
    return text.filled(login=account["login"]).in_language(language)


def _filled(name: str, language: Language, **words: object) -> str:
    return ORDER_WIDGET_WORDS[name].filled(**words).in_language(language)
