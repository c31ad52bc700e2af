"""Walks on the rehearsal shop."""

from collections.abc import Iterator
from typing import Any

import pytest

from tests.endurance.scene import show
from tests.walk.side_by_side import closing_line, walks
from tests.walk.walk import Plan

PLANS = (
    Plan(seed=1),
    Plan(seed=2),
    # Nobody dies, so that everything is told exactly once.
    Plan(seed=3, orders=100, steps=1000, kills=0),
)


@pytest.fixture(scope="module")
def started() -> Iterator[Any]:
    with walks(PLANS) as started:
        yield started


@pytest.mark.parametrize("plan", PLANS, ids=str)
def test_walk(plan: Plan, started: Any, capsys: Any):
    show(capsys, closing_line(started[plan]))
