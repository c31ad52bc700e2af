"""Walks inside a real Saleor, shorter ones than on the rehearsal shop."""

from collections.abc import Iterator
from typing import Any

import pytest

from tests.endurance.scene import show
from tests.walk.side_by_side import closing_line, walks
from tests.walk.walk import Plan

#: In the first Saleor fulfils what was sent, in the second it does not.
PLANS = (Plan(seed=1, orders=100, steps=1000), Plan(seed=2, orders=100, steps=1000))


@pytest.fixture(scope="module")
def started() -> Iterator[Any]:
    with walks(PLANS) as started:
        yield started


@pytest.mark.parametrize("plan", PLANS, ids=str)
def test_walk(plan: Plan, started: Any, capsys: Any):
    show(capsys, closing_line(started[plan]))
