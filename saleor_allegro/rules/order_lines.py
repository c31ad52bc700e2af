"""The lines of an order: every offer, and its services and deposits as lines of their own."""

from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Final

from saleor_allegro.allegro.documents import CheckoutForm, LineItem, Tax
from saleor_allegro.rules.drafts import LineDraft, LineKind
from saleor_allegro.rules.offer_matching import variant_key

#: Name of a deposit line in the buyer's language; English for every other.
DEPOSIT_NAMES: Final = {"pl": "Kaucja", "cs": "Záloha", "sk": "Záloha", "hu": "Betétdíj"}

#: Every offer's variant is found by its key.
NOBODY_CHOSE: Final[Mapping[str, str]] = {}

_PERCENT = Decimal(100)


def draft_lines(
    form: CheckoutForm, match_by: str, chosen: Mapping[str, str] = NOBODY_CHOSE
) -> tuple[LineDraft, ...]:
    """The lines in Allegro's order, each offer followed by its services and its deposit.

    Args:
        chosen: Offer id -> the variant that a person chose for it.
    """
    return tuple(
        draft
        for line in form.line_items
        for draft in (
            _offer(line, match_by, chosen),
            *_services(line),
            *_deposit(line, language_of(form)),
        )
    )


def language_of(form: CheckoutForm) -> str:
    """The buyer's language as Allegro says it, e.g. "pl-PL"; "" when unknown."""
    preferences = form.buyer.preferences
    return (preferences.language if preferences else None) or ""


def vat_fraction(tax: Tax | None) -> Decimal | None:
    """Allegro's VAT as a fraction; exempt goods bear none, and `None` is for the shop to settle."""
    if tax is None:
        return None
    if tax.rate is not None:
        return tax.rate / _PERCENT
    return Decimal(0) if tax.exemption else None


def _offer(line: LineItem, match_by: str, chosen: Mapping[str, str]) -> LineDraft:
    offer = line.offer
    external_id = ((offer.external.id if offer.external else None) or "").strip()
    metadata = {
        "allegro.external_id": external_id,
        "allegro.discounts": ",".join(
            discount.type for discount in line.discounts if discount.type
        ),
        "allegro.tax_subject": (line.tax.subject if line.tax else None) or "",
        "allegro.tax_exemption": (line.tax.exemption if line.tax else None) or "",
        "allegro.bought_at": line.bought_at.isoformat() if line.bought_at else "",
    }
    return LineDraft(
        kind=LineKind.OFFER,
        line_item_id=line.id,
        offer_id=offer.id,
        name=offer.name,
        variant_key=variant_key(offer.id, external_id, match_by),
        variant_id=chosen.get(offer.id),
        quantity=line.quantity,
        unit_gross=line.price.amount,
        undiscounted_unit_gross=line.original_price.amount,
        tax_rate=vat_fraction(line.tax),
        metadata=_metadata(line, LineKind.OFFER) | {k: v for k, v in metadata.items() if v},
    )


def _services(line: LineItem) -> Iterator[LineDraft]:
    for service in line.selected_additional_services:
        extra = {"allegro.service_id": service.definition_id} if service.definition_id else {}
        yield LineDraft(
            kind=LineKind.SERVICE,
            line_item_id=line.id,
            offer_id=line.offer.id,
            name=service.name or service.definition_id or "",
            variant_key=None,
            quantity=service.quantity,
            unit_gross=service.price.amount,
            undiscounted_unit_gross=service.price.amount,
            tax_rate=None,
            metadata=_metadata(line, LineKind.SERVICE) | extra,
        )


def _deposit(line: LineItem, language: str) -> Iterator[LineDraft]:
    """One deposit for every piece of the line, outside VAT."""
    if line.deposit is None:
        return
    word = DEPOSIT_NAMES.get(language[:2].lower(), "Deposit")
    yield LineDraft(
        kind=LineKind.DEPOSIT,
        line_item_id=line.id,
        offer_id=line.offer.id,
        name=f"{word}: {line.offer.name}",
        variant_key=None,
        quantity=line.quantity,
        unit_gross=line.deposit.price.amount,
        undiscounted_unit_gross=line.deposit.price.amount,
        tax_rate=Decimal(0),
        metadata=_metadata(line, LineKind.DEPOSIT),
    )


def _metadata(line: LineItem, kind: LineKind) -> dict[str, str]:
    return {
        "allegro.kind": kind.value,
        "allegro.line_item_id": line.id,
        "allegro.offer_id": line.offer.id,
    }
