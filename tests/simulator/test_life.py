"""What happens to a form after the sale."""

from datetime import timedelta
from decimal import Decimal

import pytest

from saleor_allegro.simulator import Kind
from saleor_allegro.simulator.life import CannotHappen
from saleor_allegro.simulator.wire import stamp


@pytest.fixture
def events_of(simulator):
    """The kinds of event of a form, oldest first."""

    def events_of(form_id):
        events = simulator.journal.read(
            after=None, kinds=frozenset(), limit=1000, now=simulator.clock.now()
        )
        return [event.type for event in events if event.form_id == form_id]

    return events_of


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


@pytest.mark.parametrize("second_kind", [Kind.UNPAID, Kind.BOUGHT])
def test_two_purchases_are_paid_together(simulator, allegro, second_kind):
    first = simulator.sell(Kind.UNPAID)
    second = simulator.sell(second_kind, buyer_of=first)
    lines = [line for form_id in (first, second) for line in simulator.forms[form_id]["lineItems"]]

    merged = simulator.merge([first, second])

    form = allegro.json(f"/order/checkout-forms/{merged}")
    assert merged not in (first, second)
    assert form["lineItems"] == lines
    assert form["status"] == "READY_FOR_PROCESSING"
    total = sum(Decimal(line["price"]["amount"]) * line["quantity"] for line in lines)
    total += Decimal(form["delivery"]["cost"]["amount"])
    assert Decimal(form["summary"]["totalToPay"]["amount"]) == total
    for form_id in (first, second):
        gone = allegro.get(f"/order/checkout-forms/{form_id}")
        assert gone.status_code == 404
        assert gone.json()["errors"][0]["code"] == "CheckoutFormNotFoundException"
        assert form_id not in simulator.forms
    events = allegro.json("/order/events")["events"]
    assert {event["order"]["checkoutForm"]["id"] for event in events} == {first, second, merged}
    assert allegro.json("/order/checkout-forms")["totalCount"] == 1


def test_what_cannot_be_merged(simulator):
    first, of_another = simulator.sell(Kind.UNPAID), simulator.sell(Kind.GUEST)
    stranger = simulator.sell(Kind.BOUGHT)
    while simulator.forms[stranger]["buyer"]["id"] == simulator.forms[first]["buyer"]["id"]:
        stranger = simulator.sell(Kind.BOUGHT)

    with pytest.raises(CannotHappen, match="READY_FOR_PROCESSING"):
        simulator.merge([first, of_another])
    with pytest.raises(CannotHappen, match="one buyer"):
        simulator.merge([first, stranger])
    with pytest.raises(CannotHappen, match="two different"):
        simulator.merge([first, first])


def test_a_merge_may_wait_for_its_money(simulator):
    first = simulator.sell(Kind.UNPAID)

    merged = simulator.merge([first, simulator.sell(Kind.UNPAID, buyer_of=first)], is_paid=False)

    assert simulator.forms[merged]["status"] == "FILLED_IN"


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


def test_what_is_unpaid_for_a_week_expires(simulator, events_of):
    unpaid, bought, paid = (
        simulator.sell(kind) for kind in (Kind.UNPAID, Kind.BOUGHT, Kind.PAID_ONLINE)
    )
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


def test_a_form_that_is_not_there(simulator):
    with pytest.raises(CannotHappen, match="no form nothing"):
        simulator.pay("nothing")
