from datetime import UTC, datetime
from decimal import Decimal

import pytest

from saleor_allegro.rules.order_payments import draft_payments
from tests.factories import cash_on_delivery, checkout_form, money, payment

BOUGHT_AT = datetime(2026, 11, 20, 8, 15, 30, tzinfo=UTC)
PAID_AT = datetime(2026, 11, 20, 8, 20, 40, 300000, tzinfo=UTC)
UPDATED_AT = datetime(2026, 11, 20, 8, 21, 2, 415000, tzinfo=UTC)


def booked(payment_id, amount, paid_at="2026-11-25T10:00:00Z"):
    return {"paymentId": payment_id, "paidAmount": money(amount), "paidAt": paid_at}


@pytest.mark.parametrize(
    "form",
    [
        {"payment": None},
        {"payment": payment(None)},
        {"payment": payment("0.00")},
        {"payment": payment(None, finishedAt="2026-11-20T08:20:40Z")},
        {"payment": cash_on_delivery()},
        {"payment": payment(None), "surcharges": [payment(None)]},
    ],
)
def test_a_promise_is_no_payment(form):
    assert draft_payments(checkout_form(**form), BOUGHT_AT) == ()


def test_every_receipt_of_money_is_one_payment():
    form = checkout_form(
        payment=payment("100.00", id="p-1", provider="PAYU"),
        surcharges=[payment("7.50", id="s-1", provider="P24"), payment(None, id="s-2")],
    )

    received = draft_payments(form, BOUGHT_AT)

    assert [(draft.payment_id, draft.name, draft.amount) for draft in received] == [
        ("p-1", "Allegro: PayU", Decimal("100.00")),
        ("s-1", "Allegro: Przelewy24 – surcharge", Decimal("7.50")),
    ]
    assert {draft.received_at for draft in received} == {PAID_AT}


def test_booked_cash_on_delivery_is_money_each_parcel_with_an_id_of_its_own():
    form = checkout_form(
        payment=cash_on_delivery() | {"id": "cod"},
        codBookedPayments=[booked("cod", "60.00"), booked("cod", "50.00", None)],
    )

    received = draft_payments(form, BOUGHT_AT)

    assert [(draft.payment_id, draft.amount) for draft in received] == [
        ("cod", Decimal("60.00")),
        ("cod:2", Decimal("50.00")),
    ]
    assert received[0].received_at == datetime(2026, 11, 25, 10, tzinfo=UTC)
    assert received[1].received_at == UPDATED_AT


@pytest.mark.parametrize(
    ("fields", "name"),
    [
        ({"provider": "AF"}, "Allegro: Allegro Finance"),
        ({"provider": "AF", "features": ["ALLEGRO_PAY"]}, "Allegro: Allegro Finance (Allegro Pay)"),
        ({"provider": "EPT", "type": "EXTENDED_TERM"}, "Allegro: Extended Payment Terms"),
        ({"provider": "NEWPAY"}, "Allegro: NEWPAY"),
        ({"provider": None, "type": "WIRE_TRANSFER"}, "Allegro: WIRE_TRANSFER"),
    ],
)
def test_a_payment_is_named_after_its_provider(fields, name):
    (draft,) = draft_payments(checkout_form(payment=payment("1.00", **fields)), BOUGHT_AT)

    assert draft.name == name


def test_money_without_a_moment_is_dated_by_the_forms_last_change_else_the_purchase():
    undated = payment("110.00", finishedAt=None)

    (by_change,) = draft_payments(checkout_form(payment=undated), BOUGHT_AT)
    (by_purchase,) = draft_payments(checkout_form(payment=undated, updatedAt=None), BOUGHT_AT)

    assert by_change.received_at == UPDATED_AT
    assert by_purchase.received_at == BOUGHT_AT
