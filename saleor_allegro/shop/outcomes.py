"""What becomes of orders that a shop was asked to write or to bring up to date."""

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from uuid import UUID

from saleor_allegro.rules.flags import Flag
from saleor_allegro.rules.updates import Aspect


@dataclass(frozen=True, slots=True, kw_only=True)
class LineOutcome:
    line_item_id: str
    order_line_id: UUID
    variant_id: str | None
    quantity: int
    allocated: int
    #: A fraction; `None` in an order that was there already.
    tax_rate: Decimal | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class OrderOutcome:
    """What became of one draft, in the order of the drafts given."""

    form_id: str
    order_id: UUID
    number: str
    customer_id: str
    lines: tuple[LineOutcome, ...]  # offer lines only
    flags: tuple[Flag, ...]  # the draft's own and those the shop found
    #: The shop already had an order for this form; nothing was written.
    existed: bool = False
    #: The orders whose place it took, in the order of `OrderDraft.replaces`.
    replaced: tuple["ReplacedOrder", ...] = ()


class Telling(StrEnum):
    """One thing that the shop's listeners are told about an order; told in this order."""

    PAID = "paid"  # some money came in
    FULLY_PAID = "fully_paid"
    REFUNDED = "refunded"
    FULLY_REFUNDED = "fully_refunded"
    CONFIRMED = "confirmed"
    FULFILLED = "fulfilled"
    CANCELLED = "cancelled"
    UPDATED = "updated"  # at most once, whatever else happened


@dataclass(frozen=True, slots=True, kw_only=True)
class ReplacedOrder:
    """An order that was cancelled because another one took its place."""

    order_id: UUID
    number: str
    #: Money that it still holds, because the other order's form does not name the payment.
    charged: Decimal
    #: Empty when it was cancelled before.
    tellings: tuple[Telling, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldChange:
    """What stood in an order, and what stands there now (or would), as texts for people."""

    aspect: Aspect
    before: str
    after: str


@dataclass(frozen=True, slots=True, kw_only=True)
class UpdateOutcome:
    """What became of one update, in the order of the updates given."""

    form_id: str
    order_id: UUID
    #: The order is no longer in the shop; nothing was written, and what follows is empty.
    is_gone: bool = False
    #: The order's status now, in Saleor's words, e.g. "unfulfilled".
    status: str = ""
    #: Money that the order holds now: what was received, less what was returned.
    charged: Decimal = Decimal(0)
    #: A fulfillment exists, or Allegro said that goods have left.
    has_left: bool = False
    #: The order is cancelled in the shop, by this update or before.
    is_cancelled: bool = False
    #: What was changed in the shop.
    changes: tuple[FieldChange, ...] = ()
    #: What was left as it is, because goods have left.
    withheld: tuple[FieldChange, ...] = ()
    #: Whom to tell what, once the update is committed; empty: nothing changed.
    tellings: tuple[Telling, ...] = ()
    #: What the shop found while it wrote, e.g. OVERSOLD, ADDRESS_REFUSED, PAYMENT_LOWERED.
    flags: tuple[Flag, ...] = ()
    #: The offer lines where lines were changed; else empty.
    lines: tuple[LineOutcome, ...] = ()
