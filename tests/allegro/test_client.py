"""The client against a faked network: what it sends, what it makes of every answer."""

from datetime import UTC, datetime, timedelta, timezone
from decimal import Decimal

import pytest
import requests
import responses
from responses.matchers import header_matcher, query_param_matcher

from saleor_allegro.allegro.client import AllegroClient
from saleor_allegro.allegro.documents import (
    CheckoutForm,
    FormStatus,
    FulfillmentStatus,
    OperationGroup,
    PaymentOperation,
    Refund,
    RefundStatus,
    UnreadableEntry,
    UnreadableForm,
    WalletType,
)
from saleor_allegro.allegro.environments import custom
from saleor_allegro.allegro.errors import (
    AllegroError,
    Forbidden,
    Malformed,
    NotAuthorised,
    NotFound,
    RateLimited,
    Rejected,
    StaleRevision,
    Unreachable,
)
from saleor_allegro.allegro.filters import FormSort
from tests.allegro.test_documents import sample

API = "https://api.allegro.test"
FORMS = f"{API}/order/checkout-forms"
EVENTS = f"{API}/order/events"
USER_AGENT = "Sklep/1.0 (+https://sklep.test)"


@pytest.fixture
def allegro():
    with responses.RequestsMock(assert_all_requests_are_fired=True) as mock:
        yield mock


@pytest.fixture
def client():
    environment = custom(API, "https://allegro.test/auth/oauth")
    return AllegroClient(environment, lambda: "token-1", USER_AGENT)


def forms_of(count, *, start=0):
    body = sample("wire/form-01-paid-online-one-line.json")
    return [body | {"id": f"form-{number}"} for number in range(start, start + count)]


def form_page(forms, total):
    return {"checkoutForms": forms, "count": len(forms), "totalCount": total}


def refund(number, **parts):
    return {
        "id": f"refund-{number}",
        "payment": {"id": "payment-1"},
        "order": None,
        "reason": "REFUND",
        "status": "SUCCESS",
        "createdAt": "2026-11-20T08:15:30.120+01:00",
        "totalValue": {"amount": "12.50", "currency": "PLN"},
        "lineItems": None,
        "surcharges": [],
    } | parts


def operation(number, **parts):
    return {
        "type": "REFUND_CHARGE",
        "group": "REFUND",
        "wallet": {
            "paymentOperator": "AF",
            "type": "AVAILABLE",
            "balance": {"amount": f"{1000 - number}.00", "currency": "PLN"},
        },
        "occurredAt": "2026-11-20T08:15:30.120Z",
        "value": {"amount": "-1.00", "currency": "PLN"},
        "marketplaceId": None,
        "payment": {"id": "payment-1"},
        "participant": {"id": "7", "login": "l", "firstName": "F", "lastName": "L"},
    } | parts


def event(number, **parts):
    return {
        "id": str(number),
        "type": "BOUGHT",
        "occurredAt": "2026-11-20T08:15:30.120Z",
        "order": {
            "seller": {"id": "1"},
            "buyer": {"id": "2", "email": "a@allegromail.pl", "login": "l", "guest": False},
            "lineItems": [],
            "checkoutForm": {"id": f"form-{number}", "revision": "819b5836"},
            "marketplace": {"id": "allegro-pl"},
        },
    } | parts


def test_every_call_carries_allegros_headers_and_a_timeout(client, allegro):
    allegro.get(
        f"{API}/me",
        json={"id": "7", "login": "sklep"},
        match=[
            header_matcher(
                {
                    "Authorization": "Bearer token-1",
                    "Accept": "application/vnd.allegro.public.v1+json",
                    "Content-Type": "application/vnd.allegro.public.v1+json",
                    "Accept-Language": "pl-PL",
                    "User-Agent": USER_AGENT,
                }
            ),
        ],
    )

    assert client.me().id == "7"
    assert allegro.calls[0].request.req_kwargs["timeout"] == (5, 30)


def test_the_token_is_asked_for_before_every_call(allegro):
    tokens = iter(["old", "new"])
    client = AllegroClient(
        custom(API, "https://allegro.test/oauth"), lambda: next(tokens), USER_AGENT
    )
    for token in ("old", "new"):
        allegro.get(
            f"{API}/me",
            json={"id": "7", "login": "sklep"},
            match=[header_matcher({"Authorization": f"Bearer {token}"})],
        )

    client.me()
    client.me()

    assert client.calls == 2


