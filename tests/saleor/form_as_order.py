"""What Saleor must tell about an order, worked out from the form's JSON and nothing of ours.

The shape is that of `whole_orders.ORDERS`. Amounts are `Decimal`, gross unless they are net.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import ROUND_HALF_UP, Decimal
from typing import Any
from unittest.mock import ANY

CENT = Decimal("0.01")
DEFAULT_RATE = Decimal("0.23")
PROVIDERS = {
    "AF": "Allegro Finance",
    "P24": "Przelewy24",
    "OFFLINE": "Offline",
    "EPT": "Extended Payment Terms",
}
DEPOSITS = {"pl-PL": "Kaucja", "cs-CZ": "Záloha", "sk-SK": "Záloha", "hu-HU": "Betétdíj"}


@dataclass(frozen=True, kw_only=True)
class Shop:
    """What the shop brings into an order beside the form."""

    #: Currency -> channel.
    channels: Mapping[str, str]
    #: SKU -> Polish VAT as a fraction, from the product's tax class; other countries have none.
    polish_rates: Mapping[str, Decimal]
    #: Allegro's delivery method -> the shop's.
    methods: Mapping[str, str]
    warehouse: str
    environment: str


def is_wanted(form: Mapping[str, Any]) -> bool:
    return form["status"] != "CANCELLED"


def takes_stock(form: Mapping[str, Any]) -> bool:
    return form["fulfillment"]["provider"]["id"] != "ALLEGRO"


def sku_of(item: Mapping[str, Any]) -> str | None:
    return (item["offer"]["external"] or {}).get("id")


def order_of(form: Mapping[str, Any], shop: Shop) -> dict[str, Any]:
    """The order of a form, without what Saleor makes up itself: ids, number, `updatedAt`."""
    payment, delivery = form["payment"] or {}, form["delivery"] or {}
    total = amount(form["summary"]["totalToPay"])
    currency = form["summary"]["totalToPay"]["currency"]
    transactions = list(_transactions(form))
    received = sum((each["chargedAmount"]["amount"] for each in transactions), Decimal(0))
    is_cash_on_delivery = payment.get("type") == "CASH_ON_DELIVERY"
    is_paid = received >= total
    is_confirmed = is_cash_on_delivery or is_paid
    lines = list(_lines(form, shop))
    shipping = amount(delivery.get("cost"))
    shipping_net = net(shipping, DEFAULT_RATE)
    taxes = sum((gross_of(line["totalPrice"]) - net_of(line["totalPrice"]) for line in lines), 0)
    goods = sum((gross_of(line["totalPrice"]) for line in lines), Decimal(0))
    undiscounted = sum(
        (gross_of(line["undiscountedUnitPrice"]) * line["quantity"] for line in lines), Decimal(0)
    )
    status = charge_status(received, total)
    return {
        "externalReference": form["id"],
        "created": min(moment(item["boughtAt"]) for item in form["lineItems"]),
        "status": "UNFULFILLED" if is_confirmed else "UNCONFIRMED",
        "origin": "BULK_CREATE",
        "channel": {"slug": shop.channels[currency]},
        "languageCodeEnum": form["buyer"]["preferences"]["language"].replace("-", "_").upper(),
        "userEmail": form["buyer"]["email"].lower(),
        "customerNote": form["messageToSeller"] or "",
        "isPaid": is_paid,
        "paymentStatus": {"NONE": "NOT_CHARGED", "PARTIAL": "PARTIALLY_CHARGED"}.get(
            status, "FULLY_CHARGED"
        ),
        "chargeStatus": status,
        "authorizeStatus": {"NONE": "NONE", "PARTIAL": "PARTIAL"}.get(status, "FULL"),
        "total": {
            "currency": currency,
            "gross": {"amount": total},
            "net": {"amount": total - taxes - (shipping - shipping_net)},
        },
        "undiscountedTotal": {"gross": {"amount": undiscounted + shipping}},
        "subtotal": {"gross": {"amount": goods}},
        "totalCharged": {"amount": received},
        "totalBalance": {"amount": received - total},
        "shippingPrice": {"gross": {"amount": shipping}, "net": {"amount": shipping_net}},
        "shippingTaxRate": DEFAULT_RATE,
        "shippingMethodName": (delivery.get("method") or {}).get("name"),
        "deliveryMethod": _delivery_method(delivery, shop),
        "shippingAddress": _recipient(delivery.get("address")),
        "billingAddress": _invoice_party(form) or _buyer(form["buyer"]),
        "metadata": _metadata(form),
        "privateMetadata": _private_metadata(form, shop),
        "lines": lines,
        "transactions": transactions,
        "history": _history(form, transactions, is_confirmed=is_confirmed, is_paid=is_paid),
        "warnings": ANY,
    }


def _history(
    form: Mapping[str, Any],
    transactions: Sequence[Mapping[str, Any]],
    *,
    is_confirmed: bool,
    is_paid: bool,
) -> dict[str, dict[str, Any]]:
    """Type of event -> when it happened, on Allegro's clock, and the words noted."""
    bought_at = min(moment(item["boughtAt"]) for item in form["lineItems"])
    history = {
        "PLACED": {"date": bought_at, "message": None},
        "NOTE_ADDED": {"date": ANY, "message": _note(form)},
    }
    if is_confirmed:
        history["CONFIRMED"] = {"date": ANY, "message": None}
    if is_paid:
        paid_at = max(event["createdAt"] for each in transactions for event in each["events"])
        history["ORDER_FULLY_PAID"] = {"date": paid_at, "message": None}
    return history


