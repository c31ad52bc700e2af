"""What staff should see of Allegro at first sight of an order."""

from collections.abc import Iterator
from typing import Final

from saleor_allegro.allegro.documents import CompanyIdType, PaymentType
from saleor_allegro.rules.drafts import OrderDraft

# words for: pickup point, cash on delivery, invoice wanted
_ENGLISH: Final = ("pickup point", "cash on delivery", "invoice wanted")
_POLISH: Final = ("punkt odbioru", "za pobraniem", "faktura")


def order_note(draft: OrderDraft, language: str = "en") -> str:
    """One line: who bought, where the parcel waits, how it is paid, whom the invoice is for.

    For instance `Allegro: kupujacy; pickup point TST93M, Paczkomat TST93M; cash on delivery;
    invoice wanted: Firma Sp. z o.o., NIP 5252674798`.
    """
    words = _POLISH if language.lower().startswith("pl") else _ENGLISH
    return f"Allegro: {'; '.join(_parts(draft, *words))}"


def _parts(
    draft: OrderDraft, pickup_point: str, cash_on_delivery: str, invoice: str
) -> Iterator[str]:
    yield draft.customer.login
    point = dict.fromkeys(
        draft.metadata.get(f"allegro.pickup_point_{part}", "") for part in ("id", "name")
    )
    if any(point):
        yield f"{pickup_point} {', '.join(filter(None, point))}"
    if draft.private_metadata.get("allegro.payment_type") == PaymentType.CASH_ON_DELIVERY:
        yield cash_on_delivery
    if draft.private_metadata.get("allegro.invoice_required") == "true":
        party = ", ".join(_invoice_party(draft))
        yield f"{invoice}: {party}" if party else invoice


def _invoice_party(draft: OrderDraft) -> Iterator[str]:
    address = draft.billing_address
    if address is None:
        return
    yield from filter(
        None, (address.company_name, f"{address.first_name} {address.last_name}".strip())
    )
    for tax_id in address.tax_ids:
        name = "NIP" if tax_id.type == CompanyIdType.PL_NIP else tax_id.type
        yield f"{name} {tax_id.value}"
