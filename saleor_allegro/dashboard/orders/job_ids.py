"""Ids of jobs as an address names them."""

from collections.abc import Iterable
from typing import Final

from saleor_allegro.dashboard.global_ids import key_in

#: More are not shown at once; the oldest are left out.
MOST_JOBS: Final = 8
_LONGEST: Final = 60


def job_ids(given: Iterable[str]) -> tuple[str, ...]:
    """Those that may be ids of jobs, each once."""
    return tuple(dict.fromkeys(text for text in given if _is_job_id(text)))[:MOST_JOBS]


def _is_job_id(text: str) -> bool:
    pk = key_in(text, "AllegroJob", _LONGEST)
    return pk is not None and pk.isascii() and pk.isdecimal()
