"""The order journal from where it was left to its end, and the forms it names."""

from collections.abc import Iterator, Sequence
from typing import Final

from saleor_allegro.allegro.client import AllegroClient
from saleor_allegro.allegro.documents import OrderEvent

EVENTS_A_PAGE: Final = 1000


def journal_pages(client: AllegroClient, cursor: str) -> Iterator[Sequence[OrderEvent]]:
    """The events after the cursor, page by page, oldest first; "" begins at the oldest kept."""
    while True:
        events = client.order_events(cursor or None, EVENTS_A_PAGE)
        if not events or events[-1].id == cursor:
            return
        yield events
        if len(events) < EVENTS_A_PAGE:
            return
        cursor = events[-1].id


def forms_named(events: Sequence[OrderEvent]) -> dict[str, None]:
    """Ids of the forms that the events are about, each once.

    An event without a form has nothing to read; the form's own first event names it.
    """
    forms = (event.order.checkout_form for event in events)
    return {form.id: None for form in forms if form is not None}
