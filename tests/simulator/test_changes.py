"""What buyers change, before a form is ready and after it."""

from datetime import timedelta
from decimal import Decimal

import pytest

from saleor_allegro.simulator import Kind, delivery
from saleor_allegro.simulator.catalogue import SoldOut
from saleor_allegro.simulator.life import CannotHappen
from saleor_allegro.simulator.wire import stamp


def total_of(form):
    return Decimal(form["summary"]["totalToPay"]["amount"])


@pytest.fixture(params=[Kind.UNPAID, Kind.PICKUP_POINT], ids=["filled in", "ready"])
def open_form(simulator, request):
    """A form sent to a locker, and the event that a change of it makes."""
    form_id = simulator.sell(request.param)
    simulator.clock.advance(timedelta(hours=1))
    return form_id, "FILLED_IN" if request.param is Kind.UNPAID else "BUYER_MODIFIED"


CHANGES = {
    "address": lambda simulator, form_id: simulator.change_address(form_id, street="Nowa 1"),
    "point": lambda simulator, form_id: simulator.change_pickup_point(form_id),
    "invoice": lambda simulator, form_id: simulator.change_invoice(form_id, tax_id="5252674798"),
    "message": lambda simulator, form_id: simulator.change_message(form_id, "Dzień dobry"),
    "phone": lambda simulator, form_id: simulator.change_phone(form_id, "+48600000000"),
    "quantity": lambda simulator, form_id: simulator.change_quantity(
        form_id, simulator.forms[form_id]["lineItems"][0]["id"], 2
    ),
}


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
def test_a_change_is_told_and_moves_updated_at_and_revision(
    simulator, events_of, open_form, change
):
    form_id, event = open_form
    before, told = simulator.forms[form_id], events_of(form_id)

    change(simulator, form_id)

    after = simulator.forms[form_id]
    assert events_of(form_id) == [*told, event]
    assert after["updatedAt"] == stamp(simulator.clock.now()) != before["updatedAt"]
    assert after["revision"] != before["revision"]
    assert after["status"] == before["status"]


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
@pytest.mark.parametrize(
    "begin",
    [
        lambda simulator, form_id: simulator.set_fulfillment(form_id, "PROCESSING"),
        lambda simulator, form_id: simulator.add_parcel(form_id),
        lambda simulator, form_id: simulator.clock.advance(timedelta(days=3)),
        lambda simulator, form_id: simulator.cancel(form_id),
    ],
    ids=["processing", "parcel", "three days", "cancelled"],
)
def test_nothing_is_changed_when_it_is_too_late(simulator, change, begin):
    form_id = simulator.sell(Kind.PICKUP_POINT)
    begin(simulator, form_id)
    before = simulator.forms[form_id]

    with pytest.raises(CannotHappen):
        change(simulator, form_id)

    assert simulator.forms[form_id] == before


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
def test_what_is_not_filled_in_yet_is_not_changed(simulator, change):
    form_id = simulator.sell(Kind.BOUGHT)

    with pytest.raises(CannotHappen, match="BOUGHT"):
        change(simulator, form_id)


def test_an_address_changed_before_the_payment_is_told_with_it(simulator):
    form_id = simulator.sell(Kind.UNPAID)

    simulator.change_address(form_id, street="Nowa 1", city="Opole")
    simulator.change_address(form_id, street="Nowa 2")
    simulator.change_phone(form_id, "+48600000000")
    unpaid = simulator.forms[form_id]
    simulator.pay(form_id)

    address = simulator.forms[form_id]["delivery"]["address"]
    assert unpaid["delivery"]["address"] is None
    assert (address["street"], address["city"]) == ("Nowa 2", "Opole")
    assert address["phoneNumber"] == "+48600000000"
    assert address["lastName"] == unpaid["buyer"]["lastName"]
    assert address["modifiedAt"] is None
    with pytest.raises(CannotHappen, match="postCode"):
        simulator.change_address(simulator.sell(Kind.UNPAID), postCode="00-001")


def test_another_pickup_point(simulator, open_form):
    form_id, _ = open_form
    before = simulator.forms[form_id]["delivery"]

    simulator.change_pickup_point(form_id, "KRA01M", city="Kraków")

    after = simulator.forms[form_id]["delivery"]
    point = after.pop("pickupPoint")
    assert (point["id"], point["name"]) == ("KRA01M", "Paczkomat KRA01M")
    assert point["address"]["city"] == "Kraków"
    assert after == {name: part for name, part in before.items() if name != "pickupPoint"}
    with pytest.raises(CannotHappen, match="planet"):
        simulator.change_pickup_point(form_id, planet="Mars")
    with pytest.raises(CannotHappen, match="not sent to a pickup point"):
        simulator.change_pickup_point(simulator.sell(Kind.PAID_ONLINE))


