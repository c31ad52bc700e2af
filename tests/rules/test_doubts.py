import pytest

from saleor_allegro.rules.draft_order import DraftPolicy, draft_order
from saleor_allegro.rules.flags import FlagKind
from tests.factories import (
    cash_on_delivery,
    checkout_form,
    delivery,
    fulfillment,
    invoice,
    line_item,
    money,
    payment,
)

COMPANY_WITHOUT_ID = {"name": "Demo", "ids": [], "vatPayerStatus": "ACTIVE", "taxId": None}
BOOKED = {"paymentId": "cod", "paidAmount": money("110.00"), "paidAt": None}


def flags_of(**form):
    return draft_order(checkout_form(**form), DraftPolicy()).flags


def kinds_of(**form):
    return [flag.kind for flag in flags_of(**form)]


def test_a_plain_order_raises_no_doubt():
    assert flags_of() == ()


def test_a_total_that_does_not_add_up_names_both_numbers():
    (flag,) = flags_of(total="109.00", payment=payment("109.00"))

    assert flag.kind is FlagKind.TOTAL_MISMATCH
    assert flag.details == {"added_up": "110.00", "stated": "109.00", "currency": "PLN"}


def test_services_deposits_and_delivery_are_counted():
    line = line_item(
        price="2.00",
        quantity=6,
        deposit={"price": money("0.50")},
        selectedAdditionalServices=[{"name": "Wniesienie", "price": money("25.00"), "quantity": 2}],
    )

    assert (
        kinds_of(lines=[line], delivery=delivery("8.00"), total="73.00", payment=payment("73.00"))
        == []
    )


@pytest.mark.parametrize(
    ("form", "kinds"),
    [
        ({"payment": payment("100.00")}, [FlagKind.UNDERPAID]),
        ({"payment": payment("120.00")}, [FlagKind.OVERPAID]),
        ({"payment": payment("100.00"), "surcharges": [payment("10.00")]}, []),
        ({"payment": payment("100.00"), "surcharges": [payment("10.01")]}, [FlagKind.OVERPAID]),
        ({"payment": payment("100.00"), "surcharges": [payment(None)]}, [FlagKind.UNDERPAID]),
        ({"payment": payment(None)}, [FlagKind.UNDERPAID]),
        ({"payment": payment(None), "status": "FILLED_IN"}, []),
        ({"payment": payment("1.00"), "status": "FILLED_IN"}, [FlagKind.UNDERPAID]),
        ({"payment": None, "status": "BOUGHT"}, []),
        ({"payment": cash_on_delivery()}, []),
        ({"payment": cash_on_delivery(), "codBookedPayments": [BOOKED]}, []),
        (
            {
                "payment": cash_on_delivery(),
                "codBookedPayments": [BOOKED | {"paidAmount": money("50.00")}],
            },
            [FlagKind.UNDERPAID],
        ),
        ({"payment": payment(None, type="EXTENDED_TERM", provider="EPT")}, []),
        ({"payment": payment("115.00", reconciliation=money("5.00"))}, []),
        ({"payment": payment("116.00", reconciliation=money("5.00"))}, [FlagKind.OVERPAID]),
    ],
)
def test_money_that_arrived_or_was_due_is_compared(form, kinds):
    assert kinds_of(**form) == kinds


def test_an_underpayment_names_both_numbers():
    (flag,) = flags_of(payment=payment("100.00"))

    assert flag.details == {"paid": "100.00", "total": "110.00", "currency": "PLN"}


@pytest.mark.parametrize(
    ("wanted", "kinds"),
    [
        (invoice(), []),
        (invoice(person={"firstName": "Iga", "lastName": "Osoba"}), []),
        (invoice(company=COMPANY_WITHOUT_ID), [FlagKind.INVOICE_WITHOUT_TAX_ID]),
        (invoice(address=None), [FlagKind.INVOICE_WITHOUT_TAX_ID]),
        (invoice(company=COMPANY_WITHOUT_ID, required=False), []),
    ],
)
def test_an_invoice_for_nobody_taxable_is_flagged(wanted, kinds):
    assert kinds_of(invoice=wanted) == kinds


@pytest.mark.parametrize(
    ("state", "kinds"),
    [
        (fulfillment(provider="ALLEGRO"), [FlagKind.ONE_FULFILLMENT]),
        (fulfillment("SENT"), [FlagKind.ALREADY_DISPATCHED]),
        (
            fulfillment("PICKED_UP", "ALLEGRO"),
            [FlagKind.ONE_FULFILLMENT, FlagKind.ALREADY_DISPATCHED],
        ),
        (fulfillment("PROCESSING"), []),
        (None, []),
    ],
)
def test_orders_not_ours_to_ship_are_flagged(state, kinds):
    assert kinds_of(fulfillment=state) == kinds


@pytest.mark.parametrize(
    ("form", "subject", "value"),
    [
        ({"payment": payment(type="BARTER")}, "payment.type", "BARTER"),
        ({"payment": payment(provider="NEWPAY")}, "payment.provider", "NEWPAY"),
        ({"fulfillment": fulfillment("TELEPORTED")}, "fulfillment.status", "TELEPORTED"),
        ({"fulfillment": fulfillment(provider="ROBOT")}, "fulfillment.provider", "ROBOT"),
        (
            {"lines": [line_item(discounts=[{"type": "KARMA"}])]},
            "lineItems.discounts.type",
            "KARMA",
        ),
        (
            {"invoice": invoice(company={"name": "D", "ids": [{"type": "X_NO", "value": "1"}]})},
            "invoice.ids.type",
            "X_NO",
        ),
    ],
)
def test_a_word_we_do_not_know_is_shown_to_a_person(form, subject, value):
    (flag,) = flags_of(**form)

    assert (flag.kind, flag.subject) == (FlagKind.UNKNOWN_VALUE, subject)
    assert flag.details == {"value": value}


def test_one_unknown_word_in_many_lines_is_one_flag():
    lines = [line_item(discounts=[{"type": "KARMA"}]) for _ in range(3)]

    flags = flags_of(lines=lines, total="310.00", payment=payment("310.00"))

    assert [flag.kind for flag in flags] == [FlagKind.UNKNOWN_VALUE]
