"""The Statuses view around its table and rows."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from saleor_allegro.config import Language
from saleor_allegro.dashboard.channels import ShownChannel, chosen_channel
from saleor_allegro.dashboard.statuses.lists import Lists
from saleor_allegro.dashboard.statuses.obstacles import obstacle
from saleor_allegro.dashboard.statuses.reading import reading_of
from saleor_allegro.dashboard.statuses.words import LIST_WORDS, PARTS, WORDS
from saleor_allegro.rules.channel_obstacles import ChannelObstacle
from tests.dashboard.statuses import CHANNEL, a_form, drawn, some_lists

NOW = datetime(2026, 7, 30, 12, tzinfo=UTC)


@pytest.mark.parametrize("words", [WORDS, LIST_WORDS, PARTS])
def test_every_word_is_there_in_both_languages(words):
    assert [name for name, text in words.items() if not (text.english and text.polish)] == []


@pytest.mark.parametrize(
    ("language", "words"),
    [
        (Language.ENGLISH, ("Which status Allegro is told", "Nothing is told", "Suggested")),
        (Language.POLISH, ("Jaki status otrzymuje Allegro", "Nic nie przekazujemy", "Propozycja")),
    ],
)
def test_page_speaks_the_dashboards_language(language, words):
    page = drawn(a_form(), some_lists(), language=language)

    assert [word for word in words if word not in page] == []


@pytest.mark.parametrize(
    ("what", "said", "view"),
    [
        (ChannelObstacle.MISSING_SETTINGS, "are missing: Client ID.", "settings"),
        (ChannelObstacle.NOT_CONNECTED, "No seller is connected", "connections"),
        (ChannelObstacle.RECONNECT_NEEDED, "no longer accepts the consent", "connections"),
        (ChannelObstacle.INACTIVE, "The plugin is off", "settings"),
        (ChannelObstacle.SWITCHED_OFF, "“Create orders from Allegro” is off", "settings"),
    ],
)
def test_why_nothing_is_told_is_said_with_the_way_there(what, said, view):
    channel = replace(CHANNEL, obstacle=what, missing=["Client ID"])

    found = obstacle(channel, Language.ENGLISH)

    assert said in found.text
    assert found.view == view


def test_nothing_stands_in_the_way_where_orders_come_in():
    assert obstacle(CHANNEL, Language.ENGLISH) is None


def test_nothing_is_told_in_a_channel_without_a_seller_whatever_is_chosen():
    form = a_form(statuses={"FULFILLED": "SENT"}, send_shop_notifications=False)

    page = drawn(form, channel=replace(CHANNEL, obstacle=ChannelObstacle.NOT_CONNECTED))

    assert "No seller is connected to this channel" in page
    assert '<ul data-when="000">' in page
    assert '<ul data-when="001" hidden>' in page


def test_the_suggestion_asks_where_it_replaces_a_choice():
    asks = 'data-ask="This replaces'

    assert asks not in drawn(a_form(statuses={"FULFILLED": "SENT"}))
    assert asks in drawn(a_form(statuses={"FULFILLED": "PICKED_UP"}))


def test_what_is_not_saved_is_guarded():
    form = a_form(statuses={"FULFILLED": "SENT"})

    assert "data-guard data-changed" in drawn(form, stored=a_form())
    assert "data-changed" not in drawn(form)


def test_the_channel_that_is_asked_for_is_chosen_else_one_with_a_seller():
    first = ShownChannel(slug="a", name="A", is_active=True, is_connected=False)
    second = replace(first, slug="b", is_connected=True)

    assert chosen_channel([first, second], "a") == first
    assert chosen_channel([first, second], "gone") == second
    assert chosen_channel([first], "gone") == first
    assert chosen_channel([], "a") is None


@pytest.mark.parametrize(
    ("age", "is_old"),
    [(None, True), (timedelta(days=8), True), (timedelta(days=6), False)],
)
def test_lists_are_old_after_a_week(age, is_old):
    assert Lists(read_at=None if age is None else NOW - age).is_old(NOW) is is_old


def test_the_reading_of_lists_goes_on_is_over_or_failed():
    job = {"id": "Sm9iOjE=", "state": "RUNNING", "errors": []}
    failed = {"id": "Sm9iOjE=", "state": "FAILED", "errors": [{"message": "No answer."}]}

    assert reading_of(job).job == "Sm9iOjE="
    assert 'data-again="statuses/lists?channel=allegro-pl&amp;job=Sm9iOjE%3D"' in drawn(
        a_form(), reading=reading_of(job)
    )
    assert reading_of(job | {"state": "DONE"}).is_done
    assert reading_of(None).is_done
    assert "Allegro&#x27;s lists could not be read: No answer." in drawn(
        a_form(), reading=reading_of(failed)
    )
