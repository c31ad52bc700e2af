"""Sellers and the channels that take their orders."""

from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from typing import Any, Final

from saleor_allegro.dashboard.asked import Asked, Notice, Shown, Tone
from saleor_allegro.dashboard.connections import words
from saleor_allegro.dashboard.connections.content import accounts_shown, channels_shown
from saleor_allegro.dashboard.connections.queries import (
    ACCOUNTS,
    CHANNELS,
    CONNECT,
    CONNECT_BY_CODE,
    DISCONNECT,
    JOB,
)
from saleor_allegro.dashboard.words import spoken

_MANAGE_PLUGINS: Final = "MANAGE_PLUGINS"
#: So long this page looks for the seller's consent; a state of ours lives ten minutes.
_PATIENCE: Final = timedelta(minutes=15)

Begun = Mapping[str, Any]


def show_connections(asked: Asked) -> Shown:
    notices, begun = _act(asked)
    channels = _channels(asked)
    connected = channels.get(asked.text("connected"))
    if connected and connected["account"]:
        notices = (*notices, _said(asked, words.CONNECTED, Tone.GOOD, connected))
    accounts = asked.api.ask(ACCOUNTS)["allegroAccounts"]
    return Shown(
        template="connections.html",
        content={
            "words": spoken(words.WORDS, asked.language),
            "channels": channels_shown(list(channels.values()), asked.language),
            "accounts": accounts_shown(accounts, asked.language),
            "may_connect": _MANAGE_PLUGINS in asked.permit.permissions,
            "begun": begun,
        },
        notices=notices,
        route="connections",
    )


def show_waiting(asked: Asked) -> Shown:
    """Whether the seller has agreed by now, asked for again and again."""
    slug, known, until = asked.text("channel"), asked.text("known"), asked.text("until")
    channel = _channels(asked).get(slug)
    is_done = channel is not None and _is_news(channel, known)
    return Shown(
        template="connections_waiting.html",
        content={
            "words": spoken(words.WORDS, asked.language),
            "begun": {"channel": slug, "known": known, "until": until},
            "is_done": is_done,
            "is_late": not is_done and _is_over(until, asked.now),
        },
    )


def show_code(asked: Asked) -> Shown:
    """The code that the seller confirms, and whether they have."""
    job_id = asked.text("job")
    job = asked.api.ask(JOB, id=job_id)["allegroJob"]
    is_over = job is None or job["state"] in ("DONE", "FAILED")
    failed = job is not None and job["state"] == "FAILED"
    return Shown(
        template="connections_code.html",
        content={
            "words": spoken(words.WORDS, asked.language),
            "job_id": job_id,
            "job": job,
            "is_done": is_over and not failed,
            "reason": " ".join(error["message"] for error in job["errors"]) if failed else "",
        },
    )


def _channels(asked: Asked) -> dict[str, Mapping[str, Any]]:
    found = asked.api.ask(CHANNELS, language=asked.language.name)["allegroChannels"]
    return {channel["slug"]: channel for channel in found}


def _act(asked: Asked) -> tuple[tuple[Notice, ...], Begun | None]:
    """Do what a button asks for: what to say of it, and what has begun and is waited for."""
    action = _ACTIONS.get(asked.action)
    return action(asked, asked.text("channel")) if action else ((), None)


def _connect(asked: Asked, slug: str) -> tuple[tuple[Notice, ...], Begun | None]:
    before = _channels(asked).get(slug)
    did = asked.api.ask(CONNECT, channel=slug)["did"]
    if not did["authorizationUrl"]:
        return _refusal(asked, did), None
    return (), {
        "kind": "link",
        "channel": slug,
        "url": did["authorizationUrl"],
        "known": _token_of(before),
        "until": (asked.now + _PATIENCE).isoformat(timespec="seconds"),
    }


def _connect_by_code(asked: Asked, slug: str) -> tuple[tuple[Notice, ...], Begun | None]:
    did = asked.api.ask(CONNECT_BY_CODE, channel=slug)["did"]
    if did["job"] is None:
        return _refusal(asked, did), None
    return (), {"kind": "code", "channel": slug, "job_id": did["job"]["id"]}


def _disconnect(asked: Asked, slug: str) -> tuple[tuple[Notice, ...], Begun | None]:
    did = asked.api.ask(DISCONNECT, channel=slug)["did"]
    if did["errors"]:
        return _refusal(asked, did), None
    text = words.DISCONNECTED.in_language(asked.language).format(channel=slug)
    return (Notice(Tone.GOOD, text),), None


def _refusal(asked: Asked, did: Mapping[str, Any]) -> tuple[Notice, ...]:
    reason = " ".join(error["message"] for error in did["errors"])
    text = words.REFUSED.in_language(asked.language).format(reason=reason)
    return (Notice(Tone.BAD, text),)


def _said(asked: Asked, text: Any, tone: Tone, channel: Mapping[str, Any]) -> Notice:
    said = text.in_language(asked.language)
    return Notice(tone, said.format(login=channel["account"]["login"], channel=channel["name"]))


def _is_news(channel: Mapping[str, Any], known: str) -> bool:
    """Whether a seller is connected whose access is another than the one known before."""
    account = channel["account"]
    is_connected = account is not None and account["connection"] == "CONNECTED"
    return is_connected and _token_of(channel) != known


def _token_of(channel: Mapping[str, Any] | None) -> str:
    """What tells one consent from the next; "" where there is none."""
    account = channel and channel["account"]
    return str(account["tokenExpiresAt"] or "") if account else ""


def _is_over(until: str, now: datetime) -> bool:
    try:
        return datetime.fromisoformat(until) <= now
    except (ValueError, TypeError):
        return True


_ACTIONS: Final[Mapping[str, Callable[[Asked, str], tuple[tuple[Notice, ...], Begun | None]]]] = {
    "connect": _connect,
    "connect_by_code": _connect_by_code,
    "disconnect": _disconnect,
}
