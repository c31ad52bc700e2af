"""Have the orders that the shop has follow their forms."""

from collections.abc import Sequence
from datetime import datetime
from typing import Final

from saleor_allegro import ledger
from saleor_allegro.models import OrderLink
from saleor_allegro.rules.watch import is_watched, young_since
from saleor_allegro.sync.connection import OpenRun, Taker
from saleor_allegro.sync.follow_forms import follow_forms
from saleor_allegro.sync.read_followed import read_dirty, read_each, read_watched
from saleor_allegro.sync.reading_batches import in_batches
from saleor_allegro.sync.tell_changes import tell_left_over_changes

#: Read from the ledger together, for one pass over Allegro's list. What is dirty beyond that
#: waits for the next run.
_AT_ONCE: Final = 5000
#: Most forms are as they were, and noted in one statement.
_NOTED_AT_ONCE: Final = 500


def recheck_dirty(run: OpenRun) -> None:
    """Compare every order that an event was about with its form.

    Safe to repeat and to interrupt: the order and what we remember of it are written together.

    Raises:
        AllegroError: The connection is at fault, not one order. Orders not reached stay dirty.
        LeaseLost: Another worker has the account.
    """
    tell_left_over_changes(run)
    takers = run.takers()
    slugs = [taker.channel.slug for taker in takers]
    _heed_a_shorter_interval(run, takers)
    links = ledger.dirty(run.account.pk, slugs, run.clock(), limit=_AT_ONCE)
    for readings in read_dirty(run, links):
        follow_forms(run, readings)


def recheck_watched(run: OpenRun) -> None:
    """Compare every order that still waits for payment with its form.

    Those are the seed's: bought in the last days, still in the status of new orders, unpaid.

    Raises:
        AllegroError, LeaseLost: As `recheck_dirty`.
    """
    tell_left_over_changes(run)
    started = run.started
    takers = run.takers()
    for taker in takers:
        after = 0
        while links := ledger.watched(
            run.account.pk,
            taker.channel.slug,
            started,
            bought_since=young_since(taker.settings.recheck_days, started),
            after=after,
            limit=_AT_ONCE,
        ):
            after = links[-1].pk
            _recheck_watched(run, _still_waiting(run, links, taker), started, taker)
    ledger.next_recheck(run.account.pk, _soonest(run, takers))


def _heed_a_shorter_interval(run: OpenRun, takers: Sequence[Taker]) -> None:
    planned, soonest = run.account.next_recheck_at, _soonest(run, takers)
    if planned is not None and planned > soonest:
        ledger.no_later_recheck(run.lease, soonest, run.clock())


def _soonest(run: OpenRun, takers: Sequence[Taker]) -> datetime:
    """When an interval ends that begins now, by the channel that wants it shortest."""
    return min(taker.next_check(run.started) for taker in takers)


def recheck_now(run: OpenRun, links: Sequence[OrderLink]) -> None:
    """Compare these orders with their forms, whatever their schedule.

    An order of a channel that takes no orders now cannot follow: it stays as it is, and counts as
    failed.
    """
    slugs = {taker.channel.slug for taker in run.takers()}
    wanted = {link.form_id: link for link in links if link.channel_slug in slugs}
    run.report.failed += len(links) - len(wanted)
    run.report.to_look_at = run.report.looked_at + len(wanted)
    for readings in read_each(run, wanted, is_counted=True):
        follow_forms(run, readings)


def _still_waiting(run: OpenRun, links: Sequence[OrderLink], taker: Taker) -> list[OrderLink]:
    """Those that wait for payment in the shop as well; the others are watched no more."""
    states = run.shop.read_states([link.order_id for link in links if link.order_id is not None])
    waiting, others = list[OrderLink](), list[OrderLink]()
    for link in links:
        state = states.get(link.order_id) if link.order_id is not None else None
        is_waiting = state is not None and is_watched(
            status=state.status,
            is_paid=state.is_paid,
            new_status=taker.settings.status_new,
            is_cash_on_delivery=link.is_cash_on_delivery,
            form_status=link.form_status,
        )
        (waiting if is_waiting or link.gone_since else others).append(link)
    if others:
        with ledger.writing(run.lease, run.clock()):
            ledger.stop_watching(others)
    return waiting


def _recheck_watched(
    run: OpenRun, links: Sequence[OrderLink], started: datetime, taker: Taker
) -> None:
    if not links:
        return
    run.report.to_look_at = run.report.looked_at + len(links)
    unchanged: list[OrderLink] = []
    for readings in in_batches(read_watched(run, links, unchanged), _NOTED_AT_ONCE):
        run.report.looked_at += len(readings)
        follow_forms(run, readings)
        run.progress(run.report)
    if unchanged:
        run.report.looked_at += len(unchanged)
        with ledger.writing(run.lease, run.clock()):
            ledger.mark_unchanged(unchanged, run.clock(), taker.next_check(started))
