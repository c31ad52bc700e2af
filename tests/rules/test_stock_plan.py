"""The next step of an offer, and how steps become the fewest commands."""

from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from saleor_allegro.rules.stock_plan import (
    LIST_LAGS,
    MOST_PIECES,
    REFUSED_AT_FIRST,
    REFUSED_AT_MOST,
    Step,
    bundle,
    chunks,
    ends_most,
    is_settled,
    is_sold_out,
    next_step,
)

NOW = datetime(2026, 11, 20, 8, 0, tzinfo=UTC)


@dataclass(frozen=True, kw_only=True)
class Offer:
    status: str = "ACTIVE"
    available: int | None = 5
    is_sold_out: bool = False
    sent_quantity: int | None = None
    sent_at: datetime | None = None
    activated_at: datetime | None = None
    refused_quantity: int | None = None
    refused_at: datetime | None = None
    failed_since: datetime | None = None


ACTIVE = Offer()
ENDED = Offer(status="ENDED", available=0)
SOLD_OUT = replace(ENDED, is_sold_out=True)
JUST_NOW = NOW - LIST_LAGS + timedelta(seconds=1)
LONG_AGO = NOW - LIST_LAGS
TODAY = NOW - REFUSED_AT_FIRST + timedelta(seconds=1)
BEFORE = NOW - REFUSED_AT_FIRST
MANY = Offer(available=MOST_PIECES)


