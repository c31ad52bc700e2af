"""The list of checkout forms: filters, order and pages."""

from datetime import UTC, timedelta

import pytest

from saleor_allegro.simulator import Kind
from tests.simulator.conftest import NOW

FORMS = "/order/checkout-forms"


@pytest.fixture
def ids_of(allegro):
    return lambda **query: [form["id"] for form in allegro.json(FORMS, **query)["checkoutForms"]]


def test_pages_hold_every_form_once(simulator, allegro):
    form_ids = simulator.sell_many(250)

    pages = [allegro.json(FORMS, offset=offset) for offset in (0, 100, 200, 300)]

    assert [page["count"] for page in pages] == [100, 100, 50, 0]
    assert {page["totalCount"] for page in pages} == {250}
    listed = [form["id"] for page in pages for form in page["checkoutForms"]]
    assert len(listed) == 250
    assert set(listed) == set(form_ids)


@pytest.mark.parametrize(
    ("query", "kinds"),
    [
        ({"status": "FILLED_IN"}, {Kind.UNPAID}),
        ({"status": "CANCELLED"}, {Kind.CANCELLED}),
        ({"fulfillment.status": "SENT"}, {Kind.PARTLY_SENT}),
        ({"fulfillment.shipmentSummary.lineItemsSent": "SOME"}, {Kind.PARTLY_SENT}),
        ({"fulfillment.provider.id": "ALLEGRO"}, {Kind.ONE_FULFILLMENT}),
        ({"marketplace.id": "allegro-cz"}, {Kind.CZECH}),
        (
            {"delivery.method.id": "61d656b1-6f32-53b7-9cf4-12b55d2bfa80"},
            {Kind.CASH_ON_DELIVERY, Kind.BOOKED_CASH_ON_DELIVERY},
        ),
        ({"status": "BOUGHT", "marketplace.id": "allegro-cz"}, set()),
    ],
)
def test_filters(simulator, ids_of, query, kinds):
    simulator.sell_many(50)

    expected = {form_id for form_id, kind in simulator.kinds.items() if kind in kinds}

    assert set(ids_of(**query)) == expected
    assert bool(expected) == bool(kinds)


def test_a_form_is_found_by_payment_surcharge_and_login(simulator, ids_of):
    simulator.sell_many(30)
    form_id = simulator.sell(Kind.TOPPED_UP)
    form = simulator.forms[form_id]

    assert ids_of(**{"payment.id": form["payment"]["id"]}) == [form_id]
    assert ids_of(**{"surcharges.id": form["surcharges"][0]["id"]}) == [form_id]
    assert form_id in ids_of(**{"buyer.login": form["buyer"]["login"]})


def test_bounds_of_time_are_inclusive(simulator, ids_of):
    first = simulator.sell(Kind.PAID_ONLINE)
    simulator.clock.advance(timedelta(hours=1))
    second = simulator.sell(Kind.PAID_ONLINE)
    first_at, second_at = (simulator.forms[form_id]["updatedAt"] for form_id in (first, second))

    assert ids_of(**{"updatedAt.gte": second_at}) == [second]
    assert ids_of(**{"updatedAt.lte": first_at}) == [first]
    assert ids_of(**{"updatedAt.gte": first_at, "updatedAt.lte": first_at}) == [first]
    assert ids_of(**{"updatedAt.gte": "2026-11-20T10:00:00+01:00"}) == [second]
    bought_at = simulator.forms[second]["lineItems"][0]["boughtAt"]
    assert ids_of(**{"lineItems.boughtAt.gte": bought_at}) == [second]
    assert ids_of(**{"lineItems.boughtAt.lte": bought_at}) == [second, first]


def test_order_is_newest_purchase_first_unless_asked_otherwise(simulator, ids_of):
    first = simulator.sell(Kind.UNPAID)
    simulator.clock.advance(timedelta(hours=1))
    second = simulator.sell(Kind.PAID_ONLINE)
    simulator.clock.advance(timedelta(hours=1))
    simulator.pay(first)

    assert ids_of() == [second, first]
    assert ids_of(sort="lineItems.boughtAt") == [first, second]
    assert ids_of(sort="updatedAt") == [second, first]
    assert ids_of(sort="-updatedAt") == [first, second]


def test_the_list_forgets_after_a_year_but_the_form_stays(simulator, allegro, ids_of):
    old = simulator.sell(Kind.PAID_ONLINE)
    simulator.clock.advance(timedelta(days=366))
    # The token of the fixture expired long ago.
    allegro.session.headers["Authorization"] = f"Bearer {simulator.grant_token()}"

    assert ids_of() == []
    assert allegro.json(f"{FORMS}/{old}")["id"] == old


def test_sales_are_spread_over_a_span(simulator):
    since = NOW - timedelta(days=10)

    form_ids = simulator.sell_many(20, since=since)

    moments = [simulator.forms.stored(form_id).updated_at for form_id in form_ids]
    assert moments == sorted(moments)
    assert moments[0] == since + timedelta(hours=12)
    assert moments[-1] == NOW.astimezone(UTC)


def test_directories(allegro, simulator):
    seller = allegro.json("/me")
    assert (seller["id"], seller["login"]) == (simulator.seller.id, simulator.seller.login)
    methods = allegro.json("/sale/delivery-methods", marketplace="allegro-cz")["deliveryMethods"]
    assert [method["marketplaces"] for method in methods] == [["allegro-cz"]]
    assert {"id": "DPD", "name": "DPD"} in allegro.json("/order/carriers")["carriers"]
    markets = allegro.json("/marketplaces")["marketplaces"]
    assert [market["currencies"]["base"]["code"] for market in markets] == [
        "PLN",
        "CZK",
        "EUR",
        "HUF",
    ]
