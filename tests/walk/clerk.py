"""A worker that lives on from job to job, as Celery's do: what it keeps in memory, it keeps."""

import traceback
from collections.abc import Callable
from multiprocessing.connection import Client, Listener
from typing import Any, Self

from tests.endurance.workers import JobFailed, Worker


class Clerk:
    def __init__(self, database: str) -> None:
        with Listener() as listener:
            self._worker = Worker(database, serve, listener.address, counts_points=False)
            self._line = listener.accept()

    def do(self, job: Callable[..., Any], *arguments: Any) -> Any:
        """What the job returned.

        Raises:
            JobFailed: The job raised.
        """
        self._line.send((job, arguments))
        is_done, value = self._line.recv()
        if not is_done:
            raise JobFailed(value)
        return value

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *details: object) -> None:
        self._line.close()
        self._worker.wait()


def serve(address: Any) -> None:
    """Do the jobs that come, until nobody sends any more."""
    with Client(address) as line:
        while True:
            try:
                job, arguments = line.recv()
            except EOFError:
                return
            try:
                line.send((True, job(*arguments)))
            except Exception:  # noqa: BLE001 - whoever asked is told
                line.send((False, traceback.format_exc()))
