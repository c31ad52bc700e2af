"""Days begin and end when they do in Poland."""

from datetime import UTC, date, datetime, timedelta

import pytest

from saleor_allegro.dashboard.days import begin_of, day_of, end_of, today


@pytest.mark.parametrize(
    ("now", "day"),
    [
        (datetime(2026, 11, 24, 22, 59, tzinfo=UTC), date(2026, 11, 24)),
        (datetime(2026, 11, 24, 23, 0, tzinfo=UTC), date(2026, 11, 25)),
        (datetime(2026, 7, 1, 21, 59, tzinfo=UTC), date(2026, 7, 1)),
        (datetime(2026, 7, 1, 22, 0, tzinfo=UTC), date(2026, 7, 2)),
    ],
)
def test_today_is_polands(now, day):
    assert today(now) == day


@pytest.mark.parametrize(
    ("day", "begin", "hours"),
    [
        (date(2026, 3, 29), datetime(2026, 3, 28, 23, tzinfo=UTC), 23),
        (date(2026, 7, 1), datetime(2026, 6, 30, 22, tzinfo=UTC), 24),
        (date(2026, 10, 25), datetime(2026, 10, 24, 22, tzinfo=UTC), 25),
    ],
)
def test_day_is_as_long_as_its_clocks_say(day, begin, hours):
    assert begin_of(day) == begin
    assert end_of(day) == begin + timedelta(hours=hours) - timedelta(microseconds=1)


@pytest.mark.parametrize("text", ["", "soon", "2026-02-30", "1999-12-31", "2101-01-01"])
def test_what_is_no_day(text):
    assert day_of(text) is None
