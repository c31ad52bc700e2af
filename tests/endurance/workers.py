"""Worker processes: each does one job on one database, and may be killed at any point of it.

Starting Django with Saleor takes 15 seconds, so one process does it once and forks a child for
each job. It has one thread and no connection to a database.
"""

import multiprocessing
import resource
import sys
from collections.abc import Callable
from dataclasses import dataclass, field
from multiprocessing.connection import Connection
from typing import Any

from tests.endurance.points import At, Fate

_forks = multiprocessing.get_context("forkserver")
_forks.set_forkserver_preload(["tests.endurance.preload"])


@dataclass(frozen=True, slots=True, kw_only=True)
class Ending:
    """How a worker ended."""

    was_killed: bool
    #: What the job returned; `None` when it was killed.
    value: Any = None
    #: The points it passed, or the one it was killed at.
    points: list[str] = field(default_factory=list)
    peak: int = 0  # the most memory it ever had, in KiB


class JobFailed(Exception):
    """A job raised; its traceback is the message."""


class Worker:
    def __init__(
        self,
        database: str,
        job: Callable[..., Any],
        *arguments: Any,
        fate: Fate | None = None,
        at: At | None = None,
        counts_points: bool = True,
    ) -> None:
        """
        Args:
            job: A function of a module, with arguments that can be pickled.
            fate: What becomes of the worker at the point `at`.
        """
        self._pipe, its_end = _forks.Pipe()
        self._process = _forks.Process(
            target=_work, args=(its_end, database, job, arguments, fate, at, counts_points)
        )
        self._process.start()
        its_end.close()
        #: Kind of message -> the latest one.
        self._said: dict[str, Any] = {}

    def wait_until_held(self) -> str:
        """The name of the point it is held at."""
        assert self.is_held(), self._said
        return str(self._said["held"])

    def is_held(self) -> bool:
        """Wait until it is held; False: it ended before it came to its point."""
        kind, self._said[kind] = self._pipe.recv()
        return bool(kind == "held")

    def go_on(self) -> None:
        self._pipe.send("go on")

    def wait(self) -> Ending:
        """
        Raises:
            JobFailed: The job raised.
        """
        said = self._said
        try:
            while True:
                kind, said[kind] = self._pipe.recv()
        except EOFError:
            pass
        self._process.join()
        exitcode = self._process.exitcode
        self._process.close()
        self._pipe.close()
        if "raised" in said:
            raise JobFailed(said["raised"])
        if "done" in said:
            return said["done"]
        assert exitcode == -9, exitcode
        return Ending(was_killed=True, points=[said.get("killed", "")])


def do(database: str, job: Callable[..., Any], *arguments: Any) -> Any:
    """Have a worker do a job in peace, and give what it returned."""
    return Worker(database, job, *arguments, counts_points=False).wait().value


def _work(
    pipe: Connection,
    database: str,
    job: Callable[..., Any],
    arguments: tuple[Any, ...],
    fate: Fate | None,
    at: At | None,
    counts_points: bool,
) -> None:
    import traceback

    from django.db import connections

    from tests.endurance import points

    def meet_fate(name: str) -> None:
        if fate is Fate.KILL:
            pipe.send(("killed", name))
            points.kill_this_process(name)
        pipe.send(("held", name))
        pipe.recv()

    for connection in connections.all():
        connection.settings_dict["NAME"] = database
    mine = points.Points(at, meet_fate)
    if counts_points:
        points.install(mine)
    try:
        value = job(*arguments)
    except BaseException:
        pipe.send(("raised", traceback.format_exc()))
        raise
    finally:
        connections.close_all()
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    if sys.platform == "darwin":
        peak //= 1024  # counted in bytes there
    pipe.send(("done", Ending(was_killed=False, value=value, points=mine.passed, peak=peak)))
