"""One purchase, and the checkout form it makes.

The form is written as production sends it: every part that is absent is an explicit `null`,
though the published schema does not allow it. Source: Allegro REST API, schema
`CheckoutForm`, and what a live account was seen to answer.
"""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from decimal import Decimal
from random import Random
from typing import Any

from saleor_allegro.simulator import people
from saleor_allegro.simulator.catalogue import Offer
from saleor_allegro.simulator.delivery import Method
from saleor_allegro.simulator.marketplaces import Marketplace
from saleor_allegro.simulator.people import Address, Buyer
from saleor_allegro.simulator.wire import new_revision, new_uuid, price, stamp


@dataclass(slots=True, kw_only=True)
class Line:
    offer: Offer
    quantity: int
    original_price: Decimal
    price: Decimal
    external_id: str | None
    #: `None` where Allegro knows no tax.
    tax: dict[str, str | None] | None
    deposit: Decimal | None = None
    #: Name, unit price and pieces of each paid service.
    services: list[tuple[str, Decimal, int]] = field(default_factory=list)
    discounts: list[str] | None = None
    voucher: Decimal | None = None
    reconciliation: Decimal | None = None

    @property
    def total(self) -> Decimal:
        """Pieces, services and deposits. That a deposit is not in the price is a guess."""
        unit = self.price + (self.deposit or 0)
        services = sum((cost * pieces for _, cost, pieces in self.services), Decimal(0))
        return unit * self.quantity + services


@dataclass(slots=True, kw_only=True)
class Purchase:
    marketplace: Marketplace
    buyer: Buyer
    lines: list[Line]
    bought_at: datetime
    method: Method
    delivery_cost: Decimal
    #: `BOUGHT`, `FILLED_IN` or `READY_FOR_PROCESSING`.
    status: str = "READY_FOR_PROCESSING"
    recipient: Address
    recipient_phone: str | None
    recipient_company: str | None = None
    message: str | None = None
    pickup_point: dict[str, Any] | None = None
    is_smart: bool = False
    invoice_address: dict[str, Any] | None = None
    invoice_due: str | None = None
    payment_type: str = "ONLINE"
    provider: str | None = "AF"
    payment_features: list[str] = field(default_factory=list)
    #: Received minus asked for; only a bank transfer can differ.
    paid_difference: Decimal = Decimal(0)
    #: Overpaid forms were seen without the moment of payment.
    is_finished: bool = True
    fulfillment_provider: str = "SELLER"

    @property
    def total(self) -> Decimal:
        if self.status == "BOUGHT":
            return sum((line.total for line in self.lines), Decimal(0))
        return sum((line.total for line in self.lines), self.delivery_cost)


def write_form(purchase: Purchase, *, now: datetime, random: Random) -> dict[str, Any]:
    """The checkout form of a purchase, as it stands at `now`."""
    currency = purchase.marketplace.currency
    filled_in = purchase.status != "BOUGHT"
    return {
        "id": new_uuid(random),
        "messageToSeller": purchase.message,
        "buyer": people.document(purchase.buyer, purchase.marketplace.language, random),
        "payment": _payment(purchase, now, random) if filled_in else None,
        "status": purchase.status,
        "fulfillment": {
            "status": "NEW",
            "provider": {"id": purchase.fulfillment_provider},
            "shipmentSummary": {"lineItemsSent": "NONE"},
        },
        "delivery": _delivery(purchase) if filled_in else None,
        "invoice": _invoice(purchase) if filled_in else None,
        "lineItems": [_line(line, purchase, random) for line in purchase.lines],
        "surcharges": [],
        "codBookedPayments": [],
        "note": None,
        "marketplace": {"id": purchase.marketplace.id},
        "summary": {"totalToPay": price(purchase.total, currency)},
        "updatedAt": stamp(now),
        "revision": new_revision(random),
    }


