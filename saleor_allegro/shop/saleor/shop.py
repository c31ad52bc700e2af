"""The product's shop: a batch of drafts becomes Saleor orders in a fixed number of statements."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import chain
from typing import Any
from uuid import UUID

from django.db import transaction
from saleor.order.models import Order, OrderEvent, OrderLine
from saleor.plugins.manager import get_plugins_manager

from saleor_allegro.rules.drafts import LineKind, OrderDraft
from saleor_allegro.rules.flags import Flag, FlagKind
from saleor_allegro.shop.port import (
    CannotWriteOrder,
    LineOutcome,
    OrderOutcome,
    ShopChannel,
    ShopOrder,
    WritePolicy,
)
from saleor_allegro.shop.saleor import addresses, announce, payments, reading, search
from saleor_allegro.shop.saleor.catalogue import (
    ShippingMethods,
    TaxRates,
    find_variants,
    tax_class_of,
)
from saleor_allegro.shop.saleor.channels import get_channel, read_channels
from saleor_allegro.shop.saleor.customers import Customers, count_orders
from saleor_allegro.shop.saleor.lines import MatchedLine, build_line, match_line
from saleor_allegro.shop.saleor.new_customers import announce_customers
from saleor_allegro.shop.saleor.orders import (
    build_events,
    build_order,
    build_warnings,
    next_numbers,
)
from saleor_allegro.shop.saleor.stock import (
    AllocationPlan,
    carry_out,
    plan_allocations,
    tracks_stock,
)


class SaleorShop:
    """`Shop` on Saleor's own tables and functions."""

    def channels(self) -> Sequence[ShopChannel]:
        return read_channels()

    def preview_orders(
        self, drafts: Sequence[OrderDraft], policy: WritePolicy
    ) -> Sequence[OrderOutcome]:
        batch = _Batch(drafts, policy)
        batch.plan_stock(lock=False)
        return batch.outcomes()

    def write_orders(
        self, drafts: Sequence[OrderDraft], policy: WritePolicy
    ) -> Sequence[OrderOutcome]:
        batch = _Batch(drafts, policy)
        batch.save()
        return batch.outcomes()

    def announce_orders(
        self, order_ids: Sequence[UUID], told: Callable[[UUID], None] = lambda order_id: None
    ) -> None:
        announce.announce(order_ids, told)

    def read_orders(self, order_ids: Sequence[UUID]) -> Sequence[ShopOrder]:
        return reading.read(order_ids)


@dataclass(slots=True, kw_only=True)
class _Entry:
    """A draft on its way to becoming an order."""

    draft: OrderDraft
    matched: list[MatchedLine]
    order: Order
    lines: list[OrderLine]
    shipping_flag: Flag | None


