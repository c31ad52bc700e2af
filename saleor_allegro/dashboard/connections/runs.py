"""What runs came to, in words."""

from collections.abc import Mapping, Sequence
from typing import Any, Final

from saleor_allegro.config import Language
from saleor_allegro.dashboard.connections import account_words as words

Answer = Mapping[str, Any]
#: Kind of run -> the field of an account that has the latest.
_LAST: Final = {
    "IMPORT": "lastImport",
    "RECHECK": "lastRecheck",
    "PUSH": "lastPush",
    "STOCK": "lastStock",
    "AUDIT": "lastAudit",
}


def last_runs(account: Answer, language: Language) -> list[Answer]:
    """The latest of every kind, whether there was one or not."""
    return [_run(kind, account[name], language) for kind, name in _LAST.items()]


def stops(runs: Sequence[Answer], language: Language) -> list[Answer]:
    """Runs that stopped early, with the names of their kinds."""
    return [{**run, "kind": words.RUNS[run["kind"]].in_language(language)} for run in runs]


def _run(kind: str, run: Answer | None, language: Language) -> Answer:
    name = words.RUNS[kind].in_language(language)
    if run is None:
        return {"kind": name, "run": None}
    return {
        "kind": name,
        "run": run,
        "is_bad": run["outcome"] == "STOPPED" or run["failed"] > 0,
        "outcome": _outcome(run, language),
    }


def _outcome(run: Answer, language: Language) -> str:
    counts = ", ".join(
        text.filled(n=run[column]).in_language(language)
        for column, text in words.COUNTS.items()
        if run[column]
    )
    if run["outcome"] == "STOPPED":
        why = words.STOPPED.filled(reason=run["errorMessage"] or "?").in_language(language)
        return f"{why} ({counts})" if counts else why
    if run["outcome"] == "RUNNING":
        return counts
    return counts or words.NOTHING_NEW.in_language(language)
