"""What a person should look at in a form that can be imported all the same."""

from collections.abc import Iterator, Sequence
from enum import StrEnum

from saleor_allegro.allegro.documents import CheckoutForm
from saleor_allegro.rules import facts
from saleor_allegro.rules.drafts import DeliveryDraft, LineDraft, TaxId
from saleor_allegro.rules.flags import Flag, FlagKind


def find_doubts(
    form: CheckoutForm,
    lines: Sequence[LineDraft],
    delivery: DeliveryDraft,
    tax_ids: Sequence[TaxId],
) -> tuple[Flag, ...]:
    """The flags of a form; each kind and subject at most once."""
    return (
        *_total(form, lines, delivery),
        *_payment(form),
        *_invoice(form, tax_ids),
        *_fulfillment(form),
        *_unknown_values(form),
    )


def _total(
    form: CheckoutForm, lines: Sequence[LineDraft], delivery: DeliveryDraft
) -> Iterator[Flag]:
    """Lines, services, deposits and delivery must make what Allegro says the buyer pays."""
    added_up = sum((line.unit_gross * line.quantity for line in lines), delivery.gross)
    stated = form.summary.total_to_pay
    if added_up != stated.amount:
        details = {"added_up": str(added_up), "stated": str(stated.amount)}
        yield Flag(kind=FlagKind.TOTAL_MISMATCH, details=details | {"currency": stated.currency})


def _payment(form: CheckoutForm) -> Iterator[Flag]:
    """Money that arrived, or was due, against what the buyer pays.

    What Allegro tops up from its own wallet (`payment.reconciliation`) is no overpayment.
    """
    paid, total = facts.received(form), form.summary.total_to_pay
    if paid == 0 and (facts.is_paid_later(form) or not facts.is_ready(form)):
        return
    topped_up = form.payment.reconciliation if form.payment else None
    if paid == total.amount or (topped_up and paid == total.amount + topped_up.amount):
        return
    yield Flag(
        kind=FlagKind.UNDERPAID if paid < total.amount else FlagKind.OVERPAID,
        details={"paid": str(paid), "total": str(total.amount), "currency": total.currency},
    )


def _invoice(form: CheckoutForm, tax_ids: Sequence[TaxId]) -> Iterator[Flag]:
    """A natural person needs no tax id; a company, or nobody at all, does."""
    invoice = form.invoice
    if invoice is None or not invoice.required or tax_ids:
        return
    if invoice.address is None or invoice.address.natural_person is None:
        yield Flag(kind=FlagKind.INVOICE_WITHOUT_TAX_ID)


def _fulfillment(form: CheckoutForm) -> Iterator[Flag]:
    if facts.is_one_fulfillment(form):
        yield Flag(kind=FlagKind.ONE_FULFILLMENT)
    if facts.is_dispatched(form) and form.fulfillment is not None:
        yield Flag(
            kind=FlagKind.ALREADY_DISPATCHED,
            details={"status": str(form.fulfillment.status)},
        )


def _unknown_values(form: CheckoutForm) -> Iterator[Flag]:
    """Words that are not in Allegro's documentation as we know it."""
    unknown: dict[str, str] = {}
    for subject, value in _words(form):
        if value and not isinstance(value, StrEnum):
            unknown.setdefault(subject, value)
    for subject, value in unknown.items():
        yield Flag(kind=FlagKind.UNKNOWN_VALUE, subject=subject, details={"value": value})


def _words(form: CheckoutForm) -> Iterator[tuple[str, str | None]]:
    if form.payment:
        yield "payment.type", form.payment.type
        yield "payment.provider", form.payment.provider
    for surcharge in form.surcharges:
        yield "surcharges.type", surcharge.type
        yield "surcharges.provider", surcharge.provider
    if form.fulfillment:
        yield "fulfillment.status", form.fulfillment.status
        if form.fulfillment.provider:
            yield "fulfillment.provider", form.fulfillment.provider.id
    if form.invoice and form.invoice.address and (company := form.invoice.address.company):
        yield "invoice.vatPayerStatus", company.vat_payer_status
        for id_ in company.ids:
            yield "invoice.ids.type", id_.type
    for line in form.line_items:
        for discount in line.discounts:
            yield "lineItems.discounts.type", discount.type
        for voucher in line.vouchers:
            yield "lineItems.vouchers.type", voucher.type
