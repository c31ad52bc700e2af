"""Allegro today, on the dashboard's first page."""

from datetime import datetime, time
from typing import Final
from zoneinfo import ZoneInfo

from saleor_allegro.dashboard.asked import Asked, Shown
from saleor_allegro.dashboard.widgets.home_content import connections, figures
from saleor_allegro.dashboard.widgets.home_words import HOME_WORDS
from saleor_allegro.dashboard.words import spoken

#: Allegro's own day: its sellers, and most buyers, live by it.
_ZONE: Final = ZoneInfo("Europe/Warsaw")
_QUERY: Final = """
query ($since: DateTime!) {
  allegroSummary(since: $since) {
    bought value { fractionalAmount fractionDigits currency }
    toPack late flagged failed notFollowed notTold
  }
  allegroAccounts { login connection lastImport { outcome errorMessage } }
}
"""


def show_home(asked: Asked) -> Shown:
    found = asked.api.ask(_QUERY, since=midnight(asked.now).isoformat())
    return Shown(
        template="home_widget.html",
        content={
            "words": spoken(HOME_WORDS, asked.language),
            "summary": found["allegroSummary"],
            "figures": figures(found["allegroSummary"], asked.language),
            "connections": connections(found["allegroAccounts"], asked.language),
        },
    )


def midnight(now: datetime) -> datetime:
    """When the present day began in Poland."""
    return datetime.combine(now.astimezone(_ZONE).date(), time.min, tzinfo=_ZONE)
