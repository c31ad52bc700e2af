"""Tell Allegro the statuses of orders, each once."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from saleor_allegro import ledger
from saleor_allegro.allegro.documents import FulfillmentStatus
from saleor_allegro.models import OrderPush
from saleor_allegro.rules.flags import Flag
from saleor_allegro.rules.tell_status import StatusDecision, decide_status
from saleor_allegro.rules.telling_flags import TOLD_FLAGS, telling_flags
from saleor_allegro.shop.port import OrderDispatch
from saleor_allegro.sync.connection import OpenRun, Taker
from saleor_allegro.sync.order_flags import raise_and_note
from saleor_allegro.sync.send_status import Sent, send_status
from saleor_allegro.sync.wanted_of import wanted_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """One order, and what is to be done about its status."""

    push: OrderPush
    taker: Taker
    stage: str
    wanted: FulfillmentStatus | None
    decision: StatusDecision

    def flags(self, push: OrderPush) -> Sequence[Flag]:
        return telling_flags(
            stage=self.stage,
            wanted=self.wanted or "",
            error="" if push.error_code == ledger.PARCEL_NOT_TOLD else push.error_message,
            attempts=push.attempts,
            is_refused=bool(push.refused_status),
            operations=push.operations,
        )


def push_statuses(
    run: OpenRun,
    takers: Mapping[str, Taker],
    pushes: Sequence[OrderPush],
    dispatches: Mapping[UUID, OrderDispatch],
    failing: Collection[int] = (),
) -> dict[int, datetime]:
    """Tell the status of each order that has one to tell.

    Args:
        takers: By the slug of their channel.
        pushes: Orders of these channels, with their links.
        dispatches: How far the orders are; those gone from the shop are left out.
        failing: Primary keys of pushes that have just failed over something else.

    Returns:
        Primary key of a push -> when it is tried again; the others are done with.

    Raises:
        AllegroError: Nothing can be told now; what was told is remembered.
        LeaseLost: Another worker has the account.
    """
    looks = look_at(takers, pushes, dispatches)
    _note_at_once(run, looks, failing)
    retries: dict[int, datetime] = {}
    for look in looks:
        if look.decision is StatusDecision.TELL and look.wanted is not None:
            sent = send_status(run, look.taker, look.push, look.wanted)
            _note_sent(run, look, sent)
            if sent.try_again_at is not None:
                retries[look.push.pk] = sent.try_again_at
    return retries


def look_at(
    takers: Mapping[str, Taker],
    pushes: Iterable[OrderPush],
    dispatches: Mapping[UUID, OrderDispatch],
) -> list[Look]:
    """Decide what Allegro is to be told of each order; those that are gone are left out."""
    return [
        _look(push, taker, dispatch)
        for push in pushes
        if push.link.order_id is not None
        and push.link.gone_since is None
        and (taker := takers.get(push.link.channel_slug))
        and (dispatch := dispatches.get(push.link.order_id))
    ]


def _look(push: OrderPush, taker: Taker, dispatch: OrderDispatch) -> Look:
    wanted = wanted_of(dispatch, taker.settings)
    # What Allegro has after a lost answer is not known before it is looked up.
    is_known = not push.sending_status
    decision = decide_status(
        wanted,
        told=push.told_status if is_known else "",
        at_allegro=push.link.fulfillment_status if is_known else "",
        form_status=push.link.form_status,
        refused=push.refused_status,
        operations=push.operations,
    )
    return Look(push=push, taker=taker, stage=dispatch.stage, wanted=wanted, decision=decision)


def _note_at_once(run: OpenRun, looks: Sequence[Look], failing: Collection[int]) -> None:
    """What Allegro has already is as good as told, and what needs no telling may need a person."""
    now = run.clock()
    noted = [
        (look, _after(look, now, is_failing=look.push.pk in failing))
        for look in looks
        if look.decision is not StatusDecision.TELL
    ]
    with ledger.writing(run.lease, now):
        ledger.save_pushes([push for look, push in noted if push is not look.push])
        _flag(run, noted)


def _after(look: Look, now: datetime, *, is_failing: bool) -> OrderPush:
    push = look.push
    if look.decision is StatusDecision.THERE and look.wanted is not None:
        return ledger.told(push, look.wanted, now, operations=0)
    is_open = look.wanted is not None and look.wanted == push.refused_status
    # What failed before is wanted no more.
    is_over = push.error_code and not is_open and not is_failing
    return ledger.settled(push) if is_over else push


def _note_sent(run: OpenRun, look: Look, sent: Sent) -> None:
    now = run.clock()
    with ledger.writing(run.lease, now):
        ledger.save_pushes([sent.push])
        if sent.is_told:
            ledger.note_fulfillment_status(look.push.link_id, sent.push.told_status)
        if sent.is_form_changed:
            ledger.make_due(run.account.pk, [look.push.link.form_id], now)
        _flag(run, [(look, sent.push)])
    run.report.told += sent.is_told
    run.report.failed += sent.is_failed


def _flag(run: OpenRun, looked: Sequence[tuple[Look, OrderPush]]) -> None:
    """Flags that come and go with what Allegro was told; in the caller's transaction."""
    shown = [(look.push.link, look.taker, look.flags(push)) for look, push in looked]
    run.report.flagged += raise_and_note(run, shown, TOLD_FLAGS)