def test_another_delivery_changes_the_total(simulator, events_of):
    form_id = simulator.sell(Kind.UNPAID)
    before = simulator.forms[form_id]
    goods = total_of(before) - Decimal(before["delivery"]["cost"]["amount"])

    simulator.change_delivery(form_id, delivery.COURIER)
    by_courier = simulator.forms[form_id]
    simulator.change_delivery(form_id, delivery.LOCKER.id, Decimal("3.33"))
    to_locker = simulator.forms[form_id]

    assert by_courier["delivery"]["method"]["id"] == delivery.COURIER.id
    assert by_courier["delivery"]["pickupPoint"] is None
    assert total_of(by_courier) == goods + Decimal("14.99")
    assert to_locker["delivery"]["pickupPoint"]["id"]
    assert total_of(to_locker) == goods + Decimal("3.33")
    assert events_of(form_id)[1:] == ["FILLED_IN"] * 3


def test_cash_on_delivery_is_chosen_and_left_again(simulator):
    form_id = simulator.sell(Kind.UNPAID)

    simulator.change_delivery(form_id, delivery.COURIER_COD)
    cash = simulator.forms[form_id]["payment"]
    simulator.change_delivery(form_id, delivery.COURIER)
    online = simulator.forms[form_id]["payment"]

    assert (cash["type"], cash["provider"]) == ("CASH_ON_DELIVERY", None)
    assert (online["type"], online["provider"]) == ("ONLINE", "AF")


def test_deliveries_that_cannot_be_chosen(simulator):
    unpaid, ready = simulator.sell(Kind.UNPAID), simulator.sell(Kind.PAID_ONLINE)
    partly = simulator.sell(Kind.UNPAID)
    simulator.pay(partly, Decimal("1.00"), is_ready=False)

    with pytest.raises(CannotHappen, match="not offered on allegro-pl"):
        simulator.change_delivery(unpaid, delivery.PACKETA)
    with pytest.raises(CannotHappen, match="no delivery method drone"):
        simulator.change_delivery(unpaid, "drone")
    with pytest.raises(CannotHappen, match="READY_FOR_PROCESSING"):
        simulator.change_delivery(ready, delivery.LOCKER)
    with pytest.raises(CannotHappen, match="partly paid"):
        simulator.change_delivery(partly, delivery.COURIER_COD)


@pytest.mark.parametrize(
    ("asked", "company", "is_person"),
    [
        ({"tax_id": "5252674798", "company": "Firma"}, ("Firma", "5252674798"), False),
        ({"company": "Firma"}, ("Firma", None), False),
        ({}, None, True),
        ({"is_required": False}, None, False),
    ],
)
def test_another_invoice(simulator, asked, company, is_person):
    form_id = simulator.sell(Kind.COMPANY_INVOICE)

    simulator.change_invoice(form_id, **asked)

    invoice = simulator.forms[form_id]["invoice"]
    address = invoice["address"] or {"company": None, "naturalPerson": None}
    named = address["company"]
    assert invoice["required"] is bool(company or is_person)
    assert (named and (named["name"], named["taxId"])) == company
    assert bool(address["naturalPerson"]) is is_person


def test_an_invoice_address_is_told_when_the_form_is_ready(simulator):
    asked, withdrawn = simulator.sell(Kind.UNPAID), simulator.sell(Kind.UNPAID)
    for form_id in (asked, withdrawn):
        simulator.change_invoice(form_id, company="Firma")
    simulator.change_invoice(withdrawn, is_required=False)
    unpaid = simulator.forms[asked]["invoice"]

    for form_id in (asked, withdrawn):
        simulator.pay(form_id)

    assert (unpaid["required"], unpaid["address"]) == (True, None)
    assert simulator.forms[asked]["invoice"]["address"]["company"]["name"] == "Firma"
    without = simulator.forms[withdrawn]["invoice"]
    assert (without["required"], without["address"]) == (False, None)


def test_a_message_may_be_taken_back(simulator, open_form):
    form_id, _ = open_form

    simulator.change_message(form_id, "Dzień dobry")
    assert simulator.forms[form_id]["messageToSeller"] == "Dzień dobry"
    simulator.change_message(form_id, None)

    assert simulator.forms[form_id]["messageToSeller"] is None


def test_more_or_fewer_pieces_move_total_and_stock(simulator):
    form_id = simulator.sell(Kind.SEVERAL_PIECES)
    before = simulator.forms[form_id]
    (line,) = before["lineItems"]
    offer = next(each for each in simulator.offers if each.id == line["offer"]["id"])
    stock, unit = offer.stock, Decimal(line["price"]["amount"])

    simulator.change_quantity(form_id, line["id"], 6)

    after = simulator.forms[form_id]
    assert after["lineItems"][0]["quantity"] == 6
    assert total_of(after) == total_of(before) + 2 * unit
    assert after["payment"]["paidAmount"] == before["payment"]["paidAmount"]
    assert offer.stock == stock - 2
    simulator.change_quantity(form_id, line["id"], 1)
    assert offer.stock == stock + 3
    with pytest.raises(SoldOut):
        simulator.change_quantity(form_id, line["id"], offer.stock + 2)
    for line_id, quantity in ((line["id"], 0), ("nothing", 1)):
        with pytest.raises(CannotHappen):
            simulator.change_quantity(form_id, line_id, quantity)
    assert offer.stock == stock + 3
