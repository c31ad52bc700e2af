"""What the Connections view shows: GraphQL's answers in a person's words."""

from collections.abc import Mapping, Sequence
from datetime import timedelta
from typing import Any, Final

from saleor_allegro.config import Language
from saleor_allegro.dashboard.connections import words
from saleor_allegro.dashboard.connections.chart import chart
from saleor_allegro.dashboard.time_words import length

Answer = Mapping[str, Any]
_LAST: Final = {
    "IMPORT": "lastImport",
    "RECHECK": "lastRecheck",
    "PUSH": "lastPush",
    "STOCK": "lastStock",
    "AUDIT": "lastAudit",
}


def channels_shown(channels: Sequence[Answer], language: Language) -> list[Answer]:
    """The channels, those that need somebody first."""
    shown = [_channel(channel, language) for channel in channels]
    urgent = {"bad": 0, "warn": 1, "good": 2}
    return sorted(shown, key=lambda channel: urgent[channel["tone"]])


def accounts_shown(accounts: Sequence[Answer], language: Language) -> list[Answer]:
    return [_account(account, language) for account in accounts]


def state_of(channel: Answer) -> str:
    """A key of `words.STATES`."""
    account = channel["account"]
    is_connected = account and account["connection"] != "DISCONNECTED"
    if channel["missing"]:
        return "missing"
    if not is_connected:
        return "nobody"
    if account["connection"] == "RECONNECT_NEEDED":
        return "reconnect"
    if not channel["active"]:
        return "inactive"
    return "good" if channel["createsOrders"] else "off"


def _channel(channel: Answer, language: Language) -> Answer:
    state = state_of(channel)
    tone, text = words.STATES[state]
    account = channel["account"]
    is_connected = bool(account) and account["connection"] != "DISCONNECTED"
    login = account["login"] if is_connected else ""
    ask = words.ASK_DISCONNECT.in_language(language)
    return {
        **channel,
        "tone": tone,
        "state": text.in_language(language).format(labels=", ".join(channel["missing"])),
        "login": login,
        "can_connect": state != "missing",
        "is_connected": is_connected,
        "ask": ask.format(login=login, channel=channel["name"]),
    }


def _account(account: Answer, language: Language) -> Answer:
    tone, text = words.CONNECTIONS[account["connection"]]
    age = account["cursorAge"]
    lag = ""
    if age is not None:
        ago = length(timedelta(seconds=age)).in_language(language)
        lag = words.WORDS["ago"].in_language(language).format(time=ago)
    return {
        **account,
        "tone": tone,
        "state": text.in_language(language),
        "lag": lag,
        "calls": sum(hour["calls"] for hour in account["lastDay"]),
        "runs": [_run(kind, account[name], language) for kind, name in _LAST.items()],
        "to_look_at": [
            {"address": address, "text": text.in_language(language).format(n=number)}
            for name, (address, text) in words.TO_LOOK_AT.items()
            if (number := account["counts"][name])
        ],
        "chart": chart(account["lastDay"], language),
        "stops": [
            {**run, "kind": words.RUNS[run["kind"]].in_language(language)}
            for run in account["stoppedRuns"]
        ],
    }


def _run(kind: str, run: Answer | None, language: Language) -> Answer:
    name = words.RUNS[kind].in_language(language)
    if run is None:
        return {"kind": name, "run": None}
    counts = [
        text.in_language(language).format(n=run[column])
        for column, text in words.COUNTS.items()
        if run[column]
    ]
    outcome = run["errorMessage"] or ", ".join(counts)
    return {
        "kind": name,
        "run": run,
        "tone": "bad" if run["errorMessage"] or run["failed"] else "",
        "outcome": outcome or words.NOTHING_NEW.in_language(language),
    }
