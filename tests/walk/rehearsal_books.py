"""The orders of the rehearsal shop, as far as it keeps them, in the shape that Saleor tells."""

from collections import defaultdict
from collections.abc import Mapping
from decimal import Decimal
from typing import Any
from uuid import UUID

from saleor_allegro.shop.rehearsal.models import Channel, Note, Order, OrderLine, Stock
from saleor_allegro.shop.rehearsal.reading import charge_status


def fill_in(values: Mapping[str, object]) -> None:
    for channel in Channel.objects.all():
        channel.configuration |= values
        channel.save()


def orders() -> list[dict[str, Any]]:
    found = Order.objects.select_related("channel", "customer").prefetch_related(
        "lines__variant", "lines__allocations__stock__warehouse", "payments__refunds"
    )
    return [_order(order) for order in found.order_by("number")]


def stocks() -> Mapping[str, tuple[int, int]]:
    rows = Stock.objects.values_list("variant__sku", "quantity", "allocated")
    return {sku: (quantity, allocated) for sku, quantity, allocated in rows}


def notes() -> Mapping[UUID, list[str]]:
    found = defaultdict(list)
    for order_id, message in Note.objects.order_by("pk").values_list("order__uuid", "message"):
        found[order_id].append(message)
    return found


def _order(order: Order) -> dict[str, Any]:
    payments = [
        {
            "pspReference": payment.payment_id,
            "chargedAmount": {
                "amount": payment.amount
                - sum((each.amount for each in payment.refunds.all()), Decimal(0)),
                "currency": order.currency,
            },
        }
        for payment in order.payments.all()
    ]
    charged = sum((each["chargedAmount"]["amount"] for each in payments), Decimal(0))
    return {
        "id": order.uuid,
        "number": str(order.number),
        "customer": order.customer_id,
        "externalReference": order.form_id,
        "created": order.bought_at,
        "status": order.status.upper().replace(" ", "_"),
        "channel": {"slug": order.channel.slug},
        "userEmail": order.email.lower(),
        "customerNote": order.note,
        "chargeStatus": charge_status(charged, order.total_gross).upper(),
        "total": {"currency": order.currency, "gross": {"amount": order.total_gross}},
        "totalCharged": {"amount": charged},
        "totalBalance": {"amount": charged - order.total_gross},
        "shippingPrice": {"gross": {"amount": order.shipping_gross}},
        "shippingMethodName": order.shipping_name or None,
        "shippingAddress": _address(order.shipping_address),
        "billingAddress": _address(order.billing_address),
        "metadata": order.metadata,
        "privateMetadata": order.private_metadata,
        "lines": [_line(line) for line in order.lines.all()],
        "transactions": payments,
    }


def _line(line: OrderLine) -> dict[str, Any]:
    sku = line.variant.sku if line.variant else None
    return {
        "productName": line.name,
        "productSku": sku,
        "quantity": line.quantity,
        "unitPrice": {"gross": {"amount": line.unit_gross}},
        "undiscountedUnitPrice": {"gross": {"amount": line.undiscounted_unit_gross}},
        "metadata": line.metadata,
        "allocations": [
            {"quantity": each.quantity, "warehouse": {"slug": each.stock.warehouse.slug}}
            for each in line.allocations.all()
            if each.quantity
        ],
    }


def _address(address: Mapping[str, Any] | None) -> dict[str, Any] | None:
    if address is None:
        return None
    return {
        "firstName": address["first_name"],
        "lastName": address["last_name"],
        "companyName": address["company_name"],
        "streetAddress1": address["street"],
        "city": address["city"],
        "postalCode": address["postal_code"],
        "country": {"code": address["country_code"]},
        "phone": address["phone"],
    }
