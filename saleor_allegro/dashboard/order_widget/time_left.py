"""How long there is until something is due, in words."""

from datetime import datetime, timedelta
from typing import Final, NamedTuple

from saleor_allegro.config import Language, Text
from saleor_allegro.dashboard.time_words import length

_MINUTE: Final = timedelta(minutes=1)
_SOON: Final = timedelta(days=1)

_LEFT: Final = Text("in {span}", "za {span}")
_HARDLY: Final = Text("in less than a minute", "za niecałą minutę")
_OVERDUE: Final = Text("{span} overdue", "{span} po terminie")
_JUST_OVERDUE: Final = Text("just overdue", "właśnie minął termin")


class TimeLeft(NamedTuple):
    #: "bad" once it is over, "warn" on the last day.
    tone: str
    text: str


def time_left(due_at: datetime, now: datetime, language: Language) -> TimeLeft:
    """Such as "in 3 h 20 min"."""
    left = due_at - now
    is_over = left <= timedelta(0)
    if abs(left) < _MINUTE:
        text = _JUST_OVERDUE if is_over else _HARDLY
    else:
        text = (_OVERDUE if is_over else _LEFT).filled(span=length(left))
    tone = "bad" if is_over else "warn" if left <= _SOON else ""
    return TimeLeft(tone, text.in_language(language))
