from datetime import timedelta

import pytest

from saleor_allegro.rules.retry import retry_delay


@pytest.mark.parametrize(
    ("attempts", "minutes"),
    [(1, 1), (2, 2), (3, 5), (4, 10), (5, 30), (6, 60), (7, 60), (1000, 60)],
)
def test_waits_grow_to_an_hour_and_stay_there(attempts, minutes):
    assert retry_delay(attempts) == timedelta(minutes=minutes)


def test_no_attempt_has_no_delay():
    with pytest.raises(ValueError, match="0 failed attempts"):
        retry_delay(0)
