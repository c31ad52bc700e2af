"""Allegro today, on the dashboard's first page."""

from typing import Final

from saleor_allegro.dashboard.asked import Asked, Shown
from saleor_allegro.dashboard.days import begin_of, today
from saleor_allegro.dashboard.widgets.home_content import connections, figures
from saleor_allegro.dashboard.widgets.home_words import HOME_WORDS
from saleor_allegro.dashboard.words import spoken

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
    found = asked.api.ask(_QUERY, since=begin_of(today(asked.now)).isoformat())
    return Shown(
        template="home_widget.html",
        content={
            "words": spoken(HOME_WORDS, asked.language),
            "summary": found["allegroSummary"],
            "figures": figures(found["allegroSummary"], asked.language),
            "connections": connections(found["allegroAccounts"], asked.language),
        },
    )
