"""Where an order goes, who wants an invoice, until when it is to leave, and what Allegro knows."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from saleor_allegro.allegro.documents import FormStatus, FulfillmentStatus
from saleor_allegro.config import Language
from saleor_allegro.dashboard.filters import as_datetime
from saleor_allegro.dashboard.marks import Mark
from saleor_allegro.dashboard.order_widget import words
from saleor_allegro.dashboard.order_widget.time_left import TimeLeft, time_left
from saleor_allegro.dashboard.status_words import FORM_STATUSES, FULFILLMENT_STATUSES, in_words

Node = Mapping[str, Any]

_TONES: Final[Mapping[str, str]] = {
    FulfillmentStatus.SENT: "good",
    FulfillmentStatus.PICKED_UP: "good",
    FulfillmentStatus.SUSPENDED: "warn",
    FulfillmentStatus.CANCELLED: "bad",
    FulfillmentStatus.RETURNED: "bad",
}
#: The goods have left, or are not to leave, by what Allegro or the shop says.
_LEFT: Final = frozenset(
    {
        FulfillmentStatus.SENT,
        FulfillmentStatus.PICKED_UP,
        FulfillmentStatus.CANCELLED,
        FulfillmentStatus.RETURNED,
    }
)
_OVER_HERE: Final = frozenset({"FULFILLED", "RETURNED", "CANCELED", "EXPIRED"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Dispatch:
    due_at: Any
    #: `None` where the goods have left, or will not.
    left: TimeLeft | None


def status_of(node: Node, language: Language) -> Mark | None:
    """The seller's status; that the purchase is cancelled weighs more."""
    if node["formStatus"] == FormStatus.CANCELLED:
        text = FULFILLMENT_STATUSES[FulfillmentStatus.CANCELLED]
        return Mark("bad", text.in_language(language))
    status = node["fulfillmentStatus"]
    if not status:
        return None
    return Mark(_TONES.get(status, "info"), in_words(FULFILLMENT_STATUSES, status, language))


def form_status_of(node: Node, language: Language) -> str:
    return in_words(FORM_STATUSES, node["formStatus"], language)


def dispatch_of(node: Node, shop_status: str, now: datetime, language: Language) -> Dispatch | None:
    """
    Args:
        shop_status: Saleor's `OrderStatus`: what was sent here may not be known on Allegro yet.
    """
    due_at = as_datetime(node["dispatchBy"])
    if due_at is None:
        return None
    is_over = (
        node["fulfillmentStatus"] in _LEFT
        or node["formStatus"] == FormStatus.CANCELLED
        or node["state"] == "MERGED"
        or shop_status in _OVER_HERE
    )
    return Dispatch(due_at=due_at, left=None if is_over else time_left(due_at, now, language))


def pickup_of(node: Node) -> Sequence[str]:
    """The point's name, how to find it, and its address, a line each; empty: to an address."""
    point = node["pickupPoint"] or {}
    name = point.get("name") or point.get("id")
    lines = (name, point.get("description"), point.get("address"))
    return tuple(line for line in lines if line)


def invoice_of(node: Node, language: Language) -> Sequence[str]:
    """Whether one is wanted, for whom and under which number, a line each."""
    invoice = node["invoice"]
    if invoice is None:
        return ()
    if not invoice["wanted"]:
        return (words.NO_INVOICE.in_language(language),)
    company, number = invoice["company"], invoice["taxId"]
    if not company and not number:
        return (words.INVOICE_OF_PERSON.in_language(language),)
    tax_id = words.TAX_ID.filled(number=number).in_language(language) if number else None
    lines = (words.INVOICE.in_language(language), company, tax_id)
    return tuple(line for line in lines if line)
