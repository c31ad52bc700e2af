"""What is sold and no order yet: each line item once, whatever forms have it."""

from datetime import UTC, datetime

import pytest

from saleor_allegro.rules.held_pieces import HeldForm, held_pieces

EARLIER = datetime(2026, 11, 20, 8, 0, tzinfo=UTC)
LATER = datetime(2026, 11, 20, 9, 0, tzinfo=UTC)


def form(updated_at=EARLIER, *, is_skipped=False, **pieces):
    """Line item id -> pieces of the offer `o`."""
    return HeldForm(
        pieces={line: ("o", count) for line, count in pieces.items()},
        form_updated_at=updated_at,
        is_skipped=is_skipped,
    )


@pytest.mark.parametrize(
    ("forms", "ordered", "held"),
    [
        ([], (), 0),
        ([form(a=2)], (), 2),
        ([form(a=2), form(b=1)], (), 3),
        # Paid together: the form with the lines of both counts, in whatever order they come.
        ([form(a=2), form(b=1), form(a=2, b=1)], (), 3),
        ([form(LATER, a=2, b=1), form(a=2)], (), 3),
        # ... and its order.
        ([form(a=2)], ("a", "b"), 0),
        ([form(a=2), form(c=1)], ("a", "b"), 1),
        # ... or its end.
        ([form(a=2), form(a=0, b=0, is_skipped=True)], (), 0),
        ([form(a=2), form(a=2, b=1, is_skipped=True)], (), 0),
        # A form that was skipped before says nothing of the one that took its place.
        ([form(a=2, is_skipped=True), form(a=2, b=1)], (), 3),
        # The same lines: the later one counts.
        ([form(LATER, a=2), form(a=2, is_skipped=True)], (), 2),
        ([form(None, a=2), form(a=2, is_skipped=True)], (), 0),
    ],
)
def test_a_line_is_held_once(forms, ordered, held):
    assert held_pieces(forms, ordered)["o"] == held
