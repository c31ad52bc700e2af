"""What an order is on Allegro, on the order's own page."""

from collections.abc import Mapping
from typing import Any, Final

from saleor_allegro.dashboard.asked import Asked, Notice, Shown, Tone
from saleor_allegro.dashboard.asking import Refused
from saleor_allegro.dashboard.widgets import order_words as texts
from saleor_allegro.dashboard.widgets.order_card import card
from saleor_allegro.dashboard.widgets.order_queries import JOB, ORDER, PUSH, RECHECK, RESOLVE
from saleor_allegro.dashboard.words import spoken

_JOBS: Final = {"recheck": RECHECK, "push": PUSH}
_OVER: Final = ("DONE", "FAILED")


def show_order(asked: Asked) -> Shown:
    """The whole widget, or how far a job of it is where `job` names one."""
    if asked.text("job"):
        return _progress(asked, asked.text("job"))
    notices, job = _act(asked)
    if asked.text("done"):
        notices = (*notices, *_ended(asked, asked.text("done")))
    return Shown(
        template="order_widget.html",
        content={
            "words": spoken(texts.ORDER_WORDS, asked.language),
            "order": _read(asked),
            "job": job,
        },
        notices=notices,
    )


def _read(asked: Asked) -> Mapping[str, Any] | None:
    """What is shown of the order; `None`: it is none of Allegro's."""
    order_id = asked.text("orderId")
    try:
        found = asked.api.ask(ORDER, id=order_id, language=asked.language.name)["order"]
    except Refused:  # no id of an order, or one of a channel that this person may not see
        return None
    allegro = found and found["allegro"]
    return card(allegro, asked.language, asked.now) if allegro else None


def _act(asked: Asked) -> tuple[tuple[Notice, ...], str]:
    """Do what a button asks for: what to say of it, and the id of a job that is at work then."""
    order_id, (action, _, rest) = asked.text("orderId"), asked.action.partition(":")
    if action in _JOBS:
        did = asked.api.ask(_JOBS[action], id=order_id)["did"]
        return _refusal(did, asked), did["job"]["id"] if did["job"] else ""
    if action == "resolve":
        kind, _, subject = rest.partition(":")
        did = asked.api.ask(
            RESOLVE, id=order_id, flag=kind, subject=subject, note=asked.text(f"note:{rest}")
        )["did"]
        done = Notice(Tone.GOOD, texts.RESOLVED.in_language(asked.language))
        return _refusal(did, asked) or (done,), ""
    return (), ""


def _refusal(did: Mapping[str, Any], asked: Asked) -> tuple[Notice, ...]:
    reason = " ".join(error["message"] for error in did["errors"])
    if not reason:
        return ()
    return (Notice(Tone.BAD, texts.REFUSED.filled(reason=reason).in_language(asked.language)),)


def _progress(asked: Asked, job_id: str) -> Shown:
    job = asked.api.ask(JOB, id=job_id)["allegroJob"]
    return Shown(
        template="order_widget_job.html",
        content={
            "words": spoken(texts.ORDER_WORDS, asked.language),
            "job": job_id,
            "is_over": job is None or job["state"] in _OVER,
        },
    )


def _ended(asked: Asked, job_id: str) -> tuple[Notice, ...]:
    """What came of a job; nothing where it is not over, or forgotten."""
    job = asked.api.ask(JOB, id=job_id)["allegroJob"]
    if job is None or job["state"] not in _OVER:
        return ()
    if job["state"] == "FAILED":
        reason = " ".join(error["message"] for error in job["errors"])
        text, tone = texts.JOB_FAILED.filled(reason=reason), Tone.BAD
    elif job["failed"]:
        text, tone = texts.ORDER_FAILED, Tone.BAD
    elif job["kind"] == "PUSH":
        text, tone = texts.TOLD if job["told"] else texts.NOTHING_TOLD, Tone.GOOD
    else:
        text, tone = texts.CHANGED if job["updated"] else texts.UNCHANGED, Tone.GOOD
    return (Notice(tone, text.in_language(asked.language)),)
