"""Requests that Allegro refuses."""

from datetime import timedelta

import pytest

from saleor_allegro.simulator import Kind

FORMS = "/order/checkout-forms"
EVERYTHING = [
    "/me",
    "/order/events",
    "/order/event-stats",
    FORMS,
    f"{FORMS}/60228151-4d86-5d16-baaa-fcdbb61a5e7d/shipments",
    "/payments/refunds",
    "/payments/payment-operations",
    "/order/carriers",
    "/sale/delivery-methods",
    "/marketplaces",
]


def code_in(response):
    error = response.json()["errors"][0]
    assert error.keys() == {"code", "message", "details", "path", "userMessage", "metadata"}
    assert response.headers["trace-id"]
    return error["code"]


@pytest.mark.parametrize("path", EVERYTHING)
@pytest.mark.parametrize("accept", ["*/*", "application/json", "", None])
def test_another_media_type_is_not_acceptable(allegro, path, accept):
    response = allegro.get(path, headers={"Accept": accept})

    assert response.status_code == 406
    assert code_in(response) == "NotAcceptableException"


@pytest.mark.parametrize(
    "user_agent",
    [
        "python-requests/2.32",
        "My Shop/1.0 (+https://shop.test)",
        "My-Shop/1.0 (https://shop.test)",
        "My-Shop (+https://shop.test)",
        "",
    ],
)
def test_a_user_agent_of_another_form_is_forbidden(allegro, user_agent):
    response = allegro.get("/me", headers={"User-Agent": user_agent})

    assert response.status_code == 403
    assert code_in(response) == "UserAgentException"


@pytest.mark.parametrize("path", EVERYTHING)
@pytest.mark.parametrize(
    ("authorization", "error"),
    [
        (None, "unauthorized"),
        ("Basic YTpi", "unauthorized"),
        ("Bearer", "unauthorized"),
        ("Bearer no", "invalid_token"),
    ],
)
def test_without_a_valid_token_nothing_is_told(allegro, path, authorization, error):
    response = allegro.get(path, headers={"Authorization": authorization})

    assert response.status_code == 401
    assert response.json()["error"] == error


def test_a_token_expires(simulator, allegro):
    simulator.clock.advance(timedelta(hours=12))

    assert allegro.get("/me").status_code == 401


def test_a_missing_scope_is_forbidden(simulator, allegro):
    token = simulator.grant_token(["allegro:api:profile:read"])
    allegro.session.headers["Authorization"] = f"Bearer {token}"

    refused = allegro.get("/order/events")

    assert refused.status_code == 403
    assert code_in(refused) == "AccessDeniedException"
    assert allegro.get("/me").status_code == 200
    assert allegro.get("/order/carriers").status_code == 200


@pytest.mark.parametrize(
    ("path", "name", "value"),
    [
        (FORMS, "limit", "0"),
        (FORMS, "limit", "101"),
        (FORMS, "limit", "many"),
        (FORMS, "limit", ""),
        (FORMS, "offset", "-1"),
        ("/order/events", "limit", "0"),
        ("/order/events", "limit", "1001"),
        ("/order/events", "type", "SOLD"),
        ("/order/events", "from", "60228151-4d86-5d16-baaa-fcdbb61a5e7d"),
    ],
)
def test_a_value_out_of_range_is_unprocessable(allegro, path, name, value):
    response = allegro.get(path, params={name: value})

    assert response.status_code == 422
    assert code_in(response) == "VALIDATION_ERROR"


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("status", "READY"),
        ("fulfillment.status", "LOST"),
        ("sort", "buyer.login"),
        ("updatedAt.gte", "yesterday"),
        ("updatedAt.gte", "2026-11-20T08:00:00"),
    ],
)
def test_an_illegal_filter_is_a_bad_request(allegro, name, value):
    assert allegro.get(FORMS, params={name: value}).status_code == 400


def test_a_plus_that_is_not_encoded_is_no_date(allegro):
    response = allegro.get(f"{FORMS}?updatedAt.gte=2026-11-20T08:00:00+00:00")

    assert response.status_code == 400


def test_an_unknown_parameter_is_ignored(simulator, allegro):
    simulator.sell(Kind.BOUGHT)

    assert len(allegro.json("/order/events", froma40c="1")["events"]) == 1


def test_an_unknown_resource_is_not_found(allegro):
    response = allegro.get("/order/nothing")

    assert response.status_code == 404
    assert code_in(response) == "NotFoundException"
