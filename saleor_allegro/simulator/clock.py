"""The time on the simulated Allegro."""

import threading
import time
from datetime import UTC, datetime, timedelta


class Clock:
    """Aware UTC time that stands still where it was set, or runs with the real one.

    `Clock()` starts at the real time and runs; `Clock(moment)` stands at `moment` until
    somebody moves it.
    """

    def __init__(self, now: datetime | None = None) -> None:
        self._lock = threading.Lock()
        self._started = None if now else time.monotonic()
        self._now = _aware(now) if now else datetime.now(UTC)

    def now(self) -> datetime:
        with self._lock:
            if self._started is None:
                return self._now
            return self._now + timedelta(seconds=time.monotonic() - self._started)

    def set(self, now: datetime) -> None:
        """Move to a moment, earlier or later; a running clock runs on from there."""
        with self._lock:
            self._now = _aware(now)
            if self._started is not None:
                self._started = time.monotonic()

    def advance(self, by: timedelta) -> datetime:
        """Move on by a span and say what time it is now."""
        self.set(self.now() + by)
        return self.now()


def _aware(moment: datetime) -> datetime:
    if moment.tzinfo is None:
        raise ValueError("the simulator's clock needs an aware datetime, e.g. with tzinfo=UTC")
    return moment.astimezone(UTC)
