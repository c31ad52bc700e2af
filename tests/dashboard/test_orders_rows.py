"""A purchase as a row: what is said of it, and what can be done about it."""

import pytest

from saleor_allegro.config import Language
from saleor_allegro.dashboard.marks import Mark
from saleor_allegro.dashboard.orders.flag_words import FLAG_NAMES, flag_name
from saleor_allegro.dashboard.orders.rows import row_of
from saleor_allegro.dashboard.orders.sellers import sellers_of
from saleor_allegro.rules.flags import FlagKind
from tests.dashboard.order_nodes import FAILURE, a_form_node, an_order_node, money, people


def a_row(node, language=Language.ENGLISH):
    return row_of(node, sellers_of(people()), language)


def test_order_is_called_by_its_number_and_stands_in_a_channel_with_a_name():
    row = a_row(an_order_node())

    assert (row.name, row.channel, row.state) == ("#1041", "Allegro PLN", None)
    assert (row.status, row.form_status) == ("In progress", "ready for processing")
    assert (row.failure, row.not_told, row.is_importable, row.flags) == (None, "", False, ())


@pytest.mark.parametrize(
    ("fields", "english", "polish"),
    [
        ({}, ("good", "Paid", "123.45\u00a0PLN"), "Opłacone"),
        (
            {"paymentState": "PARTLY_PAID", "paid": money(1000)},
            ("warn", "Part paid", "10.00\u00a0PLN of 123.45\u00a0PLN"),
            "Opłacone w części",
        ),
        (
            {"paymentState": "OVERPAID", "paid": money(20000)},
            ("warn", "Overpaid", "200.00\u00a0PLN of 123.45\u00a0PLN"),
            "Nadpłata",
        ),
        ({"paymentState": "CASH_ON_DELIVERY"}, ("info", "Cash on delivery", ""), "Przy odbiorze"),
        ({"paymentState": "UNPAID"}, ("", "Unpaid", ""), "Nieopłacone"),
    ],
)
def test_payment_is_a_mark_with_the_sum(fields, english, polish):
    node = an_order_node(**fields)

    assert a_row(node).payment == Mark(*english)
    assert a_row(node, Language.POLISH).payment.text == polish


def test_sums_are_written_as_their_reader_writes_them():
    node = an_order_node(paymentState="PARTLY_PAID", paid=money(123450), total=money(123456789))

    english, polish = (a_row(node, each).payment.detail for each in Language)

    assert english == "1\u202f234.50\u00a0PLN of 1\u202f234\u202f567.89\u00a0PLN"
    assert polish == "1\u202f234,50\u00a0PLN z 1\u202f234\u202f567,89\u00a0PLN"


def test_payment_of_a_form_that_was_never_read_is_not_known():
    row = a_row(
        a_form_node("DUE", paymentState=None, total=None, paid=None, fulfillmentStatus=None)
    )

    assert row.payment is None
    assert row.state == Mark("info", "Waits to be imported")
    assert row.name == row.form_id


def test_word_that_allegro_added_is_shown_as_it_is():
    row = a_row(an_order_node(fulfillmentStatus="TELEPORTED", formStatus="PARKED"))

    assert (row.status, row.form_status) == ("TELEPORTED", "PARKED")


def test_failed_purchase_says_where_it_is_mended_and_when_it_is_tried_again():
    row = a_row(a_form_node("FAILED", error=FAILURE))

    assert row.state == Mark("bad", "Not imported")
    assert row.failure.message == "No channel takes it."
    assert row.failure.attempts == "Attempts: 3"
    assert row.failure.next_try_at == FAILURE["nextTryAt"]
    assert (row.failure.is_of_settings, row.failure.channel) == (True, "allegro-pl")
    assert row.failure.is_of_connections


@pytest.mark.parametrize(
    ("currency", "code", "is_of_settings", "channel"),
    [
        ("CZK", "no_channel", True, "allegro-cz"),
        ("CZK", "ambiguous_channel", True, "allegro-cz"),
        ("EUR", "no_channel", True, ""),
        ("CZK", "unreadable", False, "allegro-cz"),
    ],
)
def test_settings_are_those_of_a_channel_in_the_currency_of_the_purchase(
    currency, code, is_of_settings, channel
):
    node = a_form_node("FAILED", error=FAILURE | {"code": code}, total=money(100, currency))
    sellers = sellers_of(people(channels=("allegro-pl", "allegro-cz")))

    failure = row_of(node, sellers, Language.ENGLISH).failure

    assert (failure.is_of_settings, failure.channel) == (is_of_settings, channel)


def test_order_that_could_not_follow_fails_as_well():
    row = a_row(an_order_node(error=FAILURE | {"code": "not_followed"}), Language.POLISH)

    assert row.failure.attempts == "Próby: 3"
    assert (row.failure.is_of_settings, row.failure.is_of_connections) == (False, False)


@pytest.mark.parametrize(
    ("code", "why", "is_importable"),
    [
        ("cancelled", "Cancelled on Allegro.", False),
        ("bought_before_import", "Bought before the day imports begin at.", True),
        ("of_a_later_release", "Said by it.", False),
    ],
)
def test_purchase_that_was_left_out_says_why(code, why, is_importable):
    error = FAILURE | {"code": code, "message": "Said by it."}

    row = a_row(a_form_node("SKIPPED", error=error))

    assert row.state == Mark("", "Left out", why)
    assert row.failure is None
    assert row.is_importable is is_importable


def test_order_that_is_no_longer_in_the_shop_is_said_to_be_so():
    row = a_row(an_order_node(order=None))

    assert row.state.text == "No longer in the shop"


def test_flags_are_marks_with_their_messages():
    flags = [{"kind": "OVERSOLD", "message": "Brak na stanie: …"}]

    row = a_row(an_order_node(flags=flags), Language.POLISH)

    assert row.flags == (Mark("warn", "Brak na stanie", "Brak na stanie: …"),)


def test_what_allegro_was_not_told_is_said():
    row = a_row(an_order_node(push={"error": {"message": "No answer."}}))

    assert row.not_told == "No answer."


@pytest.mark.parametrize("kind", FlagKind)
def test_every_flag_has_a_short_name_of_its_own(kind):
    name = flag_name(kind.name)

    for language in Language:
        texts = [each.in_language(language) for each in FLAG_NAMES.values()]
        assert texts.count(name.in_language(language)) == 1


def test_viewer_chooses_among_the_channels_and_sellers_of_theirs():
    data = people(channels=("allegro-pl", "allegro-cz", "deleted"))
    data["me"] = {
        "restrictedAccessToChannels": True,
        "accessibleChannels": [{"slug": "allegro-cz"}],
    }

    sellers = sellers_of(data)

    assert [choice.value for choice in sellers.channels] == ["allegro-cz"]
    assert [seller.channels for seller in sellers.importable] == [("allegro-cz",)]


@pytest.mark.parametrize(
    ("connection", "importable", "to_reconnect"),
    [("CONNECTED", 1, 0), ("RECONNECT_NEEDED", 0, 1), ("DISCONNECTED", 0, 0)],
)
def test_only_connected_sellers_are_imported(connection, importable, to_reconnect):
    sellers = sellers_of(people(connection=connection))

    assert len(sellers.importable) == importable
    assert len(sellers.to_reconnect) == to_reconnect
