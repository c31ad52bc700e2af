"""Things about an order that a person should look at."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum


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
    #: Allegro names a payment no more, or less of it; `subject` is the payment id.
    PAYMENT_LOWERED = "payment_lowered"
    #: Allegro has the form no more, and no other form has its lines.
    FORM_GONE = "form_gone"
    #: Cancelled in the shop, and on Allegro no longer.
    REVIVED = "revived"


@dataclass(frozen=True, slots=True, kw_only=True)
class Flag:
    """One thing to look at. `details` are texts for the message, e.g. `{"expected": "12.00"}`."""

    kind: FlagKind
    #: What the flag is about where an order can have several, e.g. a line item id; else "".
    subject: str = ""
    details: Mapping[str, str] = field(default_factory=dict)
