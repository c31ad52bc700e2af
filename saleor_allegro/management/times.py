"""Moments and spans as a terminal shows them."""

from datetime import datetime, timedelta

_MINUTE = timedelta(minutes=1)
_HOUR = timedelta(hours=1)
_DAY = timedelta(days=1)


def moment(at: datetime | None) -> str:
    """`2026-11-20 08:15 UTC`; "?" when it is not known."""
    return at.strftime("%Y-%m-%d %H:%M UTC") if at else "?"


def moment_and_distance(at: datetime | None, now: datetime) -> str:
    """`2026-11-20 08:15 UTC (-5 min)`: how long ago, or with "+" how long until then."""
    if at is None:
        return moment(at)
    sign = "+" if at > now else "-"
    return f"{moment(at)} ({sign}{span(abs(now - at))})"


def span(length: timedelta) -> str:
    """In its largest whole unit, the same in every language: `40 s`, `5 min`, `3 h`, `2 d`."""
    for unit, word in ((_DAY, "d"), (_HOUR, "h"), (_MINUTE, "min")):
        if length >= unit:
            return f"{length // unit} {word}"
    return f"{int(length.total_seconds())} s"
