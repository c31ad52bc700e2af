"""The Settings view without a shop: texts of controls, what changed, what is wrong."""

from decimal import Decimal

import pytest
from django.http import QueryDict

from saleor_allegro.config import FIELDS, FieldKind, Section, Text
from saleor_allegro.config.controls import (
    Address,
    Line,
    Lines,
    Listed,
    Number,
    Percent,
    Secret,
    Selection,
    Slugs,
    Switch,
)
from saleor_allegro.config.fields import Field
from saleor_allegro.config.parsers import carriers, slugs, whole_number
from saleor_allegro.dashboard.settings.changes import changes_of, filled_from
from saleor_allegro.dashboard.settings.fields import ELSEWHERE, HERE, READ_ONLY, SECTIONS
from saleor_allegro.dashboard.settings.problems import problems_with
from saleor_allegro.dashboard.settings.texts import (
    form_texts,
    input_value,
    is_same,
    seen_texts,
    sent_texts,
    stored_texts,
    text_of,
)
from tests.dashboard.settings import CHOICES, some_texts

BY_NAME = {field.name: field for field in HERE}


def a_field(parse, **given):
    plain = {"kind": FieldKind.STRING, "section": Section.IMPORTING, "default": ""}
    text = Text("A", "B")
    return Field(name="new", label=text, help=text, parse=parse, **plain | given)


def test_every_field_of_the_form_stands_in_one_view():
    here = {field.name for field in (*HERE, *READ_ONLY)} - {"active"}
    elsewhere = {field.name for field in FIELDS if field.section in ELSEWHERE}

    assert here | elsewhere == {field.name for field in FIELDS}
    assert here & elsewhere == set()
    assert {*SECTIONS, *ELSEWHERE} == set(Section)


def test_a_control_is_said_by_the_field():
    controls = {field.name: type(field.control) for field in HERE}

    assert controls["import_every_minutes"] is Number
    assert controls["default_vat_rate"] is Percent
    assert controls["status_new"] is Selection
    assert controls["application_url"] is Address
    assert controls["client_id"] is Line
    assert controls["client_secret"] is Secret
    assert controls["send_stock"] is Switch
    assert BY_NAME["warehouses"].control == Slugs(Listed.WAREHOUSES, is_ordered=True)
    assert BY_NAME["marketplaces"].control == Slugs(Listed.MARKETPLACES, is_ordered=False)
    assert BY_NAME["recheck_days"].control == Number(1, 60)
    assert a_field(carriers, kind=FieldKind.MULTILINE).control == Lines()


def test_every_choice_is_one_that_its_field_takes_and_has_words_in_both_languages():
    for field in HERE:
        if isinstance(field.control, Selection):
            assert field.default in field.control.choices
            for word, text in field.control.choices.items():
                assert input_value(field, word)
                assert text.english
                assert text.polish


@pytest.mark.parametrize(
    ("name", "given", "text", "sent"),
    [
        ("status_new", "UNFULFILLED", "UNFULFILLED", "UNFULFILLED"),
        ("environment", "SANDBOX", "sandbox", "SANDBOX"),
        ("language", "POLISH", "pl", "POLISH"),
        ("default_vat_rate", 8.5, "8.5", 8.5),
        ("default_vat_rate", 20.0, "20", 20.0),
        ("stock_buffer", 0, "0", 0),
        ("send_stock", True, "true", True),
        ("send_stock", False, "", False),
        ("warehouses", ["b", "a"], "b,a", ["b", "a"]),
        ("warehouses", [], "", None),
        ("api_url", "", "", None),
        ("client_secret", "never told", "", None),
    ],
)
def test_what_the_schema_gives_becomes_a_text_and_the_same_again(name, given, text, sent):
    field = BY_NAME[name]

    assert text_of(field, given) == text
    assert input_value(field, text) == sent


def test_a_new_kind_of_setting_needs_nothing_here():
    lines = a_field(carriers, kind=FieldKind.MULTILINE)
    pairs = [{"left": "a", "right": "DPD"}, {"left": "b", "right": "GLS"}]

    assert text_of(lines, pairs) == "a = DPD\nb = GLS"
    assert input_value(lines, "a = DPD\nb = GLS") == pairs
    assert input_value(a_field(whole_number(1, 9)), "9") == 9


