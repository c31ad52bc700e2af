"""The second net: Allegro's list of changed forms is compared with what we know of them.

It finds what the journal lost. `updatedAt` does not move when only the fulfillment status
changes; for that there is the journal alone.
"""

from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from typing import Final

from saleor_allegro import ledger
from saleor_allegro.allegro.documents import CheckoutForm
from saleor_allegro.models import OrderLink
from saleor_allegro.sync.connection import OpenRun
from saleor_allegro.sync.decisions import remember, window_of
from saleor_allegro.sync.directory_lists import refresh_lists
from saleor_allegro.sync.find_untold import find_untold
from saleor_allegro.sync.follow_forms import follow_forms
from saleor_allegro.sync.form_lists import LATENESS, Listed, by_id, list_pages
from saleor_allegro.sync.import_orders import import_page
from saleor_allegro.sync.recheck_refunds import recheck_refunds

#: Once a day the list is compared over so long a window.
WHOLE: Final = timedelta(days=14)
_WHOLE_EVERY: Final = timedelta(days=1)


def sweep_when_due(run: OpenRun) -> None:
    """Compare the list of the last hours with our links, once a day that of the last days.

    What was returned to buyers is compared as well, and once a day old lists are read anew.

    Raises:
        AllegroError, LeaseLost: The list is compared again from the same moment on.
    """
    account, now = run.account, run.started
    if ledger.is_ahead(account.next_sweep_at, now):
        return
    last_whole = account.swept_whole_at
    is_whole = last_whole is None or now - last_whole >= _WHOLE_EVERY
    hours = max(taker.settings.sweep_hours for taker in run.takers())
    since = now - (WHOLE if is_whole else timedelta(hours=hours))
    if account.swept_until is not None:
        since = min(since, account.swept_until - LATENESS)
    sweep(run, since)
    recheck_refunds(run, since)
    find_untold(run, since)
    if is_whole:
        refresh_lists(run)
    with ledger.writing(run.lease, run.clock()):
        ledger.mark_swept(account.pk, now, is_whole=is_whole)
        ledger.next_sweep(account.pk, now + ledger.SWEEP_EVERY)


def sweep(
    run: OpenRun,
    since: datetime,
    swept: Callable[[Sequence[Listed]], None] = lambda page: None,
) -> None:
    """Import the forms we never heard of, and have orders follow forms that we know otherwise.

    What is dirty is left to `recheck_dirty`, which knows when it is tried again.

    Args:
        swept: Called with each page once it is dealt with.

    Raises:
        AllegroError, LeaseLost: What was not reached is found by the next sweep.
    """
    window = window_of(run.account)
    for page in list_pages(run, updated_at_gte=since):
        forms = by_id(page)
        known = ledger.links_of(run.account.pk, list(forms))
        now = run.clock()
        news = [
            form_id
            for form_id, form in forms.items()
            if form_id not in known or _is_news(known[form_id], form)
        ]
        if news:
            ledger.receive(run.lease, news, now)
            import_page(run, page, now, window)
            # Orders that stood may have given way to one of these.
            known = ledger.links_of(run.account.pk, list(forms))
        stale = [
            (link, forms[form_id])
            for form_id, link in known.items()
            if link.state == OrderLink.State.IMPORTED
            and not link.is_dirty
            and is_stale(link, forms[form_id])
        ]
        follow_forms(run, stale)
        swept(page)


def is_stale(link: OrderLink, form: Listed) -> bool:
    """Whether the form is not as we last read it."""
    if not isinstance(form, CheckoutForm):
        return False  # it cannot be told; its row says so where it matters
    seen = remember(form)
    return any(
        getattr(link, name) != getattr(seen, name)
        for name in ("revision", "form_updated_at", "form_status", "fulfillment_status")
    )


def _is_news(link: OrderLink, form: Listed) -> bool:
    """A form that is no order, and changed since it was set aside."""
    is_aside = link.state not in (OrderLink.State.IMPORTED, OrderLink.State.MERGED)
    return is_aside and is_stale(link, form)
