"""What of an order's own row follows its form, aspect by aspect."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import asdict
from typing import Any, Final

from saleor_allegro.rules.aspects import is_of_delivery
from saleor_allegro.rules.detail_words import details_text
from saleor_allegro.rules.drafts import AddressDraft, OrderDraft
from saleor_allegro.rules.updates import Aspect
from saleor_allegro.shop.port import FieldChange
from saleor_allegro.shop.rehearsal.models import Order, ShippingMethod

ASPECTS: Final = (
    Aspect.SHIPPING_ADDRESS,
    Aspect.BILLING_ADDRESS,
    Aspect.DELIVERY,
    Aspect.NOTE,
    Aspect.DETAILS,
)
#: Every field that this file changes.
FIELDS: Final = (
    "shipping_address",
    "billing_address",
    "shipping_method",
    "shipping_name",
    "shipping_gross",
    "total_gross",
    "note",
    "metadata",
    "private_metadata",
)
#: What others keep with an order starts with something else.
_OURS: Final = "allegro."
#: The form's as last read: no change of the order.
_REVISION: Final = "allegro.revision"


def address_of(address: AddressDraft | None) -> dict[str, object] | None:
    if address is None:
        return None
    return asdict(address) | {"tax_ids": [asdict(tax_id) for tax_id in address.tax_ids]}


def follow(
    order: Order,
    draft: OrderDraft,
    aspect: Aspect,
    method: ShippingMethod | None,
    *,
    is_withheld: bool,
) -> FieldChange | None:
    """Bring an aspect over in memory, and say what changed; `None`: nothing.

    Args:
        method: The shop's method for the draft's delivery.
        is_withheld: Only say what would change.
    """
    before = _text(order, aspect)
    wanted = dict(_wanted(order, draft, aspect, method))
    if all(getattr(order, field) == wanted[field] for field in wanted):
        return None
    now = {field: getattr(order, field) for field in wanted}
    for field, value in wanted.items():
        setattr(order, field, value)
    after = _text(order, aspect)
    if aspect is Aspect.DETAILS and before == after:  # for programs alone
        return FieldChange(aspect=aspect, before="", after="")
    change = FieldChange(aspect=aspect, before=before, after=after)
    if is_withheld:
        for field, value in now.items():
            setattr(order, field, value)
    return change


def refresh_revision(order: Order, draft: OrderDraft) -> None:
    """Remember which state of the form was read last."""
    if _REVISION in draft.private_metadata:
        revision = draft.private_metadata[_REVISION]
        order.private_metadata = order.private_metadata | {_REVISION: revision}


def _wanted(
    order: Order, draft: OrderDraft, aspect: Aspect, method: ShippingMethod | None
) -> Iterator[tuple[str, object]]:
    match aspect:
        case Aspect.SHIPPING_ADDRESS if draft.shipping_address:
            yield "shipping_address", address_of(draft.shipping_address)
        case Aspect.BILLING_ADDRESS if draft.billing_address:
            yield "billing_address", address_of(draft.billing_address)
        case Aspect.DELIVERY:
            yield "shipping_method", method
            yield "shipping_name", draft.delivery.method_name
            yield "shipping_gross", draft.delivery.gross
            yield "total_gross", draft.total_gross
            yield "metadata", _replaced(order.metadata, draft.metadata, is_of_delivery)
        case Aspect.NOTE:
            yield "note", draft.note
        case Aspect.DETAILS:
            yield "metadata", _replaced(order.metadata, draft.metadata, _is_detail)
            yield (
                "private_metadata",
                _replaced(order.private_metadata, draft.private_metadata, _is_detail),
            )


def _replaced(
    before: Mapping[str, str], wanted: Mapping[str, str], is_meant: Callable[[str], bool]
) -> dict[str, str]:
    """What was there, with the keys that are meant as they are wanted."""
    kept = {key: text for key, text in before.items() if not is_meant(key)}
    return kept | {key: text for key, text in wanted.items() if is_meant(key)}


def _is_detail(key: str) -> bool:
    return key.startswith(_OURS) and not is_of_delivery(key) and key != _REVISION


def _text(order: Order, aspect: Aspect) -> str:
    match aspect:
        case Aspect.SHIPPING_ADDRESS:
            return _address_text(order.shipping_address)
        case Aspect.BILLING_ADDRESS:
            return _address_text(order.billing_address)
        case Aspect.DELIVERY:
            point = order.metadata.get("allegro.pickup_point_id", "")
            cost = f"{order.shipping_gross:.2f} {order.currency}"
            return ", ".join(filter(None, (order.shipping_name, point, cost)))
        case Aspect.NOTE:
            return order.note
        case _:
            return details_text(order.metadata | order.private_metadata)


def _address_text(address: Mapping[str, Any] | None) -> str:
    if address is None:
        return ""
    words = [text for text in address.values() if text and isinstance(text, str)]
    return ", ".join([*words, *(tax_id["value"] for tax_id in address["tax_ids"])])
