"""Rows of carriers and delivery methods: to the settings and back, and what is wrong in them."""

import pytest

from saleor_allegro.dashboard.statuses.form import sent_form
from saleor_allegro.dashboard.statuses.lists import Lists
from saleor_allegro.dashboard.statuses.pairs import carrier_pair, method_pair, problems_of
from saleor_allegro.simulator import delivery
from tests.dashboard.page_form import PageForm
from tests.dashboard.statuses import KURIER, a_form, drawn, sent, some_lists

EVERYTHING = a_form(
    statuses={
        "UNFULFILLED": "PROCESSING",
        "FULFILLED": "SENT",
        "PARTIALLY_FULFILLED": "PROCESSING",
    },
    send_shop_notifications=False,
    never_mail_masked_addresses=True,
    send_tracking_numbers=True,
    carriers=(
        carrier_pair("Kurier", "DPD"),
        carrier_pair("00590*", "POCZTA_POLSKA"),
        carrier_pair("Bus = nasz", "OTHER:Nasz bus"),
        carrier_pair("Rower", "OTHER"),
        carrier_pair("Dawny", "GONE_CARRIER"),
    ),
    shipping_methods=(
        method_pair(delivery.COURIER.id, "kurier"),
        method_pair(delivery.LOCKER.id, "2"),
        method_pair("gone-id", KURIER),
        method_pair(delivery.LETTER.id, "Gone method"),
    ),
)
MANY = a_form(
    carriers=tuple(carrier_pair(f"1{number:03}*", "DPD") for number in range(100)),
    shipping_methods=tuple(method_pair(f"m-{number}", "Kurier") for number in range(100)),
)


@pytest.mark.parametrize("form", [EVERYTHING, MANY, a_form()])
@pytest.mark.parametrize("lists", [some_lists(), Lists(), some_lists(shippingMethods=[])])
def test_a_form_that_nobody_touched_is_sent_as_it_was(form, lists):
    fields = PageForm(drawn(form, lists)).fields

    assert sent_form(sent(fields)) == form
    assert {name: fields[f"was_{name}"] for name in form.marks} == {
        name: [mark] for name, mark in form.marks.items()
    }


def test_a_row_says_names_where_a_setting_has_ids():
    options = PageForm(drawn(EVERYTHING, some_lists())).options

    assert options["delivery_method"] | options["shipping_method"] | options["carrier"] == {
        "": "Choose",
        delivery.COURIER.id: "Allegro Kurier DPD",
        delivery.LOCKER.id: "Allegro Paczkomaty InPost",
        "gone-id": "gone-id",
        delivery.LETTER.id: "List polecony priorytetowy",
        "kurier": "Kurier",
        "2": "Paczkomat",
        KURIER: "Kurier",
        "Gone method": "Gone method",
        "DPD": "DPD",
        "POCZTA_POLSKA": "Poczta Polska",
        "OTHER": "Another carrier, by name",
        "GONE_CARRIER": "GONE_CARRIER",
    }


def test_what_no_list_has_is_kept_and_marked():
    page = drawn(EVERYTHING, some_lists())

    assert page.count("Not in Allegro&#x27;s list of carriers.") == 1
    assert page.count("Not in Allegro&#x27;s list of delivery methods.") == 1
    assert page.count("Not in this channel.") == 1


def test_each_list_of_choices_is_there_once_however_many_rows():
    page = drawn(MANY, some_lists())

    assert page.count(delivery.SLOVAK_COURIER.id) == 1
    assert page.count('<option value="ORLEN">') == 1


def test_methods_of_one_name_are_told_apart():
    lists = some_lists(
        deliveryMethods=[
            {"id": "758fcd59-fbfa-4453-ae07-4800d72c2ca5", "name": "List"},
            {"id": "0f0c2ad1-70a5-5d57-bd5c-3a1f5f6b8c02", "name": "List"},
        ]
    )

    labels = [choice.label for choice in lists.delivery_methods]
    assert sorted(labels) == ["List (0f0c2ad1…)", "List (758fcd59…)"]


def test_rows_in_which_nothing_was_entered_are_left_out():
    fields = {
        "carrier_left": ["", "Kurier", " "],
        "carrier": ["", "DPD", ""],
        "carrier_name": ["left over", "left over", ""],
        "delivery_method": ["", "m-1"],
        "shipping_method": ["", "Kurier"],
    }

    form = sent_form(sent(fields))

    assert form.carriers == (carrier_pair("Kurier", "DPD"),)
    assert form.shipping_methods == (method_pair("m-1", "Kurier"),)


@pytest.mark.parametrize(
    ("name", "pair", "words"),
    [
        ("carriers", carrier_pair("", "DPD"), "Enter a shipping method"),
        ("carriers", carrier_pair("Kurier", ""), "Choose a carrier."),
        ("carriers", carrier_pair("Kurier", "OTHER:" + "a" * 31), "at most 30"),
        ("carriers", carrier_pair("Kurier", "D P D"), "letters, digits"),
        ("shipping_methods", method_pair("", "Kurier"), "Choose a delivery method"),
        ("shipping_methods", method_pair("m-1", ""), "Choose a shipping method"),
        ("shipping_methods", method_pair("m=1", "Kurier"), "has no “=”"),
        ("shipping_methods", method_pair("m-1", "a" * 1000), "longer than a line"),
    ],
)
def test_a_wrong_row_is_named(name, pair, words):
    good = carrier_pair("Poczta", "DPD")

    problems = problems_of(name, [good, pair])

    assert set(problems) == {1}
    assert words in problems[1].english


def test_a_row_that_is_there_twice_is_named():
    pairs = [carrier_pair("Kurier", "DPD"), carrier_pair("Kurier", "GLS")]

    assert {number: text.english for number, text in problems_of("carriers", pairs).items()} == {
        1: "A row above says so already."
    }


def test_a_problem_stands_at_its_row():
    form = a_form(carriers=(carrier_pair("Kurier", "DPD"), carrier_pair("Kurier", "GLS")))

    page = drawn(form, some_lists(), problems={"carriers": problems_of("carriers", form.carriers)})

    assert page.count('aria-describedby="carrier-problem-1"') == 2
    assert '<p class="error" id="carrier-problem-1">A row above says so already.</p>' in page
    assert "carrier-problem-0" not in page


def test_what_came_from_elsewhere_is_escaped():
    form = a_form(carriers=(carrier_pair('"><script>', "DPD"),))
    lists = some_lists(
        deliveryMethods=[{"id": "m", "name": "<b>Kurier</b>"}],
        carriers=[{"id": "X", "name": "<i>"}],
        shippingMethods=[{"id": KURIER, "name": "<u>"}],
    )

    page = drawn(form, lists)

    assert not any(word in page for word in ("<script", "<b>", "<i>", "<u>"))