@pytest.mark.parametrize(
    ("offer", "wanted", "step"),
    [
        # Both sides agree: whatever was sent before.
        (ACTIVE, 5, None),
        (replace(ACTIVE, sent_quantity=9, sent_at=LONG_AGO), 5, None),
        (ACTIVE, 6, Step.SET),
        (ACTIVE, 4, Step.SET),
        (ACTIVE, 0, Step.EMPTY),
        (replace(ACTIVE, status="ACTIVATING"), 4, Step.SET),
        (replace(ACTIVE, available=None), 4, Step.SET),
        # The list is behind: it was sent a moment ago.
        (replace(ACTIVE, sent_quantity=4, sent_at=JUST_NOW), 4, None),
        (replace(ACTIVE, sent_quantity=0, sent_at=JUST_NOW), 0, None),
        (replace(ACTIVE, sent_quantity=4, sent_at=LONG_AGO), 4, Step.SET),
        (replace(ACTIVE, sent_quantity=4, sent_at=JUST_NOW), 3, Step.SET),
        # Refused: another quantity may do, or another day.
        (replace(ACTIVE, refused_quantity=4, refused_at=TODAY), 4, None),
        (replace(ACTIVE, refused_quantity=4, refused_at=TODAY), 3, Step.SET),
        (replace(ACTIVE, refused_quantity=4, refused_at=BEFORE), 4, Step.SET),
        # It was emptied a moment ago, and ends.
        (replace(ACTIVE, sent_quantity=0, sent_at=JUST_NOW), 4, None),
        (replace(ACTIVE, sent_quantity=0, sent_at=LONG_AGO), 4, Step.SET),
        # Of more than enough, a sale is no reason to say so again.
        (replace(MANY, available=MOST_PIECES - 1), MOST_PIECES, None),
        (replace(MANY, available=MOST_PIECES // 2 - 1), MOST_PIECES, Step.SET),
        (replace(MANY, available=MOST_PIECES + 1), MOST_PIECES, Step.SET),
        (MANY, MOST_PIECES - 1, Step.SET),
        # Ended by somebody's wish, or a draft: not ours to touch.
        (ENDED, 4, None),
        (replace(ENDED, available=4), 5, None),
        (replace(ENDED, status="INACTIVE"), 4, None),
        (replace(ENDED, status="A_NEW_WORD"), 4, None),
        # Sold out: first the pieces, then the sale.
        (SOLD_OUT, 0, None),
        (SOLD_OUT, 4, Step.SET),
        (replace(SOLD_OUT, available=4), 4, Step.ACTIVATE),
        (replace(SOLD_OUT, available=4), 6, Step.SET),
        (replace(SOLD_OUT, sent_quantity=4, sent_at=JUST_NOW), 4, Step.ACTIVATE),
        (replace(SOLD_OUT, sent_quantity=4, sent_at=LONG_AGO), 4, Step.SET),
        (replace(SOLD_OUT, available=4, activated_at=JUST_NOW), 4, None),
        (replace(SOLD_OUT, available=4, activated_at=LONG_AGO), 4, Step.ACTIVATE),
        (replace(SOLD_OUT, available=4, refused_quantity=4, refused_at=TODAY), 4, None),
    ],
)
def test_the_next_step(offer, wanted, step):
    assert next_step(offer, wanted, may_reactivate=True, now=NOW) is step


@pytest.mark.parametrize(
    ("refused_for", "waits"),
    [
        (timedelta(0), REFUSED_AT_FIRST),
        (REFUSED_AT_FIRST, REFUSED_AT_FIRST),
        (timedelta(hours=5), timedelta(hours=5)),
        (timedelta(days=9), REFUSED_AT_MOST),
    ],
)
def test_what_is_refused_again_and_again_is_tried_less_and_less(refused_for, waits):
    offer = replace(ACTIVE, refused_quantity=4, refused_at=NOW, failed_since=NOW - refused_for)

    def at(moment):
        return next_step(offer, 4, may_reactivate=True, now=moment)

    assert at(NOW + waits - timedelta(seconds=1)) is None
    assert at(NOW + waits) is Step.SET


@pytest.mark.parametrize(
    ("offer", "wanted", "may_reactivate", "is_so"),
    [
        (ACTIVE, 5, True, True),
        (ACTIVE, 4, True, False),
        (ACTIVE, 0, True, False),
        (ACTIVE, None, True, True),
        (ENDED, 4, True, True),
        (SOLD_OUT, 4, True, False),
        (SOLD_OUT, 0, True, True),
        (SOLD_OUT, 4, False, True),
    ],
)
def test_where_nothing_is_left_to_be_told_no_refusal_matters(offer, wanted, may_reactivate, is_so):
    assert is_settled(offer, wanted, may_reactivate=may_reactivate) is is_so


@pytest.mark.parametrize("wanted", [0, 4])
def test_an_offer_that_ended_stays_ended_unless_the_merchant_allows_it(wanted):
    assert next_step(SOLD_OUT, wanted, may_reactivate=False, now=NOW) is None


@pytest.mark.parametrize(
    ("before", "status", "available", "is_so"),
    [
        (ACTIVE, "ENDED", 0, True),
        (ACTIVE, "ENDED", None, True),
        (ACTIVE, "ENDED", 3, False),  # somebody ended it
        (ACTIVE, "ACTIVE", 0, False),
        (ENDED, "ENDED", 0, False),  # it was ended before we knew it
        (SOLD_OUT, "ENDED", 0, True),
        (SOLD_OUT, "ENDED", 4, True),  # it has pieces again, and is not on sale yet
        (SOLD_OUT, "ACTIVE", 4, False),
        (None, "ENDED", 0, False),
        (None, "ACTIVE", 3, False),
    ],
)
def test_an_offer_is_sold_out_when_we_saw_it_on_sale_before(before, status, available, is_so):
    assert is_sold_out(before, status, available) is is_so


def test_one_bundle_a_quantity():
    plan = bundle(
        {
            "1": (Step.SET, 7),
            "2": (Step.EMPTY, 0),
            "3": (Step.SET, 4),
            "4": (Step.ACTIVATE, 7),
            "5": (Step.SET, 7),
        }
    )

    assert plan.quantities == {4: ("3",), 7: ("1", "5")}
    assert (plan.emptied, plan.activated) == (("2",), ("4",))
    assert len(plan) == 5


@given(st.dictionaries(st.text(), st.tuples(st.sampled_from(Step), st.integers(0, 9))))
def test_every_step_is_in_the_plan_once(steps):
    plan = bundle(steps)

    planned = [*plan.emptied, *plan.activated]
    planned += [offer_id for some in plan.quantities.values() for offer_id in some]
    assert sorted(planned) == sorted(steps)
    assert len(plan) == len(steps)


@pytest.mark.parametrize(
    ("ended", "on_sale", "is_most"),
    [(20, 20, False), (21, 21, True), (21, 41, True), (21, 42, False), (0, 0, False)],
)
def test_most_offers_do_not_end_without_a_question(ended, on_sale, is_most):
    plan = bundle({str(number): (Step.EMPTY, 0) for number in range(ended)})

    assert ends_most(plan, on_sale) is is_most


def test_chunks_are_whole():
    assert [list(some) for some in chunks([1, 2, 3, 4, 5], 2)] == [[1, 2], [3, 4], [5]]
    assert list(chunks([], 2)) == []
