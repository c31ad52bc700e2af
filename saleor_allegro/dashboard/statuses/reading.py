"""How far the reading of Allegro's lists is."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from saleor_allegro.config import Language
from saleor_allegro.dashboard.statuses.words import LIST_WORDS
from saleor_allegro.dashboard.words import spoken

_GOING_ON: Final = ("QUEUED", "RUNNING")


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """What the line about the lists says besides when they were read."""

    #: The id of the job while it goes on; "": none does.
    job: str = ""
    is_done: bool = False
    #: Why it failed, or waits.
    reason: str = ""


def reading_of(job: Mapping[str, Any] | None) -> Reading:
    """
    Args:
        job: `AllegroJob`; `None`: it is forgotten, so it was over long ago.
    """
    if job is None:
        return Reading(is_done=True)
    reason = " ".join(error["message"] for error in job["errors"])
    if job["state"] in _GOING_ON:
        return Reading(job=job["id"], reason=reason)
    return Reading(is_done=job["state"] == "DONE", reason=reason)


def reading_texts(reading: Reading, language: Language) -> Mapping[str, str]:
    """`LIST_WORDS`, with the reason in `failed`."""
    words = spoken(LIST_WORDS, language)
    return words | {"failed": words["failed"].format(reason=reading.reason)}
