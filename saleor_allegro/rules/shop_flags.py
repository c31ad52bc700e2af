"""What a shop finds while it writes an order, for a person to look at."""

from saleor_allegro.rules.drafts import DeliveryDraft, LineDraft
from saleor_allegro.rules.flags import Flag, FlagKind


def not_one_variant(line: LineDraft, *, is_ambiguous: bool) -> Flag:
    """The shop sells no such thing, or several of it."""
    return Flag(
        kind=FlagKind.AMBIGUOUS_VARIANT if is_ambiguous else FlagKind.NO_VARIANT,
        subject=line.line_item_id,
        details={"name": line.name, "key": line.variant_key or "", "offer_id": line.offer_id},
    )


def oversold(line_item_id: str, *, sold: int, allocated: int) -> Flag:
    """Fewer pieces are kept for a line than the buyer bought."""
    details = {"sold": str(sold), "allocated": str(allocated)}
    return Flag(kind=FlagKind.OVERSOLD, subject=line_item_id, details=details)


def address_refused(subject: str, fields: str) -> Flag:
    """
    Args:
        subject: "shipping" or "billing".
        fields: Those that the shop's own rules refuse, in words.
    """
    return Flag(kind=FlagKind.ADDRESS_REFUSED, subject=subject, details={"fields": fields})


def no_shipping_method(delivery: DeliveryDraft) -> Flag:
    """The delivery is mapped to a method that the channel does not have."""
    return Flag(kind=FlagKind.NO_SHIPPING_METHOD, details={"method": delivery.method_name})
