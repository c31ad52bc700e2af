"""Bring over the money that the seller returned on Allegro."""

import logging
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final
from uuid import UUID

from saleor_allegro import ledger
from saleor_allegro.allegro.errors import Forbidden
from saleor_allegro.allegro.scopes import PAYMENTS_SCOPE, has_scope, without_scope
from saleor_allegro.models import OrderLink
from saleor_allegro.rules.facts import says_cancelled
from saleor_allegro.rules.flags import Flag, FlagKind
from saleor_allegro.rules.flags_after import all_refunded, refund_owed
from saleor_allegro.rules.updates import OrderUpdate, RefundDraft
from saleor_allegro.shop.port import UpdateOutcome
from saleor_allegro.sync.connection import OpenRun, Taker
from saleor_allegro.sync.order_flags import raise_and_note
from saleor_allegro.sync.refund_lists import Returned, all_returned, returned_since
from saleor_allegro.sync.refused_writes import log_refused
from saleor_allegro.sync.stops import stops_the_run
from saleor_allegro.sync.tell_changes import tell_followed

logger = logging.getLogger(__name__)

#: A refund is settled, or refused, within days of being made.
SETTLED_WITHIN: Final = timedelta(days=3)
_BATCH: Final = 100
_LOGGED: Final = "Allegro recheck of account %s: refunds of %s orders not written"
_SETTLED: Final = (FlagKind.REFUND_OWED, FlagKind.REFUNDED)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Owed:
    """An order, and every refund of the payments that more was returned of."""

    link: OrderLink
    currency: str
    update: OrderUpdate


def recheck_refunds(run: OpenRun, since: datetime) -> None:
    """Compare the refunds made since then with those that the shop's orders hold.

    A seller who connected before refunds were asked for does not let us read them; connecting
    again does, as `allegro_status` says. Orders are imported all the same.

    Raises:
        AllegroError, LeaseLost: They are compared again by the next sweep.
    """
    if not has_scope(run.account.scope, PAYMENTS_SCOPE):
        return
    try:
        found = returned_since(run, min(since, run.started - SETTLED_WITHIN))
    except Forbidden as error:
        logger.warning("Allegro recheck of account %s: no refunds (%s)", run.account.pk, error)
        ledger.set_scope(run.account.pk, without_scope(run.account.scope, PAYMENTS_SCOPE))
        return
    for start in range(0, len(found), _BATCH):
        run.heartbeat()
        owed = _not_recorded(run, found[start : start + _BATCH])
        takers = {taker.channel.slug: taker for taker in run.takers()}
        by_channel: dict[str, list[_Owed]] = defaultdict(list)
        for each in owed:
            by_channel[each.link.channel_slug].append(each)
        for slug, batch in by_channel.items():
            if slug in takers:
                _write_batch(run, takers[slug], batch)


def _not_recorded(run: OpenRun, found: Sequence[Returned]) -> list[_Owed]:
    """The orders that hold more than Allegro says, with the whole truth about their payments."""
    ids = {each for returned in found for each in returned.payment_ids}
    recorded = run.shop.recorded_payments(sorted(ids))
    refunds: dict[UUID, dict[str, tuple[RefundDraft, ...]]] = defaultdict(dict)
    currencies: dict[UUID, str] = {}
    for returned in found:
        held = {each: recorded[each] for each in returned.payment_ids if each in recorded}
        if all(returned.is_recorded(each, payment) for each, payment in held.items()):
            continue
        whole = all_returned(run, returned.payment_ids)
        for payment_id, payment in held.items():
            refunds[payment.order_id][payment_id] = whole.drafts(payment_id, payment.currency)
            currencies[payment.order_id] = payment.currency
    links = ledger.links_of_orders(run.account.pk, list(refunds))
    return [
        _Owed(
            link=link,
            currency=currencies[order_id],
            update=OrderUpdate(order_id=order_id, form_id=link.form_id, refunds=refunds[order_id]),
        )
        for order_id, link in links.items()
    ]


def _write_batch(run: OpenRun, taker: Taker, batch: Sequence[_Owed]) -> None:
    """A batch in one transaction, and one by one where that fails."""
    try:
        outcomes = _write(run, taker, batch)
    except Exception as error:  # one order may be the cause, whatever it is
        if stops_the_run(error):
            raise
        form_ids = [each.link.form_id for each in batch]
        log_refused(logger, _LOGGED, run, form_ids, error)
        if len(batch) > 1:
            for each in batch:
                _write_batch(run, taker, [each])
        else:  # the sweeps of the next days try again
            run.report.failed += 1
        return
    run.report.add_followed(outcomes)
    run.progress(run.report)
    tell_followed(run, zip([each.link for each in batch], outcomes, strict=True))


def _write(run: OpenRun, taker: Taker, batch: Sequence[_Owed]) -> Sequence[UpdateOutcome]:
    """All of the batch and all we remember of it, or nothing."""
    now = run.clock()
    policy = taker.settings.write_policy(taker.channel.slug)
    with ledger.writing(run.lease, now):
        outcomes = run.shop.update_orders([each.update for each in batch], policy)
        pairs = list(zip(batch, outcomes, strict=True))
        ledger.add_tellings(
            {each.link.pk: outcome.tellings for each, outcome in pairs if outcome.tellings}
        )
        shown = [(each.link, taker, _flags(each, outcome)) for each, outcome in pairs]
        news = raise_and_note(run, shown, _SETTLED)
    run.report.flagged += news
    return outcomes


def _flags(each: _Owed, outcome: UpdateOutcome) -> list[Flag]:
    """What a cancelled purchase still owes, and whether one that goes on is paid any more."""
    link = each.link
    is_over = link.state == OrderLink.State.MERGED or says_cancelled(
        link.form_status, link.fulfillment_status
    )
    if is_over:
        return list(refund_owed(outcome.charged, each.currency))
    is_to_be_sent = not outcome.is_cancelled and not outcome.has_left
    return list(all_refunded(outcome.charged)) if is_to_be_sent else []
