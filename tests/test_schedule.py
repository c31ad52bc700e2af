from datetime import timedelta
from types import SimpleNamespace

from django.conf import settings

from saleor_allegro.schedule import ENTRY, TASK, join_beat


def test_entry_joins_the_schedule_that_is_there():
    other = {"task": "saleor.tasks.other", "schedule": timedelta(days=1)}
    schedule = {"other": other}

    join_beat(SimpleNamespace(CELERY_BEAT_SCHEDULE=schedule))

    assert schedule == {
        "other": other,
        ENTRY: {"task": TASK, "schedule": timedelta(minutes=1), "options": {"expires": 60}},
    }


def test_schedule_is_made_where_there_is_none():
    empty = SimpleNamespace()

    join_beat(empty)

    assert list(empty.CELERY_BEAT_SCHEDULE) == [ENTRY]


def test_entry_of_the_operator_stays():
    own = {"task": TASK, "schedule": timedelta(minutes=5)}
    schedule = {ENTRY: own}

    join_beat(SimpleNamespace(CELERY_BEAT_SCHEDULE=schedule))

    assert schedule == {ENTRY: own}


def test_django_joins_it_when_it_starts():
    assert settings.CELERY_BEAT_SCHEDULE[ENTRY]["task"] == TASK
