"""What the simulator sold, read from its own forms and not through our documents."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any


@dataclass(frozen=True, slots=True, kw_only=True)
class SoldLine:
    quantity: int
    unit_gross: Decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class SoldOrder:
    """The facts of one form that a shop must hold. Amounts are gross, in major units."""

    form_id: str
    buyer: str
    bought_at: datetime
    currency: str
    lines: tuple[SoldLine, ...]  # offers, services and deposits, sorted
    delivery: Decimal
    total: Decimal
    received: Decimal
    #: Of that, what the seller returned.
    returned: Decimal = Decimal(0)
    is_cash_on_delivery: bool
    is_cancelled: bool


def read_form(
    form: Mapping[str, Any], returned: Callable[[str], Decimal] = lambda payment_id: Decimal(0)
) -> SoldOrder:
    """The facts of a form as Allegro serves it.

    Args:
        returned: What was returned of a payment or surcharge.
    """
    lines = []
    for item in form["lineItems"]:
        lines.append(SoldLine(quantity=item["quantity"], unit_gross=_amount(item["price"])))
        for service in item["selectedAdditionalServices"] or ():
            lines.append(
                SoldLine(quantity=service["quantity"], unit_gross=_amount(service["price"]))
            )
        if deposit := item["deposit"]:
            lines.append(SoldLine(quantity=item["quantity"], unit_gross=_amount(deposit["price"])))
    payment = form["payment"] or {}
    payments = [payment, *(form["surcharges"] or ()), *(form["codBookedPayments"] or ())]
    received = (_amount(each.get("paidAmount")) for each in payments)
    ids = [each.get("id") or each.get("paymentId") for each in payments]
    return SoldOrder(
        form_id=form["id"],
        buyer=form["buyer"]["login"],
        bought_at=min(datetime.fromisoformat(item["boughtAt"]) for item in form["lineItems"]),
        currency=form["summary"]["totalToPay"]["currency"],
        lines=sorted_lines(lines),
        delivery=_amount((form["delivery"] or {}).get("cost")),
        total=_amount(form["summary"]["totalToPay"]),
        received=sum(received, Decimal(0)),
        returned=sum((returned(each) for each in ids if each), Decimal(0)),
        is_cash_on_delivery=payment.get("type") == "CASH_ON_DELIVERY",
        is_cancelled="CANCELLED" in (form["status"], form["fulfillment"]["status"]),
    )


def sorted_lines(lines: list[SoldLine]) -> tuple[SoldLine, ...]:
    return tuple(sorted(lines, key=lambda line: (line.unit_gross, line.quantity)))


def _amount(price: Mapping[str, str] | None) -> Decimal:
    return Decimal(price["amount"]) if price else Decimal(0)
