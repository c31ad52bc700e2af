"""What an import would make of forms, as a document to be kept for a day.

Of a buyer it holds the login on Allegro: that is enough to find the purchase there.
"""

from collections.abc import Iterator, Sequence
from decimal import Decimal
from enum import StrEnum
from typing import Any, Final

from saleor_allegro import ledger
from saleor_allegro.config import Language
from saleor_allegro.models import OrderLink
from saleor_allegro.rules.drafts import LineKind
from saleor_allegro.sync.preview_orders import Preview, PreviewedOrder
from saleor_allegro.sync.reason_texts import reason_text

#: So many are told one by one; of the rest there are the counts.
MOST_DRAFTS: Final = 1000


class WouldBecome(StrEnum):
    """What an import would make of a form."""

    ORDER = "order"
    KNOWN_ORDER = "known_order"  # the shop has one for it, which is taken over as it is
    WAITING = "waiting"
    SKIPPED = "skipped"
    FAILED = "failed"


def preview_document(previews: Sequence[Preview], language: Language) -> dict[str, Any]:
    """`{"drafts": [...], "left_out": 0}`; amounts are texts, moments ISO 8601.

    Args:
        language: Of the reasons why forms would not be imported.
    """
    told = previews[:MOST_DRAFTS]
    return {
        "drafts": [_draft(preview, language) for preview in told],
        "left_out": len(previews) - len(told),
    }


def _draft(preview: Preview, language: Language) -> dict[str, Any]:
    if isinstance(preview, PreviewedOrder):
        return _order(preview)
    facts = preview.facts
    known = facts and {
        "currency": facts.currency,
        "total": _amount(facts.total_to_pay),
        "paid": _amount(facts.paid),
        "bought_at": facts.bought_at and facts.bought_at.isoformat(),
    }
    if isinstance(preview, ledger.Failure):
        becomes, message = WouldBecome.FAILED, preview.message
    else:
        is_waiting = preview.state == OrderLink.State.WAITING
        becomes = WouldBecome.WAITING if is_waiting else WouldBecome.SKIPPED
        message = reason_text(preview.code).in_language(language)
    return {
        "form_id": preview.link.form_id,
        "becomes": becomes.value,
        "reason": {"code": preview.code, "message": message},
    } | (known or {})


def _order(preview: PreviewedOrder) -> dict[str, Any]:
    draft, outcome = preview.ready.draft, preview.outcome
    becomes = WouldBecome.KNOWN_ORDER if outcome.existed else WouldBecome.ORDER
    return {
        "form_id": draft.form_id,
        "becomes": becomes.value,
        "channel": preview.ready.taker.channel.slug,
        "order_number": outcome.number if outcome.existed else "",
        "status": draft.status.value,
        "bought_at": draft.bought_at.isoformat(),
        "currency": draft.currency,
        "total": _amount(draft.total_gross),
        "paid": _amount(sum((each.amount for each in draft.payments), Decimal(0))),
        "buyer_login": draft.customer.login,
        "delivery_method": draft.delivery.method_name,
        "delivery": _amount(draft.delivery.gross),
        "lines": list(_lines(preview)),
        "flags": [
            {"kind": flag.kind.value, "subject": flag.subject, "details": dict(flag.details)}
            for flag in outcome.flags
        ],
    }


def _lines(preview: PreviewedOrder) -> Iterator[dict[str, Any]]:
    default_rate = preview.ready.taker.settings.default_vat_rate
    offers = {line.line_item_id: line for line in preview.outcome.lines}
    for line in preview.ready.draft.lines:
        made = offers.get(line.line_item_id) if line.kind is LineKind.OFFER else None
        rate = made.tax_rate if made and made.tax_rate is not None else line.tax_rate
        yield {
            "kind": line.kind.value,
            "name": line.name,
            "offer_id": line.offer_id,
            "key": line.variant_key or "",
            "quantity": line.quantity,
            "unit_price": _amount(line.unit_gross),
            "tax_rate": str(default_rate if rate is None else rate),
            "variant_id": (made.variant_id or "") if made else "",
            "allocated": made.allocated if made else 0,
        }


def _amount(amount: Decimal | None) -> str | None:
    return None if amount is None else f"{amount:f}"
