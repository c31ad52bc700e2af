"""Money that comes at once, in parts, on top, at the door, or is broken off."""

from datetime import timedelta
from decimal import Decimal

import pytest

from saleor_allegro.simulator import Kind
from saleor_allegro.simulator.life import CannotHappen


def paid_amount(form):
    return form["payment"]["paidAmount"]["amount"]


def test_a_part_that_is_paid_leaves_the_form_waiting_for_the_rest(simulator, events_of):
    form_id = simulator.sell(Kind.UNPAID)

    simulator.pay(form_id, Decimal("1.00"), is_ready=False)
    part = simulator.forms[form_id]
    simulator.pay_rest(form_id, Decimal("2.00"))
    more = simulator.forms[form_id]
    simulator.clock.advance(timedelta(hours=1))
    simulator.pay_rest(form_id)

    form = simulator.forms[form_id]
    assert (part["status"], paid_amount(part)) == ("FILLED_IN", "1.00")
    assert part["payment"]["finishedAt"] is part["delivery"]["address"] is None
    assert (more["status"], paid_amount(more)) == ("FILLED_IN", "3.00")
    assert form["status"] == "READY_FOR_PROCESSING"
    assert form["payment"]["paidAmount"] == form["summary"]["totalToPay"]
    assert form["payment"]["id"] == part["payment"]["id"]
    assert form["payment"]["finishedAt"] == form["updatedAt"]
    assert form["delivery"]["address"] is not None
    assert form["delivery"]["time"]["dispatch"]["to"] is not None
    assert events_of(form_id)[1:] == ["FILLED_IN"] * 3 + ["READY_FOR_PROCESSING"]


@pytest.mark.parametrize("kind", [Kind.UNDERPAID, Kind.EXTENDED_TERM])
def test_what_was_ready_without_all_its_money_is_paid_later(simulator, events_of, kind):
    form_id = simulator.sell(kind)

    simulator.pay_rest(form_id)

    form = simulator.forms[form_id]
    assert form["payment"]["paidAmount"] == form["summary"]["totalToPay"]
    assert form["surcharges"] == []
    assert events_of(form_id)[-2:] == ["READY_FOR_PROCESSING"] * 2
    with pytest.raises(CannotHappen, match="nothing is left"):
        simulator.pay_rest(form_id)


def test_the_rest_of_nothing_cannot_be_paid(simulator):
    with pytest.raises(CannotHappen, match="nothing of"):
        simulator.pay_rest(simulator.sell(Kind.UNPAID))
    with pytest.raises(CannotHappen, match="nothing of"):
        simulator.pay_rest(simulator.sell(Kind.CASH_ON_DELIVERY))


def test_a_payment_that_is_broken_off_is_followed_by_another(simulator, events_of):
    form_id = simulator.sell(Kind.UNPAID)
    before = simulator.forms[form_id]

    simulator.cancel_payment(form_id)

    form = simulator.forms[form_id]
    assert form["payment"]["id"] != before["payment"]["id"]
    assert (form["status"], form["payment"]["paidAmount"]) == ("FILLED_IN", None)
    assert form["revision"] != before["revision"]
    assert events_of(form_id) == ["BOUGHT", "FILLED_IN", "FILLED_IN"]


def test_money_that_came_is_neither_broken_off_nor_paid_anew(simulator):
    form_id = simulator.sell(Kind.UNPAID)
    simulator.pay(form_id, Decimal("1.00"), is_ready=False)

    for again in (simulator.cancel_payment, simulator.pay):
        with pytest.raises(CannotHappen, match="partly paid"):
            again(form_id)


def test_the_rest_is_paid_as_a_surcharge(simulator, events_of):
    form_id = simulator.sell(Kind.UNDERPAID)
    paid = simulator.forms[form_id]["payment"]["paidAmount"]

    simulator.top_up(form_id)

    form = simulator.forms[form_id]
    assert form["payment"]["paidAmount"] == paid
    assert [each["paidAmount"]["amount"] for each in form["surcharges"]] == ["5.00"]
    assert events_of(form_id)[-2:] == ["READY_FOR_PROCESSING", "READY_FOR_PROCESSING"]
    with pytest.raises(CannotHappen, match="nothing is left"):
        simulator.top_up(form_id)
    simulator.top_up(form_id, Decimal("2.50"))
    assert len(simulator.forms[form_id]["surcharges"]) == 2


def test_cash_on_delivery_is_booked(simulator):
    form_id = simulator.sell(Kind.CASH_ON_DELIVERY)

    simulator.book_cash_on_delivery(form_id)

    form = simulator.forms[form_id]
    assert form["payment"]["paidAmount"] is None
    assert [each["paidAmount"] for each in form["codBookedPayments"]] == [
        form["summary"]["totalToPay"]
    ]
    with pytest.raises(CannotHappen, match="not cash on delivery"):
        simulator.book_cash_on_delivery(simulator.sell(Kind.PAID_ONLINE))
