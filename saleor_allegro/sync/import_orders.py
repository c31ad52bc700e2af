"""Bring new Allegro orders into the shop."""

import logging
from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from typing import Final

from saleor_allegro import ledger
from saleor_allegro.allegro.documents import CheckoutForm, UnreadableForm
from saleor_allegro.allegro.errors import AllegroError, Unreachable
from saleor_allegro.allegro.filters import FormSort
from saleor_allegro.models import Account, OrderLink
from saleor_allegro.sync.announce_orders import announce_left_over_orders
from saleor_allegro.sync.connection import OpenRun
from saleor_allegro.sync.decisions import Reading, Window, window_of
from saleor_allegro.sync.write_forms import write_forms

EVENTS_A_PAGE: Final = 1000
#: Up to so many due forms are read one by one; more by list, a hundred a call.
FEW: Final = 5
#: One by one a form costs a call. A list is given up when it finds less than this for one.
_WORTH_A_PAGE: Final = 10
#: Events may be told late; the list is read from this long before.
LATENESS: Final = timedelta(hours=1)
#: So many pages may hold none before that is judged.
_FIRST_PAGES: Final = 2
_AT_ONCE: Final = 100

logger = logging.getLogger(__name__)


def import_orders(run: OpenRun) -> None:
    """Take in what is new on Allegro, then import every form that is due.

    Safe to repeat and to interrupt: forms and cursor are taken in together, an order and our
    link to it are written together. A failing form is noted on its own row and does not hold
    up the others.

    Raises:
        AllegroError: The connection is at fault, not one order. Forms not reached stay due.
        LeaseLost: Another worker has the account.
    """
    announce_left_over_orders(run)
    if run.account.backfill == Account.Backfill.PENDING:
        backfill(run)
    read_journal(run)
    import_due(run)


def backfill(run: OpenRun) -> None:
    """Import the forms of the days before the account was connected.

    The journal is to begin at the event that was the latest before the list was read, so what
    happens meanwhile is in one of the two. An interrupted backfill is read again from the
    start; what it imported is known by then and passed over.
    """
    if not run.account.cursor:
        latest = run.client.event_stats().latest_event
        if latest is not None:
            ledger.receive(
                run.lease, (), run.clock(), cursor=latest.id, cursor_occurred_at=latest.occurred_at
            )
            run.account.cursor, run.account.cursor_occurred_at = latest.id, latest.occurred_at
    import_updated_since(run, run.account.import_since, window_of(run.account))
    with ledger.writing(run.lease, run.clock()):
        ledger.finish_backfill(run.account.pk)


def import_updated_since(run: OpenRun, since: datetime, window: Window) -> None:
    """Import every form changed since then that was never heard of, page by page."""
    for page in _pages(run, since):
        now = run.clock()
        ledger.receive(run.lease, [*by_id(page)], now, is_news=False)
        _import_page(run, page, now, window)


def read_journal(run: OpenRun) -> None:
    """Read the journal to its end; every form it names becomes due."""
    account = run.account
    while True:
        events = run.client.order_events(account.cursor or None, EVENTS_A_PAGE)
        if not events or events[-1].id == account.cursor:
            return
        cursor = events[-1].id
        moments = [event.occurred_at for event in events if event.occurred_at]
        # An event without a form has nothing to read; the form's own first event names it.
        forms = [event.order.checkout_form for event in events]
        ledger.receive(
            run.lease,
            dict.fromkeys(form.id for form in forms if form is not None),
            run.clock(),
            cursor=cursor,
            cursor_occurred_at=max(moments, default=account.cursor_occurred_at),
        )
        account.cursor = cursor
        run.report.events += len(events)
        run.progress(run.report)
        if len(events) < EVENTS_A_PAGE:
            return


def import_due(run: OpenRun) -> None:
    """Read and import every form that is due: many by list, few or what is left by id."""
    now = run.clock()
    window = window_of(run.account)
    unread, heard_of_since = ledger.unread(run.account.pk, now)
    if unread > FEW and heard_of_since is not None:
        # `cursor_occurred_at` is still that of before the journal was read.
        since = min(heard_of_since, run.account.cursor_occurred_at or heard_of_since)
        _import_listed(run, since - LATENESS, unread, now, window)
    while links := ledger.due(run.account.pk, now, limit=_AT_ONCE):
        _import_each(run, links, window)


