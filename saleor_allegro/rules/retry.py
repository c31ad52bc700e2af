"""When a failed form is tried again."""

from datetime import timedelta
from typing import Final

# Wait after the first, second, ... failed attempt; the last one repeats for ever.
DELAYS: Final = (
    timedelta(minutes=1),
    timedelta(minutes=2),
    timedelta(minutes=5),
    timedelta(minutes=10),
    timedelta(minutes=30),
    timedelta(hours=1),
)


def retry_delay(attempts: int) -> timedelta:
    """The wait before the next try, after `attempts` failed ones (at least 1)."""
    if attempts < 1:
        raise ValueError(f"{attempts} failed attempts: count the one that just failed")
    return DELAYS[min(attempts, len(DELAYS)) - 1]