def test_a_netrc_file_does_not_replace_the_token(client, allegro, tmp_path, monkeypatch):
    netrc = tmp_path / "netrc"
    netrc.write_text("machine api.allegro.test login someone password secret\n")
    netrc.chmod(0o600)
    monkeypatch.setenv("NETRC", str(netrc))
    allegro.get(
        f"{API}/me",
        json={"id": "7", "login": "sklep"},
        match=[header_matcher({"Authorization": "Bearer token-1"})],
    )

    client.me()


@pytest.mark.parametrize(
    ("status", "expected"),
    [
        (301, Unreachable),
        (304, Unreachable),
        (400, Rejected),
        (401, NotAuthorised),
        (403, Unreachable),
        (404, Unreachable),
        (406, Rejected),
        (408, Unreachable),
        (409, StaleRevision),
        (415, Rejected),
        (418, Rejected),
        (422, Rejected),
        (429, RateLimited),
        (500, Unreachable),
        (502, Unreachable),
        (503, Unreachable),
        (504, Unreachable),
        (599, Unreachable),
    ],
)
def test_http_status_becomes_one_named_error(client, allegro, status, expected):
    allegro.get(EVENTS, status=status, headers={"Trace-Id": "abc", "Location": f"{API}/me"})

    with pytest.raises(AllegroError, match=f"GET /order/events: HTTP {status}") as caught:
        client.order_events(after=None)

    assert type(caught.value) is expected
    assert caught.value.status == status
    assert caught.value.trace_id == "abc"
    assert "trace-id abc" in str(caught.value)
    assert client.calls == 1


@pytest.mark.parametrize(("status", "expected"), [(403, Forbidden), (404, NotFound)])
@pytest.mark.parametrize(
    ("body", "is_allegros"),
    [
        ({"errors": [{"code": "AccessDeniedException"}]}, True),
        ({"error": "access_denied"}, True),
        ({"code": "UC", "message": "upstream"}, False),
        ([], False),
    ],
)
def test_only_allegro_itself_refuses_a_seller_or_misses_a_form(
    client, allegro, status, expected, body, is_allegros
):
    """A gateway's page must not make anybody connect again or give up an order."""
    allegro.get(f"{FORMS}/form-1", status=status, json=body)

    with pytest.raises(AllegroError) as caught:
        client.checkout_form("form-1")

    assert type(caught.value) is (expected if is_allegros else Unreachable)


@pytest.mark.parametrize(
    ("kind", "retryable", "affects_every_order"),
    [
        (Unreachable, True, True),
        (RateLimited, True, True),
        (NotAuthorised, False, True),
        (Forbidden, False, True),
        (Rejected, False, False),
        (NotFound, False, False),
        (StaleRevision, False, False),
        (Malformed, False, False),
    ],
)
def test_what_to_do_about_each_error(kind, retryable, affects_every_order):
    assert kind.retryable is retryable
    assert kind.affects_every_order is affects_every_order


@pytest.mark.parametrize(
    ("headers", "seconds"),
    [
        ({}, None),
        ({"Retry-After": "0"}, 0),
        ({"Retry-After": " 90 "}, 90),
        ({"Retry-After": "9" * 400}, 86_400),
        ({"Retry-After": "-5"}, None),
        ({"Retry-After": "soon"}, None),
        ({"Retry-After": "³"}, None),
        ({"Retry-After": "Mon, 23 Nov 2026 10:01:30 GMT"}, None),
        (
            {
                "Retry-After": "Mon, 23 Nov 2026 10:01:30 GMT",
                "Date": "Mon, 23 Nov 2026 10:00:00 GMT",
            },
            90,
        ),
        (
            {
                "Retry-After": "Mon, 23 Nov 2026 09:00:00 GMT",
                "Date": "Mon, 23 Nov 2026 10:00:00 GMT",
            },
            0,
        ),
        ({"Retry-After": "Mon, 23 Nov 99999 10:01:30 GMT", "Date": "yesterday"}, None),
    ],
)
@pytest.mark.parametrize("status", [429, 503])
def test_the_pause_allegro_asks_for_is_passed_on(client, allegro, status, headers, seconds):
    allegro.get(EVENTS, status=status, headers=headers)

    with pytest.raises((RateLimited, Unreachable)) as caught:
        client.order_events(after=None)

    assert caught.value.retry_after == seconds


