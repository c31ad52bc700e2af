"""`allegroStatusMappingUpdate`: the whole table of statuses at once."""

import pytest

from saleor_allegro.config import STATUS_FIELDS
from saleor_allegro.rules.status_mapping import SUGGESTED, ShopStage
from tests.saleor.merchant_shop import a_merchant_shop, nothing_written
from tests.saleor.viewers import ask

UPDATE = """
mutation ($channel: String!, $entries: [AllegroStatusMappingEntryInput!], $suggested: Boolean) {
  allegroStatusMappingUpdate(channel: $channel, entries: $entries, suggested: $suggested) {
    errors { field code message }
    mapping { channel entries { stage status suggested } } } }
"""


@pytest.fixture
def shop(world):
    return a_merchant_shop(world)


def update_well(shop, **given):
    """Stage -> status, without the stages of which nothing is told."""
    payload = shop.do(UPDATE, **given)
    assert payload["errors"] == []
    assert payload["mapping"]["channel"] == "allegro-pl"
    entries = payload["mapping"]["entries"]
    assert [entry["stage"] for entry in entries] == [stage.name for stage in ShopStage]
    return {entry["stage"]: entry["status"] for entry in entries if entry["status"]}


def refused(shop, **given):
    with nothing_written():
        payload = shop.do(UPDATE, **given)
    assert payload["mapping"] is None
    return payload["errors"]


def entry(stage, status=None):
    return {"stage": stage, "status": status}


def test_the_table_is_written_whole_and_many_to_one(shop):
    shop.form.save_well(allegro_status_canceled="CANCELLED")

    told = update_well(
        shop,
        entries=[
            entry("UNFULFILLED", "PROCESSING"),
            entry("PARTIALLY_FULFILLED", "PROCESSING"),
            entry("WAITING_FOR_APPROVAL", "READY_FOR_SHIPMENT"),
            entry("FULFILLED", "SENT"),
            entry("EXPIRED"),
        ],
    )

    assert told == {
        "UNFULFILLED": "PROCESSING",
        "PARTIALLY_FULFILLED": "PROCESSING",
        "WAITING_FOR_APPROVAL": "READY_FOR_SHIPMENT",
        "FULFILLED": "SENT",
    }
    fields = shop.form.open()["fields"]
    assert fields["allegro_status_waiting_for_approval"]["value"] == "READY_FOR_SHIPMENT"
    assert fields["allegro_status_canceled"]["value"] == ""


def test_other_settings_stay(shop):
    before = shop.form.stored

    update_well(shop, entries=[entry("FULFILLED", "SENT")])

    assert shop.form.stored == before | {"allegro_status_fulfilled": "SENT"}


def test_a_table_as_it_was_read_can_be_written_again(shop):
    before = update_well(shop, entries=[entry("FULFILLED", "SENT"), entry("CANCELED", "SENT")])
    read = ask(
        '{ allegroStatusMapping(channel: "allegro-pl") { entries { stage status } } }',
        shop.merchant,
    )["allegroStatusMapping"]

    assert update_well(shop, entries=read["entries"]) == before


def test_an_empty_table_tells_nothing(shop):
    update_well(shop, entries=[entry("FULFILLED", "SENT")])

    assert update_well(shop, entries=[]) == {}


@pytest.mark.parametrize("given", [{"suggested": True}, {"suggested": True, "entries": None}])
def test_suggested_table_replaces_what_was_there(shop, given):
    update_well(shop, entries=[entry("FULFILLED", "PICKED_UP"), entry("EXPIRED", "CANCELLED")])

    assert update_well(shop, **given) == {
        stage.name: status.value for stage, status in SUGGESTED.items()
    }
    assert shop.form.stored["suggest_statuses"] is False


def test_entries_with_suggested_false_are_entries(shop):
    given = {"entries": [entry("FULFILLED", "SENT")], "suggested": False}

    assert update_well(shop, **given) == {"FULFILLED": "SENT"}


@pytest.mark.parametrize("given", [{}, {"suggested": False}, {"entries": None, "suggested": None}])
def test_neither_is_an_error(shop, given):
    assert refused(shop, **given) == [
        {
            "field": "entries",
            "code": "REQUIRED",
            "message": "Give either `entries` or `suggested: true`.",
        }
    ]


@pytest.mark.parametrize("entries", [[], [entry("FULFILLED", "SENT")]])
def test_both_is_an_error(shop, entries):
    [error] = refused(shop, entries=entries, suggested=True)

    assert (error["field"], error["code"]) == ("suggested", "INVALID")


def test_stage_named_twice_is_one_error_that_names_it(shop):
    errors = refused(
        shop,
        entries=[
            entry("FULFILLED", "SENT"),
            entry("UNFULFILLED", "PROCESSING"),
            entry("FULFILLED", "SENT"),
        ],
    )

    assert errors == [
        {
            "field": "entries",
            "code": "UNIQUE",
            "message": "Name each stage once; more than once: FULFILLED.",
        }
    ]


def test_ten_thousand_entries_are_one_clear_error(shop):
    stages = [stage.name for stage in ShopStage]

    entries = [entry(stages[at % len(stages)], "SENT") for at in range(10_000)]
    [error] = refused(shop, entries=entries)

    assert (error["field"], error["code"]) == ("entries", "UNIQUE")
    assert error["message"].endswith(", ".join(stages) + ".")


@pytest.mark.parametrize(
    "entries",
    [
        [entry("FULFILLED", "SHIPPED")],
        [entry("FULFILLED", "RETURNED")],
        [entry("DRAFT", "SENT")],
        [entry("fulfilled", "SENT")],
        [{"status": "SENT"}],
        [None],
        "FULFILLED",
    ],
)
def test_other_words_are_refused_by_the_schema(shop, entries):
    with nothing_written():
        answer = shop.ask(UPDATE, shop.merchant, entries=entries)

    assert answer.data is None
    assert len(answer.errors) == 1


@pytest.mark.parametrize("slug", ["nowhere", "a\0b", "x" * 100_000])
def test_unknown_channel_is_one_clear_error(shop, slug):
    [error] = refused(shop, channel=slug, suggested=True)

    assert (error["field"], error["code"]) == ("channel", "NOT_FOUND")


def test_other_setting_that_no_longer_fits_is_named(shop):
    row = shop.form.row
    row.configuration = [
        item | ({"value": "many"} if item["name"] == "backfill_days" else {})
        for item in row.configuration
    ]
    row.save()

    [error] = refused(shop, suggested=True)

    assert (error["field"], error["code"]) == ("backfillDays", "INVALID")


def test_a_status_that_no_longer_fits_is_replaced(shop):
    row = shop.form.row
    row.configuration = [
        item | ({"value": "GONE"} if item["name"] in STATUS_FIELDS.values() else {})
        for item in row.configuration
    ]
    row.save()

    assert update_well(shop, entries=[entry("FULFILLED", "SENT")]) == {"FULFILLED": "SENT"}


def test_a_channel_that_nobody_saved_gets_its_table(shop):
    shop.world.make_channel("retail")

    payload = shop.do(UPDATE, channel="retail", suggested=True)

    assert payload["errors"] == []
    assert payload["mapping"]["channel"] == "retail"
