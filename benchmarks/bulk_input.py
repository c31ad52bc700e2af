"""A checkout form as input of `orderBulkCreate`, made from the raw JSON and not by our rules."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from typing import Any, Final

import graphene
from saleor.order.models import Order
from saleor.product.models import ProductVariant
from saleor.shipping.models import ShippingMethod
from saleor.warehouse.models import Warehouse

from benchmarks.shop import shipping_tax_class
from saleor_allegro.demo.merchant import CHANNELS
from saleor_allegro.demo.sold import read_form

#: Forms have unique references in Saleor, and ours has taken the form's id.
REFERENCE_PREFIX: Final = "bulk-"
_DEFAULT_TAX_RATE: Final = Decimal("0.23")
_CHANNEL_OF: Final = {currency: slug for slug, (currency, _) in CHANNELS.items()}
_PHONE_UNKNOWN: Final = (None, "-----")

Document = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Catalogue:
    """Global ids of what the orders point to, and the VAT of what is sold."""

    variants: Mapping[str, str]
    tax_rates: Mapping[str, Decimal]
    tax_classes: Mapping[str, str]
    shipping_methods: Mapping[str, str]
    shipping_tax_class: str
    warehouse: str


def read_catalogue() -> Catalogue:
    variants = ProductVariant.objects.prefetch_related("product__tax_class__country_rates")
    return Catalogue(
        variants={variant.sku: variant.get_global_id() for variant in variants},
        tax_rates={
            variant.sku: rate.rate / 100
            for variant in variants
            for rate in variant.product.tax_class.country_rates.all()
        },
        tax_classes={
            variant.sku: _global_id("TaxClass", variant.product.tax_class_id)
            for variant in variants
        },
        shipping_methods={
            method.name: _global_id("ShippingMethod", method.pk)
            for method in ShippingMethod.objects.all()
        },
        shipping_tax_class=_global_id("TaxClass", shipping_tax_class().pk),
        warehouse=_global_id("Warehouse", Warehouse.objects.get().pk),
    )


def read_customers(forms: list[Document]) -> dict[str, str]:
    """Form id -> global id of the customer its imported order has; this mutation makes none."""
    orders = Order.objects.filter(external_reference__in=[form["id"] for form in forms])
    return {
        form_id: _global_id("User", user_id)
        for form_id, user_id in orders.values_list("external_reference", "user_id")
    }


def bulk_input(form: Document, customer: str, catalogue: Catalogue) -> dict[str, Any]:
    """The input of one order, ready to be sent as JSON."""
    sold = read_form(form)
    delivery, invoice = form["delivery"], form["invoice"]
    is_settled = sold.is_cash_on_delivery or sold.received >= sold.total
    billing = invoice["address"] if invoice["required"] else form["buyer"]
    created_at = sold.bought_at.isoformat()
    return {
        "externalReference": REFERENCE_PREFIX + form["id"],
        "channel": _CHANNEL_OF[sold.currency],
        "createdAt": created_at,
        "status": "UNFULFILLED" if is_settled else "UNCONFIRMED",
        "user": {"id": customer},
        "billingAddress": _address(billing),
        "shippingAddress": _address(delivery["address"]) if delivery["address"] else None,
        "currency": sold.currency,
        "languageCode": form["buyer"]["preferences"]["language"].replace("-", "_").upper(),
        "customerNote": form["messageToSeller"] or "",
        "displayGrossPrices": True,
        "metadata": _metadata(_public(form)),
        "privateMetadata": _metadata(_private(form)),
        "deliveryMethod": {
            "shippingMethodId": catalogue.shipping_methods[delivery["method"]["name"]],
            "shippingMethodName": delivery["method"]["name"],
            "shippingPrice": _taxed(sold.delivery, _DEFAULT_TAX_RATE),
            "shippingTaxClassId": catalogue.shipping_tax_class,
        },
        "lines": [_line(line, form, created_at, catalogue) for line in form["lineItems"]],
        "transactions": [_transaction(payment) for payment in _payments(form)],
    }


def _line(line: Document, form: Document, created_at: str, catalogue: Catalogue) -> dict[str, Any]:
    sku, quantity = line["offer"]["external"]["id"], line["quantity"]
    rate = _tax_rate(line, form, catalogue)
    return {
        "variantId": catalogue.variants[sku],
        "productName": line["offer"]["name"],
        "productSku": sku,
        "createdAt": created_at,
        "isShippingRequired": True,
        "isGiftCard": False,
        "quantity": quantity,
        "totalPrice": _taxed(Decimal(line["price"]["amount"]) * quantity, rate),
        "undiscountedTotalPrice": _taxed(Decimal(line["originalPrice"]["amount"]) * quantity, rate),
        "taxRate": str(rate),
        "taxClassId": catalogue.tax_classes[sku],
        "warehouse": catalogue.warehouse,
        "metadata": _metadata({"line_item_id": line["id"], "offer_id": line["offer"]["id"]}),
    }


def _tax_rate(line: Document, form: Document, catalogue: Catalogue) -> Decimal:
    """Allegro's, else that of the variant's tax class, which is known for Poland alone."""
    if line["tax"]:
        return Decimal(line["tax"]["rate"]) / 100
    address = form["delivery"]["address"] or {"countryCode": "PL"}
    if address["countryCode"] == "PL":
        return catalogue.tax_rates[line["offer"]["external"]["id"]]
    return _DEFAULT_TAX_RATE


def _taxed(gross: Decimal, rate: Decimal) -> dict[str, str]:
    net = (gross / (1 + rate)).quantize(Decimal("0.01"), ROUND_HALF_UP)
    return {"gross": str(gross), "net": str(net)}


def _address(party: Document) -> dict[str, Any]:
    """A recipient, a buyer or an invoice party: three shapes of Allegro's."""
    person = party.get("naturalPerson") or party
    company = party["company"]["name"] if party.get("company") else party.get("companyName")
    place = party.get("address") or party
    phone = party.get("phoneNumber")
    return {
        "firstName": person.get("firstName") or "",
        "lastName": person.get("lastName") or "",
        "companyName": company or "",
        "streetAddress1": place["street"],
        "city": place["city"],
        "postalCode": place.get("postCode") or place.get("zipCode"),
        "country": place["countryCode"],
        "phone": "" if phone in _PHONE_UNKNOWN else phone,
    }


