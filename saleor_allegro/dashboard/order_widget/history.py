"""What a recheck has changed, by the order's own history."""

from collections.abc import Mapping, Sequence
from typing import Any, Final

from saleor_allegro.dashboard.filters import as_datetime

#: So all our notes begin, see `rules.change_notes`.
_OURS: Final = "Allegro: "
#: More is read in the history itself.
_MOST: Final = 10

Node = Mapping[str, Any]


def is_told_by_history(job: Node | None) -> bool:
    """Whether the history says what came of a job."""
    return (
        job is not None
        and job["kind"] == "RECHECK"
        and job["state"] == "DONE"
        and bool(job["updated"])
    )


def changes_since(events: Sequence[Node], since: Any) -> list[str]:
    """What our notes say since then, in the language of the channel's settings; oldest first."""
    begin = as_datetime(since)
    found = [
        event["message"].removeprefix(_OURS)
        for event in events
        if event["type"] == "NOTE_ADDED"
        and (event["message"] or "").startswith(_OURS)
        and (at := as_datetime(event["date"]))
        and (begin is None or at >= begin)
    ]
    return found[:_MOST]
