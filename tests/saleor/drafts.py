"""Valid drafts; a test names only the fields it is about."""

import datetime
from dataclasses import replace
from decimal import Decimal
from itertools import count
from typing import Any

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
from saleor_allegro.shop.port import MatchBy, WritePolicy

BOUGHT_AT = datetime.datetime(2026, 11, 20, 8, 15, tzinfo=datetime.UTC)
_ids = count(1)

POLICY = WritePolicy(
    channel_slug="allegro-pl", match_by=MatchBy.SKU, default_tax_rate=Decimal("0.23")
)
HOME = AddressDraft(
    first_name="Hubert",
    last_name="Paczkowy",
    street="Wzorcowa 12/3",
    city="Warszawa",
    postal_code="00-838",
    country_code="PL",
    phone="+48601234567",
)


def line(sku: str | None = "MUG", **fields: Any) -> LineDraft:
    number = next(_ids)
    given = {
        "kind": LineKind.OFFER,
        "line_item_id": f"line-{number}",
        "offer_id": f"1700{number}",
        "name": "Kubek z dzióbkiem",
        "variant_key": sku,
        "quantity": 1,
        "unit_gross": Decimal("19.99"),
        "tax_rate": Decimal("0.23"),
    } | fields
    given.setdefault("undiscounted_unit_gross", given["unit_gross"])
    return LineDraft(**given)


def order(*lines: LineDraft, buyer_id: str = "", paid: str = "", **fields: Any) -> OrderDraft:
    number = next(_ids)
    form_id = f"0d3f5a10-c6d1-11f0-b9f1-{number:012x}"
    lines = lines or fields.pop("lines", (line(),))
    delivery = fields.get("delivery", DeliveryDraft(method_name="InPost", gross=Decimal("9.99")))
    email = fields.pop("email", f"t{number}+0a1b2c@allegromail.pl")
    total = sum((each.unit_gross * each.quantity for each in lines), delivery.gross)
    draft = OrderDraft(
        form_id=form_id,
        currency="PLN",
        language="pl-PL",
        bought_at=BOUGHT_AT,
        status=InitialStatus.UNCONFIRMED,
        email=email,
        note="",
        customer=CustomerDraft(
            buyer_id=buyer_id or f"buyer-{number}",
            login=f"kupujacy_{number}",
            email=email,
            first_name="Hubert",
            last_name="Paczkowy",
        ),
        shipping_address=HOME,
        billing_address=HOME,
        lines=lines,
        delivery=delivery,
        payments=(payment(paid),) if paid else (),
        total_gross=total,
        metadata={
            "allegro.form_id": form_id,
            "allegro.delivery_method_name": delivery.method_name,
        },
    )
    return replace(draft, **fields)


def payment(amount: str, payment_id: str = "") -> PaymentDraft:
    return PaymentDraft(
        payment_id=payment_id or f"payment-{next(_ids)}",
        name="Allegro: AF",
        amount=Decimal(amount),
        received_at=BOUGHT_AT + datetime.timedelta(minutes=7),
    )
