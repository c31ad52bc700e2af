"""What became of each draft of a batch, and what a person should look at."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from uuid import UUID

from saleor.order.models import Order, OrderLine

from saleor_allegro.rules.drafts import LineKind, OrderDraft
from saleor_allegro.rules.flags import Flag
from saleor_allegro.rules.shop_flags import address_refused, oversold
from saleor_allegro.shop.port import LineOutcome, OrderOutcome, ReplacedOrder
from saleor_allegro.shop.saleor.addresses import AddressBook
from saleor_allegro.shop.saleor.lines import MatchedLine
from saleor_allegro.shop.saleor.stock import tracks_stock


@dataclass(slots=True, kw_only=True)
class Entry:
    """A draft on its way to becoming an order."""

    draft: OrderDraft
    matched: list[MatchedLine]
    order: Order
    lines: list[OrderLine]
    shipping_flag: Flag | None
    #: Found where the payments of the orders that it replaces became its own.
    money_flags: list[Flag] = field(default_factory=list)
    replaced: tuple[ReplacedOrder, ...] = ()


def outcome_of(entry: Entry, book: AddressBook, allocated: Mapping[UUID, int]) -> OrderOutcome:
    """
    Args:
        allocated: Pieces by order line.
    """
    user = entry.order.user
    return OrderOutcome(
        form_id=entry.draft.form_id,
        order_id=entry.order.pk,
        number=str(entry.order.number),
        customer_id=str(user.pk) if user else "",
        lines=tuple(
            LineOutcome(
                line_item_id=matched.draft.line_item_id,
                order_line_id=line.pk,
                variant_id=str(line.variant_id) if line.variant_id else None,
                quantity=line.quantity,
                allocated=allocated.get(line.pk, 0),
                tax_rate=matched.tax_rate,
            )
            for matched, line in zip(entry.matched, entry.lines, strict=True)
            if matched.draft.kind is LineKind.OFFER
        ),
        flags=tuple(_flags_of(entry, book, allocated)),
        replaced=entry.replaced,
    )


def _flags_of(entry: Entry, book: AddressBook, allocated: Mapping[UUID, int]) -> list[Flag]:
    """The draft's own flags and those the shop found.

    Args:
        allocated: Pieces by order line.
    """
    flags = [*entry.draft.flags, *entry.money_flags]
    flags += [matched.flag for matched in entry.matched if matched.flag]
    if entry.shipping_flag:
        flags.append(entry.shipping_flag)
    for subject, draft in (
        ("shipping", entry.draft.shipping_address),
        ("billing", entry.draft.billing_address),
    ):
        if draft and (refusal := book.refusal(draft)):
            flags.append(address_refused(subject, refusal))
    if entry.draft.takes_stock:
        for matched, line in zip(entry.matched, entry.lines, strict=True):
            got = allocated.get(line.pk, 0)
            if tracks_stock(matched.variant) and got < line.quantity:
                item = matched.draft.line_item_id
                flags.append(oversold(item, sold=line.quantity, allocated=got))
    return flags


def outcome_of_existing(draft: OrderDraft, order: Order) -> OrderOutcome:
    """An order written by an earlier attempt whose link was lost: adopt it as it stands."""
    by_item = {
        line.metadata.get("allegro.line_item_id"): line
        for line in order.lines.all()
        if line.metadata.get("allegro.kind") == LineKind.OFFER
    }
    return OrderOutcome(
        form_id=draft.form_id,
        order_id=order.pk,
        number=str(order.number),
        customer_id=str(order.user_id or ""),
        lines=tuple(
            LineOutcome(
                line_item_id=item,
                order_line_id=line.pk,
                variant_id=str(line.variant_id) if line.variant_id else None,
                quantity=line.quantity,
                allocated=0,
            )
            for item, line in by_item.items()
            if item
        ),
        flags=draft.flags,
        existed=True,
    )