def _note(form: Mapping[str, Any]) -> str:
    words = [f"Allegro: {form['buyer']['login']}"]
    if point := (form["delivery"] or {}).get("pickupPoint"):
        words.append(f"pickup point {point['id']}, {point['name']}")
    if (form["payment"] or {}).get("type") == "CASH_ON_DELIVERY":
        words.append("cash on delivery")
    if party := _invoice_party(form):
        person = f"{party['firstName']} {party['lastName']}".strip()
        address = form["invoice"]["address"]
        ids = (address["company"] or {}).get("ids") or ()
        numbers = [f"{each['type'].removeprefix('PL_')} {each['value']}" for each in ids]
        named = [party["companyName"], person, *numbers]
        words.append(f"invoice wanted: {', '.join(filter(None, named))}")
    return "; ".join(words)


def charge_status(received: Decimal, total: Decimal) -> str:
    if received == 0:
        return "NONE"
    if received < total:
        return "PARTIAL"
    return "FULL" if received == total else "OVERCHARGED"


def amount(money: Mapping[str, str] | None) -> Decimal:
    return Decimal(money["amount"]) if money else Decimal(0)


def moment(text: str) -> datetime:
    return datetime.fromisoformat(text)


def net(gross: Decimal, rate: Decimal) -> Decimal:
    return (gross / (1 + rate)).quantize(CENT, ROUND_HALF_UP)


def gross_of(price: Mapping[str, Any]) -> Decimal:
    return price["gross"]["amount"]


def net_of(price: Mapping[str, Any]) -> Decimal:
    return price["net"]["amount"]


def _lines(form: Mapping[str, Any], shop: Shop) -> Iterator[dict[str, Any]]:
    """Every offer, followed by its services and its deposit."""
    address = (form["delivery"] or {}).get("address")
    for item in form["lineItems"]:
        sku = sku_of(item)
        yield _line(
            name=item["offer"]["name"],
            sku=sku,
            quantity=item["quantity"],
            price=item["price"],
            original_price=item["originalPrice"],
            rate=_rate(item, sku, address, shop),
            allocated=[{"quantity": item["quantity"], "warehouse": {"slug": shop.warehouse}}]
            if sku and takes_stock(form)
            else [],
            is_shipping_required=True,
            metadata=_of_item(item, "offer")
            | {
                "allegro.external_id": sku,
                "allegro.discounts": ",".join(each["type"] for each in item["discounts"] or ()),
                "allegro.tax_subject": (item["tax"] or {}).get("subject"),
                "allegro.tax_exemption": (item["tax"] or {}).get("exemption"),
                "allegro.bought_at": moment(item["boughtAt"]).isoformat(),
            },
        )
        for service in item["selectedAdditionalServices"]:
            yield _line(
                name=service["name"],
                quantity=service["quantity"],
                price=service["price"],
                rate=DEFAULT_RATE,
                metadata=_of_item(item, "service")
                | {"allegro.service_id": service["definitionId"]},
            )
        if item["deposit"]:
            word = DEPOSITS[form["buyer"]["preferences"]["language"]]
            yield _line(
                name=f"{word}: {item['offer']['name']}",
                quantity=item["quantity"],
                price=item["deposit"]["price"],
                rate=Decimal(0),
                metadata=_of_item(item, "deposit"),
            )


