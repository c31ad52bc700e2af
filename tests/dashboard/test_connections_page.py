"""The Connections view's templates with hostile words in them."""

import pytest

from saleor_allegro.config import Language
from saleor_allegro.dashboard.connections import words
from saleor_allegro.dashboard.connections.accounts import accounts_shown
from saleor_allegro.dashboard.connections.channels import alarms, channels_shown
from saleor_allegro.dashboard.rendering import render
from saleor_allegro.dashboard.words import spoken
from tests.dashboard.connection_nodes import NOW, a_channel, a_day, a_run, an_account
from tests.dashboard.pieces import all_of, piece_of, texts_of

HOSTILE = "<script>alert('x')</script>\"'{{ words }}"


def page(channels, accounts, *, may=True, begun=None, language=Language.ENGLISH):
    content = {
        "words": spoken(words.WORDS, language),
        "alarms": alarms(channels, language),
        "channels": channels_shown(channels, language),
        "accounts": accounts_shown(accounts, NOW, language),
        "may_connect": may,
        "may_see_orders": may,
        "begun": begun,
    }
    return render("connections.html", content, language)


def test_nothing_that_others_wrote_becomes_a_part_of_the_page():
    account = {"login": HOSTILE, "connection": "RECONNECT_NEEDED"}
    run = a_run(outcome="STOPPED", errorMessage=HOSTILE)
    html = page(
        [a_channel(name=HOSTILE, slug=HOSTILE, missing=[HOSTILE], account=account)],
        [
            an_account(
                login=HOSTILE,
                environment=HOSTILE,
                marketplace=HOSTILE,
                channels=[HOSTILE],
                lastImport=run,
                stoppedRuns=[{"kind": "IMPORT", "startedAt": NOW, "errorMessage": HOSTILE}],
                lastDay=a_day(h0={"runs": 1, "stopped": 1}),
                counts={"failed": 1, "notFollowed": 0, "notTold": 0, "flagged": 0},
            )
        ],
    )

    piece = piece_of(html)
    assert all_of(piece, "script") == []
    assert HOSTILE in texts_of(piece, "strong")
    assert len(all_of(piece, "button", id=f"alarm-{HOSTILE}")) == 1
    assert texts_of(piece, "li") == [f"Import, 2026-11-23 12:10 UTC: {HOSTILE}"]


@pytest.mark.parametrize("url", ["javascript:alert(1)", "data:text/html,x", "//evil.test"])
def test_only_addresses_of_the_web_are_linked(url):
    begun = {"kind": "link", "channel": a_channel(), "url": url, "again": "connections/waiting?"}

    assert url not in page([a_channel()], [], begun=begun)


def test_without_the_permission_there_is_no_button_and_who_may_is_named_in_polish():
    html = page([a_channel()], [an_account()], may=False, language=Language.POLISH)

    assert "<button" not in html
    assert "poproś osobę, która może zarządzać wtyczkami" in html
    assert "orders?" not in html


def test_day_without_a_run_is_told_in_words():
    html = page([a_channel()], [an_account()])

    assert "<svg" not in html
    assert "Nothing was done." in html


def test_who_was_disconnected_is_told_briefly():
    html = page([], [an_account(connection="DISCONNECTED", lastDay=a_day(h0={"runs": 1}))])

    assert "Nothing is imported from this seller any more" in html
    assert "<svg" not in html
