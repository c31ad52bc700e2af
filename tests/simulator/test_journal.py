"""The journal: its cursor, its oddities, and how long it remembers."""

from datetime import timedelta

import pytest

from saleor_allegro.simulator import Kind, Simulator, serve
from tests.simulator.conftest import NOW, Caller

EVENTS = "/order/events"


def read_all(allegro, limit=100):
    """Every event, page after page from the start."""
    events, query = [], {"limit": limit}
    while page := allegro.json(EVENTS, **query)["events"]:
        events += page
        query["from"] = page[-1]["id"]
    return events


def test_reading_from_the_last_id_meets_every_event_once(simulator, allegro):
    simulator.sell_many(30)

    paged = read_all(allegro, limit=7)

    assert paged == allegro.json(EVENTS, limit=1000)["events"]
    ids = [int(event["id"]) for event in paged]
    assert ids == sorted(set(ids))
    assert len(allegro.json(EVENTS)["events"]) == min(100, len(ids))


def test_an_event_tells_about_its_order(simulator, allegro):
    form = simulator.forms[simulator.sell(Kind.PAID_ONLINE)]

    bought, filled_in, ready = allegro.json(EVENTS)["events"]

    assert [bought["type"], filled_in["type"], ready["type"]] == [
        "BOUGHT",
        "FILLED_IN",
        "READY_FOR_PROCESSING",
    ]
    assert bought["occurredAt"] == form["lineItems"][0]["boughtAt"]
    order = ready["order"]
    assert order["seller"] == {"id": simulator.seller.id}
    assert order["buyer"]["email"] == form["buyer"]["email"]
    assert order["checkoutForm"] == {"id": form["id"], "revision": form["revision"]}
    assert [line["id"] for line in order["lineItems"]] == [form["lineItems"][0]["id"]]


def test_events_are_filtered_by_kind(simulator, allegro):
    simulator.sell_many(30)

    events = allegro.json(EVENTS, type=["BOUGHT", "BUYER_CANCELLED"], limit=1000)["events"]

    assert {event["type"] for event in events} == {"BOUGHT", "BUYER_CANCELLED"}


def test_events_are_kept_for_sixty_days(simulator, allegro):
    simulator.sell(Kind.PAID_ONLINE)
    simulator.clock.advance(timedelta(days=30))
    young = simulator.sell(Kind.BOUGHT)
    simulator.clock.advance(timedelta(days=31))
    allegro.session.headers["Authorization"] = f"Bearer {simulator.grant_token()}"

    events = allegro.json(EVENTS)["events"]

    assert [event["order"]["checkoutForm"]["id"] for event in events] == [young]
    simulator.clock.advance(timedelta(days=31))
    allegro.session.headers["Authorization"] = f"Bearer {simulator.grant_token()}"
    assert allegro.json("/order/event-stats") == {}


@pytest.fixture
def odd_events():
    simulator = Simulator(seed=2, now=NOW)
    simulator.sell_many(200)
    with serve(simulator) as base_url:
        allegro = Caller(base_url, simulator.grant_token())
        yield read_all(allegro, limit=1000)
        allegro.session.close()


def test_an_odd_journal_repeats_events_under_new_ids(odd_events):
    told = [
        (event["type"], event["occurredAt"], event["order"]["checkoutForm"]["id"])
        for event in odd_events
    ]

    assert len(told) > len(set(told))
    assert len({event["id"] for event in odd_events}) == len(odd_events)


def test_an_odd_journal_tells_things_out_of_order(odd_events):
    seen_ready, late = set(), 0
    for event in odd_events:
        form_id = event["order"]["checkoutForm"]["id"]
        late += event["type"] in ("BOUGHT", "FILLED_IN") and form_id in seen_ready
        if event["type"] == "READY_FOR_PROCESSING":
            seen_ready.add(form_id)

    moments = [event["occurredAt"] for event in odd_events]
    ids = [int(event["id"]) for event in odd_events]
    assert late > 0
    assert moments != sorted(moments)
    assert ids == sorted(ids)
