"""A batch of drafts: all that it needs is read, every row built in memory, then saved by table."""

from collections.abc import Mapping, Sequence
from functools import partial
from itertools import chain
from typing import Any

from django.db import transaction
from saleor.order.models import Order, OrderEvent, OrderLine
from saleor.plugins.manager import get_plugins_manager

from saleor_allegro.rules.drafts import OrderDraft
from saleor_allegro.rules.shop_flags import no_shipping_method
from saleor_allegro.shop.currencies import refuse_other_currencies
from saleor_allegro.shop.port import FoundVariants, OrderOutcome, WritePolicy
from saleor_allegro.shop.saleor import addresses, history, payments, search
from saleor_allegro.shop.saleor.catalogue import (
    ShippingMethods,
    TaxRates,
    tax_class_of,
    variants_of_lines,
)
from saleor_allegro.shop.saleor.channels import get_channel
from saleor_allegro.shop.saleor.customers import Customers, count_orders
from saleor_allegro.shop.saleor.lines import build_line, match_line
from saleor_allegro.shop.saleor.new_customers import announce_customers
from saleor_allegro.shop.saleor.orders import (
    build_events,
    build_order,
    build_warnings,
    next_numbers,
)
from saleor_allegro.shop.saleor.outcomes import Entry, outcome_of, outcome_of_existing
from saleor_allegro.shop.saleor.replacing import Replacing
from saleor_allegro.shop.saleor.stock import AllocationPlan, carry_out, plan_allocations


class Batch:
    """Reads all that a batch needs, builds every row in memory, then saves table by table."""

    def __init__(self, drafts: Sequence[OrderDraft], policy: WritePolicy) -> None:
        """
        Raises:
            ChannelNotFound, CannotWriteOrder: See `Shop.write_orders`.
        """
        self._policy = policy
        self._drafts = drafts
        self._channel = get_channel(policy.channel_slug)
        refuse_other_currencies(drafts, policy.channel_slug, self._channel.currency_code)
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
        self._replacing = Replacing(self._entries)
        #: Form id -> what becomes of it, once the stock is shared out.
        self._made: dict[str, OrderOutcome] = {}

    def _build(self, drafts: Sequence[OrderDraft]) -> list[Entry]:
        methods = ShippingMethods(self._channel.pk, self._policy.shipping_methods)
        lines = (line for draft in drafts for line in draft.lines)
        variants = variants_of_lines(lines, self._policy.match_by)
        classes = [tax_class_of(variant) for variant in variants]
        rates = TaxRates([*classes, *methods.tax_classes], self._policy.default_tax_rate)
        return [self._entry(draft, methods, variants, rates) for draft in drafts]

    def _entry(
        self,
        draft: OrderDraft,
        methods: ShippingMethods,
        variants: FoundVariants[Any],
        rates: TaxRates,
    ) -> Entry:
        country = draft.shipping_address.country_code if draft.shipping_address else ""
        country = country or self._channel.default_country.code
        matched = [
            match_line(line, variants.of(line.variant_key, line.variant_id), rates, country)
            for line in draft.lines
        ]
        method = methods.find(draft.delivery.method_id)
        shipping_flag = None
        if method is None and methods.is_mapped(draft.delivery.method_id):
            shipping_flag = no_shipping_method(draft.delivery)
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
        return Entry(
            draft=draft, matched=matched, order=order, lines=lines, shipping_flag=shipping_flag
        )

    def plan_stock(self, *, lock: bool) -> AllocationPlan:
        """Share the stock among the lines; with `lock`, nobody else may take from it any more.

        Raises:
            CannotWriteOrder: Goods of an order that a draft replaces have left.
        """
        if not lock:
            self._replacing.foresee()
        plan = plan_allocations(
            self._lines_that_take_stock(),
            self._channel,
            self._policy.warehouses,
            lock=lock,
            freed=self._replacing.order_ids,
        )
        self._made = {
            entry.draft.form_id: outcome_of(entry, self._book, plan.allocated)
            for entry in self._entries
        }
        return plan

    def _lines_that_take_stock(self) -> list[OrderLine]:
        """First bought, first served."""
        return [
            line
            for entry in sorted(self._entries, key=lambda entry: entry.draft.bought_at)
            if entry.draft.takes_stock
            for line in entry.lines
        ]

    @history.one_author()
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
        # An order that replaces others takes over their transactions first.
        transactions = [
            [] if entry.draft.replaces else payments.build_transactions(entry.order, entry.draft)
            for entry in self._entries
        ]
        payments.save(
            [*chain.from_iterable(transactions)],
            [entry.draft for entry in self._entries if not entry.draft.replaces],
        )
        search.index_orders(orders, lines, transactions, events)
        count_orders(orders, self._customers.created)
        manager = get_plugins_manager(allow_replica=False)
        self._replacing.carry_out(self._lines_that_take_stock(), self._channel, language)
        plan = self.plan_stock(lock=True)
        self._replacing.settle(plan, manager)
        carry_out(plan, manager)
        warnings = (
            build_warnings(entry.order, self._made[entry.draft.form_id].flags, language)
            for entry in self._entries
        )
        OrderEvent.objects.bulk_create(chain.from_iterable(warnings))
        if created := self._customers.created:
            transaction.on_commit(partial(announce_customers, created, manager))

    def outcomes(self) -> Sequence[OrderOutcome]:
        return [
            self._made.get(draft.form_id)
            or outcome_of_existing(draft, self._existing[draft.form_id])
            for draft in self._drafts
        ]
