"""Whatever Allegro sends, we read it or raise our own error."""

import contextlib
import json
import re
from collections.abc import Callable
from decimal import Decimal

import pytest
import responses
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from saleor_allegro.allegro.client import AllegroClient
from saleor_allegro.allegro.documents import (
    CheckoutForm,
    CheckoutFormPage,
    Document,
    EventStats,
    ListedOffer,
    OfferPage,
    OfferTaskList,
    OrderEvent,
    OrderEventPage,
    PaymentOperation,
    PaymentOperationPage,
    Refund,
    RefundPage,
    Seller,
    ShipmentList,
    UnreadableEntry,
    UnreadableForm,
)
from saleor_allegro.allegro.environments import custom
from saleor_allegro.allegro.errors import AllegroError, Malformed
from saleor_allegro.allegro.oauth import OAuthApp
from tests.allegro.schema_strategies import JSON, SCALARS, SCHEMAS, damaged, valid
from tests.allegro.test_oauth import NOW

settings.register_profile(
    "allegro",
    database=None,
    deadline=None,
    derandomize=True,
    max_examples=150,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
thorough = settings.get_profile("allegro")

#: Type of a payment operation -> name of its schema.
OPERATIONS = {
    kind: reference.rsplit("/", 1)[1]
    for kind, reference in SCHEMAS["BaseOperation"]["discriminator"]["mapping"].items()
}
ENVIRONMENT = custom("https://api.allegro.test", "https://allegro.test/auth/oauth")
CALLS = {
    "me": lambda client: client.me(),
    "order_events": lambda client: client.order_events(after=None),
    "event_stats": lambda client: client.event_stats(),
    "checkout_forms": lambda client: list(client.checkout_forms()),
    "checkout_form": lambda client: client.checkout_form("form-1"),
    "shipments": lambda client: client.shipments("form-1"),
    "refund_pages": lambda client: list(client.refund_pages()),
    "payment_operation_pages": lambda client: list(client.payment_operation_pages()),
    "offer_pages": lambda client: list(client.offer_pages()),
    "quantity_tasks": lambda client: client.quantity_tasks("command-1"),
    "delivery_methods": lambda client: client.delivery_methods(),
    "carriers": lambda client: client.carriers(),
    "marketplaces": lambda client: client.marketplaces(),
}


def error_raised_by(call: Callable[[], object]) -> AllegroError | None:
    """Our error, if any; every other one fails the test."""
    try:
        call()
    except AllegroError as error:
        return error
    return None


@thorough
@given(body=valid("CheckoutForm"))
def test_every_form_of_the_published_schema_is_read(body):
    form = CheckoutForm.from_json(body)

    assert form.id == body["id"]
    assert form.summary.total_to_pay.amount == Decimal(body["summary"]["totalToPay"]["amount"])
    assert [(line.id, line.quantity) for line in form.line_items] == [
        (line["id"], line["quantity"]) for line in body["lineItems"]
    ]
    assert [payment.paid_amount and payment.paid_amount.amount for payment in form.surcharges] == [
        money and Decimal(money["amount"])
        for money in (payment.get("paidAmount") for payment in body["surcharges"])
    ]


@thorough
@given(body=valid("OrderEvent"))
def test_every_event_of_the_published_schema_is_read(body):
    event = OrderEvent.from_json(body)

    assert event.id == body["id"]
    assert event.type == body["type"]


@thorough
@given(body=valid("CheckoutFormOrderWaybillResponse"))
def test_every_parcel_of_the_published_schema_is_read(body):
    parcels = ShipmentList.from_json(body).shipments

    assert [(each.id, each.waybill, len(each.line_items)) for each in parcels] == [
        (parcel["id"], parcel.get("waybill"), len(parcel.get("lineItems") or ()))
        for parcel in body.get("shipments") or ()
    ]


@thorough
@given(body=valid("RefundDetails"))
def test_every_refund_of_the_published_schema_is_read(body):
    refund = Refund.from_json(body)

    assert (refund.id, refund.payment.id, refund.status) == (
        body["id"],
        body["payment"]["id"],
        body["status"],
    )
    assert refund.total_value.amount == Decimal(body["totalValue"]["amount"])


@thorough
@given(body=valid("OfferListingDto"))
def test_every_offer_of_the_published_schema_is_read(body):
    offer = ListedOffer.from_json(body)

    stock, publication = body.get("stock") or {}, body.get("publication") or {}
    assert (offer.id, offer.available) == (body["id"], stock.get("available"))
    assert offer.status == (publication.get("status") or "")
    assert offer.external_id == ((body.get("external") or {}).get("id") or "").strip()
    assert offer.is_fulfillment is bool(body.get("isFulfillment"))


@thorough
@given(body=valid("TaskReport"))
def test_every_task_of_the_published_schema_is_read(body):
    tasks = OfferTaskList.from_json(body).tasks

    assert [(task.offer_id, task.status, len(task.errors)) for task in tasks] == [
        (task["offer"]["id"], task["status"], len(task.get("errors") or ()))
        for task in body.get("tasks") or ()
    ]


@thorough
@given(bodies=st.lists(damaged("CommandTask") | JSON, max_size=3), last=valid("CommandTask"))
def test_damaged_tasks_never_cost_the_good_one(bodies, last):
    tasks = OfferTaskList.from_json({"tasks": [*bodies, last]}).tasks

    assert 1 <= len(tasks) <= len(bodies) + 1
    assert (tasks[-1].offer_id, tasks[-1].status) == (last["offer"]["id"], last["status"])


@pytest.mark.parametrize("name", sorted(set(OPERATIONS.values())))
def test_every_operation_of_the_published_schema_is_read(name):
    @settings(thorough, max_examples=40)
    @given(body=valid(name))
    def check(body):
        operation = PaymentOperation.from_json(body)

        assert (operation.type, operation.group) == (body["type"], body["group"])
        assert operation.value.amount == Decimal(body["value"]["amount"])
        assert (operation.payment and operation.payment.id) == (body.get("payment") or {}).get("id")

    check()


@thorough
@given(body=damaged("CheckoutForm"))
def test_a_damaged_form_is_read_or_malformed(body):
    try:
        form = CheckoutForm.from_json(body)
    except Malformed:
        return
    for money in (form.summary.total_to_pay, *(line.price for line in form.line_items)):
        assert money.amount.is_finite()
        assert len(money.currency) == 3


@thorough
@given(body=st.lists(damaged("OrderEvent") | valid("OrderEvent"), max_size=3))
def test_a_page_of_damaged_events_is_read_or_malformed(body):
    try:
        page = OrderEventPage.from_json({"events": body})
    except Malformed:
        return
    assert [event.id for event in page.events] == [
        event["id"] if isinstance(event["id"], str) else str(event["id"]) for event in body
    ]


@thorough
@given(bodies=st.lists(damaged("CheckoutForm"), min_size=1, max_size=3), good=valid("CheckoutForm"))
def test_damaged_forms_never_cost_the_good_one(bodies, good):
    page = CheckoutFormPage.from_json(
        {"checkoutForms": [*bodies, good], "count": len(bodies) + 1, "totalCount": 9}
    )

    assert page.count == len(bodies) + 1
    assert isinstance(page.checkout_forms[-1], CheckoutForm)
    assert all(isinstance(form, CheckoutForm | UnreadableForm) for form in page.checkout_forms)


@pytest.mark.parametrize(
    ("kind", "page", "good"),
    [
        (Refund, RefundPage, "RefundDetails"),
        (PaymentOperation, PaymentOperationPage, "RefundChargeOperation"),
        (ListedOffer, OfferPage, "OfferListingDto"),
    ],
)
def test_damaged_entries_never_cost_the_good_one(kind, page, good):
    @thorough
    @given(bodies=st.lists(damaged(good) | JSON, min_size=1, max_size=3), last=valid(good))
    def check(bodies, last):
        read = page.from_json({page.LIST: [*bodies, last], "totalCount": 9})

        assert read.count == len(bodies) + 1
        assert isinstance(read.entries[-1], kind)
        assert all(isinstance(entry, kind | UnreadableEntry) for entry in read.entries)
        assert all(entry.key for entry in read.entries)

    check()


@pytest.mark.parametrize(
    "kind",
    [
        CheckoutForm,
        CheckoutFormPage,
        OrderEventPage,
        EventStats,
        Seller,
        ShipmentList,
        RefundPage,
        PaymentOperationPage,
        OfferPage,
        OfferTaskList,
    ],
)
def test_anything_at_all_is_read_or_malformed(kind: type[Document]):
    names = ["id", "events", "checkoutForms", "shipments", "refunds", "paymentOperations"]
    names += ["offers", "tasks", "totalCount"]

    @thorough
    @given(body=JSON | st.dictionaries(st.sampled_from(names), JSON))
    def check(body):
        with contextlib.suppress(Malformed):
            kind.from_json(body)

    check()


@pytest.mark.parametrize("name", CALLS)
def test_whatever_the_network_brings_only_our_errors_leave_the_client(name):
    @settings(thorough, max_examples=60)
    @given(
        status=st.sampled_from([200, 204, 302, 400, 401, 403, 404, 409, 422, 429, 500, 503]),
        body=st.binary(max_size=40)
        | JSON.map(lambda value: json.dumps(value).encode())
        | damaged("CheckoutForms").map(lambda value: json.dumps(value).encode()),
        trace=st.sampled_from(["", "abc", "a" * 1000]),
        pause=SCALARS.map(str).filter(lambda text: text.isascii() and text.isprintable()),
    )
    def check(status, body, trace, pause):
        client = AllegroClient(ENVIRONMENT, lambda: "token", "Sklep/1 (+https://sklep.test)")
        with responses.RequestsMock(assert_all_requests_are_fired=False) as allegro:
            allegro.add(
                responses.Response(
                    "GET",
                    re.compile(r"https://api\.allegro\.test/.*"),
                    status=status,
                    body=body,
                    headers={"trace-id": trace, "Retry-After": pause},
                )
            )
            error = error_raised_by(lambda: CALLS[name](client))

        if error is not None:
            assert len(error.trace_id) <= 80
            assert error.retry_after is None or 0 <= error.retry_after <= 86_400

    check()


@thorough
@given(
    status=st.sampled_from([200, 302, 400, 401, 403, 429, 500]),
    body=st.binary(max_size=40)
    | JSON.map(lambda value: json.dumps(value).encode())
    | st.dictionaries(
        st.sampled_from(["access_token", "refresh_token", "expires_in", "expires_at", "error"]),
        JSON,
    ).map(lambda value: json.dumps(value).encode()),
)
def test_whatever_the_oauth_host_answers_only_our_errors_leave(status, body):
    app = OAuthApp(ENVIRONMENT, "id-1", "secret-1")
    for call in (
        lambda: app.exchange_code("code", "https://shop.test/", "v" * 43, now=NOW),
        lambda: app.refresh("refresh", now=NOW),
        lambda: app.start_device(now=NOW),
        lambda: app.poll_device("device", now=NOW),
    ):
        with responses.RequestsMock(assert_all_requests_are_fired=False) as allegro:
            for endpoint in ("token", "device"):
                allegro.post(f"{ENVIRONMENT.oauth_url}/{endpoint}", status=status, body=body)
            error_raised_by(call)