@pytest.mark.parametrize(
    ("body", "code"),
    [
        (b'{"errors":[{"code":"TOO_MANY_REQUESTS","message":"m","details":null}]}', "TOO_MANY"),
        (b'{"errors":[]}', ""),
        (b'{"errors":[null]}', ""),
        (b'{"errors":"no"}', ""),
        (b'{"errors":[{"code":17}]}', ""),
        (b'{"code":"UC","message":"upstream connect error"}', "UC"),
        (b'{"error":"invalid_token","error_description":"eyJhbGci"}', "invalid_token"),
        (b'{"code":"a\\nb"}', "a b"),
        (b"{}", ""),
        (b"null", ""),
        (b'"gateway"', ""),
        (b"<html>503</html>", ""),
        (b"\xff\xfe\x00", ""),
        (b"[" * 100_000, ""),
        (b"", ""),
    ],
)
def test_a_body_of_any_shape_is_no_second_error(client, allegro, body, code):
    allegro.get(EVENTS, status=503, body=body)

    with pytest.raises(Unreachable) as caught:
        client.order_events(after=None)

    assert caught.value.code.startswith(code)
    assert bool(caught.value.code) is bool(code)
    assert "eyJ" not in str(caught.value)


@pytest.mark.parametrize(
    ("name", "status", "kind", "code"),
    [
        ("error-404-form-gone-after-merge.json", 404, NotFound, "CheckoutFormNotFoundException"),
        (
            "error-422-fulfillment.json",
            422,
            Rejected,
            "SellerOrdersStoreUnprocessableEntityException",
        ),
        ("error-429.json", 429, RateLimited, "TOO_MANY_REQUESTS"),
    ],
)
def test_sample_errors_keep_allegros_code_and_words(client, allegro, name, status, kind, code):
    allegro.get(f"{FORMS}/form-1", status=status, json=sample(name))

    with pytest.raises(kind, match=code) as caught:
        client.checkout_form("form-1")

    assert caught.value.code == code
    assert caught.value.user_message == sample(name)["errors"][0]["userMessage"]


@pytest.mark.parametrize(
    "failure",
    [
        requests.ConnectionError("refused"),
        requests.ConnectTimeout(),
        requests.ReadTimeout(),
        requests.exceptions.ChunkedEncodingError("cut"),
        requests.exceptions.ContentDecodingError("gzip"),
        requests.exceptions.SSLError("certificate"),
        requests.exceptions.ProxyError(),
    ],
    ids=lambda failure: type(failure).__name__,
)
def test_a_failing_network_is_unreachable(client, allegro, failure):
    allegro.get(EVENTS, body=failure)

    with pytest.raises(Unreachable, match=type(failure).__name__) as caught:
        client.order_events(after=None)

    assert caught.value.status is None
    assert caught.value.__cause__ is failure
    assert client.calls == 1


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"<html>maintenance</html>",
        b'{"events": [',
        b'{"events": null}',
        b'{"events": {}}',
        b"{}",
        b"[]",
        b"null",
        b"7",
        b"\xff",
        b"[" * 100_000,
        b'{"events": [{"type": "BOUGHT"}]}',
        b'{"events": [{"id": ""}]}',
        b'{"events": [7]}',
        b'{"events": ' + b"1" * 5000 + b"}",
    ],
)
def test_a_2xx_answer_of_another_shape_is_malformed(client, allegro, body):
    allegro.get(EVENTS, body=body, headers={"trace-id": "abc"})

    with pytest.raises(Malformed) as caught:
        client.order_events(after=None)

    assert caught.value.status == 200
    assert caught.value.trace_id == "abc"


