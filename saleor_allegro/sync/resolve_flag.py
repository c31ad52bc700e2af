"""A person has dealt with what an order was flagged for."""

from datetime import datetime

from django.db import transaction

from saleor_allegro import ledger
from saleor_allegro.config import Language
from saleor_allegro.models import OrderFlag, OrderLink
from saleor_allegro.rules.flags import Flag, FlagKind
from saleor_allegro.rules.resolving_notes import resolved_note
from saleor_allegro.shop.port import Shop


def resolve_flag(
    link: OrderLink,
    kind: FlagKind,
    *,
    subject: str | None,
    by: str,
    note: str,
    shop: Shop,
    language: Language,
    now: datetime,
) -> list[OrderFlag]:
    """Resolve the open flags of a kind, and say so in the order's history.

    Args:
        subject: Which of them; `None`: all.
        by: Who resolves them, for the history.
        language: Of the history.

    Returns:
        Those that were open; none: nothing was written.
    """
    with transaction.atomic():
        resolved = ledger.resolve_flags(link.pk, kind, subject=subject, note=note, now=now)
        if resolved and link.order_id is not None:
            shop.note_orders(
                {link.order_id: [resolved_note(_flag(row), by, note, language) for row in resolved]}
            )
    return resolved


def _flag(row: OrderFlag) -> Flag:
    return Flag(kind=FlagKind(row.kind), subject=row.subject, details=row.details)
