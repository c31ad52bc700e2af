"""Valid documents of Allegro; a test names only the fields it is about.

Builders give JSON as production sends it (camelCase, explicit nulls); `checkout_form` parses it.
By default: one item of 100.00, delivery 10.00, paid online, ready for processing.
"""

from itertools import count
from typing import Any
from uuid import UUID

from saleor_allegro.allegro.documents import CheckoutForm

Json = dict[str, Any]

BOUGHT_AT = "2026-11-20T08:15:30.120Z"
PAID_AT = "2026-11-20T08:20:40.300Z"

_serial = count(1)


def new_id() -> str:
    """A UUID never given before in this process."""
    return str(UUID(int=0x5A1E0 << 64 | next(_serial)))


def money(amount: str, currency: str = "PLN") -> Json:
    return {"amount": amount, "currency": currency}


def line_item(
    *,
    sku: str | None = "SKU-1",
    price: str = "100.00",
    original_price: str | None = None,
    quantity: int = 1,
    currency: str = "PLN",
    tax_rate: str | None = "23.00",
    offer_id: str = "17000000001",
    name: str = "Kubek 300 ml",
    **fields: Any,
) -> Json:
    tax = {"rate": tax_rate, "subject": "GOODS", "exemption": None} if tax_rate else None
    return {
        "id": new_id(),
        "offer": {
            "id": offer_id,
            "name": name,
            "external": {"id": sku} if sku is not None else None,
            "productSet": None,
            "hsNumber": None,
        },
        "quantity": quantity,
        "originalPrice": money(original_price or price, currency),
        "price": money(price, currency),
        "deposit": None,
        "reconciliation": None,
        "selectedAdditionalServices": [],
        "vouchers": [],
        "tax": tax,
        "boughtAt": BOUGHT_AT,
        "discounts": None,
        "serialNumbers": {"expected": False, "entries": []},
    } | fields


def payment(
    paid: str | None = "110.00",
    *,
    type: str = "ONLINE",
    provider: str | None = "AF",
    currency: str = "PLN",
    **fields: Any,
) -> Json:
    return {
        "id": new_id(),
        "type": type,
        "provider": provider,
        "finishedAt": PAID_AT if paid else None,
        "paidAmount": money(paid, currency) if paid else None,
        "reconciliation": None,
        "features": [],
    } | fields


def cash_on_delivery() -> Json:
    """`finishedAt` is when the buyer handed the form over; no money came."""
    return payment(None, type="CASH_ON_DELIVERY", provider=None, finishedAt=PAID_AT)


def delivery(cost: str | None = "10.00", *, currency: str = "PLN", **fields: Any) -> Json:
    return {
        "address": {
            "firstName": "Olga",
            "lastName": "Odbiorca",
            "street": "Wzorcowa 12/3",
            "city": "Przykładów",
            "zipCode": "11-111",
            "countryCode": "PL",
            "phoneNumber": "+48000000002",
            "companyName": None,
            "modifiedAt": None,
        },
        "method": {"id": "method-1", "name": "Allegro Kurier DPD"},
        "pickupPoint": None,
        "cost": money(cost, currency) if cost else None,
        "time": {
            "from": "2026-11-23T23:00:00Z",
            "to": "2026-11-25T22:59:59Z",
            "guaranteed": None,
            "dispatch": {"from": "2026-11-21T23:00:00Z", "to": "2026-11-23T22:59:59Z"},
        },
        "smart": False,
        "cancellation": None,
        "calculatedNumberOfPackages": 1,
    } | fields


def buyer(**fields: Any) -> Json:
    return {
        "id": "90000001",
        "email": "t000000001+0a1b2c3d4@allegromail.pl",
        "login": "kupujacy_demo01",
        "guest": False,
        "firstName": "Bolek",
        "lastName": "Kupujący",
        "companyName": None,
        "personalIdentity": None,
        "phoneNumber": "+48000000001",
        "preferences": {"language": "pl-PL"},
        "address": {
            "street": "Kontowa 1",
            "city": "Testowo",
            "postCode": "00-001",
            "countryCode": "PL",
        },
    } | fields


def invoice(*, company: Json | None = None, person: Json | None = None, **fields: Any) -> Json:
    """An invoice that is wanted; by default for a company with a NIP."""
    if company is None and person is None:
        company = {
            "name": "Demo Biuro Sp. z o.o.",
            "ids": [{"type": "PL_NIP", "value": "1234563218"}],
            "vatPayerStatus": "ACTIVE",
            "taxId": "1234563218",
        }
    return {
        "required": True,
        "address": {
            "street": "Fakturowa 8",
            "city": "Testowo",
            "zipCode": "00-003",
            "countryCode": "PL",
            "company": company,
            "naturalPerson": person,
        },
        "dueDate": None,
        "features": None,
    } | fields


def fulfillment(status: str = "NEW", provider: str = "SELLER") -> Json:
    return {
        "status": status,
        "shipmentSummary": {"lineItemsSent": "NONE"},
        "provider": {"id": provider},
    }


def checkout_form_json(
    *,
    lines: list[Json] | None = None,
    total: str = "110.00",
    currency: str = "PLN",
    marketplace: str | None = "allegro-pl",
    **fields: Any,
) -> Json:
    """A checkout form; `fields` replace top-level parts by their name on the wire."""
    return {
        "id": new_id(),
        "messageToSeller": None,
        "buyer": buyer(),
        "payment": payment(currency=currency),
        "status": "READY_FOR_PROCESSING",
        "fulfillment": fulfillment(),
        "delivery": delivery(currency=currency),
        "invoice": {"required": False, "address": None, "dueDate": None, "features": None},
        "lineItems": [line_item(currency=currency)] if lines is None else lines,
        "surcharges": [],
        "codBookedPayments": [],
        "note": None,
        "marketplace": {"id": marketplace} if marketplace else None,
        "summary": {"totalToPay": money(total, currency)},
        "updatedAt": "2026-11-20T08:21:02.415Z",
        "revision": "a39219fd",
    } | fields


def checkout_form(**fields: Any) -> CheckoutForm:
    """`checkout_form_json`, parsed."""
    return CheckoutForm.from_json(checkout_form_json(**fields))
