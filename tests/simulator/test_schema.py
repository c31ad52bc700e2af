"""What is served is what Allegro publishes, but for the nulls that production sends."""

from pathlib import Path
from typing import Any

import jsonschema
import pytest
import yaml

from saleor_allegro.simulator import Kind, Simulator, serve
from tests.simulator.conftest import NOW, Caller

PUBLISHED = Path(__file__).parents[1] / "allegro" / "openapi-orders.yaml"
MEDIA_TYPE = "application/vnd.allegro.public.v1+json"
#: Published after the saved document: https://github.com/allegro/allegro-api/issues/13930
BOOKED_PAYMENTS = {
    "type": "array",
    "items": {
        "type": "object",
        "required": ["paymentId", "paidAmount", "paidAt"],
        "properties": {
            "paymentId": {"type": "string", "format": "uuid"},
            "shipmentId": {"type": "string"},
            "paidAmount": {"$ref": "#/components/schemas/Price"},
            "paidAt": {"type": "string", "format": "date-time"},
        },
    },
}


def closed(schema: Any) -> Any:
    """The same schema without room for names that are not in it."""
    if isinstance(schema, list):
        return [closed(part) for part in schema]
    if not isinstance(schema, dict):
        return schema
    inner = {name: closed(part) for name, part in schema.items()}
    if isinstance(schema.get("properties"), dict):
        inner.setdefault("additionalProperties", False)
    return inner


def without_nulls(document: Any) -> Any:
    if isinstance(document, list):
        return [without_nulls(part) for part in document]
    if isinstance(document, dict):
        return {name: without_nulls(part) for name, part in document.items() if part is not None}
    return document


@pytest.fixture(scope="module")
def published():
    document = yaml.safe_load(PUBLISHED.read_text())
    form = document["components"]["schemas"]["CheckoutForm"]
    form["properties"].setdefault("codBookedPayments", BOOKED_PAYMENTS)
    return document


@pytest.fixture(scope="module")
def check(published):
    components = closed(published["components"])

    def check(document: Any, path: str) -> None:
        answer = published["paths"][path]["get"]["responses"]["200"]
        schema = closed(answer["content"][MEDIA_TYPE]["schema"]) | {"components": components}
        formats = jsonschema.Draft4Validator.FORMAT_CHECKER
        jsonschema.Draft4Validator(schema, format_checker=formats).validate(without_nulls(document))

    return check


@pytest.fixture(scope="module")
def allegro():
    """An Allegro on which everything has happened once."""
    simulator = Simulator(seed=3, now=NOW)
    simulator.sell_many(2 * len(Kind), kinds_sold=Kind)
    first = simulator.sell(Kind.UNPAID)
    simulator.merge([first, simulator.sell(Kind.BOUGHT, buyer_of=first)])
    simulator.pay(simulator.sell(Kind.BOUGHT))
    simulator.change_address(simulator.sell(Kind.GUEST), street="Nowa 1")
    with serve(simulator) as base_url:
        caller = Caller(base_url, simulator.grant_token())
        yield caller
        caller.session.close()


@pytest.mark.parametrize(
    "path",
    [
        "/me",
        "/order/events",
        "/order/event-stats",
        "/order/checkout-forms",
        "/sale/delivery-methods",
        "/order/carriers",
        "/marketplaces",
    ],
)
def test_answers_are_as_published(allegro, check, path):
    query = {"limit": 1000} if path == "/order/events" else {}

    check(allegro.json(path, **query), path)


def test_every_kind_of_form_is_as_published(allegro, check):
    forms = allegro.json("/order/checkout-forms")["checkoutForms"]

    assert len(forms) == 2 * len(Kind) + 3
    for form in forms:
        document = allegro.json(f"/order/checkout-forms/{form['id']}")
        assert document == form
        check(document, "/order/checkout-forms/{id}")


def test_the_schema_check_would_notice(allegro, check):
    form = allegro.json("/order/checkout-forms")["checkoutForms"][0]

    with pytest.raises(jsonschema.ValidationError):
        check(form | {"surprise": 1}, "/order/checkout-forms/{id}")
    with pytest.raises(jsonschema.ValidationError):
        check(form | {"status": "READY"}, "/order/checkout-forms/{id}")
