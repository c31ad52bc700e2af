"""Decide what a batch of drafts becomes, reading only: the same for preview and for writing."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from uuid import UUID, uuid4

from saleor_allegro.rules.drafts import LineDraft, LineKind, OrderDraft
from saleor_allegro.rules.flags import Flag, FlagKind
from saleor_allegro.shop.port import CannotWriteOrder, MatchBy, WritePolicy
from saleor_allegro.shop.rehearsal.models import Channel, ShippingMethod, Variant
from saleor_allegro.shop.rehearsal.stock import Shelf, Take

VARIANT_FIELD: Mapping[MatchBy, str] = {
    MatchBy.SKU: "sku",
    MatchBy.EXTERNAL_REFERENCE: "external_reference",
    MatchBy.OFFER_ID: "offer_id",
}


@dataclass(slots=True, kw_only=True)
class PlannedLine:
    draft: LineDraft
    variant: Variant | None
    tax_rate: Decimal
    id: UUID = field(default_factory=uuid4)
    takes: Sequence[Take] = ()

    @property
    def allocated(self) -> int:
        return sum(take.quantity for take in self.takes)


@dataclass(slots=True, kw_only=True)
class PlannedOrder:
    draft: OrderDraft
    lines: Sequence[PlannedLine]
    shipping_method: ShippingMethod | None
    flags: Sequence[Flag]
    id: UUID = field(default_factory=uuid4)


def plan_orders(
    drafts: Sequence[OrderDraft], policy: WritePolicy, channel: Channel, *, lock: bool
) -> list[PlannedOrder]:
    """Match, tax and allocate the drafts in their order: the first one is served first.

    Raises:
        CannotWriteOrder: A draft is in another currency than the channel.
    """
    for draft in drafts:
        if draft.currency != channel.currency:
            raise CannotWriteOrder(
                draft.form_id,
                f"the order is in {draft.currency}, the channel {channel.slug!r} in"
                f" {channel.currency}: connect the seller in a channel with {draft.currency}",
            )
    lines = [line for draft in drafts for line in draft.lines]
    variants = _find_variants(lines, policy.match_by)
    sold = {rows[0].pk for rows in variants.values() if len(rows) == 1}
    shelf = Shelf.of(sold, channel, policy.warehouses, lock=lock)
    methods = list(channel.shipping_methods.all()) if policy.shipping_methods else []
    return [_plan(draft, policy, variants, shelf, methods) for draft in drafts]


def _find_variants(lines: Iterable[LineDraft], match_by: MatchBy) -> Mapping[str, list[Variant]]:
    name = VARIANT_FIELD[match_by]
    keys = {line.variant_key for line in lines if line.variant_key}
    found: dict[str, list[Variant]] = defaultdict(list)
    for variant in Variant.objects.filter(**{f"{name}__in": keys}):
        found[getattr(variant, name)].append(variant)
    return found


def _plan(
    draft: OrderDraft,
    policy: WritePolicy,
    variants: Mapping[str, list[Variant]],
    shelf: Shelf,
    methods: Sequence[ShippingMethod],
) -> PlannedOrder:
    flags = list(draft.flags)
    lines = []
    for line in draft.lines:
        candidates = variants.get(line.variant_key or "", [])
        variant = candidates[0] if len(candidates) == 1 else None
        lines.append(
            PlannedLine(draft=line, variant=variant, tax_rate=_tax_rate(line, variant, policy))
        )
        if line.kind is LineKind.OFFER and variant is None:
            flags.append(_unmatched(line, len(candidates)))
        if variant is not None and draft.takes_stock:
            lines[-1].takes = shelf.take(variant.pk, line.quantity)
            allocated = lines[-1].allocated
            if allocated < line.quantity:
                flags.append(
                    Flag(
                        kind=FlagKind.OVERSOLD,
                        subject=line.line_item_id,
                        details={"sold": str(line.quantity), "allocated": str(allocated)},
                    )
                )
    method, refused = _shipping_method(draft, policy, methods)
    if refused:
        flags.append(refused)
    return PlannedOrder(draft=draft, lines=lines, shipping_method=method, flags=flags)


def _tax_rate(line: LineDraft, variant: Variant | None, policy: WritePolicy) -> Decimal:
    if line.tax_rate is not None:
        return line.tax_rate
    if variant is not None and variant.tax_rate is not None:
        return variant.tax_rate
    return policy.default_tax_rate


def _unmatched(line: LineDraft, candidates: int) -> Flag:
    kind = FlagKind.AMBIGUOUS_VARIANT if candidates else FlagKind.NO_VARIANT
    details = {"name": line.name, "key": line.variant_key or "", "offer_id": line.offer_id}
    return Flag(kind=kind, subject=line.line_item_id, details=details)


def _shipping_method(
    draft: OrderDraft, policy: WritePolicy, methods: Sequence[ShippingMethod]
) -> tuple[ShippingMethod | None, Flag | None]:
    """The mapped method; a mapping to a method that the channel does not have is flagged."""
    wanted = policy.shipping_methods.get(draft.delivery.method_id)
    if wanted is None:
        return None, None
    for method in methods:
        if wanted in (str(method.pk), method.name):
            return method, None
    return None, Flag(
        kind=FlagKind.NO_SHIPPING_METHOD,
        details={"method": draft.delivery.method_name},
    )
