"""The rows of orders that follow their forms, locked as Saleor's own writers lock theirs."""

from collections.abc import Collection, Iterable, Sequence
from itertools import chain
from typing import Any, Final
from uuid import UUID

from django.db.models import QuerySet, prefetch_related_objects
from saleor.account.models import Address
from saleor.order import OrderStatus
from saleor.order.lock_objects import order_lines_qs_select_for_update
from saleor.order.models import Order, OrderLine
from saleor.warehouse.lock_objects import stock_qs_select_for_update
from saleor.warehouse.models import Allocation

from saleor_allegro.rules.updates import Aspect, OrderUpdate
from saleor_allegro.shop.port import WritePolicy
from saleor_allegro.shop.saleor.catalogue import variants_of_lines
from saleor_allegro.shop.saleor.versions import stocks_of_channel

_ADDRESSES: Final = frozenset({Aspect.SHIPPING_ADDRESS, Aspect.BILLING_ADDRESS})


def lock_orders(
    updates: Sequence[OrderUpdate], policy: WritePolicy, channel: Any
) -> dict[UUID, Order]:
    """The orders of the updates as they are now, with their addresses and customers; those that
    are gone are left out.

    What Saleor holds while it waits for an order comes first, or the two of us would wait for
    each other in a circle: `orderUpdate` holds the addresses, `orderFulfill` lines and stocks,
    `orderCancel` the stocks.
    """
    lock_addresses(_addresses_of(each.order_id for each in updates if each.changed & _ADDRESSES))
    taking = {each.order_id for each in updates if each.fulfill or Aspect.LINES in each.changed}
    _lock_lines(taking)
    _lock_stocks(updates, taking, policy, channel)
    orders = list(orders_to_change().filter(pk__in=[update.order_id for update in updates]))
    # Not joined: of a row that was waited for, the joined ones would be those of before.
    prefetch_related_objects(orders, "shipping_address", "billing_address", "user")
    return {order.pk: order for order in orders}


def orders_to_change() -> QuerySet[Order]:
    """Locked against everybody who changes them too, but not against Saleor's `orderCancel`, which
    writes an event of the order before it waits for the stocks: `FOR UPDATE` would be a circle.
    """
    return Order.objects.order_by("pk").select_for_update(of=("self",), no_key=True)


def lock_stocks(order_ids: Collection[UUID], others: Iterable[int] = ()) -> None:
    """What the orders hold, and other stocks. Saleor, when it takes pieces back from an order,
    holds the allocation while it waits for the stock."""
    held = Allocation.objects.order_by("stock", "pk").select_for_update(of=("self",))
    in_orders = held.filter(order_line__order__in=order_ids)
    if stocks := {*in_orders.values_list("stock", flat=True), *others}:
        _wait_for(stock_qs_select_for_update().filter(pk__in=stocks))


def lock_addresses(pks: Iterable[int]) -> None:
    if pks := set(pks):
        rows = Address.objects.order_by("pk").select_for_update(of=("self",), no_key=True)
        _wait_for(rows.filter(pk__in=pks))


def _addresses_of(order_ids: Iterable[UUID]) -> set[int]:
    orders = list(order_ids)
    if not orders:
        return set()
    rows = Order.objects.filter(pk__in=orders)
    return {*chain.from_iterable(rows.values_list("shipping_address", "billing_address"))} - {None}


def _lock_lines(order_ids: Collection[UUID]) -> None:
    """Of an order that is not confirmed, whoever changes lines holds the order first."""
    if order_ids:
        lines = order_lines_qs_select_for_update().filter(order__in=order_ids)
        _wait_for(lines.exclude(order__status=OrderStatus.UNCONFIRMED))


def _lock_stocks(
    updates: Sequence[OrderUpdate], taking: Collection[UUID], policy: WritePolicy, channel: Any
) -> None:
    """Those that the orders give pieces back to, and those that they may take from."""
    wanted: set[int] = set()
    if taking:
        sold = OrderLine.objects.filter(order__in=taking)
        variants = {*sold.values_list("variant", flat=True), *_new_variants(updates, policy)}
        found = stocks_of_channel(channel.slug).filter(product_variant__in=variants - {None})
        wanted = set(found.values_list("pk", flat=True))
    lock_stocks({*taking, *(each.order_id for each in updates if each.cancel)}, wanted)


def _new_variants(updates: Iterable[OrderUpdate], policy: WritePolicy) -> set[int]:
    lines = (
        line
        for update in updates
        if update.draft and Aspect.LINES in update.changed
        for line in update.draft.lines
    )
    return {variant.pk for variant in variants_of_lines(lines, policy.match_by)}


def _wait_for(rows: Any) -> None:
    list(rows.values_list("pk", flat=True))
