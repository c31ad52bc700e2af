"""What the shop sells, looked up for the lines and deliveries of drafts."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import Q

from saleor_allegro.rules.drafts import LineDraft, LineKind, OrderDraft
from saleor_allegro.rules.flags import Flag
from saleor_allegro.rules.offer_matching import FoundVariants
from saleor_allegro.rules.shop_flags import no_shipping_method, not_one_variant
from saleor_allegro.shop.port import MatchBy, WritePolicy
from saleor_allegro.shop.rehearsal.models import Channel, ShippingMethod, Variant

VARIANT_FIELD: Mapping[MatchBy, str] = {
    MatchBy.SKU: "sku",
    MatchBy.EXTERNAL_REFERENCE: "external_reference",
    MatchBy.OFFER_ID: "offer_id",
}


def find_variants(
    keys: Iterable[str], variant_ids: Iterable[str], match_by: MatchBy
) -> FoundVariants[Variant]:
    """Every variant that carries one of the keys, and those of the ids, in one statement."""
    name = VARIANT_FIELD[match_by]
    wanted, chosen = {key for key in keys if key}, set(variant_ids)
    by_key: dict[str, list[Variant]] = defaultdict(list)
    by_id = {}
    rows = Variant.objects.filter(Q(**{f"{name}__in": wanted}) | Q(pk__in=chosen))
    for variant in rows:
        key = getattr(variant, name)
        if key in wanted:
            by_key[key].append(variant)
        if str(variant.pk) in chosen:
            by_id[str(variant.pk)] = variant
    return FoundVariants(by_key=by_key, by_id=by_id)


@dataclass(frozen=True, slots=True, kw_only=True)
class Match:
    variant: Variant | None
    tax_rate: Decimal
    flag: Flag | None


class Catalogue:
    """Variants and shipping methods for a batch, in two statements."""

    def __init__(self, drafts: Sequence[OrderDraft], policy: WritePolicy, channel: Channel) -> None:
        self._policy = policy
        lines = [line for draft in drafts for line in draft.lines]
        self._variants = find_variants(
            (line.variant_key for line in lines if line.variant_key),
            (line.variant_id for line in lines if line.variant_id),
            policy.match_by,
        )
        self._methods = list(channel.shipping_methods.all()) if policy.shipping_methods else []

    @property
    def variant_ids(self) -> Collection[int]:
        """Those that lines are matched with."""
        found = self._variants
        of_keys = {rows[0].pk for rows in found.by_key.values() if len(rows) == 1}
        return of_keys | {variant.pk for variant in found.by_id.values()}

    def match(self, line: LineDraft) -> Match:
        """The line's variant and VAT; an offer without exactly one variant is flagged."""
        candidates = self._variants.of(line.variant_key, line.variant_id)
        variant = candidates[0] if len(candidates) == 1 else None
        flag = None
        if line.kind is LineKind.OFFER and variant is None:
            flag = not_one_variant(line, is_ambiguous=bool(candidates))
        return Match(variant=variant, tax_rate=self._tax_rate(line, variant), flag=flag)

    def shipping_method(self, draft: OrderDraft) -> tuple[ShippingMethod | None, Flag | None]:
        """The mapped method; a mapping to a method that the channel does not have is flagged."""
        wanted = self._policy.shipping_methods.get(draft.delivery.method_id)
        if wanted is None:
            return None, None
        for method in self._methods:
            if wanted in (str(method.pk), method.name):
                return method, None
        return None, no_shipping_method(draft.delivery)

    def _tax_rate(self, line: LineDraft, variant: Variant | None) -> Decimal:
        if line.tax_rate is not None:
            return line.tax_rate
        if variant is not None and variant.tax_rate is not None:
            return variant.tax_rate
        return self._policy.default_tax_rate
