"""What the widget shows of an order, in each state that it may be in."""

from datetime import UTC, datetime, timedelta

import pytest

from saleor_allegro.config import Language
from saleor_allegro.dashboard.marks import Mark
from saleor_allegro.dashboard.order_widget.content import order_content
from saleor_allegro.dashboard.order_widget.time_left import TimeLeft
from tests.dashboard.order_nodes import money
from tests.dashboard.order_widget_nodes import a_flag, a_push, an_error, an_order

NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)
SOON = (NOW + timedelta(hours=3, minutes=20)).isoformat()
POINT = {
    "id": "POZ08A",
    "name": "Paczkomat POZ08A",
    "description": "Stacja paliw",
    "address": "Grunwaldzka 108, 60-166, Poznań",
}
EVERY_LANGUAGE = tuple(Language)


def shown(name, order=None, language=Language.ENGLISH, **allegro):
    return order_content(order or an_order(**allegro), {}, NOW, language)[name]


@pytest.mark.parametrize(
    ("fields", "english", "polish"),
    [
        ({"paymentState": None, "total": None, "paid": None}, None, None),
        (
            {"paymentState": "UNPAID", "paid": money(0)},
            Mark("", "Unpaid", "123.45\u00a0PLN"),
            Mark("", "Nieopłacone", "123,45\u00a0PLN"),
        ),
        (
            {"paymentState": "PARTLY_PAID", "paid": money(1000)},
            Mark("warn", "Part paid", "10.00\u00a0PLN of 123.45\u00a0PLN"),
            Mark("warn", "Opłacone w części", "10,00\u00a0PLN z 123,45\u00a0PLN"),
        ),
        (
            {"paymentState": "PARTLY_PAID", "paid": money(1000), "cashOnDelivery": True},
            Mark("warn", "Part paid", "10.00\u00a0PLN of 123.45\u00a0PLN, the rest on delivery"),
            Mark(
                "warn",
                "Opłacone w części",
                "10,00\u00a0PLN z 123,45\u00a0PLN, reszta przy odbiorze",
            ),
        ),
        (
            {"paymentState": "CASH_ON_DELIVERY", "paid": money(0), "cashOnDelivery": True},
            Mark("info", "Cash on delivery", "123.45\u00a0PLN"),
            Mark("info", "Przy odbiorze", "123,45\u00a0PLN"),
        ),
        (
            {"paymentState": "PAID"},
            Mark("good", "Paid", "123.45\u00a0PLN"),
            Mark("good", "Opłacone", "123,45\u00a0PLN"),
        ),
        (
            {"paymentState": "OVERPAID", "paid": money(20000)},
            Mark("warn", "Overpaid", "200.00\u00a0PLN of 123.45\u00a0PLN"),
            Mark("warn", "Nadpłata", "200,00\u00a0PLN z 123,45\u00a0PLN"),
        ),
    ],
)
def test_payment_has_its_sums(fields, english, polish):
    assert [shown("payment", None, each, **fields) for each in Language] == [english, polish]


@pytest.mark.parametrize(
    ("form", "fulfillment", "english", "polish"),
    [
        ("READY_FOR_PROCESSING", "NEW", ("info", "New"), ("info", "Nowe")),
        ("READY_FOR_PROCESSING", "SENT", ("good", "Sent"), ("good", "Wysłane")),
        ("READY_FOR_PROCESSING", "SUSPENDED", ("warn", "Suspended"), ("warn", "Wstrzymane")),
        ("CANCELLED", "NEW", ("bad", "Cancelled"), ("bad", "Anulowane")),
        ("READY_FOR_PROCESSING", "BAKED", ("info", "BAKED"), ("info", "BAKED")),
    ],
)
def test_status_is_told_in_words_of_allegro(form, fulfillment, english, polish):
    order = an_order(formStatus=form, fulfillmentStatus=fulfillment)

    assert [shown("status", order, each) for each in Language] == [Mark(*english), Mark(*polish)]


def test_form_that_has_no_seller_s_status_yet_has_no_mark():
    order = an_order(formStatus="FILLED_IN", fulfillmentStatus=None)

    assert shown("status", order) is None
    assert [shown("form_status", order, each) for each in Language] == [
        "filled in, not paid yet",
        "wypełnione, jeszcze nieopłacone",
    ]


def test_time_is_left_until_the_order_is_to_leave():
    order = an_order(dispatchBy=SOON)

    told = [shown("dispatch", order, each).left for each in Language]

    assert told == [TimeLeft("warn", "in 3 h 20 min"), TimeLeft("warn", "za 3 godz. 20 min")]


def test_nothing_is_due_where_allegro_names_no_day():
    assert shown("dispatch", dispatchBy=None) is None


