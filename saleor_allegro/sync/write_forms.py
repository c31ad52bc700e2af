"""Turn a page of forms into orders: a batch a channel, and one by one where a batch fails."""

import logging
from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import datetime
from decimal import Decimal
from typing import Final
from uuid import UUID

from saleor_allegro import ledger
from saleor_allegro.config import Text
from saleor_allegro.models import OrderLink
from saleor_allegro.rules.flags import RESOLVED_ALONE, Flag
from saleor_allegro.rules.flags_after import refund_owed
from saleor_allegro.rules.watch import is_watched
from saleor_allegro.shop.port import OrderOutcome
from saleor_allegro.sync.announce_orders import announce_orders
from saleor_allegro.sync.connection import OpenRun
from saleor_allegro.sync.decisions import Ready, Window, decide
from saleor_allegro.sync.read_form import Reading
from saleor_allegro.sync.refused_writes import code_and_words, log_refused
from saleor_allegro.sync.stops import stops_the_run

logger = logging.getLogger(__name__)

#: Orders written in one transaction.
BATCH: Final = 100
_LOGGED: Final = "Allegro import of account %s: %s orders not written"

_NOT_WRITTEN: Final = Text(
    "The shop could not write the order of form {form_id}: {error}. It is tried again by itself.",
    "Sklep nie zapisał zamówienia z formularza {form_id}: {error}. Ponowimy sami.",
)


def write_forms(
    run: OpenRun, readings: Sequence[tuple[OrderLink, Reading]], window: Window
) -> None:
    """Decide on each form, write what is ready, and note the rest on their own rows.

    Raises:
        LeaseLost, OperationalError, InterfaceError, ChannelNotFound, SwitchedOff,
        WrongSettings: The run must stop; what was not reached stays due.
    """
    if not readings:
        return
    decisions = decide(run.account, run.takers(), readings, window)
    batches: defaultdict[str, list[Ready]] = defaultdict(list)
    for decision in decisions:
        if isinstance(decision, Ready):
            batches[decision.taker.channel.slug].append(decision)
    _note(run, decisions)
    for ready in batches.values():
        for start in range(0, len(ready), BATCH):
            _write_batch(run, ready[start : start + BATCH])


def _note(run: OpenRun, decisions: Sequence[object]) -> None:
    parked = [decision for decision in decisions if isinstance(decision, ledger.Parked)]
    failures = [decision for decision in decisions if isinstance(decision, ledger.Failure)]
    if not parked and not failures:
        return
    now = run.clock()
    with ledger.writing(run.lease, now):
        ledger.park(parked, now)
        ledger.note_failures(failures, now)
    waiting = sum(item.state == OrderLink.State.WAITING for item in parked)
    run.report.waiting += waiting
    run.report.skipped += len(parked) - waiting
    run.report.failed += len(failures)
    run.progress(run.report)


def _write_batch(run: OpenRun, batch: Sequence[Ready]) -> None:
    try:
        outcomes = _write(run, batch)
    except Exception as error:  # one order may be the cause, whatever it is
        if stops_the_run(error):
            raise
        form_ids = [ready.link.form_id for ready in batch]
        log_refused(logger, _LOGGED, run, form_ids, error)
        _write_one_by_one(run, batch, error)
    else:
        new = {
            ready.link.pk: outcome.order_id
            for ready, outcome in zip(batch, outcomes, strict=True)
            if not outcome.existed
        }
        run.report.flagged += sum(bool(outcome.flags) for outcome in outcomes)
        _tell(run, len(batch), new)


def _write(run: OpenRun, batch: Sequence[Ready]) -> Sequence[OrderOutcome]:
    """All of the batch and all we remember of it, or nothing."""
    taker = batch[0].taker
    policy = taker.settings.write_policy(taker.channel.slug)
    now = run.clock()
    with ledger.writing(run.lease, now):
        outcomes = run.shop.write_orders([ready.draft for ready in batch], policy)
        pairs = list(zip(batch, outcomes, strict=True))
        ledger.free_lines([pk for ready in batch for pk in ready.replaced])
        ledger.mark_imported([_imported(run, *pair) for pair in pairs], now)
        if taker.settings.tells_allegro:
            ledger.make_push_due([ready.link.pk for ready in batch], now)
        _mark_merged(pairs, now)
    return outcomes


def _imported(run: OpenRun, ready: Ready, outcome: OrderOutcome) -> ledger.Imported:
    draft = ready.draft
    received = sum((payment.amount for payment in draft.payments), Decimal(0))
    waits = is_watched(
        status=draft.status,
        new_status=ready.taker.settings.status_new,
        is_paid=received >= draft.total_gross,
        is_cash_on_delivery=ready.facts.is_cash_on_delivery,
        form_status=ready.facts.form_status,
    )
    return ledger.Imported(
        link=ready.link,
        facts=ready.facts,
        outcome=outcome,
        channel_slug=ready.taker.channel.slug,
        buyer_id=draft.customer.buyer_id,
        # An order that was there already may be behind its form: it is compared with all of it.
        digests={} if outcome.existed or ready.follows_at_once else ready.digests,
        next_check_at=run.started if waits else None,
        is_dirty=outcome.existed or ready.follows_at_once,
    )


def _mark_merged(pairs: Sequence[tuple[Ready, OrderOutcome]], now: datetime) -> None:
    """Remember whose place the new orders took, and what money was left behind."""
    successors: dict[int, int] = {}
    tellings: dict[int, list[str]] = {}
    flags: dict[int, list[Flag]] = {}
    for ready, outcome in pairs:
        successors |= dict.fromkeys(ready.replaced, ready.link.pk)
        for pk, replaced in zip(ready.replaced, outcome.replaced, strict=False):
            tellings[pk] = [telling.value for telling in replaced.tellings]
            flags[pk] = list(refund_owed(replaced.charged, ready.draft.currency))
    ledger.mark_merged(successors, tellings, now)
    ledger.raise_flags(flags, {pk: [(kind, None) for kind in RESOLVED_ALONE] for pk in flags}, now)


def _write_one_by_one(run: OpenRun, batch: Sequence[Ready], error: Exception) -> None:
    """What can be written of a batch that failed; the rest is noted on its own rows."""
    left = _unwritten(run, batch)
    written = {ready.link.pk for ready in batch} - {ready.link.pk for ready in left}
    if written:
        _tell(run, len(written), ledger.unannounced(run.account.pk, among=written))
    if len(batch) > 1:
        for ready in left:
            _write_batch(run, [ready])
    elif left:
        _fail(run, batch[0], error)


def _unwritten(run: OpenRun, batch: Sequence[Ready]) -> list[Ready]:
    """Those not imported: a listener that fails after the commit does not undo the commit."""
    links = ledger.links_of(run.account.pk, [ready.link.form_id for ready in batch])
    return [ready for ready in batch if links[ready.link.form_id].state != OrderLink.State.IMPORTED]


def _tell(run: OpenRun, written: int, new: Mapping[int, UUID]) -> None:
    run.report.imported += written
    run.progress(run.report)
    announce_orders(run, new)


def _fail(run: OpenRun, ready: Ready, error: Exception) -> None:
    _note(run, [failure_of(ready, error)])


def failure_of(ready: Ready, error: Exception) -> ledger.Failure:
    """What a person reads about an order that the shop could not write."""
    language = ready.taker.settings.language
    code, words = code_and_words(error)
    text = _NOT_WRITTEN.filled(form_id=ready.link.form_id, error=words)
    message = text.in_language(language)
    return ledger.Failure(link=ready.link, code=code, message=message, facts=ready.facts)