def _of_item(item: Mapping[str, Any], kind: str) -> dict[str, str]:
    return {
        "allegro.kind": kind,
        "allegro.line_item_id": item["id"],
        "allegro.offer_id": item["offer"]["id"],
    }


def _rate(
    item: Mapping[str, Any], sku: str | None, address: Mapping[str, Any] | None, shop: Shop
) -> Decimal:
    """Allegro's, else that of the product's tax class where the parcel goes, else the default."""
    if item["tax"]:
        return Decimal(item["tax"]["rate"]) / 100
    is_polish = address is None or address["countryCode"] == "PL"
    if sku and is_polish:
        return shop.polish_rates[sku]
    return DEFAULT_RATE


def _line(
    *,
    name: str,
    quantity: int,
    price: Mapping[str, str],
    rate: Decimal,
    metadata: Mapping[str, str | None],
    original_price: Mapping[str, str] | None = None,
    sku: str | None = None,
    allocated: list[dict[str, Any]] | None = None,
    is_shipping_required: bool = False,
) -> dict[str, Any]:
    unit, before = amount(price), amount(original_price or price)
    return {
        "productName": name,
        "variantName": "",
        "productSku": sku,
        "quantity": quantity,
        "taxRate": rate,
        "isShippingRequired": is_shipping_required,
        "variant": {"sku": sku} if sku else None,
        "unitPrice": {
            "currency": price["currency"],
            "gross": {"amount": unit},
            "net": {"amount": net(unit, rate)},
        },
        "undiscountedUnitPrice": {"gross": {"amount": before}},
        "totalPrice": {
            "gross": {"amount": unit * quantity},
            "net": {"amount": net(unit * quantity, rate)},
        },
        "unitDiscount": {"amount": before - unit},
        "metadata": {key: value for key, value in metadata.items() if value},
        "allocations": allocated or [],
    }


def _delivery_method(delivery: Mapping[str, Any], shop: Shop) -> dict[str, str] | None:
    method = delivery.get("method")
    name = shop.methods.get(method["id"]) if method else None
    return {"name": name} if name else None


