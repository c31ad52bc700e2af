"""Turn a page of forms into orders: a batch a channel, and one by one where a batch fails."""

import logging
import traceback
from collections import defaultdict
from collections.abc import Sequence
from typing import Final

from saleor_allegro import ledger
from saleor_allegro.config import Text
from saleor_allegro.models import OrderLink
from saleor_allegro.shop.port import CannotWriteOrder, ChannelNotFound
from saleor_allegro.sync.announce_orders import announce_orders
from saleor_allegro.sync.connection import OpenRun
from saleor_allegro.sync.decisions import Reading, Ready, Window, decide
from saleor_allegro.sync.stops import DATABASE_DOWN

logger = logging.getLogger(__name__)

#: Orders written in one transaction.
BATCH: Final = 100

#: Not one order's fault: the run stops, and these orders stay due.
_STOPPING: Final = (ledger.LeaseLost, *DATABASE_DOWN)

_CHANNEL_GONE: Final = Text(
    "Channel {slug} does not exist in the shop any more. Connect the seller in another channel; "
    "the order is tried again by itself.",
    "Kanału {slug} nie ma już w sklepie. Połącz sprzedawcę w innym kanale; zamówienie ponowimy "
    "sami.",
)
_NOT_WRITTEN: Final = Text(
    "The shop could not write the order of form {form_id}: {error}. It is tried again by itself.",
    "Sklep nie zapisał zamówienia z formularza {form_id}: {error}. Ponowimy sami.",
)


def write_forms(
    run: OpenRun, readings: Sequence[tuple[OrderLink, Reading]], window: Window
) -> None:
    """Decide on each form, write what is ready, and note the rest on their own rows.

    Raises:
        LeaseLost, OperationalError, InterfaceError: The run must stop; what was not reached
            stays due.
        WrongSettings: A channel's stored settings cannot be used.
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
        _write(run, batch)
    except _STOPPING:
        raise
    except Exception as error:  # noqa: BLE001 - whatever it is, one order may be the cause
        if len(batch) > 1:
            _log(run, batch, error)
            for ready in _unwritten(run, batch):
                _write_batch(run, [ready])
        elif _unwritten(run, batch):
            _log(run, batch, error)
            _fail(run, batch[0], error)


def _write(run: OpenRun, batch: Sequence[Ready]) -> None:
    """All of the batch and all we remember of it, or nothing; then tell the shop's listeners."""
    taker = batch[0].taker
    policy = taker.settings.write_policy(taker.channel.slug)
    now = run.clock()
    with ledger.writing(run.lease, now):
        outcomes = run.shop.write_orders([ready.draft for ready in batch], policy)
        ledger.mark_imported(
            [
                ledger.Imported(
                    link=ready.link,
                    facts=ready.facts,
                    outcome=outcome,
                    channel_slug=taker.channel.slug,
                    buyer_id=ready.draft.customer.buyer_id,
                )
                for ready, outcome in zip(batch, outcomes, strict=True)
            ],
            now,
        )
    run.report.imported += len(batch)
    run.report.flagged += sum(bool(outcome.flags) for outcome in outcomes)
    run.progress(run.report)
    announce_orders(
        run,
        {
            ready.link.pk: outcome.order_id
            for ready, outcome in zip(batch, outcomes, strict=True)
            if not outcome.existed
        },
    )


def _unwritten(run: OpenRun, batch: Sequence[Ready]) -> list[Ready]:
    """Those not imported: a listener that fails after the commit does not undo the commit."""
    links = ledger.links_of(run.account.pk, [ready.link.form_id for ready in batch])
    return [ready for ready in batch if links[ready.link.form_id].state != OrderLink.State.IMPORTED]


def _fail(run: OpenRun, ready: Ready, error: Exception) -> None:
    _note(run, [failure_of(ready, error)])


def failure_of(ready: Ready, error: Exception) -> ledger.Failure:
    """What a person reads about an order that the shop could not write."""
    language = ready.taker.settings.language
    if isinstance(error, ChannelNotFound):
        code, text = "channel_not_found", _CHANNEL_GONE.filled(slug=error.slug)
    else:
        # Only a shop's own words are fit to be shown: a database quotes what it was given.
        is_said = isinstance(error, CannotWriteOrder)
        code = "refused" if is_said else "bug"
        words = str(error) if is_said else type(error).__name__
        text = _NOT_WRITTEN.filled(form_id=ready.link.form_id, error=words)
    message = text.in_language(language)
    return ledger.Failure(link=ready.link, code=code, message=message, facts=ready.facts)


def _log(run: OpenRun, batch: Sequence[Ready], error: Exception) -> None:
    """Where it went wrong and with which forms, and not what was in them."""
    logger.error(
        "Allegro import of account %s: %s orders not written (%s), forms %s\n%s",
        run.account.pk,
        len(batch),
        type(error).__name__,
        ", ".join(ready.link.form_id for ready in batch[:5]),
        "".join(traceback.format_tb(error.__traceback__)),
    )
