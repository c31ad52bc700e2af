"""Orders to be written; a test names only the fields it is about."""

from datetime import UTC, datetime
from decimal import Decimal
from typing import Any
from uuid import uuid4

from saleor_allegro.rules.drafts import (
    AddressDraft,
    CustomerDraft,
    DeliveryDraft,
    InitialStatus,
    LineDraft,
    LineKind,
    OrderDraft,
    PaymentDraft,
)
from saleor_allegro.rules.updates import OrderUpdate, ParcelDraft, RefundDraft
from saleor_allegro.shop.port import MatchBy, WritePolicy
from tests.factories import new_id

BOUGHT_AT = datetime(2026, 11, 20, 8, 15, 30, tzinfo=UTC)


def write_policy(**fields: Any) -> WritePolicy:
    """How the channel `allegro-pl` wants its drafts written: by SKU, 23 % by default."""
    return WritePolicy(
        **{
            "channel_slug": "allegro-pl",
            "match_by": MatchBy.SKU,
            "default_tax_rate": Decimal("0.23"),
        }
        | fields
    )


def line_draft(key: str | None = "SKU-1", quantity: int = 1, **fields: Any) -> LineDraft:
    """A line of 10.00 a piece, matched by `key`."""
    kind = fields.get("kind", LineKind.OFFER)
    line_item_id, offer_id = fields.get("line_item_id", new_id()), fields.get("offer_id", "1700")
    unit = fields.get("unit_gross", Decimal("10.00"))
    return LineDraft(
        **{
            "kind": kind,
            "line_item_id": line_item_id,
            "offer_id": offer_id,
            "name": "Kubek 300 ml",
            "variant_key": key,
            "quantity": quantity,
            "unit_gross": unit,
            "undiscounted_unit_gross": unit,
            "tax_rate": Decimal("0.23"),
            "metadata": {
                "allegro.kind": kind.value,
                "allegro.line_item_id": line_item_id,
                "allegro.offer_id": offer_id,
            },
        }
        | fields
    )


def customer_draft(**fields: Any) -> CustomerDraft:
    """A buyer nobody has seen before."""
    buyer_id = fields.get("buyer_id", new_id())
    return CustomerDraft(
        **{
            "buyer_id": buyer_id,
            "login": f"login-{buyer_id[-6:]}",
            "email": f"{buyer_id}+tx@allegromail.pl",
            "first_name": "Bolek",
            "last_name": "Kupujący",
        }
        | fields
    )


def address_draft(**fields: Any) -> AddressDraft:
    return AddressDraft(
        **{
            "first_name": "Olga",
            "last_name": "Odbiorca",
            "street": "Prosta 1",
            "city": "Warszawa",
            "postal_code": "00-838",
            "country_code": "PL",
            "phone": "+48221234567",
        }
        | fields
    )


def payment_draft(amount: str, **fields: Any) -> PaymentDraft:
    return PaymentDraft(
        **{
            "payment_id": new_id(),
            "name": "Allegro: PayU",
            "amount": Decimal(amount),
            "received_at": BOUGHT_AT,
        }
        | fields
    )


def order_draft(*lines: LineDraft, **fields: Any) -> OrderDraft:
    """An unpaid order with free delivery, whose total is what its lines and delivery make."""
    lines = lines or (line_draft(),)
    customer = fields.get("customer") or customer_draft()
    delivery = fields.get("delivery", DeliveryDraft())
    form_id = fields.get("form_id", new_id())
    total = sum((line.unit_gross * line.quantity for line in lines), delivery.gross)
    return OrderDraft(
        **{
            "form_id": form_id,
            "currency": "PLN",
            "language": "pl-PL",
            "bought_at": BOUGHT_AT,
            "status": InitialStatus.UNFULFILLED,
            "email": customer.email,
            "note": "",
            "customer": customer,
            "shipping_address": address_draft(),
            "billing_address": address_draft(first_name="Bolek", last_name="Kupujący"),
            "lines": lines,
            "delivery": delivery,
            "payments": (),
            "total_gross": total,
            "metadata": {"allegro.form_id": form_id},
            "private_metadata": {"allegro.login": customer.login},
        }
        | fields
    )


def order_update(**fields: Any) -> OrderUpdate:
    """An update of an order that the shop does not have, by a form that says nothing."""
    draft = fields.get("draft")
    return OrderUpdate(
        **{"order_id": uuid4(), "form_id": draft.form_id if draft else new_id()} | fields
    )


def refund_draft(amount: str, **fields: Any) -> RefundDraft:
    return RefundDraft(
        **{
            "refund_id": new_id(),
            "payment_id": new_id(),
            "amount": Decimal(amount),
            "refunded_at": BOUGHT_AT,
            "name": "Allegro: PayU",
        }
        | fields
    )


def parcel_draft(waybill: str, **fields: Any) -> ParcelDraft:
    return ParcelDraft(
        **{
            "parcel_id": new_id(),
            "carrier_id": "INPOST",
            "carrier_name": "InPost",
            "waybill": waybill,
            "created_at": BOUGHT_AT,
        }
        | fields
    )