def test_events_are_read_from_the_last_one_handled(client, allegro):
    allegro.get(
        EVENTS,
        json={"events": [event(1), event(2, type="NEW_KIND"), event(2)]},
        match=[query_param_matcher({"from": "1763625000000400", "limit": "1000"})],
    )

    events = client.order_events(after="1763625000000400")

    assert [one.id for one in events] == ["1", "2", "2"]
    assert events[1].type == "NEW_KIND"
    assert events[0].order.checkout_form.id == "form-1"


def test_without_a_cursor_the_journal_starts_at_its_oldest_event(client, allegro):
    allegro.get(EVENTS, json={"events": []}, match=[query_param_matcher({"limit": "1000"})])

    assert client.order_events(after=None) == ()


@pytest.mark.parametrize(
    ("parts", "form_id"),
    [
        ({"occurredAt": "yesterday"}, "form-3"),
        ({"type": None}, "form-3"),
        ({"order": {"checkoutForm": {"id": "form-9"}, "lineItems": [{}]}}, "form-9"),
        ({"order": {"lineItems": []}}, None),
        ({"order": {"checkoutForm": {"id": 7}, "lineItems": 1}}, None),
        ({"order": None}, None),
        ({"order": []}, None),
    ],
)
def test_a_damaged_event_does_not_stop_the_journal(client, allegro, parts, form_id):
    allegro.get(EVENTS, json={"events": [event(2), event(3, **parts), event(4)]})

    events = client.order_events(after=None)

    assert [one.id for one in events] == ["2", "3", "4"]
    form = events[1].order.checkout_form
    assert (form.id if form else None) == form_id


def test_a_seller_without_sales_has_no_latest_event(client, allegro):
    allegro.get(f"{API}/order/event-stats", json={"latestEvent": None})

    assert client.event_stats().latest_event is None


def test_forms_are_paged_to_the_end_with_an_overlap(client, allegro):
    forms = forms_of(250)
    for offset in (0, 90, 180):
        allegro.get(
            FORMS,
            json=form_page(forms[offset : offset + 100], 250),
            match=[query_param_matcher({"offset": str(offset), "limit": "100"})],
        )

    found = list(client.checkout_forms())

    assert [form.id for form in found] == [form["id"] for form in forms]
    assert client.calls == 3


def test_a_form_is_not_lost_when_others_vanish_between_two_pages(client, allegro):
    forms = forms_of(150)
    allegro.get(
        FORMS,
        json=form_page(forms[:100], 150),
        match=[query_param_matcher({"offset": "0", "limit": "100"})],
    )
    left = forms[5:]  # five were merged away meanwhile
    allegro.get(
        FORMS,
        json=form_page(left[90:190], 145),
        match=[query_param_matcher({"offset": "90", "limit": "100"})],
    )

    found = [form.id for form in client.checkout_forms()]

    assert found == [form["id"] for form in forms]


def test_the_last_page_may_have_nothing_new_when_others_vanished(client, allegro):
    forms = forms_of(101)
    allegro.get(
        FORMS,
        json=form_page(forms[:100], 101),
        match=[query_param_matcher({"offset": "0", "limit": "100"})],
    )
    allegro.get(
        FORMS,
        json=form_page(forms[90:100], 100),
        match=[query_param_matcher({"offset": "90", "limit": "100"})],
    )

    assert len(list(client.checkout_forms())) == 100


@pytest.mark.parametrize("count", [1, 100])
def test_one_full_page_is_one_call(client, allegro, count):
    allegro.get(FORMS, json=form_page(forms_of(count), count))

    assert len(list(client.checkout_forms())) == count
    assert client.calls == 1


def test_an_empty_page_ends_the_list_whatever_the_total_says(client, allegro):
    allegro.get(FORMS, json={"checkoutForms": [], "count": 0, "totalCount": 2})

    assert list(client.checkout_forms()) == []


@pytest.mark.parametrize("form_id", ["form-1", None])
def test_a_list_that_never_ends_is_malformed(client, allegro, form_id):
    allegro.get(FORMS, json=form_page([forms_of(1)[0] | {"id": form_id}], 10_000))

    with pytest.raises(Malformed, match="nothing new at offset 1"):
        list(client.checkout_forms())

    assert client.calls == 2


