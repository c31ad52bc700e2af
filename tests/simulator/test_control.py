"""Steering a served simulator by HTTP."""

from datetime import timedelta

import pytest
import requests

from saleor_allegro.simulator import Kind, delivery
from saleor_allegro.simulator.control import STEPS
from saleor_allegro.simulator.life import Life
from tests.simulator.conftest import NOW


@pytest.fixture
def control(base_url):
    """`control("POST", "sell", count=3)` -> the result."""

    def control(method, path, /, **given):
        url = f"{base_url}/_simulator/{path}"
        response = requests.request(method, url, json=given or None, timeout=5)
        assert response.status_code == 200, response.text
        return response.json()["result"]

    return control


def test_state_tells_how_to_connect(simulator, control):
    simulator.sell(Kind.PAID_ONLINE)

    state = control("GET", "state")

    assert state["client_id"] == simulator.client_id
    assert state["client_secret"] == simulator.client_secret
    assert state["seller"]["login"] == simulator.seller.login
    assert (state["now"], state["forms"], state["events"]) == ("2026-11-20T08:00:00.000Z", 1, 3)


def test_orders_are_sold_and_led_through_life(simulator, control):
    (unpaid,) = control("POST", "sell", kind="unpaid")
    sold = control("POST", "sell", count=3)

    control("POST", f"forms/{unpaid}/pay", amount="10.00")
    control("POST", f"forms/{unpaid}/change_address", street="Nowa 1")

    form = simulator.forms[unpaid]
    assert form["payment"]["paidAmount"]["amount"] == "10.00"
    assert form["delivery"]["address"]["street"] == "Nowa 1"
    listed = control("GET", "forms")
    assert [each["id"] for each in listed] == [unpaid, *sold]
    assert listed[0] == {"id": unpaid, "kind": "unpaid", "status": "READY_FOR_PROCESSING"}


def test_every_step_of_a_form_can_be_asked_for():
    named = {
        name
        for name in dir(Life)
        if (act := getattr(Life, name)) and "form_id" in getattr(act, "__annotations__", {})
    }

    assert {name for name in named if not name.startswith("_")} == STEPS


def test_steps_with_arguments_of_their_own(simulator, control):
    (unpaid,) = control("POST", "sell", kind="unpaid")
    letter = delivery.LETTER.id

    control("POST", f"forms/{unpaid}/change_delivery", method=letter, cost="7.50")
    control("POST", f"forms/{unpaid}/change_invoice", tax_id="5252674798")
    control("POST", f"forms/{unpaid}/pay", amount=1, is_ready=False)
    control("POST", f"forms/{unpaid}/pay_rest")
    parcel = control("POST", f"forms/{unpaid}/add_parcel", waybill="1", is_sent=True)
    refund = control("POST", f"forms/{unpaid}/refund", amount="2.50", is_settled=False)
    control("POST", f"refunds/{refund}/settle", status="CANCELED")

    form = simulator.forms[unpaid]
    assert form["delivery"]["cost"]["amount"] == "7.50"
    assert form["invoice"]["address"]["company"]["taxId"] == "5252674798"
    assert form["payment"]["paidAmount"] == form["summary"]["totalToPay"]
    assert [each["id"] for each in simulator.parcels.of(unpaid)] == [parcel]
    assert simulator.wallet.returns[refund].status == "CANCELED"


def test_the_journal_falls_into_chaos_and_is_calmed(allegro, control):
    control("POST", "chaos", seed=3, drop=1)
    control("POST", "sell", kind="bought")

    assert allegro.json("/order/events") == {"events": []}
    assert control("DELETE", "chaos") == 1
    control("POST", "sell", kind="bought")
    assert len(allegro.json("/order/events")["events"]) == 1


def test_offers_are_changed_as_in_allegros_panel(simulator, control):
    first, second = simulator.offers[:2]

    control("POST", f"offers/{first.id}", stock=0)
    control("POST", f"offers/{second.id}", stock=7, status="INACTIVE")

    listed = control("GET", "offers")
    assert listed[0] == {"id": first.id, "sku": first.sku, "stock": 0, "status": "ENDED"}
    assert (listed[1]["stock"], listed[1]["status"]) == (7, "INACTIVE")
    assert len(listed) == len(simulator.offers)
    assert simulator.commands == []


def test_orders_are_merged_and_expire(simulator, control):
    first = simulator.sell(Kind.UNPAID)
    second = simulator.sell(Kind.UNPAID, buyer_of=first)
    forgotten = simulator.sell(Kind.BOUGHT)

    merged = control("POST", "merge", form_ids=[first, second])
    control("POST", "clock", advance=7 * 24 * 3600)

    assert control("POST", "expire_unpaid") == [forgotten]
    assert set(simulator.forms) == {merged, forgotten}


def test_the_clock_is_set(simulator, control):
    assert control("POST", "clock", now="2026-12-01T00:00:00Z") == "2026-12-01T00:00:00.000Z"
    assert control("POST", "clock", advance=60) == "2026-12-01T00:01:00.000Z"
    assert simulator.clock.now() > NOW + timedelta(days=10)


def test_faults_are_set_and_cleared(allegro, control):
    control("POST", "faults", kind="slow", seconds=0.01, path="/me")
    control("POST", "faults", kind="rate_limited", times=None, retry_after=7)

    assert allegro.get("/order/events").headers["Retry-After"] == "7"
    control("DELETE", "faults")

    assert allegro.get("/order/events").status_code == 200
    seen = control("GET", "requests")
    assert [(each["path"], each["status"]) for each in seen] == [
        ("/order/events", 429),
        ("/order/events", 200),
    ]


def test_lost_events_are_recovered(allegro, control):
    control("POST", "faults", kind="lost_events", times=100)
    control("POST", "sell", kind="bought")

    assert allegro.json("/order/events") == {"events": []}
    assert control("POST", "recover_events") == 1
    assert len(allegro.json("/order/events")["events"]) == 1


def test_a_device_is_approved(simulator, control):
    device = simulator.consents.start_device(None)

    assert control("POST", f"devices/{device.user_code}", decision="approved") == "approved"

    assert simulator.consents.poll_device(device.device_code).access_token


@pytest.mark.parametrize(
    ("path", "given", "problem"),
    [
        ("sell", {"kind": "stolen"}, "stolen"),
        ("faults", {"kind": "fire"}, "fire"),
        ("faults", {"kind": "lost_events", "times": None}, "times"),
        ("faults", {"colour": "red"}, "colour"),
        ("forms/nothing/pay", {}, "no form nothing"),
        ("forms/nothing/destroy", {}, "destroy is not one of"),
        ("clock", {"now": "noon"}, "noon"),
        ("devices/abc", {"decision": "approved"}, "abc"),
        ("devices/abc", {"decision": "maybe"}, "maybe"),
        ("merge", {"form_ids": []}, "two different"),
        ("refunds/nothing/settle", {}, "no refund nothing"),
        ("offers/nothing", {"stock": 1}, "no offer nothing"),
        ("offers/17000000001", {"stock": -1}, "-1 pieces"),
        ("offers/17000000001", {"status": "SLEEPING"}, "SLEEPING is not one of"),
        ("offers/17000000001", {"colour": "red"}, "colour"),
        ("chaos", {"colour": "red"}, "colour"),
    ],
)
def test_what_cannot_be_done_is_said(base_url, path, given, problem):
    response = requests.post(f"{base_url}/_simulator/{path}", json=given, timeout=5)

    assert response.status_code == 400
    assert problem in response.json()["problem"]
