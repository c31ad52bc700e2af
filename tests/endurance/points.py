"""The points of a worker's work at which it can be killed or held up.

Before and after every SQL statement, every commit, every HTTP request and every announcement;
what happens in between is one step of somebody else's: the database's or Allegro's.
"""

import os
import signal
from collections.abc import Callable
from enum import StrEnum
from typing import Any
from urllib.parse import urlsplit

from django.db import connections
from requests.adapters import HTTPAdapter


class Fate(StrEnum):
    KILL = "kill"  # SIGKILL, by its own hand: no handler, no `finally`, no farewell
    HOLD = "hold"  # until the test lets it go on


class At:
    """A point: after one point of each name but the last, in turn, the `number`-th of the last.

    A name stands for all that start with it, "" for every point; numbers count from 1.
    """

    def __init__(self, *names: str, number: int = 1) -> None:
        self.names = names or ("",)
        self.number = number

    def __repr__(self) -> str:  # in the names of tests
        return " > ".join(self.names)


class Points:
    """Counts the points that this process passes, and meets its fate at one of them."""

    def __init__(self, at: At | None, meet_fate: Callable[[str], None]) -> None:
        self.passed: list[str] = []
        self._meet_fate = meet_fate
        #: Names of points that are still to come before the fate.
        self._ahead = [*at.names[:-1], *at.names[-1:] * at.number] if at else []

    def reach(self, name: str) -> None:
        self.passed.append(name)
        if self._ahead and name.startswith(self._ahead[0]):
            del self._ahead[0]
            if not self._ahead:
                self._meet_fate(name)


#: Of this process; `None` where nothing is counted.
_points: Points | None = None


def install(points: Points) -> None:
    """Have every database connection and every HTTP call of this process pass its points."""
    global _points
    _points = points
    for connection in connections.all():
        connection.execute_wrappers.append(_around_statement)
        connection._commit = _around("COMMIT", connection._commit)
    HTTPAdapter.send = _around_request(HTTPAdapter.send)


def reach(name: str) -> None:
    if _points is not None:
        _points.reach(name)


def kill_this_process(name: str) -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def _around(name: str, act: Callable[[], Any]) -> Callable[[], Any]:
    def acted() -> Any:
        reach(f"before {name}")
        result = act()
        reach(f"after {name}")
        return result

    return acted


def _around_statement(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
    return _around(" ".join(str(sql).split())[:100], lambda: execute(sql, params, many, context))()


def _around_request(send: Any) -> Any:
    def sent(adapter: HTTPAdapter, request: Any, **options: Any) -> Any:
        path = urlsplit(request.url).path
        return _around(f"{request.method} {path}", lambda: send(adapter, request, **options))()

    return sent
