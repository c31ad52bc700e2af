"""Parcels entered in Allegro's panel, and read back."""

from uuid import uuid4

import pytest

from saleor_allegro.simulator import Kind
from saleor_allegro.simulator.life import CannotHappen
from saleor_allegro.simulator.wire import stamp


@pytest.fixture
def parcels_of(allegro):
    def parcels_of(form_id):
        return allegro.json(f"/order/checkout-forms/{form_id}/shipments")["shipments"]

    return parcels_of


def test_a_parcel_is_entered_and_nothing_tells_of_it_but_the_list(simulator, parcels_of, events_of):
    form_id = simulator.sell(Kind.MANY_LINES)
    before, told = simulator.forms[form_id], events_of(form_id)
    assert parcels_of(form_id) == []

    parcel_id = simulator.add_parcel(form_id, "DHL", "12345678910PL")

    assert parcels_of(form_id) == [
        {
            "id": parcel_id,
            "waybill": "12345678910PL",
            "carrierId": "DHL",
            "carrierName": "",
            "lineItems": [{"id": line["id"]} for line in before["lineItems"]],
            "createdAt": stamp(simulator.clock.now()),
        }
    ]
    assert parcel_id == "REhMOjEyMzQ1Njc4OTEwUEw="  # as in Allegro's own example
    assert (simulator.forms[form_id], events_of(form_id)) == (before, told)


def test_a_parcel_may_make_the_order_sent(simulator, parcels_of, events_of):
    form_id = simulator.sell(Kind.SAME_OFFER_TWICE)
    first, second = (line["id"] for line in simulator.forms[form_id]["lineItems"])

    simulator.add_parcel(form_id, line_item_ids=[first], is_sent=True)
    partly = simulator.forms[form_id]["fulfillment"]
    simulator.add_parcel(
        form_id, "OTHER", carrier_name="Rower", line_item_ids=[second], is_sent=True
    )

    assert (partly["status"], partly["shipmentSummary"]["lineItemsSent"]) == ("SENT", "SOME")
    fulfillment = simulator.forms[form_id]["fulfillment"]
    assert fulfillment["shipmentSummary"]["lineItemsSent"] == "ALL"
    assert [parcel["carrierName"] for parcel in parcels_of(form_id)] == ["", "Rower"]
    assert len({parcel["id"] for parcel in parcels_of(form_id)}) == 2
    assert events_of(form_id)[-2:] == ["FULFILLMENT_STATUS_CHANGED"] * 2


def test_parcels_that_cannot_be(simulator):
    form_id = simulator.sell(Kind.PAID_ONLINE)

    with pytest.raises(CannotHappen, match="no carrier PIGEON"):
        simulator.add_parcel(form_id, "PIGEON")
    with pytest.raises(CannotHappen, match="no such lines"):
        simulator.add_parcel(form_id, line_item_ids=["nothing"])
    assert simulator.parcels.of(form_id) == []


@pytest.mark.parametrize("form_id", [str(uuid4()), "form-1"])
def test_a_form_that_is_not_there_has_no_list(allegro, form_id):
    answer = allegro.get(f"/order/checkout-forms/{form_id}/shipments")

    assert answer.status_code == 404
    assert answer.json()["errors"][0]["code"] == "CheckoutFormNotFoundException"
