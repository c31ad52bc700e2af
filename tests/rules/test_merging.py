from datetime import UTC, datetime, timedelta

import pytest

from saleor_allegro.rules.merging import Purchase, ReplacedBy, Replaces, Unclear, judge_merge

NOON = datetime(2026, 11, 24, 12, tzinfo=UTC)
EARLIER, LATER = NOON - timedelta(seconds=1), NOON + timedelta(seconds=1)


def purchase(form_id, lines, updated_at=NOON):
    return Purchase(form_id=form_id, line_item_ids=frozenset(lines), updated_at=updated_at)


@pytest.mark.parametrize(
    ("form", "standing", "expected"),
    [
        # nothing of it stands anywhere, or only in its own order
        (purchase("new", "ab"), [], None),
        (purchase("new", "ab"), [purchase("other", "c")], None),
        (purchase("new", "ab"), [purchase("new", "ab")], None),
        (purchase("new", "ab"), [purchase("new", "a")], None),
        # two, or three, purchases paid together
        (
            purchase("new", "ab", LATER),
            [purchase("a", "a"), purchase("b", "b")],
            Replaces(("a", "b")),
        ),
        (purchase("new", "abc"), [purchase("ab", "ab")], Replaces(("ab",))),
        (
            purchase("new", "abc"),
            [purchase("ab", "ab"), purchase("c", "c"), purchase("d", "d")],
            Replaces(("ab", "c")),
        ),
        # only one of them was ever imported
        (purchase("new", "ab", LATER), [purchase("a", "a")], Replaces(("a",))),
        (purchase("new", "ab", None), [purchase("a", "a", None)], Replaces(("a",))),
        # a merge only grows: what is bigger is later, whatever the dates say
        (purchase("new", "ab", EARLIER), [purchase("a", "a")], Replaces(("a",))),
        # an old form, read late
        (purchase("a", "a", EARLIER), [purchase("new", "ab")], ReplacedBy("new")),
        (purchase("a", "a"), [purchase("new", "ab")], ReplacedBy("new")),
        (purchase("a", "a", None), [purchase("new", "ab")], ReplacedBy("new")),
        (purchase("a", "a", LATER), [purchase("new", "ab")], Unclear(("new",))),
        # the same lines: the later one counts
        (purchase("x", "ab", LATER), [purchase("y", "ab")], Replaces(("y",))),
        (purchase("x", "ab", EARLIER), [purchase("y", "ab")], ReplacedBy("y")),
        (purchase("x", "ab"), [purchase("y", "ab")], Unclear(("y",))),
        (purchase("x", "ab", None), [purchase("y", "ab")], Unclear(("y",))),
        (purchase("x", "ab"), [purchase("y", "ab", None)], Unclear(("y",))),
        # only a part of an order, or of this form
        (purchase("x", "ab", LATER), [purchase("y", "bc")], Unclear(("y",))),
        (
            purchase("x", "abc", LATER),
            [purchase("a", "a"), purchase("y", "cd")],
            Unclear(("a", "y")),
        ),
        (
            purchase("x", "ab", EARLIER),
            [purchase("y", "ac"), purchase("z", "bd")],
            Unclear(("y", "z")),
        ),
    ],
)
def test_which_form_takes_whose_place(form, standing, expected):
    assert judge_merge(form, standing) == expected
