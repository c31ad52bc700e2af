"""Where things are: the checkout, and what is kept between runs outside of it."""

import hashlib
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

CHECKOUT = Path(__file__).resolve().parent.parent


def cache(*names: str) -> Path:
    """A folder that outlives the checkout, made if needed."""
    base = os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache"
    folder = Path(base, "saleor-allegro", *names)
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def digest(*parts: str | bytes) -> str:
    """Twelve hex digits that change when any part does."""
    whole = hashlib.sha256()
    for part in parts:
        whole.update(part.encode() if isinstance(part, str) else part)
        whole.update(b"\0")
    return whole.hexdigest()[:12]


@contextmanager
def locked(name: str) -> Iterator[None]:
    """Keep two runs on one machine from filling the same cached thing at once."""
    import fcntl

    with (cache("locks") / name).open("w") as handle:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield
