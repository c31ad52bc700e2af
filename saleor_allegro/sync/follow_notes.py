"""What an order's history says about the stage of its form."""

from collections.abc import Iterator

from saleor_allegro.rules import facts
from saleor_allegro.rules.change_notes import cancelled_note, fulfilled_note, status_note
from saleor_allegro.shop.port import Telling, UpdateOutcome
from saleor_allegro.sync.follow_decisions import Follow


def stage_notes(follow: Follow, outcome: UpdateOutcome, language: str) -> Iterator[str]:
    """Why it was cancelled or fulfilled, and that goods left while the shop does nothing."""
    form = follow.form
    status = str(form.fulfillment.status or "") if form.fulfillment else ""
    if Telling.CANCELLED in outcome.tellings:
        yield cancelled_note(facts.cancelled_by(form), language)
    if Telling.FULFILLED in outcome.tellings:
        yield fulfilled_note(status, language)
    elif facts.is_dispatched(form) and status != follow.link.fulfillment_status:
        yield status_note(status, language)
