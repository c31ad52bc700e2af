"""How far a job is: asked for again and again while it is shown in the Orders view."""

from saleor_allegro.dashboard.asked import Asked, Shown
from saleor_allegro.dashboard.orders.job_ids import job_ids
from saleor_allegro.dashboard.orders.job_words import JOB_WORDS
from saleor_allegro.dashboard.orders.jobs import JOB_QUERY, show_job
from saleor_allegro.dashboard.words import spoken


def show_order_job(asked: Asked) -> Shown:
    ids = job_ids([asked.text("id")])
    node = asked.api.ask(JOB_QUERY, id=ids[0])["job"] if ids else None
    job = show_job(node, asked.now, asked.language, was=asked.text("was"))
    words = spoken(JOB_WORDS, asked.language)
    # Once it is over, the whole view is shown anew.
    is_done = job is None or job.is_over
    return Shown(template="orders_job.html", content={"job": job, "words": words, "done": is_done})
