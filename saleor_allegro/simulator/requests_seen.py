"""The requests a simulator has seen, for tests to count."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fnmatch import fnmatchcase
from threading import RLock
from typing import overload


@dataclass(frozen=True, slots=True, kw_only=True)
class SeenRequest:
    method: str
    path: str
    #: As sent, e.g. `limit=100&offset=0`.
    query: str
    user_agent: str
    #: `None`: no answer was given.
    status: int | None
    #: The kind of fault that befell it.
    fault: str | None


class RequestsSeen(Sequence[SeenRequest]):
    """Oldest first; the control API's own requests are not among them."""

    def __init__(self, lock: RLock) -> None:
        self._lock = lock
        self._seen: list[SeenRequest] = []

    def __len__(self) -> int:
        return len(self._seen)

    @overload
    def __getitem__(self, index: int) -> SeenRequest: ...
    @overload
    def __getitem__(self, index: slice) -> list[SeenRequest]: ...
    def __getitem__(self, index: int | slice) -> SeenRequest | list[SeenRequest]:
        return self._seen[index]

    def __iter__(self) -> Iterator[SeenRequest]:
        with self._lock:
            return iter(tuple(self._seen))

    def add(self, request: SeenRequest) -> None:
        with self._lock:
            self._seen.append(request)

    def count_of(self, path: str = "*", *, method: str | None = None) -> int:
        """How many came to paths that match a glob: `/order/*`."""
        return sum(
            method in (None, request.method) and fnmatchcase(request.path, path) for request in self
        )

    def clear(self) -> None:
        with self._lock:
            self._seen.clear()
