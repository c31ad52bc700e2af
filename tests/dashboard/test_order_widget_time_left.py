"""How long there is until an order is to leave."""

from datetime import UTC, datetime, timedelta

import pytest

from saleor_allegro.config import Language
from saleor_allegro.dashboard.order_widget.time_left import time_left

NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)


@pytest.mark.parametrize(
    ("left", "tone", "english", "polish"),
    [
        (timedelta(days=3), "", "in 3 d", "za 3 dni"),
        (timedelta(days=2, hours=4, minutes=59), "", "in 2 d 4 h", "za 2 dni 4 godz."),
        (timedelta(days=1, seconds=1), "", "in 1 d", "za 1 dzień"),
        (timedelta(days=1), "warn", "in 1 d", "za 1 dzień"),
        (timedelta(hours=3, minutes=20), "warn", "in 3 h 20 min", "za 3 godz. 20 min"),
        (timedelta(hours=3), "warn", "in 3 h", "za 3 godz."),
        (timedelta(minutes=1), "warn", "in 1 min", "za 1 min"),
        (timedelta(seconds=59), "warn", "in less than a minute", "za niecałą minutę"),
        (timedelta(0), "bad", "just overdue", "właśnie minął termin"),
        (timedelta(minutes=-20), "bad", "20 min overdue", "20 min po terminie"),
        (timedelta(days=-2, hours=-1), "bad", "2 d 1 h overdue", "2 dni 1 godz. po terminie"),
    ],
)
def test_time_left_is_told_in_words(left, tone, english, polish):
    told = [time_left(NOW + left, NOW, language) for language in Language]

    assert told == [(tone, english), (tone, polish)]
