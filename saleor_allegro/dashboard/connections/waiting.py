"""Waiting for a seller who agrees on Allegro, in a tab of its own: how it ends, and what is said.

connections/waiting?...   asked again and again, until it knows how it ended; then the view
connections?connected=    a seller has agreed since
connections?failed=       the tab came back without one
connections?late=         nothing came back
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final, Self
from urllib.parse import urlencode

from saleor_allegro.connect_news import failure_since
from saleor_allegro.dashboard.asked import Asked, Notice, Tone
from saleor_allegro.dashboard.connections import words
from saleor_allegro.dashboard.filters import as_datetime

#: A bit longer than a state of ours lives, with which the seller comes back from Allegro.
_PATIENCE: Final = timedelta(minutes=15)


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiting:
    slug: str
    #: When a seller of the channel agreed last before, as GraphQL says it; "": there was none.
    known: str
    #: `None`: the address is not one of ours.
    since: datetime | None

    @classmethod
    def for_channel(cls, slug: str, before: Mapping[str, Any] | None, now: datetime) -> Self:
        return cls(slug=slug, known=_agreed_at(before), since=now)

    @classmethod
    def of(cls, sent: Mapping[str, Any]) -> Self:
        return cls(
            slug=str(sent.get("channel", "")),
            known=str(sent.get("known", "")),
            since=_moment(str(sent.get("since", ""))),
        )

    @property
    def address(self) -> str:
        asked = {"channel": self.slug, "known": self.known, "since": _said(self.since)}
        return f"connections/waiting?{urlencode(asked)}"

    def end(self, channel: Mapping[str, Any] | None, now: datetime) -> str:
        """The address of the view that says how it ended; "" while it has not."""
        if channel is None or self.since is None:
            return f"connections?{urlencode({'late': self.slug})}"
        account = channel["account"]
        is_working = bool(account) and account["connection"] == "CONNECTED"
        if is_working and _agreed_at(channel) != self.known:
            return f"connections?{urlencode({'connected': self.slug})}"
        if failure_since(self.slug, self.since):
            asked = {"failed": self.slug, "since": _said(self.since)}
            return f"connections?{urlencode(asked)}"
        if now - self.since > _PATIENCE:
            return f"connections?{urlencode({'late': self.slug})}"
        return ""


def news(asked: Asked, channels: Mapping[str, Mapping[str, Any]]) -> tuple[Notice, ...]:
    """How the waiting ended that the address tells of.

    Args:
        channels: Slug -> channel, as the view shows it.
    """
    language = asked.language
    if channel := channels.get(asked.text("connected")):
        if not channel["has_seller"]:
            return ()
        text = words.CONNECTED_BUT if channel["advice"] else words.CONNECTED
        filled = text.filled(
            login=channel["login"], channel=channel["name"], advice=channel["advice"]
        )
        return (Notice(Tone.GOOD, filled.in_language(language)),)
    since = _moment(asked.text("since"))
    if since and asked.text("failed") in channels:
        failure = failure_since(asked.text("failed"), since)
        return (Notice(Tone.BAD, failure.in_language(language)),) if failure else ()
    if asked.text("late"):
        return (Notice(Tone.PLAIN, words.TOO_LATE.in_language(language)),)
    return ()


def _agreed_at(channel: Mapping[str, Any] | None) -> str:
    return _said(as_datetime(channel["connectedAt"])) if channel else ""


def _said(moment: datetime | None) -> str:
    return moment.isoformat() if moment else ""


def _moment(text: str) -> datetime | None:
    """The moment that an address names; it needs a zone, as all of ours have."""
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        return None
    return moment if moment.tzinfo else None
