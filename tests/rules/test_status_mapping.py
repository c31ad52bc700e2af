"""Which status Allegro is to be told, by how an order stands in the shop."""

import pytest

from saleor_allegro.allegro.documents import FulfillmentStatus
from saleor_allegro.rules.status_mapping import (
    SETTABLE,
    SUGGESTED,
    ShopStage,
    settable_status,
    wanted_status,
)

MAPPING = {
    ShopStage.UNFULFILLED: FulfillmentStatus.PROCESSING,
    ShopStage.PARTIALLY_FULFILLED: FulfillmentStatus.PROCESSING,
    ShopStage.WAITING_FOR_APPROVAL: FulfillmentStatus.READY_FOR_SHIPMENT,
    ShopStage.FULFILLED: FulfillmentStatus.SENT,
}


@pytest.mark.parametrize("stage", ShopStage)
@pytest.mark.parametrize("status", SETTABLE)
def test_each_status_of_the_shop_has_the_status_it_is_mapped_to(stage, status):
    assert wanted_status({stage: status}, status=stage, stage="", fulfillments=()) is status


@pytest.mark.parametrize(
    ("status", "stage", "fulfillments", "expected"),
    [
        ("unfulfilled", "", (), "PROCESSING"),
        ("partially fulfilled", "", ("fulfilled",), "PROCESSING"),
        ("unfulfilled", "", ("waiting_for_approval",), "READY_FOR_SHIPMENT"),
        ("partially fulfilled", "", ("fulfilled", "waiting_for_approval"), "READY_FOR_SHIPMENT"),
        ("fulfilled", "", ("waiting_for_approval",), "SENT"),
        ("canceled", "", (), None),
        ("draft", "", (), None),
        ("a word of tomorrow", "", (), None),
        ("unfulfilled", "SUSPENDED", (), "SUSPENDED"),
        ("unfulfilled", "ready for pickup", (), "READY_FOR_PICKUP"),
        ("canceled", "PICKED_UP", (), "PICKED_UP"),
        ("unfulfilled", "RETURNED", (), "PROCESSING"),  # a seller cannot set it
        ("unfulfilled", "packed", (), "PROCESSING"),
    ],
)
def test_wanted_status(status, stage, fulfillments, expected):
    assert wanted_status(MAPPING, status=status, stage=stage, fulfillments=fulfillments) == expected


def test_nothing_is_wanted_where_nothing_is_mapped():
    assert wanted_status({}, status="fulfilled", stage="SENT", fulfillments=()) is None


def test_without_a_field_of_its_own_what_waits_for_approval_is_as_the_order_is():
    mapping = {ShopStage.UNFULFILLED: FulfillmentStatus.PROCESSING}

    wanted = wanted_status(
        mapping, status="unfulfilled", stage="", fulfillments=["waiting_for_approval"]
    )

    assert wanted is FulfillmentStatus.PROCESSING


def test_what_a_seller_can_set_is_what_is_suggested():
    assert set(SUGGESTED.values()) <= set(SETTABLE)
    assert [settable_status(status.lower()) for status in SETTABLE] == list(SETTABLE)
    assert settable_status("RETURNED") is None
