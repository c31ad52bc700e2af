"""When beat calls us: once a minute, whatever the accounts' own intervals are.

One entry asks for imports and rechecks alike, so that an operator who changed or switched off
the entry has said so for both, and an update needs nothing new.
"""

from collections.abc import MutableMapping
from typing import Any, Final

from saleor_allegro.sync.aftermath import TICK

#: The entry's name in the beat schedule; an entry of this name that is there already stays.
ENTRY: Final = "saleor-allegro-import-due-accounts"
TASK: Final = "saleor_allegro.tasks.import_due_accounts"


def join_beat(settings: Any) -> None:
    """Add our entry to the schedule that Celery reads from Django's settings.

    The schedule is changed in place: Celery looks it up at each use, so it does not matter
    whether it has read its configuration by now. Saleor's beat copies it into its tables when
    it starts.
    """
    schedule: MutableMapping[str, Any] | None = getattr(settings, "CELERY_BEAT_SCHEDULE", None)
    if schedule is None:
        schedule = settings.CELERY_BEAT_SCHEDULE = {}
    # Saleor wants the expiry of a task on its entry too: a fork may wrap the sending.
    schedule.setdefault(
        ENTRY,
        {"task": TASK, "schedule": TICK, "options": {"expires": TICK.total_seconds()}},
    )