def _payment(purchase: Purchase, now: datetime, random: Random) -> dict[str, Any]:
    """Cash on delivery is finished at once and never has a paid amount."""
    is_ready = purchase.status == "READY_FOR_PROCESSING"
    is_paid = is_ready and purchase.payment_type != "CASH_ON_DELIVERY"
    currency = purchase.marketplace.currency
    finished_at = now - timedelta(milliseconds=random.randrange(200, 900))
    return {
        "id": new_uuid(random),
        "type": purchase.payment_type,
        "provider": purchase.provider,
        "finishedAt": stamp(finished_at) if is_ready and purchase.is_finished else None,
        "paidAmount": (
            price(purchase.total + purchase.paid_difference, currency) if is_paid else None
        ),
        "reconciliation": None,
        "features": purchase.payment_features,
    }


def _delivery(purchase: Purchase) -> dict[str, Any]:
    """The address is known from READY_FOR_PROCESSING on, and so are the times."""
    is_ready = purchase.status == "READY_FOR_PROCESSING"
    return {
        "address": _address(purchase) if is_ready else None,
        "method": {"id": purchase.method.id, "name": purchase.method.name},
        "pickupPoint": purchase.pickup_point,
        "cost": price(purchase.delivery_cost, purchase.marketplace.currency),
        "time": delivery_time(purchase.bought_at if is_ready else None),
        "smart": purchase.is_smart,
        "cancellation": None,
        "calculatedNumberOfPackages": 1,
    }


def delivery_time(bought_at: datetime | None) -> dict[str, Any]:
    """When a purchase should leave and arrive; `None`: it is not known yet."""
    if bought_at is None:
        return {"from": None, "to": None, "guaranteed": None, "dispatch": None}
    midnight = bought_at.replace(hour=23, minute=0, second=0, microsecond=0)
    last_second = timedelta(seconds=-1)
    return {
        "from": stamp(midnight + timedelta(days=2)),
        "to": stamp(midnight + timedelta(days=4) + last_second),
        "guaranteed": None,
        "dispatch": {
            "from": stamp(midnight),
            "to": stamp(midnight + timedelta(days=2) + last_second),
        },
    }


def _address(purchase: Purchase) -> dict[str, Any]:
    return {
        "firstName": purchase.buyer.first_name,
        "lastName": purchase.buyer.last_name,
        "street": purchase.recipient.street,
        "city": purchase.recipient.city,
        "zipCode": purchase.recipient.post_code,
        "countryCode": purchase.recipient.country,
        "companyName": purchase.recipient_company,
        "phoneNumber": purchase.recipient_phone,
        "modifiedAt": None,
    }


def _invoice(purchase: Purchase) -> dict[str, Any]:
    return {
        "required": purchase.invoice_address is not None,
        "address": purchase.invoice_address,
        "dueDate": purchase.invoice_due,
        "features": None,
    }


def _line(line: Line, purchase: Purchase, random: Random) -> dict[str, Any]:
    currency = purchase.marketplace.currency
    return {
        "id": new_uuid(random),
        "offer": {
            "id": line.offer.id,
            "name": line.offer.name,
            "external": {"id": line.external_id} if line.external_id else None,
            "productSet": None,
            "hsNumber": None,
        },
        "quantity": line.quantity,
        "originalPrice": price(line.original_price, currency),
        "price": price(line.price, currency),
        "deposit": {"price": price(line.deposit, currency)} if line.deposit else None,
        "reconciliation": {
            "value": price(line.reconciliation, currency),
            "type": "BILLING",
            "quantity": line.quantity,
        }
        if line.reconciliation
        else None,
        "selectedAdditionalServices": [
            {
                "definitionId": name.upper().replace(" ", "_"),
                "name": name,
                "price": price(cost, currency),
                "quantity": pieces,
            }
            for name, cost, pieces in line.services
        ],
        "vouchers": [
            {
                "code": f"{random.getrandbits(40):010X}",
                "type": "NOTEBOOKS_FOR_TEACHERS",
                "status": "ACTIVE",
                "externalTransactionId": new_uuid(random),
                "value": price(line.voucher, currency),
            }
        ]
        if line.voucher
        else [],
        "tax": line.tax,
        "boughtAt": stamp(purchase.bought_at),
        "discounts": [{"type": kind} for kind in line.discounts] if line.discounts else None,
        "serialNumbers": {"expected": False, "entries": []},
    }
