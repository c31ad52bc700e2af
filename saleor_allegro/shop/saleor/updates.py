"""Orders that follow their forms: what differs is written, table by table."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Any
from uuid import UUID

from django.utils import timezone
from saleor.order import OrderEvents
from saleor.order.models import Order, OrderEvent, OrderLine

from saleor_allegro.rules.change_notes import changed_note
from saleor_allegro.rules.updates import Aspect, OrderUpdate
from saleor_allegro.shop.port import CannotWriteOrder, Telling, UpdateOutcome, WritePolicy
from saleor_allegro.shop.saleor import (
    cancelling,
    changed_delivery,
    changed_details,
    confirming,
    fulfilling,
    history,
    payments,
    search,
    totals,
)
from saleor_allegro.shop.saleor.changed_addresses import bring_addresses
from saleor_allegro.shop.saleor.changed_lines import bring_lines
from saleor_allegro.shop.saleor.channels import get_channel
from saleor_allegro.shop.saleor.following import Following
from saleor_allegro.shop.saleor.locking import lock_orders

_ADDRESSES = frozenset({Aspect.SHIPPING_ADDRESS, Aspect.BILLING_ADDRESS})
_PRICED = frozenset({Aspect.LINES, Aspect.DELIVERY})
#: What a line is built of, its tax class included.
_VARIANTS = ("variant__product__tax_class", "variant__product__product_type__tax_class")
_FIELDS = list(
    dict.fromkeys(
        [
            "shipping_address",
            "billing_address",
            *changed_delivery.FIELDS,
            *changed_details.FIELDS,
            *totals.FIELDS,
            "updated_at",
        ]
    )
)


@history.one_author()
def update_orders(updates: Sequence[OrderUpdate], policy: WritePolicy) -> list[UpdateOutcome]:
    """See `Shop.update_orders`. Five or fifty, as many statements, but for orders that are
    cancelled or fulfilled: that is Saleor's own action, order by order."""
    channel = get_channel(policy.channel_slug)
    orders = lock_orders(updates, policy, channel)
    left = fulfilling.have_left([*orders])
    following = [
        Following(
            order=orders[update.order_id],
            update=update,
            has_fulfillment=update.order_id in left,
        )
        for update in updates
        if update.order_id in orders
    ]
    _refuse_other_currencies(following)
    _read_lines(following)
    _bring_content(following, policy, channel)
    _bring_money(following, policy.language)
    _bring_stages(following, policy)
    outcomes = {id(each.update): each.outcome() for each in following}
    _write_history(following, policy.language)
    search.index_orders_again(each.order.pk for each in following if each.tellings)
    return [
        outcomes.get(id(update))
        or UpdateOutcome(form_id=update.form_id, order_id=update.order_id, is_gone=True)
        for update in updates
    ]


def _refuse_other_currencies(following: Iterable[Following]) -> None:
    for each in following:
        draft = each.update.draft
        if draft is not None and draft.currency != each.order.currency:
            raise CannotWriteOrder(
                each.update.form_id,
                f"the form is in {draft.currency} now, order {each.order.number} in"
                f" {each.order.currency}: compare them in Allegro",
            )


def _read_lines(following: Sequence[Following]) -> None:
    """Of the orders whose sums may change."""
    wanted = [each for each in following if each.update.changed & _PRICED]
    of_order: dict[UUID, list[OrderLine]] = defaultdict(list)
    if wanted:
        lines = OrderLine.objects.filter(order__in=[each.order.pk for each in wanted])
        for line in lines.select_related(*_VARIANTS).order_by("created_at", "pk"):
            of_order[line.order_id].append(line)
    for each in wanted:
        each.lines = of_order[each.order.pk]


def _bring_content(following: Sequence[Following], policy: WritePolicy, channel: Any) -> None:
    bring_addresses(following)
    bring_lines(following, policy, channel)
    changed_delivery.bring_delivery(following, policy, channel)
    priced = [each for each in following if any(one.aspect in _PRICED for one in each.changes)]
    for each in priced:
        if each.update.draft:
            totals.add_up(each.order, each.lines, each.update.draft)
    totals.let_saleor_discount([each.order for each in priced])
    to_save = []
    now = timezone.now()
    for each in following:
        changed_details.bring_note(each)
        changed_details.bring_details(each, policy.language)
        is_noted = changed_details.bring_parcels(each, policy.language)
        if each.changes or is_noted:
            each.order.updated_at = now
            to_save.append(each.order)
        if changed_details.refresh_revision(each) and each.order not in to_save:
            to_save.append(each.order)
    if to_save:
        Order.objects.bulk_update(to_save, _FIELDS)


def _bring_money(following: Sequence[Following], language: str) -> None:
    money = payments.bring_over([(each.order, each.update) for each in following], language)
    for each in following:
        if outcome := money.get(each.order.pk):
            each.tellings.update(outcome.tellings)
            each.flags += outcome.flags
            each.changes += outcome.changes


def _bring_stages(following: Sequence[Following], policy: WritePolicy) -> None:
    cancelled = cancelling.cancel([each.order for each in following if each.update.cancel])
    _tell(following, cancelled)
    _tell(following, confirming.confirm([e.order for e in following if e.update.confirm]))
    sent = [(each.order, each.update) for each in following if each.update.fulfill]
    fulfilled = fulfilling.fulfill(sent, policy) if sent else {}
    _tell(following, fulfilled)
    for each in following:
        each.has_fulfillment = each.has_fulfillment or each.order.pk in fulfilled


def _tell(following: Sequence[Following], tellings: Mapping[UUID, Iterable[Telling]]) -> None:
    for each in following:
        each.tellings.update(tellings.get(each.order.pk, ()))


def _write_history(following: Sequence[Following], language: str) -> None:
    """What was changed from what; of money its own history is written already."""
    events = []
    for each in following:
        order = each.order
        changes = [change for change in each.changes if change.aspect is not Aspect.PAYMENTS]
        if any(change.aspect in _ADDRESSES for change in changes):
            events.append(history.entry(OrderEvents.UPDATED_ADDRESS, order=order))
        notes = [*(changed_note(change, language) for change in changes), *each.notes]
        events += [history.note(note, order=order) for note in notes if note]
    OrderEvent.objects.bulk_create(events)
