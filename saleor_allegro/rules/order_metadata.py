"""What an order remembers about Allegro, under keys that start with `allegro.`.

Metadata may be shown to the buyer on a storefront; what identifies a person, or concerns only
the seller, is private.
"""

from collections.abc import Mapping
from datetime import datetime

from saleor_allegro.allegro.documents import CheckoutForm
from saleor_allegro.rules.drafts import TaxId


def public_metadata(form: CheckoutForm, marketplace: str) -> Mapping[str, str]:
    delivery = form.delivery
    method = delivery.method if delivery else None
    point = delivery.pickup_point if delivery else None
    address = point.address if point else None
    place = (
        (address.street, address.zip_code, address.city, address.country_code) if address else ()
    )
    return _filled(
        {
            "form_id": form.id,
            "marketplace": marketplace,
            "delivery_method_id": method.id if method else None,
            "delivery_method_name": method.name if method else None,
            "pickup_point_id": point.id if point else None,
            "pickup_point_name": point.name if point else None,
            "pickup_point_description": point.description if point else None,
            "pickup_point_address": ", ".join(part for part in place if part),
            "smart": _yes_no(delivery.smart) if delivery else None,
        }
    )


def private_metadata(
    form: CheckoutForm, environment: str, tax_ids: tuple[TaxId, ...]
) -> Mapping[str, str]:
    payment, delivery, invoice = form.payment, form.delivery, form.invoice
    time = delivery.time if delivery else None
    dispatch = time.dispatch if time else None
    cancellation = delivery.cancellation if delivery else None
    company = invoice.address.company if invoice and invoice.address else None
    return _filled(
        {
            "environment": environment,
            "buyer_id": form.buyer.id,
            "login": form.buyer.login,
            "guest": _yes_no(form.buyer.guest),
            "revision": form.revision,
            "payment_id": payment.id if payment else None,
            "payment_type": payment.type if payment else None,
            "payment_provider": payment.provider if payment else None,
            "payment_features": ",".join(payment.features) if payment else None,
            "invoice_required": _yes_no(invoice.required) if invoice else None,
            "invoice_tax_ids": ",".join(f"{tax_id.type}:{tax_id.value}" for tax_id in tax_ids),
            "invoice_vat_payer_status": company.vat_payer_status if company else None,
            "invoice_due_date": invoice.due_date if invoice else None,
            "invoice_features": ",".join(invoice.features) if invoice else None,
            "dispatch_from": _moment(dispatch.from_ if dispatch else None),
            "dispatch_until": _moment(dispatch.to if dispatch else None),
            "delivery_from": _moment(time.from_ if time else None),
            "delivery_until": _moment(time.to if time else None),
            "delivery_cancelled_at": _moment(cancellation.date if cancellation else None),
            "seller_note": form.note.text if form.note else None,
            "vouchers": ",".join(
                f"{voucher.type}:{voucher.code or ''}"
                for line in form.line_items
                for voucher in line.vouchers
            ),
        }
    )


def _filled(values: Mapping[str, str | None]) -> Mapping[str, str]:
    return {f"allegro.{key}": value for key, value in values.items() if value}


def _yes_no(value: bool | None) -> str | None:
    return None if value is None else "true" if value else "false"


def _moment(moment: datetime | None) -> str | None:
    return moment.isoformat() if moment else None
