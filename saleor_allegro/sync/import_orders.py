"""Bring new Allegro orders into the shop."""

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from typing import Final

from saleor_allegro import ledger
from saleor_allegro.models import Account, OrderLink
from saleor_allegro.sync.announce_orders import announce_left_over_orders
from saleor_allegro.sync.connection import OpenRun
from saleor_allegro.sync.decisions import Window, window_of
from saleor_allegro.sync.form_lists import FEW, LATENESS, Listed, by_id, list_pages
from saleor_allegro.sync.journal import forms_named, journal_pages
from saleor_allegro.sync.read_form import read_form
from saleor_allegro.sync.reading_batches import Readings, in_batches
from saleor_allegro.sync.recheck_orders import recheck_dirty
from saleor_allegro.sync.write_forms import write_forms

#: One by one a form costs a call. A list is given up when it finds less than this for one.
_WORTH_A_PAGE: Final = 10
#: So many pages may hold none before that is judged.
_FIRST_PAGES: Final = 2
_AT_ONCE: Final = 100
#: Allegro keeps events for 60 days: who was away for longer finds a hole in the journal.
_JOURNAL_KEEPS: Final = timedelta(days=59)


def import_orders(run: OpenRun) -> None:
    """Take in what is new on Allegro, import every form that is due, and have the orders that the
    shop has already follow what changed on theirs.

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
    else:
        read_past_the_journal(run)
    read_journal(run)
    import_due(run)
    recheck_dirty(run)


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
    import_updated_since(run, run.account.import_since, window_of(run.account), is_news=False)
    with ledger.writing(run.lease, run.clock()):
        ledger.finish_backfill(run.account.pk, run.started)


def read_past_the_journal(run: OpenRun) -> None:
    """Import what changed since the last event we read, where the journal forgot some since."""
    since = forgotten_since(run.account, run.clock())
    if since is not None:
        import_updated_since(run, since, window_of(run.account), is_news=True)


def forgotten_since(account: Account, now: datetime) -> datetime | None:
    """From when on the journal may have a hole for the account; `None` when it has none."""
    last = account.cursor_occurred_at
    return last - LATENESS if last is not None and now - last > _JOURNAL_KEEPS else None


def import_updated_since(run: OpenRun, since: datetime, window: Window, *, is_news: bool) -> None:
    """Import every form changed since then that is no order yet, page by page.

    Args:
        is_news: False passes over every form heard of before.
    """
    for page in list_pages(run, updated_at_gte=since):
        now = run.clock()
        ledger.receive(run.lease, [*by_id(page)], now, is_news=is_news)
        import_page(run, page, now, window)


def read_journal(run: OpenRun) -> None:
    """Read the journal to its end; every form it names becomes due."""
    account = run.account
    for events in journal_pages(run.client, account.cursor):
        cursor = events[-1].id
        moments = [event.occurred_at for event in events if event.occurred_at]
        ledger.receive(
            run.lease,
            forms_named(events),
            run.clock(),
            changed_at=min(moments, default=None),
            cursor=cursor,
            cursor_occurred_at=max(moments, default=account.cursor_occurred_at),
        )
        account.cursor = cursor
        run.report.events += len(events)
        run.progress(run.report)


def import_due(run: OpenRun) -> None:
    """Read and import every form that is due: many by list, few or what is left by id."""
    started = run.clock()
    window = window_of(run.account)
    for state in (OrderLink.State.DUE, OrderLink.State.FAILED):
        _import_listed(run, state, started, window)
    # Should the clock be set back meanwhile, what fails now would be due again for ever.
    while links := ledger.due(run.account.pk, min(started, run.clock()), limit=_AT_ONCE):
        _import_each(run, links, window)


def _import_listed(run: OpenRun, state: OrderLink.State, now: datetime, window: Window) -> None:
    """Where many forms of a state are due, read the list until it holds few of them."""
    wanted, since = ledger.backlog(run.account.pk, now, state)
    if wanted <= FEW or since is None:
        return
    found = 0
    for number, page in enumerate(list_pages(run, updated_at_gte=since - LATENESS), start=1):
        links = import_page(run, page, now, window)
        found += sum(link.state == state for link in links)
        if wanted - found <= FEW or found < _WORTH_A_PAGE * (number - _FIRST_PAGES):
            return


def import_forms(run: OpenRun, form_ids: Sequence[str], window: Window) -> None:
    """Import these forms now, whatever became of them before, unless they are orders already."""
    now = run.clock()
    ledger.receive(run.lease, form_ids, now)
    links = ledger.due(run.account.pk, now, limit=len(form_ids), form_ids=form_ids)
    _import_each(run, links, window)


def import_page(
    run: OpenRun,
    page: Sequence[Listed],
    now: datetime,
    window: Window,
) -> list[OrderLink]:
    """Import the forms of a page that are due, and say which those were."""
    forms = by_id(page)
    links = ledger.due(run.account.pk, now, limit=len(forms), form_ids=list(forms))
    write_forms(run, [(link, forms[link.form_id]) for link in links], window)
    return links


def _import_each(run: OpenRun, links: Sequence[OrderLink], window: Window) -> None:
    """Read the forms one by one, and import them together.

    Raises:
        AllegroError: No form can be read now. Those read before are imported.
    """
    run.report.to_look_at = run.report.looked_at + len(links)
    for readings in in_batches(_one_by_one(run, links), len(links)):
        write_forms(run, readings, window)


def _one_by_one(run: OpenRun, links: Sequence[OrderLink]) -> Iterator[Readings]:
    for link in links:
        run.heartbeat()
        run.report.looked_at += 1
        run.progress(run.report)
        yield [(link, read_form(run.client, link.form_id, run.clock()))]
