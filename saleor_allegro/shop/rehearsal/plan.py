"""Decide what a batch of drafts becomes, reading only: the same for preview and for writing."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from uuid import UUID, uuid4

from saleor_allegro.rules.drafts import LineDraft, OrderDraft
from saleor_allegro.rules.flags import Flag
from saleor_allegro.rules.shop_flags import oversold
from saleor_allegro.shop.currencies import refuse_other_currencies
from saleor_allegro.shop.port import ReplacedOrder, WritePolicy
from saleor_allegro.shop.rehearsal.catalogue import Catalogue
from saleor_allegro.shop.rehearsal.models import Channel, ShippingMethod, Variant
from saleor_allegro.shop.rehearsal.money import Books
from saleor_allegro.shop.rehearsal.replacing import Replacing
from saleor_allegro.shop.rehearsal.stock import Shelf


@dataclass(slots=True, kw_only=True)
class PlannedLine:
    draft: LineDraft
    variant: Variant | None
    tax_rate: Decimal
    id: UUID = field(default_factory=uuid4)
    allocated: int = 0


@dataclass(slots=True, kw_only=True)
class PlannedOrder:
    draft: OrderDraft
    lines: Sequence[PlannedLine]
    shipping_method: ShippingMethod | None
    flags: list[Flag]
    id: UUID = field(default_factory=uuid4)
    replaced: tuple[ReplacedOrder, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    orders: Sequence[PlannedOrder]
    #: Both as they will be, and not saved.
    shelf: Shelf
    books: Books
    replacing: Replacing


def plan_orders(
    drafts: Sequence[OrderDraft], policy: WritePolicy, channel: Channel, *, lock: bool
) -> Plan:
    """Match, tax and allocate the drafts in their order: the first one is served first.

    Raises:
        CannotWriteOrder: A draft is in another currency than the channel, or replaces an order
            that has been fulfilled.
    """
    refuse_other_currencies(drafts, channel.slug, channel.currency)
    catalogue = Catalogue(drafts, policy, channel)
    replacing = Replacing(drafts, lock=lock)
    shelf = Shelf(
        catalogue.variant_ids, channel, policy.warehouses, lines=replacing.lines, lock=lock
    )
    for old_line in replacing.lines:
        shelf.release(old_line.id, shelf.held(old_line.id))
    orders = [_plan(draft, catalogue, shelf) for draft in drafts]
    books = Books(replacing.orders, lock=lock)
    for order in orders:
        order.replaced = replacing.take_over(order.draft, order.id, books)
        order.flags += books.bring_payments(order.id, order.draft).flags
    return Plan(orders=orders, shelf=shelf, books=books, replacing=replacing)


def _plan(draft: OrderDraft, catalogue: Catalogue, shelf: Shelf) -> PlannedOrder:
    flags = list(draft.flags)
    lines = []
    for line in draft.lines:
        match = catalogue.match(line)
        planned = PlannedLine(draft=line, variant=match.variant, tax_rate=match.tax_rate)
        lines.append(planned)
        if match.flag:
            flags.append(match.flag)
        if match.variant is not None and draft.takes_stock:
            shelf.take(planned.id, match.variant.pk, line.quantity)
            planned.allocated = shelf.held(planned.id)
            if planned.allocated < line.quantity:
                item, got = line.line_item_id, planned.allocated
                flags.append(oversold(item, sold=line.quantity, allocated=got))
    method, refused = catalogue.shipping_method(draft)
    if refused:
        flags.append(refused)
    return PlannedOrder(draft=draft, lines=lines, shipping_method=method, flags=flags)
