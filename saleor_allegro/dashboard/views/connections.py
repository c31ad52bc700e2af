"""Sellers and the channels that take their orders."""

from collections.abc import Callable, Mapping
from typing import Any, Final

from saleor_allegro.dashboard.asked import Asked, Notice, Shown, Tone
from saleor_allegro.dashboard.connections import words
from saleor_allegro.dashboard.connections.accounts import accounts_shown
from saleor_allegro.dashboard.connections.channels import alarms, channels_shown
from saleor_allegro.dashboard.connections.queries import (
    ACCOUNTS,
    CHANNELS,
    CONNECT,
    CONNECT_BY_CODE,
    DISCONNECT,
    JOB,
)
from saleor_allegro.dashboard.connections.waiting import Waiting, news
from saleor_allegro.dashboard.words import spoken

#: What a button began and is waited for; what there is to say at once.
Did = tuple[tuple[Notice, ...], Mapping[str, Any] | None]


def show_connections(asked: Asked) -> Shown:
    notices, begun = _act(asked)
    channels = _channels(asked)
    shown = channels_shown(list(channels.values()), asked.language)
    accounts = asked.api.ask(ACCOUNTS)["allegroAccounts"]
    return Shown(
        template="connections.html",
        content={
            "words": spoken(words.WORDS, asked.language),
            "alarms": alarms(list(channels.values()), asked.language),
            "channels": shown,
            "accounts": accounts_shown(accounts, asked.now, asked.language),
            "may_connect": "MANAGE_PLUGINS" in asked.permit.permissions,
            "may_see_orders": "MANAGE_ORDERS" in asked.permit.permissions,
            "begun": begun and {**begun, "channel": channels.get(begun["slug"])},
        },
        notices=(*notices, *news(asked, {channel["slug"]: channel for channel in shown})),
        route="connections",
    )


def show_waiting(asked: Asked) -> Shown:
    """Whether the seller has agreed by now, asked for again and again."""
    waiting = Waiting.of(asked.fields)
    return Shown(
        template="connections_waiting.html",
        content={
            "words": spoken(words.WORDS, asked.language),
            "again": waiting.address,
            "done": waiting.end(_channels(asked).get(waiting.slug), asked.now),
        },
    )


def show_code(asked: Asked) -> Shown:
    """The code that the seller confirms, and whether they have."""
    job_id = asked.text("job")
    job = asked.api.ask(JOB, id=job_id)["allegroJob"]
    state = job["state"] if job else "DONE"
    return Shown(
        template="connections_code.html",
        content={
            "words": spoken(words.WORDS, asked.language),
            "job_id": job_id,
            "job": job,
            "is_known": bool(asked.text("known")),
            "is_done": state == "DONE",
            "is_failed": state == "FAILED",
            "reason": " ".join(error["message"] for error in job["errors"]) if job else "",
        },
    )


def _channels(asked: Asked) -> dict[str, Mapping[str, Any]]:
    found = asked.api.ask(CHANNELS, language=asked.language.name)["allegroChannels"]
    return {channel["slug"]: channel for channel in found}


def _act(asked: Asked) -> Did:
    """Do what a button asks for."""
    action = _ACTIONS.get(asked.action)
    return action(asked, asked.text("channel")) if action else ((), None)


def _connect(asked: Asked, slug: str) -> Did:
    before = _channels(asked).get(slug)
    did = asked.api.ask(CONNECT, channel=slug)["did"]
    if not did["authorizationUrl"]:
        return _refusal(asked, did), None
    waiting = Waiting.for_channel(slug, before, asked.now)
    return (), {
        "kind": "link",
        "slug": slug,
        "url": did["authorizationUrl"],
        "again": waiting.address,
    }


def _connect_by_code(asked: Asked, slug: str) -> Did:
    did = asked.api.ask(CONNECT_BY_CODE, channel=slug)["did"]
    if did["job"] is None:
        return _refusal(asked, did), None
    return (), {"kind": "code", "slug": slug, "job_id": did["job"]["id"]}


def _disconnect(asked: Asked, slug: str) -> Did:
    did = asked.api.ask(DISCONNECT, channel=slug)["did"]
    if did["errors"]:
        return _refusal(asked, did), None
    text = words.DISCONNECTED.filled(channel=slug).in_language(asked.language)
    return (Notice(Tone.GOOD, text),), None


def _refusal(asked: Asked, did: Mapping[str, Any]) -> tuple[Notice, ...]:
    reason = " ".join(error["message"] for error in did["errors"])
    text = words.REFUSED.filled(reason=reason).in_language(asked.language)
    return (Notice(Tone.BAD, text),)


_ACTIONS: Final[Mapping[str, Callable[[Asked, str], Did]]] = {
    "connect": _connect,
    "connect_by_code": _connect_by_code,
    "disconnect": _disconnect,
}
