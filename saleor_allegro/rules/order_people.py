"""The three persons of a purchase: buyer, recipient, invoice party. None stands for another."""

from saleor_allegro.allegro.documents import (
    Buyer,
    CheckoutForm,
    CompanyIdType,
    InvoiceAddress,
    InvoiceCompany,
)
from saleor_allegro.rules.drafts import AddressDraft, CustomerDraft, TaxId


def draft_customer(buyer: Buyer, customer_id: str | None = None) -> CustomerDraft:
    return CustomerDraft(
        buyer_id=buyer.id,
        login=buyer.login,
        email=buyer.email,
        first_name=_text(buyer.first_name),
        last_name=_text(buyer.last_name),
        is_guest=buyer.guest,
        customer_id=customer_id,
    )


def shipping_address(form: CheckoutForm) -> AddressDraft | None:
    """The recipient's; Allegro gives it once the form is ready. Never the buyer's, never the
    pickup point's."""
    address = form.delivery.address if form.delivery else None
    if address is None:
        return None
    return AddressDraft(
        first_name=_text(address.first_name),
        last_name=_text(address.last_name),
        company_name=_text(address.company_name),
        street=_text(address.street),
        city=_text(address.city),
        postal_code=_text(address.zip_code),
        country_code=_text(address.country_code).upper(),
        phone=phone(address.phone_number),
    )


def billing_address(form: CheckoutForm) -> AddressDraft | None:
    """The invoice party's when an invoice is wanted, else the buyer's own."""
    invoice = form.invoice
    if invoice is not None and invoice.required and invoice.address is not None:
        return _invoice_party(invoice.address)
    return _buyer(form.buyer)


def tax_ids(form: CheckoutForm) -> tuple[TaxId, ...]:
    """The tax numbers of the company that wants an invoice, a Polish NIP first."""
    invoice = form.invoice
    if invoice is None or not invoice.required or invoice.address is None:
        return ()
    return _tax_ids(invoice.address.company)


def phone(number: str | None) -> str:
    """The number as given; Allegro's placeholder `-----` is none."""
    text = _text(number)
    return text if any(sign.isdigit() for sign in text) else ""


def _invoice_party(address: InvoiceAddress) -> AddressDraft:
    person, company = address.natural_person, address.company
    return AddressDraft(
        first_name=_text(person.first_name) if person else "",
        last_name=_text(person.last_name) if person else "",
        company_name=_text(company.name) if company else "",
        street=_text(address.street),
        city=_text(address.city),
        postal_code=_text(address.zip_code),
        country_code=_text(address.country_code).upper(),
        tax_ids=_tax_ids(company),
    )


def _buyer(buyer: Buyer) -> AddressDraft | None:
    address = buyer.address
    if address is None:
        return None
    return AddressDraft(
        first_name=_text(buyer.first_name),
        last_name=_text(buyer.last_name),
        company_name=_text(buyer.company_name),
        street=_text(address.street),
        city=_text(address.city),
        postal_code=_text(address.post_code),
        country_code=_text(address.country_code).upper(),
        phone=phone(buyer.phone_number),
    )


def _tax_ids(company: InvoiceCompany | None) -> tuple[TaxId, ...]:
    if company is None:
        return ()
    found = [
        TaxId(type=id_.type, value=id_.value.strip()) for id_ in company.ids if id_.value.strip()
    ]
    if not found and (deprecated := _text(company.tax_id)):
        found = [TaxId(type=CompanyIdType.OTHER, value=deprecated)]
    return tuple(sorted(found, key=lambda tax_id: tax_id.type != CompanyIdType.PL_NIP))


def _text(text: str | None) -> str:
    return (text or "").strip()
