"""Allegro today, on the dashboard's first page."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any, Final

from saleor_allegro.config import Language
from saleor_allegro.dashboard.asked import Asked, Shown
from saleor_allegro.dashboard.orders.days import ALLEGRO_ZONE, begin_of, today
from saleor_allegro.dashboard.widgets.home_words import CONNECTIONS, HOME_WORDS, NOBODY
from saleor_allegro.dashboard.words import spoken

_QUERY: Final = """
query ($since: DateTime!) {
  allegroSummary(since: $since) {
    bought value { fractionalAmount fractionDigits currency }
    toPack flagged failed notFollowed notTold
  }
  allegroAccounts { login connection channels }
}
"""
_COUNTS: Final = {
    "toPack": ("to_pack", "info"),
    "flagged": ("flagged", "warn"),
    "failed": ("failed", "bad"),
    "notFollowed": ("not_followed", "bad"),
    "notTold": ("not_told", "bad"),
}


def show_home(asked: Asked) -> Shown:
    found = asked.api.ask(_QUERY, since=midnight(asked.now).isoformat())
    words = spoken(HOME_WORDS, asked.language)
    summary = found["allegroSummary"]
    return Shown(
        template="home_widget.html",
        content={
            "words": words,
            "summary": summary,
            # What is to be packed is a day's work; the rest is worth a line where there is some.
            "counts": [
                {"label": words[word], "number": summary[name], "tone": tone}
                for name, (word, tone) in _COUNTS.items()
                if summary[name] or name == "toPack"
            ],
            "connections": _connections(found["allegroAccounts"], asked.language),
        },
    )


def midnight(now: datetime) -> datetime:
    """When the present day began in Poland."""
    return begin_of(today(now)).astimezone(ALLEGRO_ZONE)


def _connections(
    accounts: Sequence[Mapping[str, Any]], language: Language
) -> Sequence[Mapping[str, str]]:
    """A line for each seller; one that was disconnected on purpose is not worth one."""
    lines = []
    for account in accounts:
        if account["connection"] == "DISCONNECTED":
            continue
        tone, text = CONNECTIONS[account["connection"]]
        lines.append({"tone": tone, "text": text.in_language(language).format(**account)})
    return lines or [{"tone": "warn", "text": NOBODY.in_language(language)}]
