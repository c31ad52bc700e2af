"""How sellers do, in the words and bars of the Connections view."""

from datetime import timedelta

import pytest

from saleor_allegro.config import Language
from saleor_allegro.dashboard.connections.accounts import accounts_shown
from saleor_allegro.dashboard.connections.chart import HEIGHT, chart
from saleor_allegro.dashboard.connections.runs import last_runs
from tests.dashboard.connection_nodes import NOW, a_day, a_run, an_account

ACCOUNT = "account=QWxsZWdyb0FjY291bnQ6MQ%3D%3D"


def shown(language=Language.ENGLISH, **fields):
    [account] = accounts_shown([an_account(**fields)], NOW, language)
    return account


def test_sellers_who_have_to_connect_again_come_first():
    accounts = [
        an_account(connection=each) for each in ("DISCONNECTED", "CONNECTED", "RECONNECT_NEEDED")
    ]

    shown = accounts_shown(accounts, NOW, Language.ENGLISH)

    assert [account["state"] for account in shown] == ["Connect again", "Connected", "Disconnected"]
    assert [account["tone"] for account in shown] == ["bad", "good", ""]


@pytest.mark.parametrize(
    ("fields", "is_behind", "english", "polish"),
    [
        ({"cursorAge": None}, False, "nothing read yet", "jeszcze nieczytany"),
        (
            {"cursorAge": 12_000, "lastImport": a_run()},
            False,
            "read to its end; last event: 3 h 20 min ago",
            "przeczytany do końca; ostatnie zdarzenie: 3 godz. 20 min temu",
        ),
        (
            {"cursorAge": 60, "lastImport": a_run(outcome="STOPPED")},
            True,
            "not read to its end, the last import stopped; last event read: 1 min ago",
            "nieprzeczytany do końca, ostatnie pobieranie przerwano; ostatnie przeczytane "
            "zdarzenie: 1 min temu",
        ),
        (
            {"cursorAge": 5, "lastImport": a_run(outcome="RUNNING")},
            False,
            "being read; last event so far: less than a minute ago",
            "w trakcie czytania; ostatnie zdarzenie: mniej niż minuta temu",
        ),
    ],
)
def test_how_far_the_journal_was_read(fields, is_behind, english, polish):
    assert shown(**fields)["journal"] == {"is_behind": is_behind, "text": english}
    assert shown(Language.POLISH, **fields)["journal"]["text"] == polish


def test_places_have_names():
    account = shown()
    assert (account["environment"], account["marketplace"]) == ("Allegro", "allegro.pl")

    account = shown(environment="https://api.allegro.test", marketplace="allegro-business-pl")

    assert account["environment"] == "https://api.allegro.test"
    assert account["marketplace"] == "Allegro Business (allegro.pl)"


def test_moments_that_have_come_are_no_news():
    due = NOW.isoformat()
    assert shown(pausedUntil=due, nextImportAt=due)["pausedUntil"] is None
    assert shown(pausedUntil=due, nextImportAt=due)["nextImportAt"] is None

    later = NOW + timedelta(seconds=1)

    assert shown(pausedUntil=later.isoformat())["pausedUntil"] == later
    assert shown(nextImportAt=later.isoformat())["nextImportAt"] == later


def test_what_waits_for_somebody_leads_to_the_purchases_meant():
    counts = {"failed": 3, "notFollowed": 0, "notTold": 1, "flagged": 12}

    assert shown(counts=counts)["to_look_at"] == [
        {"address": f"orders?failed=true&{ACCOUNT}", "text": "3 not imported"},
        {"address": f"orders?nottold=true&{ACCOUNT}", "text": "1 not told to Allegro"},
        {"address": f"orders?flagged=true&{ACCOUNT}", "text": "12 with flags"},
    ]
    assert shown()["to_look_at"] == []


@pytest.mark.parametrize(
    ("run", "is_bad", "outcome"),
    [
        (a_run(), False, "nothing new"),
        (a_run(imported=3, updated=1), False, "3 imported, 1 updated"),
        (a_run(told=2, failed=1), True, "2 told, 1 failed"),
        (a_run(outcome="RUNNING"), False, ""),
        (a_run(outcome="STOPPED", errorMessage="No answer."), True, "Stopped: No answer."),
        (
            a_run(outcome="STOPPED", errorMessage="No {answer}.", imported=1),
            True,
            "Stopped: No {answer}. (1 imported)",
        ),
        (a_run(outcome="STOPPED"), True, "Stopped: ?"),
    ],
)
def test_what_came_of_a_run(run, is_bad, outcome):
    recheck = last_runs(an_account(lastRecheck=run), Language.ENGLISH)[1]

    assert (recheck["kind"], recheck["is_bad"], recheck["outcome"]) == ("Recheck", is_bad, outcome)


def test_every_kind_of_run_is_named_whether_there_was_one():
    runs = last_runs(an_account(), Language.POLISH)

    assert [run["kind"] for run in runs] == [
        "Pobieranie zamówień",
        "Sprawdzanie zamówień",
        "Przekazywanie do Allegro",
        "Stany",
        "Audyt",
    ]
    assert {run["run"] for run in runs} == {None}


def test_bars_are_as_high_as_there_were_calls():
    drawn = chart(
        a_day(
            h0={"runs": 1, "calls": 1000},
            h1={"runs": 2, "calls": 500, "failed": 2},
            h2={"runs": 1, "calls": 1},
            h3={"runs": 1, "calls": 0, "stopped": 1},
        ),
        Language.ENGLISH,
    )

    assert len(drawn["bars"]) == 24
    last = drawn["bars"][-4:]
    assert [bar["height"] for bar in last] == [2, 2, HEIGHT // 2, HEIGHT]
    assert [bar["y"] + bar["height"] for bar in last] == [HEIGHT] * 4
    assert [bar["is_bad"] for bar in last] == [True, False, True, False]
    assert [bar["x"] for bar in last] == [200, 210, 220, 230]
    assert {bar["height"] for bar in drawn["bars"][:-4]} == {0}
    assert drawn["width"] == 240
    assert drawn["name"] == (
        "Calls to Allegro by the hour: 1501 in 24 hours; failed purchases and orders: 2, "
        "stopped runs: 1."
    )


def test_day_without_a_run_has_no_picture():
    assert chart(a_day(), Language.ENGLISH)["is_empty"]
    assert not chart(a_day(h5={"runs": 1}), Language.ENGLISH)["is_empty"]
