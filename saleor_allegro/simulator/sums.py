"""What a form amounts to, and what was received for it."""

from decimal import Decimal
from typing import Any

from saleor_allegro.simulator.wire import amount_of


def line_total(line: dict[str, Any]) -> Decimal:
    """Pieces, services and deposits. That a deposit is not in the price is a guess."""
    unit = amount_of(line["price"])
    if line["deposit"]:
        unit += amount_of(line["deposit"]["price"])
    services = sum(
        (
            amount_of(service["price"]) * int(service["quantity"])
            for service in line["selectedAdditionalServices"]
        ),
        Decimal(0),
    )
    return unit * int(line["quantity"]) + services


def total_of(form: dict[str, Any]) -> Decimal:
    """Every line, and the delivery once it is chosen."""
    cost = amount_of(form["delivery"]["cost"]) if form["delivery"] else Decimal(0)
    return sum((line_total(line) for line in form["lineItems"]), cost)


def received_of(form: dict[str, Any]) -> dict[str, Decimal]:
    """Payment id -> money that came with it: the payment, surcharges, booked cash."""
    payments = [form["payment"]] if form["payment"] else []
    received = {
        payment["id"]: amount_of(payment["paidAmount"])
        for payment in (*payments, *form["surcharges"])
        if payment["paidAmount"]
    }
    for booked in form["codBookedPayments"]:
        received[booked["paymentId"]] = amount_of(booked["paidAmount"])
    return received


def rest_of(form: dict[str, Any]) -> Decimal:
    """What is left to pay; below zero when more came than was asked for."""
    received = sum(received_of(form).values(), Decimal(0))
    return amount_of(form["summary"]["totalToPay"]) - received
