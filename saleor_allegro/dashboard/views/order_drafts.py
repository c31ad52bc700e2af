"""What an import would make of each purchase: the result of a dry run."""

from saleor_allegro.dashboard.asked import Asked, Shown
from saleor_allegro.dashboard.orders.drafts import DRAFT_WORDS, DRAFTS_QUERY, show_drafts
from saleor_allegro.dashboard.orders.job_ids import job_ids
from saleor_allegro.dashboard.words import spoken


def show_order_drafts(asked: Asked) -> Shown:
    ids = job_ids([asked.text("preview")])
    language = asked.language.name
    job = asked.api.ask(DRAFTS_QUERY, id=ids[0], language=language)["job"] if ids else None
    is_there = job is not None and job["kind"] == "PREVIEW" and job["state"] == "DONE"
    shown = show_drafts(job, asked.language) if job and is_there else None
    more = DRAFT_WORDS["more"].filled(count=shown.left_out if shown else 0)
    return Shown(
        template="orders_drafts.html",
        content={
            "words": spoken(DRAFT_WORDS, asked.language),
            "shown": shown,
            "more": more.in_language(asked.language),
        },
    )