def test_filters_become_query_parameters(client, allegro):
    warsaw = timezone(timedelta(hours=1))
    allegro.get(
        FORMS,
        json=form_page([], 0),
        match=[
            query_param_matcher(
                {
                    "limit": "100",
                    "offset": "0",
                    "status": "READY_FOR_PROCESSING",
                    "fulfillment.status": "NEW",
                    "lineItems.boughtAt.gte": "2026-11-01T00:00:00.000Z",
                    "updatedAt.gte": "2026-11-02T00:00:00.000Z",
                    "updatedAt.lte": "2026-11-02T11:30:00.500Z",
                    "marketplace.id": "allegro-cz",
                    "sort": "lineItems.boughtAt",
                }
            )
        ],
    )

    forms = client.checkout_forms(
        status=FormStatus.READY_FOR_PROCESSING,
        fulfillment_status=FulfillmentStatus.NEW,
        bought_at_gte=datetime(2026, 11, 1, tzinfo=UTC),
        updated_at_gte=datetime(2026, 11, 2, tzinfo=UTC),
        updated_at_lte=datetime(2026, 11, 2, 12, 30, 0, 500_999, tzinfo=warsaw),
        marketplace_id="allegro-cz",
        payment_id=None,
        sort=FormSort.BOUGHT_AT,
    )

    assert list(forms) == []


def test_a_naive_time_is_no_filter(client):
    with pytest.raises(ValueError, match="no time zone"):
        list(client.checkout_forms(bought_at_gte=datetime(2026, 11, 1)))  # noqa: DTZ001

    assert client.calls == 0


def test_a_bad_form_in_a_page_does_not_lose_the_others(client, allegro):
    good, bad, nameless = forms_of(3)
    bad = bad | {"summary": {"totalToPay": {"amount": "12,50", "currency": "PLN"}}}
    allegro.get(FORMS, json=form_page([bad, good, nameless | {"id": None}], 3))

    first, second, third = client.checkout_forms()

    assert isinstance(first, UnreadableForm)
    assert first.form_id == "form-1"
    assert "summary.totalToPay.amount" in str(first.error)
    assert isinstance(second, CheckoutForm)
    assert second.id == "form-0"
    assert isinstance(third, UnreadableForm)
    assert third.form_id is None


def test_unreadable_forms_are_paged_and_told_once_like_any_other(client, allegro):
    forms = [form | {"buyer": None} for form in forms_of(120)]
    allegro.get(FORMS, json=form_page(forms[:100], 120))
    allegro.get(FORMS, json=form_page(forms[90:], 120))

    assert len({form.form_id for form in client.checkout_forms()}) == 120


@pytest.mark.parametrize("body", [{}, {"checkoutForms": None, "totalCount": 1}, [], {"count": 0}])
def test_a_page_without_forms_or_total_is_malformed(client, allegro, body):
    allegro.get(FORMS, json=body)

    with pytest.raises(Malformed):
        list(client.checkout_forms())


def test_one_form_is_read_by_its_id(client, allegro):
    allegro.get(f"{FORMS}/a%2Fb", json=forms_of(1)[0])

    assert client.checkout_form("a/b").id == "form-0"


def test_a_form_with_unreadable_money_says_so_with_the_trace_id(client, allegro):
    body = forms_of(1)[0] | {"summary": {"totalToPay": {"amount": "?", "currency": "PLN"}}}
    allegro.get(f"{FORMS}/form-0", json=body, headers={"trace-id": "abc"})

    with pytest.raises(Malformed, match=r'totalToPay\.amount: "\?" is not an amount') as caught:
        client.checkout_form("form-0")

    assert caught.value.trace_id == "abc"


@pytest.mark.parametrize(
    ("escape", "kept"),
    [(r"a\u0000b", "a\ufffdb"), (r"a\ud83db", "a\ufffdb"), (r"\ud83d\ude00", "\U0001f600")],
)
def test_characters_no_database_stores_are_replaced(client, allegro, escape, kept):
    allegro.get(f"{API}/me", body='{"id": "7", "login": "' + escape + '"}')

    assert client.me().login == kept


