"""Why a seller was not connected, for the page of the dashboard that waits meanwhile.

Allegro answers in a tab of its own. What came of a consent is stored with the seller; of a refusal
nothing is stored, so it is passed on by Saleor's cache. Where that forgets, the page waits until
its patience ends, and the tab has said it anyhow.
"""

from datetime import datetime, timedelta
from typing import Final

from django.core.cache import cache

from saleor_allegro.config import Text

_KEPT: Final = timedelta(minutes=30)


def note_failure(channel_slug: str, text: Text, now: datetime) -> None:
    """Say why no seller was connected to the channel just now."""
    cache.set(_key(channel_slug), (now, *text), timeout=int(_KEPT.total_seconds()))


def failure_since(channel_slug: str, since: datetime) -> Text | None:
    """Why the last attempt failed that ended at that moment or later; `None`: none did."""
    noted = cache.get(_key(channel_slug))
    if noted is None or noted[0] < since:
        return None
    return Text(*noted[1:])


def _key(channel_slug: str) -> str:
    return f"saleor_allegro:connect:{channel_slug}"
