"""Days as Allegro counts them: in Poland's time, whoever looks from wherever."""

from datetime import UTC, date, datetime, time, timedelta
from typing import Final
from zoneinfo import ZoneInfo

#: Allegro's sales centre shows every time in it.
ALLEGRO_ZONE: Final = ZoneInfo("Europe/Warsaw")
_YEARS: Final = range(2000, 2101)


def day_of(text: str) -> date | None:
    """The day of a date field, such as "2026-11-23"; `None` where it is none."""
    try:
        day = date.fromisoformat(text)
    except ValueError:
        return None
    return day if day.year in _YEARS else None


def begin_of(day: date) -> datetime:
    """The moment a day begins; in UTC."""
    return datetime.combine(day, time(), ALLEGRO_ZONE).astimezone(UTC)


def end_of(day: date) -> datetime:
    """The last moment of a day; in UTC. Days are 23 to 25 hours long."""
    return begin_of(day + timedelta(days=1)) - timedelta(microseconds=1)


def today(now: datetime) -> date:
    return now.astimezone(ALLEGRO_ZONE).date()
