"""What happens to a form after the sale."""

from datetime import timedelta
from decimal import Decimal

import pytest

from saleor_allegro.simulator import Kind
from saleor_allegro.simulator.life import CannotHappen
from saleor_allegro.simulator.wire import moment_of, stamp


def bought_at(simulator, form_id):
    return moment_of(simulator.forms[form_id]["lineItems"][0]["boughtAt"])


def test_an_unpaid_order_is_paid(simulator, events_of):
    form_id = simulator.sell(Kind.UNPAID)
    before = simulator.forms[form_id]
    simulator.clock.advance(timedelta(hours=5))

    simulator.pay(form_id)

    form = simulator.forms[form_id]
    assert form["status"] == "READY_FOR_PROCESSING"
    assert form["payment"]["paidAmount"] == form["summary"]["totalToPay"]
    assert form["delivery"]["address"]["city"]
    assert form["delivery"]["pickupPoint"] == before["delivery"]["pickupPoint"]
    assert form["updatedAt"] == stamp(simulator.clock.now())
    assert form["revision"] != before["revision"]
    assert events_of(form_id) == ["BOUGHT", "FILLED_IN", "READY_FOR_PROCESSING"]


def test_a_bought_order_is_filled_in_then_paid(simulator, events_of):
    form_id = simulator.sell(Kind.BOUGHT)
    goods = Decimal(simulator.forms[form_id]["summary"]["totalToPay"]["amount"])

    simulator.fill_in(form_id)
    filled = simulator.forms[form_id]
    simulator.pay(form_id, Decimal("1.00"))

    total = Decimal(filled["summary"]["totalToPay"]["amount"])
    assert filled["status"] == "FILLED_IN"
    assert total == goods + Decimal(filled["delivery"]["cost"]["amount"])
    assert simulator.forms[form_id]["payment"]["paidAmount"]["amount"] == "1.00"
    assert events_of(form_id) == ["BOUGHT", "FILLED_IN", "READY_FOR_PROCESSING"]


def test_the_buyer_changes_the_address(simulator, events_of):
    form_id = simulator.sell(Kind.PAID_ONLINE)

    simulator.change_address(form_id, street="Nowa 1", city="Opole")

    address = simulator.forms[form_id]["delivery"]["address"]
    assert (address["street"], address["city"]) == ("Nowa 1", "Opole")
    assert address["modifiedAt"] == stamp(simulator.clock.now())
    assert events_of(form_id)[-1] == "BUYER_MODIFIED"
    with pytest.raises(CannotHappen, match="postCode"):
        simulator.change_address(form_id, postCode="00-001")


def test_the_buyer_cancels_and_the_stock_returns(simulator, events_of):
    stock = [offer.stock for offer in simulator.offers]
    form_id = simulator.sell(Kind.PAID_ONLINE)

    simulator.cancel(form_id)

    form = simulator.forms[form_id]
    assert form["status"] == "CANCELLED"
    assert form["payment"]["paidAmount"] == form["summary"]["totalToPay"]
    assert [offer.stock for offer in simulator.offers] == stock
    assert events_of(form_id)[-1] == "BUYER_CANCELLED"
    with pytest.raises(CannotHappen, match="CANCELLED"):
        simulator.cancel(form_id)


def test_second_thoughts_end_when_the_seller_begins_or_after_three_days(simulator):
    begun, old = simulator.sell(Kind.PAID_ONLINE), simulator.sell(Kind.PAID_ONLINE)
    simulator.set_fulfillment(begun, "PROCESSING")

    with pytest.raises(CannotHappen, match="PROCESSING"):
        simulator.cancel(begun)
    simulator.clock.advance(timedelta(days=3))
    with pytest.raises(CannotHappen, match="3 days"):
        simulator.change_address(old, street="Nowa 1")


def test_what_is_unpaid_for_a_week_expires(simulator, events_of):
    unpaid, bought, paid = (
        simulator.sell(kind) for kind in (Kind.UNPAID, Kind.BOUGHT, Kind.PAID_ONLINE)
    )
    waiting = simulator.sell(Kind.UNPAID)
    simulator.pay(waiting, Decimal("1.00"), is_ready=False)
    assert simulator.expire_unpaid() == []

    simulator.clock.advance(timedelta(days=7))

    assert simulator.expire_unpaid() == [unpaid, bought]
    assert simulator.forms[unpaid]["status"] == "CANCELLED"
    assert events_of(bought)[-1] == "AUTO_CANCELLED"
    assert simulator.forms[paid]["status"] == "READY_FOR_PROCESSING"


def test_a_change_of_fulfillment_moves_neither_updated_at_nor_revision(simulator, events_of):
    form_id = simulator.sell(Kind.PAID_ONLINE)
    before = simulator.forms[form_id]
    simulator.clock.advance(timedelta(hours=1))

    simulator.set_fulfillment(form_id, "SENT", sent="ALL")

    after = simulator.forms[form_id]
    assert after["fulfillment"]["status"] == "SENT"
    assert (after["updatedAt"], after["revision"]) == (before["updatedAt"], before["revision"])
    assert events_of(form_id)[-1] == "FULFILLMENT_STATUS_CHANGED"
    with pytest.raises(CannotHappen, match="LOST"):
        simulator.set_fulfillment(form_id, "LOST")


def test_the_seller_may_take_a_cancellation_back(simulator, events_of):
    form_id = simulator.sell(Kind.PAID_ONLINE)

    simulator.set_fulfillment(form_id, "CANCELLED")
    simulator.set_fulfillment(form_id, "NEW")

    form = simulator.forms[form_id]
    assert (form["status"], form["fulfillment"]["status"]) == ("READY_FOR_PROCESSING", "NEW")
    assert events_of(form_id)[-2:] == ["FULFILLMENT_STATUS_CHANGED"] * 2


def test_abroad_a_buyer_may_cancel_for_five_minutes_whatever_has_begun(simulator):
    quick, slow = simulator.sell(Kind.CZECH), simulator.sell(Kind.CZECH)
    for form_id in (quick, slow):
        simulator.set_fulfillment(form_id, "SENT")

    simulator.clock.set(bought_at(simulator, quick) + timedelta(minutes=5))
    simulator.cancel(quick)

    simulator.clock.set(bought_at(simulator, slow) + timedelta(minutes=5, seconds=1))
    with pytest.raises(CannotHappen, match="SENT"):
        simulator.cancel(slow)


def test_a_form_that_vanishes_leaves_no_successor(simulator, allegro):
    form_id = simulator.sell(Kind.PAID_ONLINE)

    simulator.vanish(form_id)

    assert allegro.get(f"/order/checkout-forms/{form_id}").status_code == 404
    assert simulator.forms.gone == {form_id: None}
    assert len(allegro.json("/order/events")["events"]) == 3


def test_a_form_that_is_not_there(simulator):
    with pytest.raises(CannotHappen, match="no form nothing"):
        simulator.pay("nothing")