class _Batch:
    """Reads all that a batch needs, builds every row in memory, then saves table by table."""

    def __init__(self, drafts: Sequence[OrderDraft], policy: WritePolicy) -> None:
        """
        Raises:
            ChannelNotFound, CannotWriteOrder: See `Shop.write_orders`.
        """
        self._policy = policy
        self._drafts = drafts
        self._channel = get_channel(policy.channel_slug)
        for draft in drafts:
            if draft.currency != self._channel.currency_code:
                raise CannotWriteOrder(
                    draft.form_id,
                    f"the order is in {draft.currency}, the channel {policy.channel_slug!r} in"
                    f" {self._channel.currency_code}: connect the seller in a channel with"
                    f" {draft.currency}",
                )
        form_ids = [draft.form_id for draft in drafts]
        self._existing: Mapping[str, Order] = {
            order.external_reference: order
            for order in Order.objects.filter(external_reference__in=form_ids).prefetch_related(
                "lines"
            )
        }
        self._book = addresses.AddressBook()
        fresh = [draft for draft in drafts if draft.form_id not in self._existing]
        self._customers = Customers(fresh)
        self._entries = self._build(fresh) if fresh else []
        self._plan = AllocationPlan()

    def _build(self, drafts: Sequence[OrderDraft]) -> list[_Entry]:
        methods = ShippingMethods(self._channel.pk, self._policy.shipping_methods)
        keys = (line.variant_key for draft in drafts for line in draft.lines if line.variant_key)
        variants = find_variants(keys, self._policy.match_by)
        classes = [tax_class_of(v) for found in variants.values() for v in found]
        rates = TaxRates([*classes, *methods.tax_classes], self._policy.default_tax_rate)
        return [self._entry(draft, methods, variants, rates) for draft in drafts]

    def _entry(
        self,
        draft: OrderDraft,
        methods: ShippingMethods,
        variants: Mapping[str, Sequence[Any]],
        rates: TaxRates,
    ) -> _Entry:
        country = draft.shipping_address.country_code if draft.shipping_address else ""
        country = country or self._channel.default_country.code
        matched = [
            match_line(line, variants.get(line.variant_key or "", ()), rates, country)
            for line in draft.lines
        ]
        method = methods.find(draft.delivery.method_id)
        shipping_flag = None
        if method is None and methods.is_mapped(draft.delivery.method_id):
            shipping_flag = Flag(
                kind=FlagKind.NO_SHIPPING_METHOD, details={"method": draft.delivery.method_name}
            )
        order = build_order(
            draft,
            channel=self._channel,
            user=self._customers.get(draft.customer.buyer_id),
            shipping_address=draft.shipping_address and self._book.build(draft.shipping_address),
            billing_address=draft.billing_address and self._book.build(draft.billing_address),
            shipping_method=method,
            shipping_tax_rate=rates.rate(method.tax_class if method else None, country),
            lines=matched,
        )
        lines = [build_line(order, line) for line in matched]
        return _Entry(
            draft=draft, matched=matched, order=order, lines=lines, shipping_flag=shipping_flag
        )

    def plan_stock(self, *, lock: bool) -> None:
        """Share the stock among the lines; with `lock`, nobody else may take from it any more."""
        lines = [
            line
            for entry in sorted(self._entries, key=lambda entry: entry.draft.bought_at)
            if entry.draft.takes_stock
            for line in entry.lines
        ]
        self._plan = plan_allocations(lines, self._channel, self._policy.warehouses, lock=lock)

    def save(self) -> None:
        """Table by table, and the stock at last: checkouts wait for it until we commit."""
        if not self._entries:
            return
        self._customers.create_missing(self._book)
        orders = [entry.order for entry in self._entries]
        numbers = next_numbers(len(orders))
        # Numbers grow with the moment of purchase, as in a shop of one's own.
        in_order = sorted(self._entries, key=lambda entry: entry.draft.bought_at)
        for entry, number in zip(in_order, numbers, strict=True):
            entry.order.number = number
            entry.order.user = self._customers.get(entry.draft.customer.buyer_id)
        addresses.save(
            [
                address
                for order in orders
                for address in (order.shipping_address, order.billing_address)
                if address is not None
            ]
        )
        Order.objects.bulk_create(orders)
        lines = [entry.lines for entry in self._entries]
        OrderLine.objects.bulk_create(chain.from_iterable(lines))
        language = self._policy.language
        events = [build_events(entry.order, entry.draft, language) for entry in self._entries]
        OrderEvent.objects.bulk_create(chain.from_iterable(events))
        transactions = [payments.build_transactions(e.order, e.draft) for e in self._entries]
        payments.save([*chain.from_iterable(transactions)], [e.draft for e in self._entries])
        search.index_orders(orders, lines, transactions, events)
        count_orders(orders, self._customers.created)
        manager = get_plugins_manager(allow_replica=False)
        self.plan_stock(lock=True)
        carry_out(self._plan, manager)
        warnings = [
            build_warnings(entry.order, self._flags(entry), language) for entry in self._entries
        ]
        OrderEvent.objects.bulk_create(chain.from_iterable(warnings))
        if created := self._customers.created:
            transaction.on_commit(partial(announce_customers, created, manager))

    def outcomes(self) -> Sequence[OrderOutcome]:
        made = {entry.draft.form_id: self._outcome(entry) for entry in self._entries}
        return [
            made.get(draft.form_id) or _outcome_of_existing(draft, self._existing[draft.form_id])
            for draft in self._drafts
        ]

    def _outcome(self, entry: _Entry) -> OrderOutcome:
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
                    allocated=self._plan.allocated.get(line.pk, 0),
                    tax_rate=matched.tax_rate,
                )
                for matched, line in zip(entry.matched, entry.lines, strict=True)
                if matched.draft.kind is LineKind.OFFER
            ),
            flags=tuple(self._flags(entry)),
        )

    def _flags(self, entry: _Entry) -> list[Flag]:
        flags = [*entry.draft.flags]
        flags += [matched.flag for matched in entry.matched if matched.flag]
        if entry.shipping_flag:
            flags.append(entry.shipping_flag)
        for subject, draft in (
            ("shipping", entry.draft.shipping_address),
            ("billing", entry.draft.billing_address),
        ):
            if draft and (refusal := self._book.refusal(draft)):
                flags.append(
                    Flag(
                        kind=FlagKind.ADDRESS_REFUSED, subject=subject, details={"fields": refusal}
                    )
                )
        if entry.draft.takes_stock:
            for matched, line in zip(entry.matched, entry.lines, strict=True):
                got = self._plan.allocated.get(line.pk, 0)
                if tracks_stock(matched.variant) and got < line.quantity:
                    flags.append(
                        Flag(
                            kind=FlagKind.OVERSOLD,
                            subject=matched.draft.line_item_id,
                            details={"sold": str(line.quantity), "allocated": str(got)},
                        )
                    )
        return flags


def _outcome_of_existing(draft: OrderDraft, order: Order) -> OrderOutcome:
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
