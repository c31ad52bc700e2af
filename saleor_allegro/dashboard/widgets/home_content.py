"""What the widget of the home page makes of GraphQL's numbers."""

from collections.abc import Mapping, Sequence
from typing import Any, Final

from saleor_allegro.config import Language
from saleor_allegro.dashboard.widgets import home_words as words

Answer = Mapping[str, Any]
#: Number of the summary -> its name in `home_words`.
_FIGURES: Final = {
    "toPack": "to_pack",
    "flagged": "flagged",
    "failed": "failed",
    "notFollowed": "not_followed",
    "notTold": "not_told",
}
#: Those that are worth a place when they are zero.
_ALWAYS: Final = frozenset({"toPack", "flagged", "failed"})
#: A day's work, which is no alarm.
_WORK: Final = frozenset({"toPack"})


def figures(summary: Answer, language: Language) -> list[Answer]:
    """What is to be packed, and what waits for somebody."""
    late = words.LATE.filled(n=summary["late"]).in_language(language)
    return [
        {
            "label": words.HOME_WORDS[word].in_language(language),
            "number": summary[name],
            "is_urgent": summary[name] > 0 and name not in _WORK,
            "remark": late if name == "toPack" and summary["late"] else "",
        }
        for name, word in _FIGURES.items()
        if summary[name] or name in _ALWAYS
    ]


def connections(accounts: Sequence[Answer], language: Language) -> list[Answer]:
    """A line for each seller; one that was disconnected on purpose is not worth one."""
    working = [account for account in accounts if account["connection"] != "DISCONNECTED"]
    if not working:
        return [_line("nobody", {"login": "", "reason": ""}, language)]
    return [
        _line(
            _state_of(account),
            {
                "login": account["login"],
                "reason": (account["lastImport"] or {}).get("errorMessage") or "",
            },
            language,
        )
        for account in working
    ]


def _state_of(account: Answer) -> str:
    """A key of `home_words.CONNECTIONS`."""
    if account["connection"] == "RECONNECT_NEEDED":
        return "reconnect"
    last = account["lastImport"]
    return "stopped" if last and last["outcome"] == "STOPPED" else "connected"


def _line(state: str, filled: Mapping[str, str], language: Language) -> Answer:
    tone, mark, text = words.CONNECTIONS[state]
    return {
        "tone": tone,
        "state": mark.in_language(language),
        "text": text.filled(**filled).in_language(language),
    }
