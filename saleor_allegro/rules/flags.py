"""Things about an order that a person should look at."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Final


class FlagKind(StrEnum):
    NO_VARIANT = "no_variant"
    AMBIGUOUS_VARIANT = "ambiguous_variant"
    OVERSOLD = "oversold"
    TOTAL_MISMATCH = "total_mismatch"
    UNDERPAID = "underpaid"
    OVERPAID = "overpaid"
    ADDRESS_REFUSED = "address_refused"
    INVOICE_WITHOUT_TAX_ID = "invoice_without_tax_id"
    ONE_FULFILLMENT = "one_fulfillment"
    ALREADY_DISPATCHED = "already_dispatched"
    NO_SHIPPING_METHOD = "no_shipping_method"
    UNKNOWN_VALUE = "unknown_value"
    #: Allegro changed something when goods had left; `subject` is the aspect.
    CHANGED_AFTER_DISPATCH = "changed_after_dispatch"
    CANCELLED_AFTER_DISPATCH = "cancelled_after_dispatch"
    #: Cancelled, and money that was received is still with the seller.
    REFUND_OWED = "refund_owed"
    #: All the money was returned, and the order still goes on.
    REFUNDED = "refunded"
    #: Allegro names a payment no more, or less of it; `subject` is the payment id.
    PAYMENT_LOWERED = "payment_lowered"
    #: Allegro has the form no more, and no other form has its lines.
    FORM_GONE = "form_gone"
    #: Cancelled in the shop, and on Allegro no longer.
    REVIVED = "revived"
    #: Allegro refused a status, or could not be told it for a long time.
    STATUS_NOT_TOLD = "status_not_told"
    #: Of the statuses that Allegro takes of one order, most or all are used.
    STATUSES_USED_UP = "statuses_used_up"
    #: Allegro has a tracking number from us that is wrong by now; `subject` is it.
    PARCEL_CHANGED = "parcel_changed"
    #: Allegro did not take a tracking number; `subject` is it.
    PARCEL_NOT_TOLD = "parcel_not_told"
    #: The order's metadata names a stage that Allegro does not have.
    STAGE_UNKNOWN = "stage_unknown"


@dataclass(frozen=True, slots=True, kw_only=True)
class Flag:
    """One thing to look at. `details` are texts for the message, e.g. `{"expected": "12.00"}`."""

    kind: FlagKind
    #: What the flag is about where an order can have several, e.g. a line item id; else "".
    subject: str = ""
    details: Mapping[str, str] = field(default_factory=dict)


#: Drawn from the form alone, see `rules.doubts`: over as soon as the form shows them no more.
FORM_DERIVED: Final = frozenset(
    {
        FlagKind.TOTAL_MISMATCH,
        FlagKind.UNDERPAID,
        FlagKind.OVERPAID,
        FlagKind.INVOICE_WITHOUT_TAX_ID,
        FlagKind.ONE_FULFILLMENT,
        FlagKind.UNKNOWN_VALUE,
    }
)
#: Drawn from the form as well, but only of interest when the order is new: later the shop itself
#: sends the goods. Nothing but a person ends them.
IMPORT_ONLY: Final = frozenset({FlagKind.ALREADY_DISPATCHED})
#: Resolved by themselves where a form that was read again shows them no more.
RESOLVED_ALONE: Final = FORM_DERIVED | {
    FlagKind.CANCELLED_AFTER_DISPATCH,
    FlagKind.REFUND_OWED,
    FlagKind.FORM_GONE,
}
