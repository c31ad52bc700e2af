"""Sellers as the Connections view shows them: how they do, and what waits for somebody."""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any, Final
from urllib.parse import urlencode

from saleor_allegro.config import Language, Text
from saleor_allegro.dashboard.connections import account_words as words
from saleor_allegro.dashboard.connections.chart import chart
from saleor_allegro.dashboard.connections.runs import last_runs, stops
from saleor_allegro.dashboard.filters import as_datetime
from saleor_allegro.dashboard.marketplaces import marketplace_name
from saleor_allegro.dashboard.time_words import length

Answer = Mapping[str, Any]
#: Connection -> its place in the list.
_PLACES: Final = {"RECONNECT_NEEDED": 0, "CONNECTED": 1, "DISCONNECTED": 2}


def accounts_shown(accounts: Sequence[Answer], now: datetime, language: Language) -> list[Answer]:
    """The sellers, those who have to connect again first, those who were disconnected last."""
    shown = [_account(account, now, language) for account in accounts]
    return sorted(shown, key=lambda account: _PLACES[account["connection"]])


def journal(account: Answer) -> tuple[bool, Text]:
    """Whether more may stand in Allegro's journal than was read, and how far it was read in words.

    The age of the last event alone tells nothing: where nobody buys, it grows.
    """
    if account["cursorAge"] is None:
        return False, words.JOURNAL_UNREAD
    ago = length(timedelta(seconds=account["cursorAge"]))
    last = account["lastImport"]
    outcome = last["outcome"] if last else ""
    text = words.JOURNAL.get(outcome, words.JOURNAL_BEING_READ)
    return outcome == "STOPPED", text.filled(time=ago)


def _account(account: Answer, now: datetime, language: Language) -> Answer:
    tone, state = words.CONNECTIONS[account["connection"]]
    is_behind, journal_text = journal(account)
    environment = words.ENVIRONMENTS.get(account["environment"])
    paused_until = as_datetime(account["pausedUntil"])
    next_import = as_datetime(account["nextImportAt"])
    return {
        **account,
        "tone": tone,
        "state": state.in_language(language),
        "is_disconnected": account["connection"] == "DISCONNECTED",
        "environment": environment.in_language(language) if environment else account["environment"],
        "marketplace": marketplace_name(account["marketplace"]),
        "pausedUntil": paused_until if paused_until and paused_until > now else None,
        "nextImportAt": next_import if next_import and next_import > now else None,
        "journal": {"is_behind": is_behind, "text": journal_text.in_language(language)},
        "calls": sum(hour["calls"] for hour in account["lastDay"]),
        "address": f"orders?{urlencode({'account': account['id']})}",
        "to_look_at": _to_look_at(account, language),
        "chart": chart(account["lastDay"], language),
        "runs": last_runs(account, language),
        "stops": stops(account["stoppedRuns"], language),
    }


def _to_look_at(account: Answer, language: Language) -> list[Mapping[str, str]]:
    """What waits for somebody, each with the address of the purchases meant."""
    return [
        {
            "address": f"orders?{urlencode({question: 'true', 'account': account['id']})}",
            "text": text.filled(n=number).in_language(language),
        }
        for name, (question, text) in words.TO_LOOK_AT.items()
        if (number := account["counts"][name])
    ]
