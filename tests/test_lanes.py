"""Test runs side by side are read one after another, and none outlives the others' end."""

import os
import sys
from pathlib import Path

import pytest

from hosts.lanes import Lane, side_by_side


def saying(words: str, status: int = 0):
    script = f"print({words!r}); raise SystemExit({status})"

    def work(lane: Lane) -> int:
        lane.say(f"before {words}")
        return lane.run([sys.executable, "-c", script], env=dict(os.environ), cwd=Path.cwd())

    return work


def test_outputs_and_results_come_in_order(capfdbinary: pytest.CaptureFixture[bytes]):
    statuses = side_by_side([saying("first"), saying("second", status=3), saying("third")])

    assert statuses == [0, 3, 0]
    assert capfdbinary.readouterr().out.decode().split() == (
        ["before", "first", "first", "before", "second", "second", "before", "third", "third"]
    )


def test_one_alone_has_the_terminal(capfdbinary: pytest.CaptureFixture[bytes]):
    assert side_by_side([saying("alone", status=1)]) == [1]

    assert capfdbinary.readouterr().out.decode().split() == ["before", "alone", "alone"]


def test_one_that_breaks_ends_the_others():
    ended: list[int] = []

    def waits_for_ever(lane: Lane) -> None:
        script = "import threading; threading.Event().wait()"
        ended.append(lane.run([sys.executable, "-c", script], env=dict(os.environ), cwd=Path.cwd()))

    def breaks(lane: Lane) -> None:
        raise LookupError("no such shop")

    with pytest.raises(LookupError):
        side_by_side([breaks, waits_for_ever])

    assert ended in ([], [-9])