def _transactions(form: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    """Money that arrived: the payment, surcharges, booked cash on delivery."""
    payments = [(form["payment"], "")] if form["payment"] else []
    payments += [(surcharge, " – surcharge") for surcharge in form["surcharges"]]
    for payment, addition in payments:
        if amount(payment["paidAmount"]) > 0:
            features = " (Allegro Pay)" if "ALLEGRO_PAY" in payment["features"] else ""
            yield _transaction(
                f"Allegro: {PROVIDERS[payment['provider']]}{features}{addition}",
                payment["id"],
                payment["paidAmount"],
                payment["finishedAt"] or form["updatedAt"],
            )
    for booked in form["codBookedPayments"]:
        yield _transaction(
            "Allegro: cash on delivery",
            booked["paymentId"],
            booked["paidAmount"],
            booked["paidAt"],
        )


def _transaction(
    name: str, payment_id: str, paid: Mapping[str, str], paid_at: str
) -> dict[str, Any]:
    money = {"amount": amount(paid), "currency": paid["currency"]}
    event = {
        "type": "CHARGE_SUCCESS",
        "amount": money,
        "pspReference": payment_id,
        "createdAt": moment(paid_at),
    }
    return {"name": name, "pspReference": payment_id, "chargedAmount": money, "events": [event]}


def _address(country: str, **words: Any) -> dict[str, Any]:
    return {
        "firstName": words.get("first_name") or "",
        "lastName": words.get("last_name") or "",
        "companyName": words.get("company") or "",
        "streetAddress1": words["street"],
        "streetAddress2": "",
        "city": words["city"],
        "countryArea": "",
        "postalCode": words["postal_code"],
        "country": {"code": country},
        "phone": _phone(words.get("phone")),
        "metadata": words.get("metadata", {}),
    }


def _phone(text: str | None) -> str:
    """Allegro's way of writing that there is none is no phone."""
    return "" if text in (None, "-----") else text


def _recipient(address: Mapping[str, Any] | None) -> dict[str, Any] | None:
    if address is None:
        return None
    return _address(
        address["countryCode"],
        first_name=address["firstName"],
        last_name=address["lastName"],
        company=address["companyName"],
        street=address["street"],
        city=address["city"],
        postal_code=address["zipCode"],
        phone=address["phoneNumber"],
    )


def _invoice_party(form: Mapping[str, Any]) -> dict[str, Any] | None:
    invoice = form["invoice"]
    if not invoice or not invoice["required"]:
        return None
    party = invoice["address"]
    if party is None:  # told once the form is ready
        return None
    person, company = party["naturalPerson"] or {}, party["company"] or {}
    numbers = {f"allegro.tax_id.{each['type']}": each["value"] for each in company.get("ids", ())}
    return _address(
        party["countryCode"],
        first_name=person.get("firstName"),
        last_name=person.get("lastName"),
        company=company.get("name"),
        street=party["street"],
        city=party["city"],
        postal_code=party["zipCode"],
        metadata=numbers | ({"vat_id": next(iter(numbers.values()))} if numbers else {}),
    )


def _buyer(buyer: Mapping[str, Any]) -> dict[str, Any]:
    address = buyer["address"]
    return _address(
        address["countryCode"],
        first_name=buyer["firstName"],
        last_name=buyer["lastName"],
        company=buyer["companyName"],
        street=address["street"],
        city=address["city"],
        postal_code=address["postCode"],
        phone=buyer["phoneNumber"],
    )


def _metadata(form: Mapping[str, Any]) -> dict[str, str]:
    delivery = form["delivery"] or {}
    method, point = delivery.get("method") or {}, delivery.get("pickupPoint") or {}
    place = point.get("address") or {}
    return _allegro(
        form_id=form["id"],
        marketplace=form["marketplace"]["id"],
        delivery_method_id=method.get("id"),
        delivery_method_name=method.get("name"),
        pickup_point_id=point.get("id"),
        pickup_point_name=point.get("name"),
        pickup_point_description=point.get("description"),
        pickup_point_address=", ".join(
            place[part] for part in ("street", "zipCode", "city", "countryCode") if place
        ),
        smart=str(delivery["smart"]).lower() if delivery else None,
    )


def _private_metadata(form: Mapping[str, Any], shop: Shop) -> dict[str, str]:
    buyer, payment, invoice = form["buyer"], form["payment"] or {}, form["invoice"] or {}
    company = (invoice.get("address") or {}).get("company") or {}
    times = (form["delivery"] or {}).get("time") or {}
    dispatch = times.get("dispatch") or {}
    return _allegro(
        environment=shop.environment,
        buyer_id=buyer["id"],
        login=buyer["login"],
        guest=str(buyer["guest"]).lower(),
        revision=form["revision"],
        payment_id=payment.get("id"),
        payment_type=payment.get("type"),
        payment_provider=payment.get("provider"),
        payment_features=",".join(payment.get("features") or ()),
        invoice_required=str(invoice["required"]).lower() if invoice else None,
        invoice_tax_ids=",".join(
            f"{each['type']}:{each['value']}" for each in company.get("ids", ())
        ),
        invoice_vat_payer_status=company.get("vatPayerStatus"),
        invoice_due_date=invoice.get("dueDate"),
        dispatch_from=_stamp(dispatch.get("from")),
        dispatch_until=_stamp(dispatch.get("to")),
        delivery_from=_stamp(times.get("from")),
        delivery_until=_stamp(times.get("to")),
        vouchers=",".join(
            f"{voucher['type']}:{voucher['code']}"
            for item in form["lineItems"]
            for voucher in item["vouchers"]
        ),
    )


def _stamp(text: str | None) -> str | None:
    return moment(text).isoformat() if text else None


def _allegro(**words: str | None) -> dict[str, str]:
    return {f"allegro.{key}": value for key, value in words.items() if value}
