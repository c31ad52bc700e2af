"""Tell Allegro the tracking numbers of orders, each once."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Final
from uuid import UUID

from saleor_allegro import ledger
from saleor_allegro.allegro.documents import FormStatus, Shipment
from saleor_allegro.allegro.errors import AllegroError, NotFound, Rejected, Unreachable
from saleor_allegro.config import Text
from saleor_allegro.models import OrderPush, ToldParcel
from saleor_allegro.rules.carriers import Carrier, choose_carrier, plain_number
from saleor_allegro.rules.flags import Flag, FlagKind
from saleor_allegro.rules.tell_parcels import (
    ALLEGRO_CARRIER,
    ParcelToTell,
    SentGoods,
    parcel_flags,
    parcels_to_tell,
)
from saleor_allegro.shop.port import OrderDispatch
from saleor_allegro.sync.connection import OpenRun, Taker
from saleor_allegro.sync.order_flags import raise_and_note
from saleor_allegro.sync.read_form import ask_for_others, read_shipments

_FAILED: Final = Text(
    "Allegro was not told a tracking number of order {number}: {error}. It is tried again by "
    "itself.",
    "Nie przekazano Allegro numeru przesyłki zamówienia {number}: {error}. Ponowimy sami.",
)
_FLAGS: Final = (FlagKind.PARCEL_CHANGED, FlagKind.PARCEL_NOT_TOLD)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Order:
    push: OrderPush
    taker: Taker
    dispatch: OrderDispatch
    goods: Sequence[SentGoods]
    parcels: Sequence[ParcelToTell]
    known: Sequence[ToldParcel]


def push_parcels(
    run: OpenRun,
    takers: Mapping[str, Taker],
    pushes: Sequence[OrderPush],
    dispatches: Mapping[UUID, OrderDispatch],
) -> dict[int, datetime]:
    """Tell the numbers that Allegro does not have yet.

    Allegro is asked what it has before it is told, so a number stands there once: also where a
    worker died between telling and remembering, or the carrier was quicker.

    Args, Returns, Raises: As `push_statuses`.
    """
    orders = _orders(takers, pushes, dispatches)
    retries: dict[int, datetime] = {}
    directory = _Directory(run)
    for order in orders:
        if order.parcels and (at := _tell_order(run, order, directory)):
            retries[order.push.pk] = at
    _flag(run, orders)
    return retries


def links_with_news(
    takers: Mapping[str, Taker],
    pushes: Iterable[OrderPush],
    dispatches: Mapping[UUID, OrderDispatch],
) -> list[int]:
    """Primary keys of the links whose numbers are to be told, or looked at by a person."""
    return [
        order.push.link.pk
        for order in _orders(takers, pushes, dispatches)
        if order.parcels or _flags_of(order, order.known)
    ]


def _flags_of(order: _Order, told: Sequence[ToldParcel]) -> list[Flag]:
    return parcel_flags(
        order.goods,
        {each.number: each.fulfillment_id for each in told if not each.error_message},
        {each.number: each.error_message for each in told if each.error_message},
    )


def _orders(
    takers: Mapping[str, Taker],
    pushes: Iterable[OrderPush],
    dispatches: Mapping[UUID, OrderDispatch],
) -> list[_Order]:
    """Those that were ever sent, of channels that tell numbers; in two statements."""
    chosen = [
        (push, taker, dispatch)
        for push in pushes
        if push.link.order_id is not None
        and push.link.gone_since is None
        and push.link.form_status != FormStatus.CANCELLED
        and (taker := takers.get(push.link.channel_slug))
        and taker.settings.send_tracking_numbers
        and (dispatch := dispatches.get(push.link.order_id))
        and dispatch.fulfillments
    ]
    link_pks = [push.link.pk for push, _, _ in chosen]
    if not link_pks:
        return []
    items, told = ledger.line_items_of(link_pks), ledger.told_parcels(link_pks)
    return [
        _order(push, taker, dispatch, items.get(push.link.pk, {}), told.get(push.link.pk, ()))
        for push, taker, dispatch in chosen
    ]


def _order(
    push: OrderPush,
    taker: Taker,
    dispatch: OrderDispatch,
    items: Mapping[UUID, str],
    known: Sequence[ToldParcel],
) -> _Order:
    goods = [
        SentGoods(
            fulfillment_id=each.fulfillment_id,
            status=each.status,
            tracking_number=each.tracking_number,
            line_item_ids=tuple(items[pk] for pk in each.order_line_ids if pk in items),
        )
        for each in dispatch.fulfillments
    ]
    parcels = parcels_to_tell(goods, {each.number for each in known}, len(items))
    return _Order(
        push=push, taker=taker, dispatch=dispatch, goods=goods, parcels=parcels, known=known
    )


def _tell_order(run: OpenRun, order: _Order, directory: "_Directory") -> datetime | None:
    """Tell the numbers of one order; says when it is tried again, `None` when all is done."""
    form_id = order.push.link.form_id
    run.heartbeat()
    shipments = read_shipments(run.client, form_id, run.clock())
    if isinstance(shipments, NotFound):
        with ledger.writing(run.lease, run.clock()):
            ledger.make_due(run.account.pk, [form_id], run.clock())
        return None
    if isinstance(shipments, AllegroError):
        return _postpone(run, order, shipments)
    there = {plain_number(each.waybill or ""): each for each in shipments}
    by_allegro = any(each.carrier_id == ALLEGRO_CARRIER for each in shipments)
    for parcel in order.parcels:
        number = plain_number(parcel.waybill)
        if by_allegro or number in there:
            shipment = there.get(number)
            _note(run, order, parcel, shipment.carrier_id or "" if shipment else ALLEGRO_CARRIER)
            continue
        try:
            _tell(run, order, parcel, directory)
        except Unreachable as error:
            ask_for_others(run.client, run.clock())
            return _postpone(run, order, error)
    return None


def _tell(run: OpenRun, order: _Order, parcel: ParcelToTell, directory: "_Directory") -> None:
    carrier = directory.carrier_of(order, parcel)
    run.heartbeat()
    try:
        shipment: Shipment = run.client.add_shipment(
            order.push.link.form_id,
            carrier_id=carrier.carrier_id,
            carrier_name=carrier.name,
            waybill=parcel.waybill,
            line_item_ids=parcel.line_item_ids,
        )
    except Rejected as error:
        said = error.user_message or str(error)
        _note(run, order, parcel, carrier.carrier_id, error_message=said)
        run.report.failed += 1
        return
    _note(run, order, parcel, shipment.carrier_id or carrier.carrier_id)
    run.report.told += 1


def _note(
    run: OpenRun,
    order: _Order,
    parcel: ParcelToTell,
    carrier_id: str,
    *,
    error_message: str = "",
) -> None:
    now = run.clock()
    with ledger.writing(run.lease, now):
        ledger.note_told_parcels(
            order.push.link_id,
            {plain_number(parcel.waybill): (parcel.fulfillment_id, carrier_id)},
            now,
            error_message=error_message,
        )


def _postpone(run: OpenRun, order: _Order, error: AllegroError) -> datetime:
    now = run.clock()
    text = _FAILED.filled(number=order.push.link.order_number, error=error)
    push = ledger.postponed(
        order.push,
        ledger.PARCEL_NOT_TOLD,
        text.in_language(order.taker.settings.language),
        now,
        sending_status=order.push.sending_status,
    )
    with ledger.writing(run.lease, now):
        ledger.save_pushes([push])
    run.report.failed += 1
    return ledger.next_try(push, now)


def _flag(run: OpenRun, orders: Sequence[_Order]) -> None:
    """Numbers that Allegro refused, and numbers it has that are no longer right."""
    if not orders:
        return
    changed = [order.push.link_id for order in orders if order.parcels]
    told = ledger.told_parcels(changed) if changed else {}
    shown = [
        (order.push.link, order.taker, _flags_of(order, told.get(order.push.link_id, order.known)))
        for order in orders
    ]
    with ledger.writing(run.lease, run.clock()):
        news = raise_and_note(run, shown, _FLAGS)
    run.report.flagged += news


@dataclass(slots=True)
class _Directory:
    """Allegro's carriers, asked for once a run, and only where a number is to be told."""

    run: OpenRun
    _names: dict[str, str] = field(default_factory=dict)

    def carrier_of(self, order: _Order, parcel: ParcelToTell) -> Carrier:
        if not self._names:
            carriers = self.run.client.carriers()
            self._names = {each.id: each.name or "" for each in carriers}
        return choose_carrier(
            parcel.waybill,
            method_id=order.dispatch.shipping_method_id,
            method_name=order.dispatch.shipping_method_name,
            shop_method_name=order.dispatch.shop_method_name,
            mapping=order.taker.settings.carriers,
            directory=self._names,
        )