def test_the_lists_that_change_seldom(client, allegro):
    allegro.get(
        f"{API}/sale/delivery-methods",
        json={
            "deliveryMethods": [
                {
                    "id": "m",
                    "name": "Kurier",
                    "marketplaces": ["allegro-pl"],
                    "paymentPolicy": "CASH_ON_DELIVERY",
                    "allegroEndorsed": True,
                    "dispatchCountry": None,
                }
            ]
        },
    )
    allegro.get(f"{API}/order/carriers", json={"carriers": [{"id": "DPD", "name": "DPD"}]})
    allegro.get(
        f"{API}/marketplaces",
        json={
            "marketplaces": [
                {"id": "allegro-hu", "currencies": {"base": {"code": "HUF"}, "additional": []}}
            ]
        },
    )

    assert client.delivery_methods()[0].payment_policy == "CASH_ON_DELIVERY"
    assert client.carriers()[0].id == "DPD"
    assert client.marketplaces()[0].currencies.base.code == "HUF"


def test_parcels_are_read_with_whatever_is_known_of_them(client, allegro):
    known = sample("shipments.json")["shipments"][0]
    bare = {"id": "p-2", "waybill": None, "carrierId": None, "carrierName": None}
    allegro.get(
        f"{FORMS}/a%2Fb/shipments",
        json={"shipments": [known, bare | {"lineItems": None, "createdAt": "yesterday"}]},
    )

    parcel, unknown = client.shipments("a/b")

    assert (parcel.id, parcel.waybill) == ("U0FNUExFLVNISVBNRU5U", "DEMO0000000001")
    assert (parcel.carrier_id, parcel.carrier_name) == ("DPD", "")
    assert [line.id for line in parcel.line_items] == ["c1caab76-5618-54d2-b8cc-ba3d1e00408f"]
    assert parcel.created_at == datetime(2026, 11, 20, 10, 9, 58, tzinfo=UTC)
    assert (unknown.id, unknown.waybill, unknown.line_items) == ("p-2", None, ())
    assert unknown.created_at is None


@pytest.mark.parametrize("shipments", [None, []])
def test_a_form_without_parcels(client, allegro, shipments):
    allegro.get(f"{FORMS}/form-1/shipments", json={"shipments": shipments})

    assert client.shipments("form-1") == ()


def test_a_parcel_without_an_id_does_not_pass_for_a_shorter_list(client, allegro):
    allegro.get(f"{FORMS}/form-1/shipments", json={"shipments": [{"id": "p-1"}, {"waybill": "1"}]})

    with pytest.raises(Malformed, match=r"shipments\.1\.id"):
        client.shipments("form-1")


def test_refunds_are_filtered_and_paged_to_the_end(client, allegro):
    refunds = [refund(number) for number in range(150)]
    query = {
        "occurredAt.gte": "2026-11-01T00:00:00.000Z",
        "occurredAt.lte": "2026-11-30T00:00:00.000Z",
        "payment.id": "payment-1",
        "order.id": "form-1",
        "status": "SUCCESS",
        "limit": "100",
    }
    for offset in (0, 100):
        allegro.get(
            f"{API}/payments/refunds",
            json={"refunds": refunds[offset : offset + 100], "totalCount": 150},
            match=[query_param_matcher(query | {"offset": str(offset)})],
        )

    pages = client.refund_pages(
        occurred_at_gte=datetime(2026, 11, 1, tzinfo=UTC),
        occurred_at_lte=datetime(2026, 11, 30, tzinfo=UTC),
        payment_id="payment-1",
        order_id="form-1",
        status=RefundStatus.SUCCESS,
    )

    assert [entry.id for page in pages for entry in page.entries] == [
        each["id"] for each in refunds
    ]


def test_a_refund_tells_what_went_back_of_which_payment(client, allegro):
    returned = {"id": "surcharge-1", "value": {"amount": "2.50", "currency": "PLN"}}
    body = refund(1, order={"id": "form-1"}, surcharges=[returned], status="DREAMT")
    allegro.get(f"{API}/payments/refunds", json={"refunds": [body], "totalCount": 1})

    ((entry,),) = [page.entries for page in client.refund_pages()]

    assert isinstance(entry, Refund)
    assert (entry.id, entry.payment.id, entry.order.id) == ("refund-1", "payment-1", "form-1")
    assert (entry.status, entry.reason) == ("DREAMT", "REFUND")
    assert (entry.total_value.amount, entry.surcharges[0].value.amount) == (
        Decimal("12.50"),
        Decimal("2.50"),
    )
    assert entry.created_at == datetime(2026, 11, 20, 7, 15, 30, 120_000, tzinfo=UTC)