def _payments(form: Document) -> list[tuple[str, str, Document]]:
    """Id, name and amount of each payment that brought money."""
    found = [
        (payment["id"], payment["provider"] or payment["type"], payment["paidAmount"])
        for payment in (form["payment"], *form["surcharges"])
        if payment and payment["paidAmount"]
    ]
    found += [
        (booked["paymentId"], "cash on delivery", booked["paidAmount"])
        for booked in form["codBookedPayments"]
    ]
    return found


def _transaction(payment: tuple[str, str, Document]) -> dict[str, Any]:
    payment_id, name, amount = payment
    return {
        "name": f"Allegro: {name}",
        "pspReference": payment_id,
        "amountCharged": {"amount": amount["amount"], "currency": amount["currency"]},
    }


def _public(form: Document) -> dict[str, str | None]:
    delivery = form["delivery"]
    point = delivery["pickupPoint"] or {}
    return {
        "form_id": form["id"],
        "marketplace": form["marketplace"]["id"],
        "delivery_method_id": delivery["method"]["id"],
        "delivery_method_name": delivery["method"]["name"],
        "pickup_point_id": point.get("id"),
        "pickup_point_name": point.get("name"),
        "smart": str(delivery["smart"]).lower(),
    }


def _private(form: Document) -> dict[str, str | None]:
    payment = form["payment"] or {}
    dispatch = form["delivery"]["time"]["dispatch"] or {}
    return {
        "buyer_id": form["buyer"]["id"],
        "login": form["buyer"]["login"],
        "revision": form["revision"],
        "payment_id": payment.get("id"),
        "payment_type": payment.get("type"),
        "payment_provider": payment.get("provider"),
        "dispatch_until": dispatch.get("to"),
    }


def _metadata(values: Mapping[str, str | None]) -> list[dict[str, str]]:
    return [{"key": f"allegro.{key}", "value": value} for key, value in values.items() if value]


def _global_id(kind: str, pk: Any) -> str:
    return str(graphene.Node.to_global_id(kind, pk))
