"""A form's aspects as digests, so that what changed can be told without keeping what was there."""

import hashlib
import json
from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Final

from saleor_allegro.allegro.documents import CheckoutForm
from saleor_allegro.rules import facts
from saleor_allegro.rules.drafts import AddressDraft, LineDraft, LineKind, OrderDraft
from saleor_allegro.rules.updates import Aspect

#: Enough that two contents of one aspect of one form never meet.
_DIGEST_BYTES: Final = 8
_DELIVERY_KEYS: Final = ("allegro.delivery_method_", "allegro.pickup_point_", "allegro.smart")
#: Moves whenever anything does, so it says nothing about the details.
_REVISION: Final = "allegro.revision"


def digests_of(form: CheckoutForm, draft: OrderDraft) -> Mapping[str, str]:
    """The digest of each aspect: value of `Aspect` -> 16 hex digits.

    An address that is not known has no entry. Equal contents of two forms, or of two aspects,
    have different digests; an amount is the same however many zeros it ends with. Settings
    have no part in it, but for the marketplace of a form that names none.

    Args:
        form: The form as it is now.
        draft: The order drawn up from it.
    """
    return {
        aspect.value: _digest(form.id, aspect, content)
        for aspect, content in _contents(form, draft)
    }


def _digest(form_id: str, aspect: Aspect, content: object) -> str:
    text = json.dumps([form_id, aspect.value, content])
    return hashlib.blake2b(text.encode(), digest_size=_DIGEST_BYTES).hexdigest()


def _contents(form: CheckoutForm, draft: OrderDraft) -> Iterator[tuple[Aspect, object]]:
    if draft.shipping_address is not None:
        yield Aspect.SHIPPING_ADDRESS, _address(draft.shipping_address)
    if draft.billing_address is not None:
        yield Aspect.BILLING_ADDRESS, _address(draft.billing_address)
    delivery = draft.delivery
    # A dearer delivery is no other line.
    goods = draft.total_gross - delivery.gross
    kept = draft.metadata
    yield (
        Aspect.DELIVERY,
        [
            delivery.method_id,
            delivery.method_name,
            _amount(delivery.gross),
            _pairs({key: text for key, text in kept.items() if is_of_delivery(key)}),
        ],
    )
    yield (
        Aspect.LINES,
        [_amount(goods), sorted((_line(line) for line in draft.lines), key=repr)],
    )
    yield Aspect.NOTE, draft.note
    yield (
        Aspect.DETAILS,
        [
            _pairs({key: text for key, text in kept.items() if not is_of_delivery(key)}),
            _pairs({k: text for k, text in draft.private_metadata.items() if k != _REVISION}),
        ],
    )
    yield (
        Aspect.PAYMENTS,
        sorted((payment.payment_id, _amount(payment.amount)) for payment in draft.payments),
    )
    yield Aspect.STAGE, _stage(form)


def _address(address: AddressDraft) -> object:
    return [
        address.first_name,
        address.last_name,
        address.company_name,
        address.street,
        address.city,
        address.postal_code,
        address.country_code,
        address.phone,
        [[tax_id.type, tax_id.value] for tax_id in address.tax_ids],
    ]


def _line(line: LineDraft) -> object:
    """What is sold and for how much; an offer's name and external id may change at any time."""
    service = line.metadata.get("allegro.service_id") or line.name
    return [
        line.kind.value,
        line.line_item_id,
        service if line.kind is LineKind.SERVICE else None,
        line.offer_id,
        line.quantity,
        _amount(line.unit_gross),
        _amount(line.undiscounted_unit_gross),
        None if line.tax_rate is None else _amount(line.tax_rate),
    ]


def _stage(form: CheckoutForm) -> object:
    return [
        form.status,
        form.fulfillment.status if form.fulfillment else None,
        facts.line_items_sent(form),
        facts.is_paid(form),
        facts.is_cash_on_delivery(form),
    ]


def is_of_delivery(key: str) -> bool:
    """Whether a key of an order's metadata belongs to `Aspect.DELIVERY`, not to `DETAILS`."""
    return key.startswith(_DELIVERY_KEYS)


def _pairs(texts: Mapping[str, str]) -> object:
    return [[key, texts[key]] for key in sorted(texts)]


def _amount(amount: Decimal) -> str:
    return f"{amount.normalize():f}"
