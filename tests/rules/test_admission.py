from datetime import UTC, datetime, timedelta

import pytest

from saleor_allegro.rules.admission import Admission, Reason, Verdict, admit
from tests.factories import (
    cash_on_delivery,
    checkout_form,
    fulfillment,
    line_item,
    payment,
)

BOUGHT = datetime(2026, 11, 20, 8, 15, 30, 120000, tzinfo=UTC)
DAY = timedelta(days=1)
OPEN = {"import_unpaid": True, "import_since": BOUGHT - DAY, "connected_at": BOUGHT - DAY}
PAID_ONLY = OPEN | {"import_unpaid": False}
UNPAID = {"status": "FILLED_IN", "payment": payment(None)}

IMPORT = Admission(Verdict.IMPORT)


def skip(reason):
    return Admission(Verdict.SKIP, reason)


WAIT = Admission(Verdict.WAIT, Reason.UNPAID)


@pytest.mark.parametrize(
    ("form", "circumstances", "expected"),
    [
        ({}, OPEN, IMPORT),
        ({}, PAID_ONLY, IMPORT),
        (UNPAID, OPEN, IMPORT),
        (UNPAID, PAID_ONLY, WAIT),
        ({"status": "BOUGHT", "payment": None, "delivery": None}, OPEN, IMPORT),
        ({"status": "BOUGHT", "payment": None, "delivery": None}, PAID_ONLY, WAIT),
        ({"status": "FILLED_IN"}, PAID_ONLY, IMPORT),  # the money came before the status
        ({"status": "FILLED_IN", "payment": payment("1.00")}, PAID_ONLY, WAIT),
        ({"payment": cash_on_delivery()}, PAID_ONLY, IMPORT),
        ({"payment": cash_on_delivery(), "status": "FILLED_IN"}, PAID_ONLY, WAIT),
        ({"status": "CANCELLED"}, OPEN, skip(Reason.CANCELLED)),
        (
            {"fulfillment": fulfillment("CANCELLED")},
            OPEN,
            skip(Reason.CANCELLED_BY_SELLER),
        ),
        ({}, OPEN | {"import_since": BOUGHT}, IMPORT),
        ({}, OPEN | {"import_since": BOUGHT + DAY}, skip(Reason.BOUGHT_BEFORE_IMPORT)),
        ({"status": "IN_THE_AIR"}, PAID_ONLY, IMPORT),
        ({"fulfillment": None}, OPEN, IMPORT),
    ],
)
def test_verdicts(form, circumstances, expected):
    assert admit(checkout_form(**form), **circumstances) == expected


@pytest.mark.parametrize("status", ["SENT", "PICKED_UP", "RETURNED"])
@pytest.mark.parametrize(
    ("connected_at", "expected"),
    [(BOUGHT + DAY, skip(Reason.DISPATCHED_BEFORE_CONNECTION)), (BOUGHT - DAY, IMPORT)],
)
def test_what_was_dispatched_elsewhere_is_left_alone(status, connected_at, expected):
    form = checkout_form(fulfillment=fulfillment(status))

    assert admit(form, **OPEN | {"connected_at": connected_at}) == expected


def test_what_was_sent_in_part_is_still_open():
    sent = fulfillment("SENT") | {"shipmentSummary": {"lineItemsSent": "SOME"}}

    assert admit(checkout_form(fulfillment=sent), **OPEN | {"connected_at": BOUGHT + DAY}) == IMPORT


@pytest.mark.parametrize("status", ["NEW", "PROCESSING", "READY_FOR_SHIPMENT", "SUSPENDED"])
def test_open_orders_of_before_the_connection_are_imported(status):
    form = checkout_form(fulfillment=fulfillment(status))

    assert admit(form, **OPEN | {"connected_at": BOUGHT + DAY}) == IMPORT


def test_a_later_item_brings_in_an_old_purchase():
    later = line_item(boughtAt="2026-11-25T08:00:00Z")
    form = checkout_form(lines=[line_item(), later])

    assert admit(form, **OPEN | {"import_since": BOUGHT + DAY}) == IMPORT


@pytest.mark.parametrize(
    "form",
    [
        {},
        UNPAID,
        {"status": "CANCELLED"},
        {"fulfillment": fulfillment("CANCELLED")},
        {"fulfillment": fulfillment("SENT")},
    ],
)
def test_what_takes_the_place_of_orders_is_always_imported(form):
    late = {"import_since": BOUGHT + DAY, "connected_at": BOUGHT + DAY}

    assert admit(checkout_form(**form), **PAID_ONLY | late, takes_over=True) == IMPORT
