import pytest

from saleor_allegro.rules import facts
from saleor_allegro.rules.facts import Party
from tests.factories import cash_on_delivery, checkout_form, fulfillment, money, payment

UNPAID = {"payment": payment(None)}
COD = {"payment": cash_on_delivery()}
UNFINISHED_COD = {"payment": cash_on_delivery() | {"finishedAt": None}}
BOOKED = {"paymentId": "cod", "paidAmount": money("110.00"), "paidAt": None}


def parcels(sent, status="NEW"):
    return {"fulfillment": fulfillment(status) | {"shipmentSummary": {"lineItemsSent": sent}}}


@pytest.mark.parametrize(
    ("form", "is_cancelled", "by"),
    [
        ({}, False, None),
        ({"fulfillment": None}, False, None),
        ({"status": "CANCELLED"}, True, Party.BUYER),
        ({"status": "CANCELLED"} | COD, True, Party.BUYER),
        # nobody paid: the buyer, or Allegro after seven days
        ({"status": "CANCELLED"} | UNPAID, True, None),
        ({"status": "CANCELLED", "payment": None}, True, None),
        ({"status": "CANCELLED", "payment": payment("1.00")}, True, None),
        ({"status": "CANCELLED"} | UNFINISHED_COD, True, None),
        ({"fulfillment": fulfillment("CANCELLED")}, True, Party.SELLER),
        ({"status": "FILLED_IN", "fulfillment": fulfillment("CANCELLED")}, True, Party.SELLER),
        ({"status": "CANCELLED", "fulfillment": fulfillment("CANCELLED")}, True, Party.BUYER),
    ],
)
def test_who_cancelled_it(form, is_cancelled, by):
    form = checkout_form(**form)

    assert (facts.is_cancelled(form), facts.cancelled_by(form)) == (is_cancelled, by)


@pytest.mark.parametrize(
    ("form", "is_paid"),
    [
        ({}, True),
        (UNPAID, False),
        (COD, False),  # `finishedAt` is no payment
        ({"status": "FILLED_IN"} | COD, False),
        (COD | {"codBookedPayments": [BOOKED]}, True),
    ],
)
def test_cash_on_delivery_is_paid_once_it_is_booked(form, is_paid):
    assert facts.is_paid(checkout_form(**form)) is is_paid


@pytest.mark.parametrize(
    ("form", "expected"),
    [
        ({}, False),
        ({"fulfillment": None}, False),
        (parcels("NONE"), False),
        (parcels("SOME"), True),
        (parcels("ALL"), True),
        (parcels("NONE", "SENT"), True),
        (parcels("NONE", "PROCESSING"), False),
        (parcels(None), False),
    ],
)
def test_parcels_are_looked_for_where_there_may_be_some(form, expected):
    assert facts.may_have_parcels(checkout_form(**form)) is expected
