"""Which numbers are told, and which of those told a person must look at."""

from dataclasses import replace

import pytest

from saleor_allegro.rules.tell_parcels import (
    ParcelToTell,
    SentGoods,
    parcel_flags,
    parcels_to_tell,
)

SENT = SentGoods(
    fulfillment_id="1", status="fulfilled", tracking_number="AB 1", line_item_ids=("a",)
)


@pytest.mark.parametrize(
    ("goods", "told", "expected"),
    [
        ([SENT], (), [("1", "AB 1", ("a",))]),
        ([SENT], {"AB1"}, []),
        ([replace(SENT, tracking_number="")], (), []),
        ([replace(SENT, status="waiting_for_approval")], (), []),
        ([replace(SENT, status="canceled")], (), []),
        ([replace(SENT, line_item_ids=())], (), []),  # nothing of it was sold on Allegro
        ([replace(SENT, line_item_ids=("a", "b"))], (), [("1", "AB 1", ())]),  # all of it
        ([replace(SENT, tracking_number="x" * 65)], (), []),
        (
            [replace(SENT, tracking_number="1,2"), replace(SENT, fulfillment_id="2")],
            {"2"},
            [("1", "1", ("a",)), ("2", "AB 1", ("a",))],
        ),
        ([SENT, replace(SENT, fulfillment_id="2")], (), [("1", "AB 1", ("a",))]),
    ],
)
def test_numbers_to_tell(goods, told, expected):
    assert parcels_to_tell(goods, told, 2) == [
        ParcelToTell(fulfillment_id=fulfillment, waybill=waybill, line_item_ids=lines)
        for fulfillment, waybill, lines in expected
    ]


@pytest.mark.parametrize(
    ("goods", "flags"),
    [
        ([SENT], []),
        ([replace(SENT, tracking_number="CD2")], [("parcel_changed", "AB1", "CD2")]),
        ([replace(SENT, tracking_number="CD2, ab1")], []),
        ([replace(SENT, status="canceled")], [("parcel_changed", "AB1", "-")]),
        ([replace(SENT, status="returned")], []),
        ([], []),  # all of it came back, and Saleor keeps no fulfillment
    ],
)
def test_a_number_that_is_no_longer_right_is_flagged(goods, flags):
    found = parcel_flags(goods, {"AB1": "1"}, {})

    assert [(flag.kind, flag.subject, flag.details["after"]) for flag in found] == flags


def test_a_number_that_was_refused_is_flagged_while_it_stands_there():
    assert [flag.kind for flag in parcel_flags([SENT], {}, {"AB1": "no"})] == ["parcel_not_told"]
    assert parcel_flags([replace(SENT, tracking_number="CD2")], {}, {"AB1": "no"}) == []


def test_a_number_that_is_too_long_is_flagged():
    [flag] = parcel_flags([replace(SENT, tracking_number="x" * 65)], {}, {})

    assert (flag.kind, len(flag.subject)) == ("parcel_not_told", 64)
