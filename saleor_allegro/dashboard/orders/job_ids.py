"""Ids of jobs as an address names them."""

from base64 import b64decode
from collections.abc import Iterable
from typing import Final

#: More are not shown at once; the oldest are left out.
MOST_JOBS: Final = 8
_LONGEST: Final = 60


def job_ids(given: Iterable[str]) -> tuple[str, ...]:
    """Those that may be ids of jobs, each once."""
    return tuple(dict.fromkeys(text for text in given if _is_job_id(text)))[:MOST_JOBS]


def _is_job_id(text: str) -> bool:
    if not 0 < len(text) <= _LONGEST:
        return False
    try:
        kind, _, pk = b64decode(text, validate=True).decode().partition(":")
    except ValueError:
        return False
    return kind == "AllegroJob" and pk.isascii() and pk.isdecimal()
