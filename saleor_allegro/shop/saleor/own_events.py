"""Events that we fire ourselves: our own hooks need not hear them."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Final

_OURS: Final = ContextVar("saleor_allegro_own_events", default=False)


@contextmanager
def own_events() -> Iterator[None]:
    """What is fired in here was caused by the import or the recheck, which told Allegro's side."""
    token = _OURS.set(True)
    try:
        yield
    finally:
        _OURS.reset(token)


def is_own_event() -> bool:
    return _OURS.get()