@pytest.mark.parametrize(
    ("name", "one", "other", "expected"),
    [
        ("default_vat_rate", "8.5", "8,50 %", True),
        ("default_vat_rate", "8.5", "8", False),
        ("import_every_minutes", "", "10", True),
        ("warehouses", "a, b", "a,b", True),
        ("warehouses", "a,b", "b,a", False),
        ("stock_buffer", "many", "many", True),
        ("stock_buffer", "many", "0", False),
        ("send_stock", "true", "", False),
        ("client_secret", "", "x", False),
    ],
)
def test_texts_are_the_same_when_they_mean_the_same(name, one, other, expected):
    assert is_same(BY_NAME[name], one, other) is expected


def test_only_what_was_on_the_page_is_sent():
    sent = QueryDict(
        "was_warehouses=b&set_warehouses=b&set_warehouses=a&was_send_stock=true"
        "&was_client_id=x&set_client_id=+y+&set_stock_buffer=5&language=pl"
    )

    assert sent_texts(sent) == {"warehouses": "b,a", "send_stock": "", "client_id": "y"}
    assert seen_texts(sent) == {"warehouses": "b", "send_stock": "true", "client_id": "x"}


def test_changes_are_what_one_person_changed_and_another_did_not():
    seen = some_texts()
    stored = {**seen, "stock_buffer": "7", "backfill_days": "3", "recheck_days": "5"}
    sent = {**seen, "stock_buffer": "9", "backfill_days": "3", "sweep_hours": "4"}

    changes = changes_of(sent, seen, stored)

    assert [field.name for field in changes.wanted] == ["sweep_hours", "stock_buffer"]
    assert [field.name for field in changes.overtaken] == ["stock_buffer"]
    assert changes.settings() == {"sweepHours": 4, "stockBuffer": 9}
    assert changes.texts["recheck_days"] == "5"
    assert (changes.seen["stock_buffer"], changes.seen["recheck_days"]) == ("0", "5")


def test_what_is_a_channels_own_is_not_filled_in_from_another():
    mine = some_texts(client_id="", warehouses="a", environment="sandbox")
    theirs = some_texts(
        client_id="theirs", warehouses="b", environment="production", create_orders="false"
    )

    filled = filled_from(mine, theirs | {"active": "", "client_secret": "x"})

    assert filled["client_id"] == "theirs"
    own = ("warehouses", "environment", "create_orders", "active", "client_secret")
    assert [filled[name] for name in own] == [mine[name] for name in own]


def test_a_form_that_cannot_be_understood_is_shown_as_it_stands():
    texts = form_texts(
        {"stock_buffer": " many ", "send_stock": "true", "client_secret": "****1234"},
        is_active=False,
    )

    assert texts["stock_buffer"] == "many"
    assert (texts["send_stock"], texts["active"], texts["client_secret"]) == ("true", "", "")
    assert texts["import_every_minutes"] == "10"


@pytest.mark.parametrize(
    ("given", "secrets", "wrong"),
    [
        ({}, {"client_secret"}, set()),
        ({"stock_buffer": "many", "warehouses": "gone"}, {"client_secret"},
         {"stock_buffer", "warehouses"}),
        ({"client_id": ""}, set(), {"client_id", "client_secret"}),
        ({"client_id": "", "create_orders": ""}, set(), set()),
        ({"client_id": "", "active": ""}, set(), set()),
        ({"warehouses": "gone", "active": ""}, {"client_secret"}, set()),
        ({"environment": "custom"}, {"client_secret"}, {"api_url", "oauth_url"}),
        ({"marketplaces": "allegro-xx"}, {"client_secret"}, set()),
        ({"client_secret": "two words"}, {"client_secret"}, {"client_secret"}),
    ],
)  # fmt: skip
def test_what_is_wrong_is_known_before_the_shop_is_asked(given, secrets, wrong):
    assert set(problems_with({**some_texts(), **given}, secrets, CHOICES)) == wrong


def test_settings_of_the_schema_become_texts():
    names = {field.name for field in HERE}

    texts = stored_texts({"active": True, "defaultVatRate": Decimal("23"), "clientId": "x"})

    assert set(texts) == names
    assert (texts["active"], texts["default_vat_rate"], texts["client_id"]) == ("true", "23", "x")


def test_slugs_say_what_they_are_taken_from():
    field = a_field(slugs(Text("a", "b"), Listed.MARKETPLACES))

    assert field.control == Slugs(Listed.MARKETPLACES, is_ordered=False)
