"""Typed values become texts of the form that mean the same."""

from decimal import Decimal

import pytest

from saleor_allegro.config import FIELDS, check, settings_from, written

FIELD_OF = {field.name: field for field in FIELDS}


@pytest.mark.parametrize(
    ("name", "value", "text", "meant"),
    [
        ("import_unpaid", False, False, False),
        ("import_every_minutes", 30, "30", 30),
        ("client_id", " c1ient ", "c1ient", "c1ient"),
        ("environment", "sandbox", "sandbox", "sandbox"),
        ("language", "pl", "pl", "pl"),
        ("status_paid", "unconfirmed", "UNCONFIRMED", "unconfirmed"),
        ("match_offers_by", "external_reference", "EXTERNAL_REFERENCE", "external_reference"),
        ("default_vat_rate", Decimal("8.5"), "8.5", Decimal("0.085")),
        ("default_vat_rate", Decimal("2E+1"), "20", Decimal("0.2")),
        ("default_vat_rate", Decimal(0), "0", Decimal(0)),
        ("warehouses", ["main", "second"], "main,second", ("main", "second")),
        ("warehouses", [], "", ()),
        (
            "shipping_methods",
            [("abc", "Kurier"), (" def ", "InPost = 24/7")],
            "abc = Kurier\ndef = InPost = 24/7",
            {"abc": "Kurier", "def": "InPost = 24/7"},
        ),
        (
            "carriers",
            [("Kurier = 24h", "DPD"), ("Bus", "OTHER:Nasz bus")],
            "Kurier = 24h = DPD\nBus = OTHER:Nasz bus",
            {"Kurier = 24h": "DPD", "Bus": "OTHER:Nasz bus"},
        ),
        ("carriers", [], "", {}),
    ],
)
def test_value_is_read_again_as_it_was_given(name, value, text, meant):
    assert written(FIELD_OF[name], value) == text
    assert getattr(settings_from({name: text}), name) == meant


@pytest.mark.parametrize("field", [each for each in FIELDS if each.kind.value != "OUTPUT"])
def test_nothing_is_the_default(field):
    assert written(field, None) == field.default


@pytest.mark.parametrize(
    ("name", "value", "words"),
    [
        ("import_every_minutes", -1, "A whole number from 1 to 1440."),
        ("default_vat_rate", Decimal("1E+999999"), "A percentage from 0 to 100"),
        ("default_vat_rate", Decimal("1E-999999"), "A percentage from 0 to 100"),
        ("default_vat_rate", Decimal("NaN"), "A percentage from 0 to 100"),
        ("default_vat_rate", Decimal("8.555"), "A percentage from 0 to 100"),
        ("client_id", "a\0b", "One line of text."),
        ("client_id", "a\ud800b", "One line of text."),
        ("client_id", "x" * 1001, "At most 1000 characters."),
        ("application_name", "x" * 1001, "At most 1000 characters."),
        ("application_url", "https://" + "x" * 1001, "At most 1000 characters."),
        ("warehouses", ["main,second"], "Slugs separated by commas"),
        ("warehouses", ["main;second"], "Slugs separated by commas"),
        ("warehouses", ["main second"], "Slugs separated by commas"),
        ("warehouses", [""], "Slugs separated by commas"),
        ("warehouses", ["main", "main"], "Slugs separated by commas"),
        ("warehouses", ["x" * 256], "Slugs separated by commas"),
        ("warehouses", ["a\0"], "Slugs separated by commas"),
        ("marketplaces", [f"slug-{number}" for number in range(1001)], "At most 1000."),
        ("shipping_methods", [("a", "b"), ("c=d", "e")], "Correct line 2."),
        ("shipping_methods", [("a\nx", "b")], "Correct line 1."),
        ("shipping_methods", [("a", "b\u2028c = d")], "Correct line 1."),
        ("shipping_methods", [("a", "b"), ("", "")], "Correct line 2."),
        ("shipping_methods", [("a", "b"), ("a ", "c")], "Correct line 2."),
        ("shipping_methods", [("a", "b\0")], "Correct line 1."),
        ("shipping_methods", [("a", "\ud800")], "Correct line 1."),
        ("shipping_methods", [("a", "x" * 1000)], "Correct line 1."),
        ("shipping_methods", [(str(number), "b") for number in range(1001)], "At most 1000."),
        ("carriers", [("a", "DPD"), ("b", "no id")], "Correct line 2."),
        ("carriers", [("b", "OTHER:a = DPD")], "Correct line 1."),
        ("carriers", [("b\0", "DPD")], "Correct line 1."),
        ("carriers", [(str(number), "DPD") for number in range(1001)], "At most 1000."),
    ],
)
def test_value_that_the_form_cannot_say_is_refused_with_the_fields_own_message(name, value, words):
    [(field, message)] = check({name: written(FIELD_OF[name], value)}, active=False)

    assert field == name
    assert message.startswith(FIELD_OF[name].label.english)
    assert words in message
