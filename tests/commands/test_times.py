from datetime import UTC, datetime, timedelta

import pytest

from saleor_allegro.management.times import moment, moment_and_distance, span

NOW = datetime(2026, 11, 20, 8, 15, 59, tzinfo=UTC)


@pytest.mark.parametrize(
    ("length", "told"),
    [
        (timedelta(0), "0 s"),
        (timedelta(seconds=59.9), "59 s"),
        (timedelta(seconds=60), "1 min"),
        (timedelta(minutes=59, seconds=59), "59 min"),
        (timedelta(hours=1), "1 h"),
        (timedelta(hours=47), "1 d"),
        (timedelta(days=365), "365 d"),
    ],
)
def test_span_is_told_in_its_largest_whole_unit(length, told):
    assert span(length) == told


def test_moment_is_told_in_utc_with_its_distance():
    assert moment(NOW) == "2026-11-20 08:15 UTC"
    assert moment_and_distance(NOW, NOW + timedelta(hours=2)) == "2026-11-20 08:15 UTC (-2 h)"
    assert moment_and_distance(NOW, NOW - timedelta(hours=2)) == "2026-11-20 08:15 UTC (+2 h)"
    assert moment_and_distance(None, NOW) == moment(None) == "?"
