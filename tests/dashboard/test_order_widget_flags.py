"""Flags of an order as the widget shows them, and how its buttons name them."""

from base64 import b64encode
from datetime import UTC, datetime

import pytest

from saleor_allegro.config import Language
from saleor_allegro.dashboard.order_widget.content import order_content
from saleor_allegro.dashboard.order_widget.flags import NamedFlag, flags_of
from saleor_allegro.dashboard.order_widget.history import changes_since, is_told_by_history
from saleor_allegro.dashboard.order_widget.order_ids import order_id_of
from saleor_allegro.rules.flags import FlagKind
from tests.dashboard.order_nodes import a_job_node
from tests.dashboard.order_widget_nodes import a_flag, an_order

NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)
ORDER = "Order:5a3b2c10-0000-4000-8000-000000000001"


def encoded(text):
    return b64encode(text.encode()).decode()


@pytest.mark.parametrize("kind", FlagKind.__members__)
@pytest.mark.parametrize("subject", ["", "line-1", "payment 7: of two words"])
def test_button_names_the_flag_that_it_resolves(kind, subject):
    named = NamedFlag(kind=kind, subject=subject)

    assert NamedFlag.of(named.action) == named


@pytest.mark.parametrize(
    "action",
    ["", "recheck", "resolve", "resolve:", "resolve:oversold", "resolve:NONE:x", "x:OVERSOLD:"],
)
def test_button_that_names_no_flag_resolves_none(action):
    assert NamedFlag.of(action) is None


def test_flags_that_are_open_stand_before_those_that_are_resolved():
    nodes = [
        a_flag("OVERSOLD", "line-1"),
        a_flag("UNDERPAID", resolvedAt="2026-11-22T10:00:00+00:00", note="transfer"),
        a_flag("OVERSOLD", "line-2"),
        a_flag("FORM_GONE", resolvedAt="2026-11-22T11:00:00+00:00", resolvedAlone=True),
    ]

    content = order_content(an_order(flags=nodes), {}, NOW, Language.POLISH)

    assert [(flag.name, flag.named.subject) for flag in content["flags"]] == [
        ("Brak na stanie", "line-1"),
        ("Brak na stanie", "line-2"),
    ]
    assert [(flag.name, flag.note, flag.is_over_alone) for flag in content["resolved"]] == [
        ("Niedopłata", "transfer", False),
        ("Zniknęło z Allegro", "", True),
    ]
    assert content["resolved_title"] == "Rozwiązane uwagi: 2"


def test_note_that_is_being_typed_stays_with_its_flag():
    nodes = [a_flag("OVERSOLD", "line-1"), a_flag("OVERSOLD", "line-2"), a_flag("UNDERPAID")]
    typed = {"note:OVERSOLD:line-2": "restocked", "note:UNDERPAID:": "asked"}

    shown = flags_of(nodes, typed, {"note:UNDERPAID:": "too long"}, Language.ENGLISH)

    assert [(flag.note, flag.mistake) for flag in shown] == [
        ("", ""),
        ("restocked", ""),
        ("asked", "too long"),
    ]


def test_note_that_is_sent_for_a_resolved_flag_does_not_take_the_place_of_its_own():
    node = a_flag("UNDERPAID", resolvedAt="2026-11-22T10:00:00+00:00", note="transfer")

    [shown] = flags_of([node], {"note:UNDERPAID:": "other"}, {}, Language.ENGLISH)

    assert shown.note == "transfer"


@pytest.mark.parametrize(
    ("text", "is_order"),
    [
        (encoded(ORDER), True),
        ("", False),
        (encoded("Order:1041"), False),
        (encoded(ORDER.replace("Order", "Product")), False),
        (encoded(ORDER) * 3, False),
        ("<script>", False),
        ("żółć", False),
        ("AAAA", False),
    ],
)
def test_order_is_named_by_its_id_alone(text, is_order):
    assert order_id_of(text) == (text if is_order else "")


@pytest.mark.parametrize(
    ("fields", "is_told"),
    [
        ({"kind": "RECHECK", "state": "DONE", "updated": 1}, True),
        ({"kind": "RECHECK", "state": "DONE", "updated": 0}, False),
        ({"kind": "RECHECK", "state": "FAILED", "updated": 1}, False),
        ({"kind": "PUSH", "state": "DONE", "updated": 1}, False),
    ],
)
def test_history_says_what_a_recheck_has_changed(fields, is_told):
    assert is_told_by_history(a_job_node(**fields)) is is_told
    assert is_told_by_history(None) is False


def test_changes_are_our_notes_since_the_recheck_was_asked_for():
    def event(minute, message, kind="NOTE_ADDED"):
        return {"type": kind, "date": f"2026-11-23T12:{minute}:00+00:00", "message": message}

    events = [
        event("00", "Allegro: bought by kupujacy_17."),
        event("10", "Allegro: delivery address changed by the buyer."),
        event("11", "Allegro: dzwonił kurier", "EMAIL_SENT"),
        event("12", "The courier rang."),
        event("13", None),
        event("14", "Allegro: note: “ring twice”."),
    ]

    changes = changes_since(events, "2026-11-23T12:05:00+00:00")

    assert changes == ["delivery address changed by the buyer.", "note: “ring twice”."]


def test_ten_changes_are_named_and_no_more():
    event = {"type": "NOTE_ADDED", "date": NOW.isoformat(), "message": "Allegro: changed."}

    assert changes_since([event] * 11, NOW) == ["changed."] * 10
