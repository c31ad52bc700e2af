"""A Celery worker in a thread, which can be held back so that what is queued can be seen."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from threading import Condition
from typing import Any, Final

from celery.contrib.testing.worker import start_worker
from celery.signals import before_task_publish, task_postrun, task_prerun, task_revoked
from saleor.celeryconf import app

_SETTLED_WITHIN: Final = 60  # seconds


class Worker:
    """One task at a time, as they come."""

    def __init__(self) -> None:
        self._change = Condition()
        self._is_held = False
        #: Ids of the tasks that are to be done at once, or are being done.
        self._open: set[str] = set()
        before_task_publish.connect(self._sent, weak=False)
        task_prerun.connect(self._begun, weak=False)
        task_postrun.connect(self._over, weak=False)
        task_revoked.connect(self._dropped, weak=False)

    @contextmanager
    def running(self) -> Iterator[None]:
        with start_worker(app, pool="solo", loglevel="WARNING", perform_ping_check=False):
            yield

    def hold(self) -> None:
        """The next tasks wait."""
        with self._change:
            self._is_held = True

    def release(self) -> None:
        with self._change:
            self._is_held = False
            self._change.notify_all()

    def settle(self) -> None:
        """Wait until all is done that was not put off to a later time.

        Raises:
            RuntimeError: It takes too long.
        """
        with self._change:
            if not self._change.wait_for(lambda: not self._open, _SETTLED_WITHIN):
                raise RuntimeError(f"not done after {_SETTLED_WITHIN} s: {sorted(self._open)}")

    def _sent(self, headers: Mapping[str, Any], **_: Any) -> None:
        if headers.get("eta") is None:
            with self._change:
                self._open.add(headers["id"])

    def _begun(self, task_id: str, **_: Any) -> None:
        with self._change:
            self._open.add(task_id)
            self._change.wait_for(lambda: not self._is_held)

    def _over(self, task_id: str, **_: Any) -> None:
        with self._change:
            self._open.discard(task_id)
            self._change.notify_all()

    def _dropped(self, request: Any, **_: Any) -> None:
        self._over(request.id)
