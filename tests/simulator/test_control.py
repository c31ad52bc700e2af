"""Steering a served simulator by HTTP."""

from datetime import timedelta

import pytest
import requests

from saleor_allegro.simulator import Kind
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
    ],
)
def test_what_cannot_be_done_is_said(base_url, path, given, problem):
    response = requests.post(f"{base_url}/_simulator/{path}", json=given, timeout=5)

    assert response.status_code == 400
    assert problem in response.json()["problem"]
