"""Lines of orders that follow their forms, and the stock that they hold."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any, Final
from uuid import UUID

from django.db.models import Sum
from saleor.order.models import OrderLine
from saleor.plugins.manager import get_plugins_manager
from saleor.warehouse.models import Allocation, PreorderAllocation

from saleor_allegro.rules.drafts import LineKind
from saleor_allegro.rules.shop_flags import oversold
from saleor_allegro.rules.updates import Aspect
from saleor_allegro.shop.port import FoundVariants, LineOutcome, WritePolicy
from saleor_allegro.shop.saleor.catalogue import TaxRates, tax_class_of, variants_of_lines
from saleor_allegro.shop.saleor.compared_lines import KIND_KEY, LineChanges, compare_lines
from saleor_allegro.shop.saleor.following import Following
from saleor_allegro.shop.saleor.kept_prices import LINE_KEY
from saleor_allegro.shop.saleor.lines import MatchedLine, build_line, match_line
from saleor_allegro.shop.saleor.releasing import release, settle
from saleor_allegro.shop.saleor.stock import (
    AllocationPlan,
    carry_out,
    plan_allocations,
    tracks_stock,
)

#: What follows the form in a line that stays. Name and product are those it was sold with.
_FIELDS: Final = (
    "quantity",
    "unit_price_gross_amount",
    "unit_price_net_amount",
    "total_price_gross_amount",
    "total_price_net_amount",
    "undiscounted_unit_price_gross_amount",
    "undiscounted_unit_price_net_amount",
    "undiscounted_total_price_gross_amount",
    "undiscounted_total_price_net_amount",
    "base_unit_price_amount",
    "undiscounted_base_unit_price_amount",
    "unit_discount_amount",
    "unit_discount_value",
    "unit_discount_type",
    "unit_discount_reason",
    "tax_rate",
)


def bring_lines(following: Sequence[Following], policy: WritePolicy, channel: Any) -> None:
    """Change, add and remove lines; what is not needed any more is free before more is taken.

    The orders' sums and the saving of the orders are the caller's. Line items do not change
    within a form's life (allegro/allegro-api #8006); its total does, with the delivery.
    """
    changing = [
        changes
        for each in following
        for draft in each.draft_of(Aspect.LINES)
        if (changes := compare_lines(each, draft)).is_any
        and each.may(Aspect.LINES, changes.text_before(), changes.text_after())
    ]
    touched = [each for each in changing if each.removed or each.kept or each.new]
    if not touched:
        return
    new = (draft for changes in touched for draft in changes.new)
    variants = variants_of_lines(new, policy.match_by)
    classes = [tax_class_of(variant) for variant in variants]
    rates = TaxRates(classes, policy.default_tax_rate)
    for changes in touched:
        _bring_over(changes, variants, rates, channel)
    _save(touched, policy, channel)
    held = _held(touched)
    for changes in touched:
        _conclude(changes, held)


def _save(touched: Sequence[LineChanges], policy: WritePolicy, channel: Any) -> None:
    """The lines and their pieces: where only a price changed, what is set aside stays so."""
    gone = [line.pk for each in touched for line in each.removed]
    counted = [line.pk for each in touched for line in each.counted]
    # Before the lines go: their pieces are wanted elsewhere.
    released = release(OrderLine.objects.filter(pk__in=[*gone, *counted]))
    OrderLine.objects.filter(pk__in=gone).delete()
    OrderLine.objects.bulk_create(line for each in touched for line in each.added)
    OrderLine.objects.bulk_update([line for each in touched for line in each.kept], _FIELDS)
    wanting = [
        line
        for each in sorted(touched, key=lambda each: each.each.order.created_at)
        if each.draft.takes_stock
        for line in (*each.counted, *each.added)
    ]
    plan = plan_allocations(wanting, channel, policy.warehouses, lock=True)
    _keep_rows(plan, counted)
    manager = get_plugins_manager(allow_replica=False)
    settle(released, plan, manager)
    carry_out(plan, manager)


def _keep_rows(plan: AllocationPlan, line_ids: Sequence[UUID]) -> None:
    """What lines held before stays the row that it was: staff that waits to cancel the order
    would not see another."""
    rows = Allocation.objects.filter(order_line__in=line_ids)
    known = {(line, stock): pk for pk, line, stock in rows.values_list("pk", "order_line", "stock")}
    for each in plan.allocations:
        each.pk = known.get((each.order_line_id, each.stock_id))


def _bring_over(
    changes: LineChanges, variants: FoundVariants[Any], rates: TaxRates, channel: Any
) -> None:
    """In memory. A line that stays keeps the VAT it was sold with where Allegro names none."""
    order = changes.each.order
    address = order.shipping_address or order.billing_address
    country = address.country.code if address else channel.default_country.code
    for draft, line in changes.pairs:
        if line is None:
            candidates = variants.of(draft.variant_key, draft.variant_id)
            matched = match_line(draft, candidates, rates, country)
            changes.added.append(build_line(order, matched))
            changes.each.flags += [matched.flag] if matched.flag else []
        elif line in changes.kept:
            rate = line.tax_rate if draft.tax_rate is None else draft.tax_rate
            as_new = build_line(
                order,
                MatchedLine(
                    draft=draft, variant=line.variant, tax_rate=rate or Decimal(0), flag=None
                ),
            )
            for name in _FIELDS:
                setattr(line, name, getattr(as_new, name))
    gone = set(changes.removed)
    changes.each.lines = [line for line in changes.each.lines if line not in gone] + changes.added


def _held(touched: Sequence[LineChanges]) -> Mapping[UUID, int]:
    """Order line -> pieces set aside for it, those that are not in stock yet included."""
    lines = [line.pk for each in touched for line in each.each.lines]
    held: dict[UUID, int] = defaultdict(int)
    for model, name in ((Allocation, "quantity_allocated"), (PreorderAllocation, "quantity")):
        rows = model.objects.filter(order_line__in=lines).values_list("order_line_id")
        for line_id, quantity in rows.annotate(Sum(name)):
            held[line_id] += quantity
    return held


def _conclude(changes: LineChanges, held: Mapping[UUID, int]) -> None:
    offers = [line for line in changes.each.lines if line.metadata.get(KIND_KEY) == LineKind.OFFER]
    changes.each.line_outcomes = tuple(
        LineOutcome(
            line_item_id=line.metadata[LINE_KEY],
            order_line_id=line.pk,
            variant_id=str(line.variant_id) if line.variant_id else None,
            quantity=line.quantity,
            allocated=held.get(line.pk, 0),
            tax_rate=line.tax_rate,
        )
        for line in offers
    )
    if not changes.draft.takes_stock:
        return
    for line in (*changes.counted, *changes.added):
        got = held.get(line.pk, 0)
        if tracks_stock(line.variant) and got < line.quantity:
            item = line.metadata[LINE_KEY]
            changes.each.flags.append(oversold(item, sold=line.quantity, allocated=got))