def test_operations_of_one_wallet_and_group_are_paged_to_the_end(client, allegro):
    listed = [operation(number) for number in range(70)]
    query = {
        "occurredAt.gte": "2026-11-01T00:00:00.000Z",
        "payment.id": "payment-1",
        "group": "REFUND",
        "wallet.type": "WAITING",
        "limit": "50",
    }
    for offset in (0, 50):
        allegro.get(
            f"{API}/payments/payment-operations",
            json={"paymentOperations": listed[offset : offset + 50], "totalCount": 70},
            match=[query_param_matcher(query | {"offset": str(offset)})],
        )

    pages = client.payment_operation_pages(
        occurred_at_gte=datetime(2026, 11, 1, tzinfo=UTC),
        payment_id="payment-1",
        group=OperationGroup.REFUND,
        wallet=WalletType.WAITING,
    )

    entries = [entry for page in pages for entry in page.entries]
    assert len({entry.key for entry in entries}) == 70
    assert all(isinstance(entry, PaymentOperation) for entry in entries)
    assert entries[0].value.amount == Decimal("-1.00")
    assert entries[0].payment.id == "payment-1"


def test_an_operation_pushed_to_the_next_page_is_told_once(client, allegro):
    """Operations have no id, so nobody behind could tell a repeat from a second refund."""
    listed = [operation(number) for number in range(60)]
    late = operation(99)
    for page in (listed[:50], [*listed[49:], late]):
        allegro.get(
            f"{API}/payments/payment-operations",
            json={"paymentOperations": page, "totalCount": 60},
        )

    entries = [entry for page in client.payment_operation_pages() for entry in page.entries]

    assert len(entries) == len({entry.key for entry in entries}) == 61


def test_the_same_operation_has_the_same_key_whatever_else_is_told_of_it(client, allegro):
    same = operation(1, occurredAt="2026-11-20T09:15:30.120+01:00", participant=None, more=1)
    other = operation(1, value={"amount": "-2.00", "currency": "PLN"})
    bodies = [operation(1), same, other]
    allegro.get(
        f"{API}/payments/payment-operations", json={"paymentOperations": bodies, "totalCount": 3}
    )

    ((first, second, third),) = [page.entries for page in client.payment_operation_pages()]

    assert first.key == second.key != third.key


@pytest.mark.parametrize(
    ("path", "name", "pages", "bodies"),
    [
        (
            "refunds",
            "refunds",
            AllegroClient.refund_pages,
            [refund(1), refund(2, totalValue={"amount": "12,50", "currency": "PLN"}), None],
        ),
        (
            "payment-operations",
            "paymentOperations",
            AllegroClient.payment_operation_pages,
            [operation(1), operation(2, value=None), operation(3, occurredAt="yesterday")],
        ),
    ],
)
def test_an_unreadable_entry_does_not_hide_the_others(client, allegro, path, name, pages, bodies):
    allegro.get(f"{API}/payments/{path}", json={name: [*bodies[1:], bodies[0]], "totalCount": 3})

    ((first, second, third),) = [page.entries for page in pages(client)]

    assert isinstance(first, UnreadableEntry)
    assert isinstance(second, UnreadableEntry)
    assert first.key != second.key
    assert isinstance(third, Refund | PaymentOperation)


@pytest.mark.parametrize("body", [{}, {"refunds": None, "totalCount": 1}, {"refunds": []}, []])
def test_a_list_without_entries_or_total_is_malformed(client, allegro, body):
    allegro.get(f"{API}/payments/refunds", json=body)

    with pytest.raises(Malformed):
        list(client.refund_pages())


def test_a_seller_who_did_not_grant_payments_is_forbidden_there(client, allegro):
    allegro.get(
        f"{API}/payments/refunds",
        status=403,
        json={"errors": [{"code": "AccessDeniedException"}]},
    )

    with pytest.raises(Forbidden, match="GET /payments/refunds: HTTP 403 AccessDenied"):
        list(client.refund_pages())
