"""The journal, the list and the form, by HTTP."""

import json
from uuid import uuid4

from saleor_allegro.simulator import Kind


def test_sold_orders_are_listed_read_and_in_the_journal(simulator, allegro):
    form_ids = simulator.sell_many(30)

    page = allegro.json("/order/checkout-forms")
    events = allegro.json("/order/events", limit=1000)["events"]

    assert page["count"] == page["totalCount"] == 30
    assert {form["id"] for form in page["checkoutForms"]} == set(form_ids)
    assert {event["order"]["checkoutForm"]["id"] for event in events} == set(form_ids)
    for form_id in form_ids:
        assert allegro.json(f"/order/checkout-forms/{form_id}") == simulator.forms[form_id]


def test_a_form_that_is_not_there(allegro):
    form_id = str(uuid4())

    unknown = allegro.get(f"/order/checkout-forms/{form_id}")
    malformed = allegro.get("/order/checkout-forms/form-1")

    assert unknown.status_code == 404
    assert unknown.json()["errors"][0]["code"] == "CheckoutFormNotFoundException"
    assert unknown.headers["trace-id"]
    assert malformed.status_code == 422


def test_event_stats_of_a_new_seller_are_empty(simulator, allegro):
    assert allegro.json("/order/event-stats") == {}

    simulator.sell(Kind.PAID_ONLINE)

    latest = allegro.json("/order/event-stats")["latestEvent"]
    assert latest["id"] == allegro.json("/order/events")["events"][-1]["id"]
    assert allegro.json("/order/events", **{"from": latest["id"]}) == {"events": []}


def test_everything_served_is_json_with_explicit_nulls(simulator, allegro):
    bought = simulator.forms[simulator.sell(Kind.BOUGHT)]

    assert json.loads(allegro.get(f"/order/checkout-forms/{bought['id']}").content) == bought
    assert bought["payment"] is bought["delivery"] is bought["invoice"] is None
