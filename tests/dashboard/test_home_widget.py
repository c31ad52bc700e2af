"""What the widget of the home page makes of GraphQL's numbers."""

from saleor_allegro.config import Language
from saleor_allegro.dashboard.widgets.home_content import connections, figures

QUIET = dict.fromkeys(("toPack", "late", "flagged", "failed", "notFollowed", "notTold"), 0)


def test_quiet_day_has_three_figures_and_no_alarm():
    shown = figures(QUIET, Language.ENGLISH)

    assert [figure["label"] for figure in shown] == ["To pack", "With flags", "Not imported"]
    assert not any(figure["is_urgent"] or figure["remark"] for figure in shown)


def test_work_is_no_alarm_and_what_is_late_is():
    busy = QUIET | {"toPack": 7, "late": 2, "failed": 1, "notTold": 3}

    shown = {figure["label"]: figure for figure in figures(busy, Language.POLISH)}

    assert shown["Do spakowania"]["remark"] == "po terminie: 2"
    assert [label for label, figure in shown.items() if figure["is_urgent"]] == [
        "Niepobrane",
        "Nieprzekazane do Allegro",
    ]
    assert "Nieaktualne" not in shown


def test_a_line_for_each_seller_who_is_not_disconnected():
    stopped = {"outcome": "STOPPED", "errorMessage": "No {answer}."}
    accounts = [
        {"login": "a", "connection": "CONNECTED", "lastImport": None},
        {"login": "b", "connection": "CONNECTED", "lastImport": stopped},
        {"login": "c", "connection": "RECONNECT_NEEDED", "lastImport": stopped},
        {"login": "d", "connection": "DISCONNECTED", "lastImport": None},
    ]

    shown = connections(accounts, Language.ENGLISH)

    assert [(line["tone"], line["text"].partition(" ")[0]) for line in shown] == [
        ("good", "a"),
        ("warn", "b:"),
        ("bad", "c:"),
    ]
    assert shown[1]["text"] == "b: No {answer}."


def test_nobody_is_connected():
    gone = {"login": "d", "connection": "DISCONNECTED", "lastImport": None}

    for accounts in ([], [gone]):
        [line] = connections(accounts, Language.ENGLISH)
        assert (line["tone"], line["state"]) == ("warn", "Not connected")
