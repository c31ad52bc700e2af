"""What is served is what Allegro publishes, but for the nulls that production sends."""

from decimal import Decimal
from pathlib import Path
from typing import Any
from uuid import uuid4

import jsonschema
import pytest
import yaml

from saleor_allegro.simulator import Kind, Simulator, delivery, serve
from tests.allegro.schema_strategies import flattened
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
    if "allOf" in schema:
        schema = flattened(schema)
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
def matches(published):
    """Raises where a document does not fit a schema."""
    components = closed(published["components"])

    def matches(document: Any, schema: Any) -> None:
        formats = jsonschema.Draft4Validator.FORMAT_CHECKER
        whole = closed(schema) | {"components": components}
        jsonschema.Draft4Validator(whole, format_checker=formats).validate(without_nulls(document))

    return matches


@pytest.fixture(scope="module")
def check(published, matches):
    """Likewise, the schema being that of the answer of a path."""

    def check(document: Any, path: str) -> None:
        answer = published["paths"][path]["get"]["responses"]["200"]
        matches(document, answer["content"][MEDIA_TYPE]["schema"])

    return check


@pytest.fixture(scope="module")
def simulator():
    """An Allegro on which everything has happened once."""
    simulator = Simulator(seed=3, now=NOW)
    simulator.sell_many(2 * len(Kind), kinds_sold=Kind)
    lead_every_life(simulator)
    return simulator


def lead_every_life(simulator):
    first = simulator.sell(Kind.UNPAID)
    simulator.merge([first, simulator.sell(Kind.BOUGHT, buyer_of=first)])
    simulator.pay(simulator.sell(Kind.BOUGHT))
    simulator.change_address(simulator.sell(Kind.GUEST), street="Nowa 1")
    paid, waiting, broken_off = (simulator.sell(Kind.UNPAID) for _ in range(3))
    simulator.change_delivery(paid, delivery.COURIER_COD)
    simulator.change_delivery(paid, delivery.ORLEN, Decimal("1.00"))
    simulator.change_invoice(paid)
    simulator.pay(paid)
    simulator.pay(waiting, Decimal("1.00"), is_ready=False)
    simulator.cancel_payment(broken_off)
    ready = simulator.sell(Kind.PICKUP_POINT)
    simulator.change_pickup_point(ready)
    simulator.change_invoice(ready, company="Firma")
    simulator.change_message(ready, "Dzień dobry")
    simulator.change_phone(ready, "+48600000000")
    simulator.change_quantity(ready, simulator.forms[ready]["lineItems"][0]["id"], 3)
    simulator.pay_rest(ready)
    simulator.merge(
        [ready, simulator.sell(Kind.UNPAID, buyer_of=ready)], with_ready=True, rest_by="surcharge"
    )
    sent = simulator.sell(Kind.MANY_LINES)
    simulator.add_parcel(sent, is_sent=True)
    simulator.add_parcel(sent, "OTHER", carrier_name="Rower")
    topped_up = simulator.sell(Kind.TOPPED_UP)
    simulator.refund(topped_up, Decimal("1.00"))
    simulator.settle_refund(simulator.refund(topped_up, is_settled=False), "CANCELED")
    simulator.refund(topped_up)
    returned = simulator.refund(simulator.sell(Kind.COMPANY_INVOICE), is_in_panel=True)
    simulator.settle_refund(returned, "CANCELED")
    simulator.vanish(simulator.sell(Kind.PAID_ONLINE))


@pytest.fixture(scope="module")
def allegro(simulator):
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
        "/payments/refunds",
        "/sale/offers",
        "/sale/delivery-methods",
        "/order/carriers",
        "/marketplaces",
    ],
)
def test_answers_are_as_published(allegro, check, path):
    query = {"limit": 1000} if path == "/order/events" else {}

    check(allegro.json(path, **query), path)


def test_parcels_are_as_published(allegro, check, simulator):
    path = "/order/checkout-forms/{id}/shipments"

    answers = [allegro.json(path.format(id=form_id)) for form_id in simulator.forms]

    for answer in answers:
        check(answer, path)
    assert sum(len(answer["shipments"]) for answer in answers) == 2


@pytest.mark.parametrize(
    ("kind", "change"),
    [
        ("quantity-change", {"modification": {"changeType": "FIXED", "value": 1}}),
        ("publication", {"publication": {"action": "ACTIVATE"}}),
    ],
)
def test_commands_about_offers_are_as_published(
    allegro, check, matches, published, simulator, kind, change
):
    path, command_id = f"/sale/offer-{kind}-commands/{{commandId}}", str(uuid4())
    offers = [{"id": simulator.offers[0].id}, {"id": "nothing"}]
    document = change | {"offerCriteria": [{"type": "CONTAINS_OFFERS", "offers": offers}]}
    put = published["paths"][path]["put"]
    matches(document, put["requestBody"]["content"][MEDIA_TYPE]["schema"])

    report = allegro.send("PUT", path.format(commandId=command_id), document)
    tasks = allegro.json(f"{path.format(commandId=command_id)}/tasks")

    assert report.status_code == 201
    matches(report.json(), put["responses"]["201"]["content"][MEDIA_TYPE]["schema"])
    check(tasks, f"{path}/tasks")
    assert [task["status"] for task in tasks["tasks"]] == ["SUCCESS", "FAIL"]


def test_operations_are_as_published(allegro, matches, published):
    """An operation has the schema of its type, which Allegro builds from two parts."""
    groups = {"group": ["INCOME", "REFUND"]}

    answer = allegro.json("/payments/payment-operations", **groups)

    schemas = published["components"]["schemas"]
    names = schemas["BaseOperation"]["discriminator"]["mapping"]
    for operation in answer["paymentOperations"]:
        matches(operation, {"$ref": names[operation["type"]]})
    assert {operation["type"] for operation in answer["paymentOperations"]} == {
        "CONTRIBUTION",
        "SURCHARGE",
        "REFUND_CHARGE",
        "REFUND_CANCEL",
    }


def test_every_kind_of_form_is_as_published(allegro, check, simulator):
    forms = allegro.json("/order/checkout-forms")["checkoutForms"]

    assert len(forms) == len(simulator.forms)
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
