"""Say what an import would do, and do none of it.

What an import would read is read, and decided on as an import decides; nothing is taken in: no
form, no place in the journal, no lease, no run. PostgreSQL itself refuses a write while the
orders are previewed.

One thing is kept: an access token that has to be refreshed. Allegro retires the old pair with
the refresh, so whoever did not store the new one would disconnect the seller.

Stock is shared out among the orders of one channel. Where two channels sell from one warehouse,
each is foretold as if the other sold nothing.
"""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

import requests
from django.db import connection, transaction

from saleor_allegro import ledger
from saleor_allegro.models import Account, OrderLink
from saleor_allegro.shop.port import OrderOutcome, Shop
from saleor_allegro.sync.connection import (
    Clock,
    Taker,
    allegro_client,
    settings_of,
    takers,
    token_provider,
)
from saleor_allegro.sync.decisions import (
    WHATEVER_THEIR_AGE,
    Decision,
    Ready,
    Window,
    decide,
    window_of,
)
from saleor_allegro.sync.import_account import window_since
from saleor_allegro.sync.import_orders import forgotten_since
from saleor_allegro.sync.read_ahead import Progress, Reader
from saleor_allegro.sync.read_form import Reading
from saleor_allegro.sync.stops import stops_the_run
from saleor_allegro.sync.write_forms import failure_of


@dataclass(frozen=True, slots=True, kw_only=True)
class PreviewedOrder:
    """An order as it would be created."""

    ready: Ready
    outcome: OrderOutcome

    @property
    def link(self) -> OrderLink:
        return self.ready.link


#: What an import would make of a form.
Preview = PreviewedOrder | ledger.Parked | ledger.Failure


def preview_account(
    account: Account, shop: Shop, *, clock: Clock, progress: Progress = lambda read: None
) -> list[Preview]:
    """What `import_account` would do now.

    Raises:
        AllegroError, NotConfigured, WrongSettings, Undecipherable: As an import would stop.
    """
    with _reading(account, shop, clock, progress) as reader:
        if account.backfill == Account.Backfill.PENDING:
            reader.list_since(account.import_since, is_news=False)
        elif since := forgotten_since(account, reader.now):
            reader.list_since(since, is_news=True)
        if account.cursor or account.backfill == Account.Backfill.DONE:
            reader.read_named_by_journal()
        reader.read_due()
        return _preview(account, shop, reader.readings, window_of(account), reader.now)


def preview_named_forms(
    account: Account,
    form_ids: Sequence[str],
    shop: Shop,
    *,
    clock: Clock,
    progress: Progress = lambda read: None,
) -> list[Preview]:
    """What `import_named_forms` would do. Raises as `preview_account`."""
    with _reading(account, shop, clock, progress) as reader:
        reader.read(form_ids)
        return _preview(account, shop, reader.readings, WHATEVER_THEIR_AGE, reader.now)


def preview_failed_forms(
    account: Account, shop: Shop, *, clock: Clock, progress: Progress = lambda read: None
) -> list[Preview]:
    """What `import_failed_forms` would do. Raises as `preview_account`."""
    with _reading(account, shop, clock, progress) as reader:
        reader.read([link.form_id for link in ledger.failed_forms(account.pk)])
        reader.read_due()
        return _preview(account, shop, reader.readings, window_of(account), reader.now)


def preview_forms_since(
    account: Account,
    since: datetime,
    shop: Shop,
    *,
    clock: Clock,
    progress: Progress = lambda read: None,
) -> list[Preview]:
    """What `import_forms_since` would do. Raises as `preview_account`."""
    with _reading(account, shop, clock, progress) as reader:
        reader.list_since(since, is_news=True)
        reader.read_due()
        window = window_since(account, since)
        return _preview(account, shop, reader.readings, window, reader.now)


@contextmanager
def _reading(account: Account, shop: Shop, clock: Clock, progress: Progress) -> Iterator[Reader]:
    with requests.Session() as session:
        settings = settings_of(shop, account)
        tokens = token_provider(account.pk, settings, clock, session)
        yield Reader(
            account=account,
            client=allegro_client(settings, tokens, session),
            now=clock(),
            progress=progress,
        )


def _preview(
    account: Account, shop: Shop, readings: Mapping[str, Reading], window: Window, now: datetime
) -> list[Preview]:
    """What would become of the forms, first bought first; the database refuses every write."""
    with _read_only():
        known = ledger.links_of(account.pk, list(readings))
        unknown = {
            form_id: OrderLink(account=account, form_id=form_id, first_seen_at=now)
            for form_id in readings
            if form_id not in known
        }
        links = known | unknown
        channels = takers(shop, account.pk)
        decisions = decide(
            account,
            channels,
            [(links[form_id], reading) for form_id, reading in readings.items()],
            window,
        )
        orders = [decision for decision in decisions if isinstance(decision, Ready)]
        previewed: dict[str, Preview] = {}
        for taker in channels:
            # All of a channel at once, so that no order is promised another one's stock.
            slug = taker.channel.slug
            batch = [ready for ready in orders if ready.taker.channel.slug == slug]
            previewed |= _preview_batch(shop, taker, batch)
    return [
        previewed[decision.link.form_id] if isinstance(decision, Ready) else decision
        for decision in sorted(decisions, key=_bought_at)
    ]


def _preview_batch(shop: Shop, taker: Taker, batch: Sequence[Ready]) -> dict[str, Preview]:
    """Together, and one by one where that fails, as the import writes them."""
    policy = taker.settings.write_policy(taker.channel.slug)
    try:
        with transaction.atomic():
            outcomes = shop.preview_orders([ready.draft for ready in batch], policy)
    except Exception as error:  # one order may be the cause, whatever it is
        if stops_the_run(error):
            raise
        if len(batch) == 1:
            return {batch[0].link.form_id: failure_of(batch[0], error)}
        alone: dict[str, Preview] = {}
        for ready in batch:
            alone |= _preview_batch(shop, taker, [ready])
        return alone
    return {
        ready.link.form_id: PreviewedOrder(ready=ready, outcome=outcome)
        for ready, outcome in zip(batch, outcomes, strict=True)
    }


@contextmanager
def _read_only() -> Iterator[None]:
    """A transaction in which the database refuses every write."""
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute("SET TRANSACTION READ ONLY")
        yield


def _bought_at(decision: Decision) -> datetime:
    bought_at = decision.facts.bought_at if decision.facts else None
    return bought_at or datetime.max.replace(tzinfo=UTC) - timedelta(days=1)
