"""What a person changed is saved; what they did not see is not written over."""

from dataclasses import replace

from saleor_allegro.dashboard.statuses.changes import changes_of
from saleor_allegro.dashboard.statuses.pairs import carrier_pair, method_pair
from tests.dashboard.statuses import a_form

STORED = a_form(statuses={"FULFILLED": "SENT"}, carriers=(carrier_pair("Kurier", "DPD"),))
THEIRS = replace(STORED, carriers=(carrier_pair("Kurier", "GLS"),))


def test_nothing_is_wanted_where_nothing_was_changed():
    changes = changes_of(STORED, STORED, STORED.marks)

    assert (changes.form, changes.wanted, changes.overtaken) == (STORED, [], [])


def test_what_somebody_else_changed_stays_where_it_was_not_touched():
    mine = replace(STORED, send_tracking_numbers=True)

    changes = changes_of(mine, THEIRS, STORED.marks)

    assert changes.wanted == ["send_tracking_numbers"]
    assert changes.overtaken == []
    assert changes.form == replace(THEIRS, send_tracking_numbers=True)


def test_what_both_changed_is_seen():
    mine = replace(STORED, carriers=(carrier_pair("Kurier", "UPS"),))

    changes = changes_of(mine, THEIRS, STORED.marks)

    assert changes.wanted == changes.overtaken == ["carriers"]
    assert changes.form == mine
    assert changes.marks["carriers"] == STORED.marks["carriers"]


def test_what_both_changed_alike_is_no_change():
    changes = changes_of(THEIRS, THEIRS, STORED.marks)

    assert (changes.wanted, changes.overtaken) == ([], [])


def test_without_marks_nothing_is_written_over():
    changes = changes_of(a_form(), STORED, {})

    assert changes.overtaken == ["statuses", "carriers"]


def test_only_what_is_wanted_is_sent():
    form = replace(STORED, shipping_methods=(method_pair("m-1", "Kurier"),))

    assert form.settings(["statuses", "shipping_methods", "send_tracking_numbers"]) == {
        "shippingMethods": [{"left": "m-1", "right": "Kurier"}],
        "sendTrackingNumbers": False,
    }
    assert form.entries == [{"stage": "FULFILLED", "status": "SENT"}]
