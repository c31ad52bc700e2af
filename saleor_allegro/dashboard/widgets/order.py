"""What an order is on Allegro, on the order's own page.

POST widgets/order   orderId                    the order, or that it is none of Allegro's
                     action                     the same, once a button has done its work
                     job                        with what came of a job
                     part=job, job, was         how far a job is, alone
"""

from collections.abc import Mapping
from typing import Any
from urllib.parse import urlencode

from saleor_allegro.config import Language
from saleor_allegro.dashboard.asked import Asked, Shown
from saleor_allegro.dashboard.asking import Refused
from saleor_allegro.dashboard.order_widget.content import order_content
from saleor_allegro.dashboard.order_widget.history import changes_since, is_told_by_history
from saleor_allegro.dashboard.order_widget.jobs import show_order_job
from saleor_allegro.dashboard.order_widget.order_ids import order_id_of
from saleor_allegro.dashboard.order_widget.query import ORDER_QUERY
from saleor_allegro.dashboard.order_widget.words import ORDER_WIDGET_WORDS
from saleor_allegro.dashboard.orders.job_ids import job_ids
from saleor_allegro.dashboard.orders.job_words import JOB_WORDS
from saleor_allegro.dashboard.orders.jobs import JOB_QUERY
from saleor_allegro.dashboard.orders.words import WORDS
from saleor_allegro.dashboard.widgets.order_actions import LONGEST_NOTE, Done, act
from saleor_allegro.dashboard.words import spoken


def show_order(asked: Asked) -> Shown:
    if asked.text("part") == "job":
        return _show_progress(asked)
    order_id = order_id_of(asked.text("orderId"))
    done = act(asked, order_id) if order_id and asked.action else Done()
    job_id = done.job_id or _job_id(asked)
    job = _read_job(asked, job_id)
    with_history = is_told_by_history(job)
    order = _read_order(asked, order_id, with_history=with_history) if order_id else None
    if order is None or order["allegro"] is None:
        content = {"words": _words(asked.language)}
        return Shown(template="order_widget_none.html", content=content, notices=done.notices)
    return Shown(
        template="order_widget.html",
        content={
            "words": _words(asked.language),
            **order_content(order, asked.fields, asked.now, asked.language, mistakes=done.mistakes),
            **_job_content(asked, job_id, job),
            "changes": changes_since(order["events"], job["createdAt"])
            if job and with_history
            else [],
            "longest_note": LONGEST_NOTE,
        },
        notices=done.notices,
    )


def _show_progress(asked: Asked) -> Shown:
    """Asked for again and again; once the job is over, the whole order is shown anew."""
    job_id = _job_id(asked)
    content = _job_content(asked, job_id, _read_job(asked, job_id), was=asked.text("was"))
    content["is_part"] = True
    return Shown(
        template="order_widget_job.html", content={"words": _words(asked.language), **content}
    )


def _job_content(
    asked: Asked, job_id: str, job: Mapping[str, Any] | None, *, was: str = ""
) -> dict[str, Any]:
    shown = show_order_job(job, asked.now, asked.language, was=was)
    again = {"part": "job", "job": job_id, "was": shown.state if shown else ""}
    return {
        "job": shown,
        "job_id": job_id,
        "again": f"?{urlencode(again)}",
        "done": f"?{urlencode({'job': job_id})}",
    }


def _job_id(asked: Asked) -> str:
    return next(iter(job_ids([asked.text("job")])), "")


def _read_job(asked: Asked, job_id: str) -> Mapping[str, Any] | None:
    if not job_id:
        return None
    try:
        job: Mapping[str, Any] | None = asked.api.ask(JOB_QUERY, id=job_id)["job"]
    except Refused:  # one of another kind, that this person may not see
        return None
    return job


def _read_order(asked: Asked, order_id: str, *, with_history: bool) -> Mapping[str, Any] | None:
    order: Mapping[str, Any] | None = asked.api.ask(
        ORDER_QUERY, id=order_id, language=asked.language.name, withHistory=with_history
    )["order"]
    return order


def _words(language: Language) -> dict[str, str]:
    words = spoken({**WORDS, **JOB_WORDS, **ORDER_WIDGET_WORDS}, language)
    return words | {"note_help": words["note_help"].format(most=LONGEST_NOTE)}
