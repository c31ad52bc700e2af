"""Walks side by side, each in a process of its own: one alone keeps one core busy."""

import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path

from tests.walk.walk import Plan

_CHECKOUT = Path(__file__).parents[2]


@contextmanager
def walks(plans: Sequence[Plan]) -> Iterator[Mapping[Plan, "subprocess.Popen[str]"]]:
    with ExitStack() as stack:
        started = {plan: stack.enter_context(_walk(plan)) for plan in plans}
        for process in started.values():
            stack.callback(process.kill)
        yield started


def closing_line(process: "subprocess.Popen[str]") -> str:
    """What the walk said in the end.

    Raises:
        AssertionError: The shop was otherwise than Allegro.
    """
    said, _ = process.communicate()
    assert process.returncode == 0, said
    return said.strip()


def _walk(plan: Plan) -> "subprocess.Popen[str]":
    # Saleor and its dependencies warn and log of their own.
    command = [sys.executable, "-W", "ignore", "-m", "tests.walk", *str(plan).split()]
    return subprocess.Popen(  # noqa: S603 - our own words
        command, cwd=_CHECKOUT, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
    )
