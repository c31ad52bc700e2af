"""Why no seller was connected, passed on to the page that waits."""

from datetime import UTC, datetime, timedelta

import pytest
from django.core.cache import cache

from saleor_allegro.config import Text
from saleor_allegro.connect_news import failure_since, note_failure

NOW = datetime(2026, 3, 1, 12, 0, tzinfo=UTC)
A_SECOND = timedelta(seconds=1)
REFUSED = Text("Refused.", "Odmówiono.")


@pytest.fixture(autouse=True)
def _empty_cache():
    cache.clear()


def test_failure_is_told_to_who_waited_when_it_happened():
    note_failure("allegro-pl", REFUSED, NOW)

    assert failure_since("allegro-pl", NOW - A_SECOND) == REFUSED
    assert failure_since("allegro-pl", NOW) == REFUSED
    assert failure_since("allegro-pl", NOW + A_SECOND) is None
    assert failure_since("allegro-cz", NOW - A_SECOND) is None


def test_the_latest_failure_counts():
    note_failure("allegro-pl", REFUSED, NOW)
    note_failure("allegro-pl", Text("Too old.", "Za stary."), NOW + A_SECOND)

    assert failure_since("allegro-pl", NOW) == Text("Too old.", "Za stary.")
