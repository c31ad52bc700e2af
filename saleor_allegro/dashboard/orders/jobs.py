"""What was asked for and a worker does: how far it is, and what came of it."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final
from urllib.parse import urlencode

from saleor_allegro.config import Language, Text
from saleor_allegro.dashboard.filters import as_datetime
from saleor_allegro.dashboard.marks import Mark
from saleor_allegro.dashboard.orders import job_words as words

JOB_VIEW: Final = "orders/job"
DRAFTS_VIEW: Final = "orders/drafts"
#: Beat looks for work every minute; what waits longer waits for a worker that is not there.
_PATIENCE: Final = timedelta(minutes=1)
_OVER: Final = frozenset({"DONE", "FAILED"})
#: So many ids of an audit are named.
_NAMED: Final = 10

_FIELDS: Final = """{
  id kind state createdAt lookedAt toLookAt imported updated failed told
  account { login }
  errors { code message }
  audit { allegro saleor missing missingCount stale staleCount }
}"""
JOB_QUERY: Final = f"query ($id: ID!) {{ job: allegroJob(id: $id) {_FIELDS} }}"

Node = Mapping[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownJob:
    id: str
    title: str
    seller: str
    asked_at: Any
    state: str
    mark: Mark
    is_over: bool
    #: Purchases looked at, and to look at; 0: not known yet.
    done: int
    all: int
    counts: Sequence[str]
    #: What came of it, why it failed, or why it waits; "" while it runs.
    said: str
    #: Nothing seems to begin it.
    lacks_worker: bool
    #: What an audit could not mend: ids of purchases.
    missing: Sequence[str]
    stale: Sequence[str]
    #: Where each purchase of a dry run is shown.
    drafts: str
    #: Where its progress is asked for.
    again: str
    #: It is in another state than whoever looks was told of.
    is_news: bool = True


def jobs_query(count: int) -> str:
    """Asks for so many jobs at once: `job0(id: $id0)` and so on."""
    variables = ", ".join(f"$id{number}: ID!" for number in range(count))
    jobs = " ".join(f"job{n}: allegroJob(id: $id{n}) {_FIELDS}" for n in range(count))
    return f"query ({variables}) {{ {jobs} }}"


def show_job(
    node: Node | None, now: datetime, language: Language, *, was: str = ""
) -> ShownJob | None:
    """`None` where it is forgotten, or is one of another view's.

    Args:
        was: The state that whoever looks has seen already; "": none.
    """
    if node is None or node["kind"] not in words.KINDS:
        return None
    state = node["state"]
    asked_at = as_datetime(node["createdAt"])
    is_late = asked_at is not None and now - asked_at > _PATIENCE
    audit = node["audit"] or {}
    said = _said(node)
    address = {"id": node["id"], "was": state}
    return ShownJob(
        id=node["id"],
        title=words.KINDS[node["kind"]].in_language(language),
        seller=(node["account"] or {}).get("login", ""),
        asked_at=node["createdAt"],
        state=state,
        mark=_mark(node, language),
        is_over=state in _OVER,
        done=node["lookedAt"],
        all=max(node["toLookAt"], node["lookedAt"]) if node["toLookAt"] else 0,
        counts=[text.in_language(language) for text in _counts(node)],
        said=said if isinstance(said, str) else said.in_language(language),
        lacks_worker=state == "QUEUED" and is_late and not node["errors"],
        missing=audit.get("missing", ())[:_NAMED],
        stale=audit.get("stale", ())[:_NAMED],
        drafts=_drafts(node),
        again=f"{JOB_VIEW}?{urlencode(address)}",
        is_news=was != state,
    )


def _mark(node: Node, language: Language) -> Mark:
    audit = node["audit"] or {"missingCount": 0, "staleCount": 0}
    failed = node["failed"] or audit["missingCount"] or audit["staleCount"]
    is_part = node["state"] == "DONE" and failed and node["kind"] != "PREVIEW"
    tone, text = words.PARTLY if is_part else words.STATES[node["state"]]
    return Mark(tone, text.in_language(language))


def _counts(node: Node) -> Iterator[Text]:
    """How far it is; of what is over, what came of it where there is anything."""
    is_preview = node["kind"] == "PREVIEW"
    if node["toLookAt"] and node["state"] not in _OVER:
        all_of_them = max(node["toLookAt"], node["lookedAt"])
        yield words.LOOKED_AT.filled(done=node["lookedAt"], all=all_of_them)
    elif node["lookedAt"]:
        yield words.LOOKED_AT_SO_FAR.filled(done=node["lookedAt"])
    if node["imported"] or is_preview:
        text = words.WOULD_IMPORT if is_preview else words.IMPORTED
        yield text.filled(count=node["imported"])
    if node["updated"]:
        yield words.UPDATED.filled(count=node["updated"])
    if node["failed"]:
        text = words.WOULD_FAIL if is_preview else words.FAILED
        yield text.filled(count=node["failed"])


def _said(node: Node) -> Text | str:
    """A job's own reasons are in the language of the channel's settings."""
    if node["errors"]:
        return " ".join(error["message"] for error in node["errors"])
    if node["state"] != "DONE":
        return ""
    kind = node["kind"]
    if kind == "PUSH":
        return words.TOLD.filled(count=node["told"]) if node["told"] else words.TOLD_ALREADY
    if kind == "AUDIT" and node["audit"]:
        return _audited(node["audit"])
    if node["failed"] and kind in ("RETRY", "RECHECK"):
        return words.STILL_FAILS.filled(count=node["failed"])
    if kind == "RETRY":
        return words.NO_FAILURES
    if kind == "RECHECK":
        return words.CAUGHT_UP if node["updated"] else words.AS_IT_IS
    if kind in ("IMPORT", "PREVIEW") and not (
        node["imported"] or node["updated"] or node["failed"]
    ):
        return words.NOTHING_NEW
    return ""


def _audited(audit: Node) -> Text:
    counts = {
        "allegro": audit["allegro"],
        "saleor": audit["saleor"],
        "missing": audit["missingCount"],
        "stale": audit["staleCount"],
    }
    is_equal = not (audit["missingCount"] or audit["staleCount"])
    return (words.EQUAL if is_equal else words.NOT_EQUAL).filled(**counts)


def _drafts(node: Node) -> str:
    if node["kind"] != "PREVIEW" or node["state"] != "DONE":
        return ""
    return f"{DRAFTS_VIEW}?{urlencode({'preview': node['id']})}"