@pytest.mark.parametrize(
    "fields",
    [
        {"fulfillmentStatus": "SENT"},
        {"fulfillmentStatus": "PICKED_UP"},
        {"fulfillmentStatus": "RETURNED"},
        {"fulfillmentStatus": "CANCELLED"},
        {"formStatus": "CANCELLED"},
        {"state": "MERGED"},
        {"status": "FULFILLED"},
        {"status": "CANCELED"},
    ],
)
def test_no_time_is_left_where_the_goods_have_left_or_never_will(fields):
    overdue = (NOW - timedelta(hours=1)).isoformat()

    dispatch = shown("dispatch", dispatchBy=overdue, **fields)

    assert (dispatch.due_at.isoformat(), dispatch.left) == (overdue, None)


@pytest.mark.parametrize(
    ("point", "lines"),
    [
        (None, ()),
        (
            POINT,
            ("Paczkomat POZ08A", "Stacja paliw", "Grunwaldzka 108, 60-166, Poznań"),
        ),
        (
            {"id": "POZ08A", "name": None, "description": None, "address": None},
            ("POZ08A",),
        ),
    ],
)
def test_pickup_point_has_its_address(point, lines):
    assert shown("pickup", pickupPoint=point) == lines


@pytest.mark.parametrize(
    ("invoice", "english", "polish"),
    [
        (None, (), ()),
        ((False, None, None), ("not wanted",), ("niepotrzebna",)),
        (
            (True, None, None),
            ("wanted, for a private person",),
            ("potrzebna, na osobę prywatną",),
        ),
        (
            (True, "1234563218", "Biuro"),
            ("wanted", "Biuro", "tax number (NIP) 1234563218"),
            ("potrzebna", "Biuro", "NIP 1234563218"),
        ),
        ((True, None, "Biuro"), ("wanted", "Biuro"), ("potrzebna", "Biuro")),
    ],
)
def test_invoice_is_wanted_by_somebody(invoice, english, polish):
    node = invoice and dict(zip(("wanted", "taxId", "company"), invoice, strict=True))

    assert [shown("invoice", None, each, invoice=node) for each in Language] == [english, polish]


@pytest.mark.parametrize(
    ("marketplace", "name"),
    [
        ("allegro-cz", "allegro.cz"),
        ("allegro-business-pl", "Allegro Business (allegro.pl)"),
        ("allegro-new", "allegro-new"),
        (None, ""),
    ],
)
def test_marketplace_has_the_name_that_people_know(marketplace, name):
    assert shown("marketplace", marketplace=marketplace) == name


def test_purchase_that_was_paid_with_others_says_so():
    assert shown("state") is None
    assert [shown("state", None, each, state="MERGED") for each in Language] == [
        Mark(
            "",
            "Paid together with others",
            "The buyer paid this together with others, in another purchase. Send what that order "
            "says.",
        ),
        Mark(
            "",
            "Opłacone razem z innymi",
            "Kupujący opłacił to razem z innymi, w innym zakupie. Wyślij to, co mówi tamto "
            "zamówienie.",
        ),
    ]


def test_what_allegro_was_told_is_in_words():
    content = order_content(an_order(push=a_push()), {}, NOW, Language.POLISH)

    assert (content["told"], content["not_told"], content["can_push"]) == (
        "W realizacji",
        None,
        False,
    )


def test_allegro_can_be_told_again_what_it_could_not_be_told():
    content = order_content(an_order(push=a_push(error=an_error())), {}, NOW, Language.ENGLISH)

    assert content["not_told"] == an_error(attempts="Attempts: 3")
    assert content["can_push"] is True


@pytest.mark.parametrize(
    ("flag", "can_push"),
    [
        (a_flag("STATUS_NOT_TOLD"), True),
        (a_flag("PARCEL_NOT_TOLD", "628000"), True),
        (a_flag("PARCEL_NOT_TOLD", "628000", resolvedAt=SOON), False),
        (a_flag("OVERSOLD"), False),
    ],
)
def test_flag_of_what_allegro_refused_lets_it_be_told_again(flag, can_push):
    assert shown("can_push", push=a_push(), flags=[flag]) is can_push


def test_order_that_could_not_follow_says_when_it_is_tried_again():
    assert shown("failure", error=an_error()) == an_error(attempts="Attempts: 3")
    assert shown("failure") is None


@pytest.mark.parametrize(
    ("connection", "beginning"),
    [
        ("CONNECTED", ("", "")),
        (
            "RECONNECT_NEEDED",
            (
                "Allegro no longer accepts the connection of seller:",
                "Allegro nie uznaje już połączenia seller:",
            ),
        ),
        (
            "DISCONNECTED",
            ("seller is not connected to Allegro:", "seller nie ma połączenia z Allegro:"),
        ),
    ],
)
def test_seller_who_is_not_connected_is_named(connection, beginning):
    account = {"login": "seller", "connection": connection}

    for language, expected in zip(EVERY_LANGUAGE, beginning, strict=True):
        said = shown("seller_trouble", None, language, account=account)
        assert said.startswith(expected)
        assert bool(said) is bool(expected)
