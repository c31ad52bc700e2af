"""What can be made to go wrong."""

from dataclasses import dataclass
from enum import StrEnum
from fnmatch import fnmatchcase
from threading import RLock

from saleor_allegro.simulator.journal import Journal
from saleor_allegro.simulator.tokens import Tokens


class FaultKind(StrEnum):
    RATE_LIMITED = "rate_limited"  # 429, with Retry-After where `retry_after` is given
    SERVER_ERROR = "server_error"  # 500 in Allegro's shape
    UNAVAILABLE = "unavailable"  # 503 in the gateway's shape
    TIMEOUT = "timeout"  # no answer for as long as the client waits
    CUT = "cut"  # the connection is reset before the answer
    CUT_BODY = "cut_body"  # ... or in the middle of it
    LOST_ANSWER = "lost_answer"  # ... or before it, when what was asked for is done
    SLOW = "slow"  # the right answer after `seconds`
    TRUNCATED = "truncated"  # 200 with the first half of the JSON
    LOST_EVENTS = "lost_events"  # the next `times` events are not written
    REVOKED_TOKENS = "revoked_tokens"  # every consent is withdrawn just before the request


@dataclass(slots=True, kw_only=True)
class Fault:
    kind: FaultKind
    #: A glob on the path: `/order/*`.
    path: str
    method: str | None
    #: How many more requests it befalls; `None`: all of them.
    times: int | None
    #: How many matching requests it lets pass first.
    after: int
    seconds: float
    retry_after: int | None
    #: Requests it has befallen.
    hits: int = 0

    @property
    def is_spent(self) -> bool:
        return self.times is not None and self.hits >= self.times


class Faults:
    """The faults that are waiting; of several that match, the oldest befalls the request."""

    def __init__(self, lock: RLock, journal: Journal, tokens: Tokens) -> None:
        self._lock = lock
        self._journal = journal
        self._tokens = tokens
        self._waiting: list[Fault] = []

    def add(
        self,
        kind: FaultKind | str,
        path: str = "*",
        *,
        method: str | None = None,
        times: int | None = 1,
        after: int = 0,
        seconds: float = 1.0,
        retry_after: int | None = None,
    ) -> Fault:
        """Make the next `times` matching requests fail, once `after` of them have passed.

        Raises:
            ValueError: No such kind, or lost events without a number.
        """
        fault = Fault(
            kind=FaultKind(kind),
            path=path,
            method=method,
            times=times,
            after=after,
            seconds=seconds,
            retry_after=retry_after,
        )
        with self._lock:
            if fault.kind is not FaultKind.LOST_EVENTS:
                self._waiting.append(fault)
            elif times is None:
                raise ValueError("say how many events are lost: times=...")
            else:
                self._journal.lose(times)
        return fault

    def clear(self) -> None:
        """Everything works again; lost events stay lost until `journal.recover()`."""
        with self._lock:
            self._waiting.clear()
            self._journal.lose(0)

    def befall(self, method: str, path: str) -> Fault | None:
        """The fault of one request, counted as having happened."""
        with self._lock:
            befallen = None
            for fault in self._waiting:
                if fault.method not in (None, method) or not fnmatchcase(path, fault.path):
                    continue
                if fault.after > 0:
                    fault.after -= 1
                elif befallen is None:
                    befallen = fault
                    fault.hits += 1
            self._waiting = [fault for fault in self._waiting if not fault.is_spent]
            if befallen is not None and befallen.kind is FaultKind.REVOKED_TOKENS:
                self._tokens.revoke_all()
            return befallen
