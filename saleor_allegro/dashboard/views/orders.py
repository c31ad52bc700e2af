"""Every purchase on Allegro that the shop heard of, failed ones on top."""

from collections.abc import Mapping, Sequence
from typing import Any

from saleor_allegro.dashboard.asked import Asked, Notice, Shown, Tone
from saleor_allegro.dashboard.asking import Refused
from saleor_allegro.dashboard.orders.content import orders_content
from saleor_allegro.dashboard.orders.filters import Wanted, address_of
from saleor_allegro.dashboard.orders.jobs import ShownJob, jobs_query, show_job
from saleor_allegro.dashboard.orders.query import ORDERS_QUERY, orders_variables
from saleor_allegro.dashboard.orders.words import WORDS
from saleor_allegro.dashboard.views.order_actions import Done, act


def show_orders(asked: Asked) -> Shown:
    done = act(asked) if asked.action else Done()
    wanted = Wanted.of(asked.fields).with_jobs(done.jobs)
    # Before the list: a job that is over must not stand above a list from before it was.
    jobs = _read_jobs(asked, wanted.jobs)
    found, wanted, notices = _read(asked, wanted)
    content = orders_content(found, wanted, asked.language, asked.now)
    return Shown(
        template="orders.html",
        content={
            **content,
            "jobs": _jobs(asked, wanted, jobs),
            "sees_settings": "MANAGE_PLUGINS" in asked.permit.permissions,
            "mistakes": done.mistakes,
            # What was typed stays where it is to be mended.
            "sent": asked.fields if done.mistakes else {},
        },
        notices=(*notices, *done.notices),
        route=address_of(wanted),
    )


def _read(asked: Asked, wanted: Wanted) -> tuple[Mapping[str, Any], Wanted, tuple[Notice, ...]]:
    """What is there; an address may name a channel, a seller or a page that is there no more."""
    try:
        return _ask(asked, wanted), wanted, ()
    except Refused as error:
        if wanted.is_plain:
            raise
        text = WORDS["refused_filter"].filled(reason=error).in_language(asked.language)
        wanted = wanted.without_filters()
        return _ask(asked, wanted), wanted, (Notice(Tone.BAD, text),)


def _ask(asked: Asked, wanted: Wanted) -> Mapping[str, Any]:
    return asked.api.ask(ORDERS_QUERY, **orders_variables(wanted, asked.language))


def _read_jobs(asked: Asked, wanted: Sequence[str]) -> Sequence[Mapping[str, Any] | None]:
    """As GraphQL answers; `None` for one that is forgotten."""
    if not wanted:
        return []
    ids = {f"id{number}": job for number, job in enumerate(wanted)}
    try:
        found = asked.api.ask(jobs_query(len(ids)), **ids)
    except Refused:  # one of another kind, that this person may not see
        found = {}
    return [found.get(f"job{number}") for number in range(len(ids))]


def _jobs(
    asked: Asked, wanted: Wanted, nodes: Sequence[Mapping[str, Any] | None]
) -> Sequence[tuple[ShownJob | None, str]]:
    """Each job that the address names, `None` where it is forgotten; and where it is left out."""
    return [
        (show_job(node, asked.now, asked.language), address_of(wanted.without_job(job)))
        for job, node in zip(wanted.jobs, nodes, strict=True)
    ]
