"""The table of statuses: every stage and status in words, suggestions, and what is questionable."""

import pytest

from saleor_allegro.allegro.documents import FulfillmentStatus
from saleor_allegro.config import Language
from saleor_allegro.dashboard.statuses.doubts import doubt
from saleor_allegro.dashboard.statuses.names import STAGES, STATUSES
from saleor_allegro.dashboard.statuses.table import replaces_choices, status_table
from saleor_allegro.rules.status_mapping import SETTABLE, SUGGESTED, ShopStage


def test_every_stage_and_every_settable_status_has_a_name():
    assert set(STAGES) == set(ShopStage)
    assert set(STATUSES) == set(SETTABLE)
    polish = [text.polish for text in STATUSES.values()]
    assert len(set(polish)) == len(SETTABLE)


@pytest.mark.parametrize(
    ("language", "stage", "chosen", "suggestion"),
    [
        (Language.ENGLISH, "Unfulfilled", "In progress", "In progress"),
        (Language.POLISH, "Niezrealizowane", "W realizacji", "W realizacji"),
    ],
)
def test_a_line_says_what_is_chosen_and_what_is_suggested(language, stage, chosen, suggestion):
    table = status_table({"UNFULFILLED": "PROCESSING"}, language)

    assert [line.stage for line in table] == [stage.name for stage in ShopStage]
    line = table[1]
    [label] = [choice.label for choice in line.choices if choice.value == line.chosen]
    assert (line.label, label, line.suggestion) == (stage, chosen, suggestion)
    assert table[0].chosen == table[0].suggested == ""


def test_no_suggestion_is_questionable():
    assert [stage for stage, status in SUGGESTED.items() if doubt(stage, status)] == []


@pytest.mark.parametrize(
    ("stage", "status", "words"),
    [
        (ShopStage.CANCELED, FulfillmentStatus.SUSPENDED, "cancelled here"),
        (ShopStage.FULFILLED, FulfillmentStatus.CANCELLED, "goes on here"),
        (ShopStage.UNFULFILLED, FulfillmentStatus.SENT, "before they do"),
        (ShopStage.PARTIALLY_FULFILLED, FulfillmentStatus.SENT, "Only some"),
        (ShopStage.FULFILLED, FulfillmentStatus.PROCESSING, "have left"),
        (ShopStage.UNFULFILLED, FulfillmentStatus.NEW, "can cancel"),
    ],
)
def test_what_buyers_would_misread_is_questioned(stage, status, words):
    found = doubt(stage, status)

    assert found is not None
    assert words in found.english
    line = next(
        line
        for line in status_table({stage.name: status.name}, Language.POLISH)
        if line.stage == stage.name
    )
    assert line.doubt == found.polish


@pytest.mark.parametrize(
    ("stage", "status"),
    [
        (ShopStage.FULFILLED, FulfillmentStatus.READY_FOR_PICKUP),
        (ShopStage.EXPIRED, FulfillmentStatus.CANCELLED),
        (ShopStage.RETURNED, FulfillmentStatus.CANCELLED),
        (ShopStage.UNCONFIRMED, FulfillmentStatus.NEW),
    ],
)
def test_what_may_well_be_meant_is_not_questioned(stage, status):
    assert doubt(stage, status) is None


@pytest.mark.parametrize(
    ("chosen", "replaces"),
    [
        ({}, False),
        ({"FULFILLED": "SENT"}, False),
        ({stage.name: status.name for stage, status in SUGGESTED.items()}, False),
        ({"FULFILLED": "PICKED_UP"}, True),
        ({"EXPIRED": "CANCELLED"}, True),
    ],
)
def test_a_choice_that_the_suggestion_would_replace_is_seen(chosen, replaces):
    assert replaces_choices(chosen) is replaces