def _import_listed(
    run: OpenRun, since: datetime, unread: int, now: datetime, window: Window
) -> None:
    """Read the list until it holds few of the unread forms."""
    found = 0
    for number, page in enumerate(_pages(run, since), start=1):
        found += _import_page(run, page, now, window)
        if unread - found <= FEW or found < _WORTH_A_PAGE * (number - _FIRST_PAGES):
            return


def import_forms(run: OpenRun, form_ids: Sequence[str], window: Window) -> None:
    """Import these forms now, whatever became of them before, unless they are orders already."""
    now = run.clock()
    ledger.receive(run.lease, form_ids, now)
    links = ledger.due(run.account.pk, now, limit=len(form_ids), form_ids=form_ids)
    _import_each(run, links, window)


def _pages(run: OpenRun, since: datetime) -> Iterator[Sequence[CheckoutForm | UnreadableForm]]:
    # By purchase: a form that is updated while we read keeps its place.
    pages = run.client.checkout_form_pages(updated_at_gte=since, sort=FormSort.BOUGHT_AT)
    before = run.report.looked_at
    for page in pages:
        run.heartbeat()
        run.report.to_look_at = before + page.total_count
        nameless = sum(
            isinstance(form, UnreadableForm) and form.form_id is None
            for form in page.checkout_forms
        )
        if nameless:  # there is no row to note it on
            logger.error(
                "Allegro import of account %s: %s forms without an id", run.account.pk, nameless
            )
            run.report.failed += nameless
        yield page.checkout_forms
        run.report.looked_at += len(page.checkout_forms)
        run.progress(run.report)


def _import_page(
    run: OpenRun,
    page: Sequence[CheckoutForm | UnreadableForm],
    now: datetime,
    window: Window,
) -> int:
    """Import the forms of a page that are due, and say how many those were."""
    forms = by_id(page)
    links = ledger.due(run.account.pk, now, limit=len(forms), form_ids=list(forms))
    write_forms(run, [(link, forms[link.form_id]) for link in links], window)
    return len(links)


def by_id(
    page: Sequence[CheckoutForm | UnreadableForm],
) -> dict[str, CheckoutForm | UnreadableForm]:
    """Form id -> form; what has no readable id is left out."""
    ids = ((form.id if isinstance(form, CheckoutForm) else form.form_id, form) for form in page)
    return {form_id: form for form_id, form in ids if form_id is not None}


def _import_each(run: OpenRun, links: Sequence[OrderLink], window: Window) -> None:
    """Read the forms one by one, and import them together.

    Raises:
        AllegroError: No form can be read now. Those read before are imported.
    """
    readings: list[tuple[OrderLink, Reading]] = []
    run.report.to_look_at = run.report.looked_at + len(links)
    for link in links:
        run.heartbeat()
        run.report.looked_at += 1
        run.progress(run.report)
        try:
            readings.append((link, _read(run, link.form_id)))
        except AllegroError as error:
            is_unread_before = bool(readings) and isinstance(readings[-1][1], Unreachable)
            if isinstance(error, Unreachable) and not is_unread_before:
                # Perhaps this form alone: it must not hold up the others for ever.
                readings.append((link, error))
                continue
            if not error.affects_every_order:
                readings.append((link, error))
                continue
            # Two forms in a row are an outage, which counts against no form.
            write_forms(run, readings[:-1] if is_unread_before else readings, window)
            raise
    write_forms(run, readings, window)


def _read(run: OpenRun, form_id: str) -> CheckoutForm:
    """The form; asked for once more when Allegro does not answer for it but does answer.

    Raises:
        AllegroError: As `AllegroClient.checkout_form`.
    """
    try:
        return run.client.checkout_form(form_id)
    except Unreachable:
        run.client.event_stats()
        return run.client.checkout_form(form_id)
