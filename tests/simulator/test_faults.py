"""Every fault, as a client meets it."""

import json

import pytest
import requests

from saleor_allegro.simulator import FaultKind, Kind

FORMS = "/order/checkout-forms"


@pytest.mark.parametrize(
    ("kind", "status", "body"),
    [
        (FaultKind.RATE_LIMITED, 429, {"errors": [{"code": "TOO_MANY_REQUESTS"}]}),
        (FaultKind.SERVER_ERROR, 500, {"errors": [{"code": "ERROR"}]}),
        (FaultKind.UNAVAILABLE, 503, {"code": "UC"}),
    ],
)
def test_an_error_befalls_one_request(simulator, allegro, kind, status, body):
    simulator.faults.add(kind)

    failed, next_one = allegro.get(FORMS), allegro.get(FORMS)

    assert failed.status_code == status
    answer = failed.json()
    if "errors" in body:
        answer = {"errors": [{"code": error["code"]} for error in answer["errors"]]}
    assert {key: answer[key] for key in body} == body
    assert failed.headers["trace-id"]
    assert "Retry-After" not in failed.headers
    assert next_one.status_code == 200


def test_retry_after_is_sent_where_asked_for(simulator, allegro):
    simulator.faults.add(FaultKind.RATE_LIMITED, retry_after=30)

    assert allegro.get(FORMS).headers["Retry-After"] == "30"


def test_a_fault_waits_for_its_path_method_and_turn(simulator, allegro):
    fault = simulator.faults.add("server_error", "/order/*", method="GET", after=1, times=2)

    statuses = [allegro.get(path).status_code for path in ("/me", FORMS, "/me", FORMS, FORMS)]

    assert statuses == [200, 200, 200, 500, 500]
    assert allegro.get(FORMS).status_code == 200
    assert fault.hits == 2


def test_a_fault_for_ever_is_cleared(simulator, allegro):
    simulator.faults.add("server_error", times=None)

    assert [allegro.get(FORMS).status_code for _ in range(3)] == [500, 500, 500]
    simulator.faults.clear()
    assert allegro.get(FORMS).status_code == 200


def test_timeout_is_no_answer_at_all(simulator, allegro):
    simulator.faults.add(FaultKind.TIMEOUT)

    with pytest.raises(requests.ReadTimeout):
        allegro.session.get(allegro.base_url + FORMS, timeout=0.05)


@pytest.mark.parametrize("kind", [FaultKind.CUT, FaultKind.CUT_BODY])
def test_a_cut_connection(simulator, allegro, kind):
    simulator.sell_many(5)
    simulator.faults.add(kind)

    with pytest.raises((requests.ConnectionError, requests.exceptions.ChunkedEncodingError)):
        allegro.get(FORMS)

    assert allegro.json(FORMS)["count"] == 5


def test_a_lost_answer_is_to_a_call_that_was_carried_out(simulator, allegro):
    form_id = simulator.sell(Kind.PAID_ONLINE)
    simulator.faults.add(FaultKind.LOST_ANSWER, method="PUT")

    with pytest.raises(requests.ConnectionError):
        allegro.session.put(
            f"{allegro.base_url}{FORMS}/{form_id}/fulfillment", json={"status": "SENT"}
        )

    assert simulator.forms[form_id]["fulfillment"]["status"] == "SENT"
    assert simulator.requests[-1].status is None


def test_a_slow_answer_is_right(simulator, allegro):
    simulator.sell(Kind.PAID_ONLINE)
    simulator.faults.add(FaultKind.SLOW, seconds=0.05)

    response = allegro.get(FORMS)

    assert response.json()["count"] == 1
    assert response.elapsed.total_seconds() >= 0.05


def test_truncated_json_is_a_complete_answer_with_half_a_body(simulator, allegro):
    simulator.sell(Kind.PAID_ONLINE)
    simulator.faults.add(FaultKind.TRUNCATED)

    response = allegro.get(FORMS)

    assert response.status_code == 200
    with pytest.raises(json.JSONDecodeError):
        json.loads(response.content)


def test_lost_events_come_after_all_under_new_ids(simulator, allegro):
    simulator.faults.add(FaultKind.LOST_EVENTS, times=3)
    form_id = simulator.sell(Kind.PAID_ONLINE)

    assert allegro.json("/order/events") == {"events": []}
    assert allegro.json(FORMS)["count"] == 1

    simulator.sell(Kind.GUEST)
    assert simulator.journal.recover() == 3
    events = allegro.json("/order/events")["events"]
    assert [event["order"]["checkoutForm"]["id"] for event in events][-3:] == [form_id] * 3
    assert [int(event["id"]) for event in events] == sorted(int(event["id"]) for event in events)


def test_revoked_tokens_are_refused_until_the_seller_agrees_again(simulator, allegro):
    simulator.faults.add(FaultKind.REVOKED_TOKENS)

    refused = allegro.get(FORMS)

    assert refused.status_code == 401
    assert refused.json()["error"] == "invalid_token"
    allegro.session.headers["Authorization"] = f"Bearer {simulator.grant_token()}"
    assert allegro.get(FORMS).status_code == 200


def test_requests_are_noted(simulator, allegro):
    simulator.faults.add(FaultKind.CUT, path="/me")
    allegro.get(FORMS, params={"limit": 5})
    with pytest.raises(requests.ConnectionError):
        allegro.get("/me")

    listed = simulator.requests[0]
    assert (listed.method, listed.path, listed.query) == ("GET", FORMS, "limit=5")
    assert (listed.status, listed.fault) == (200, None)
    assert listed.user_agent == "My-Shop/1.0 (+https://shop.test)"
    assert simulator.requests.count_of("/order/*") == 1
    assert simulator.requests.count_of() == 2
