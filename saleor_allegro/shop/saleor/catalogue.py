"""Variants, tax rates and shipping methods for a batch of drafts: one query each."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Any

import graphene
from django.db.models import Q, QuerySet
from django.db.models.fields.json import KeyTextTransform
from saleor.product.models import ProductVariant
from saleor.shipping.models import ShippingMethod
from saleor.tax.models import TaxClassCountryRate

from saleor_allegro.rules.drafts import LineDraft
from saleor_allegro.shop.port import FoundVariants, MatchBy

OFFER_ID_KEY = "allegro.offer_id"


def variants_of_lines(
    lines: Iterable[LineDraft], match_by: MatchBy
) -> FoundVariants[ProductVariant]:
    """Every variant that the lines may be, with what its tax class is read from."""
    lines = list(lines)
    return find_variants(
        ProductVariant.objects.select_related(
            "product__tax_class", "product__product_type__tax_class"
        ),
        (line.variant_key for line in lines if line.variant_key),
        (line.variant_id for line in lines if line.variant_id),
        match_by,
    )


def find_variants(
    variants: QuerySet[ProductVariant],
    keys: Iterable[str],
    variant_ids: Iterable[str],
    match_by: MatchBy,
) -> FoundVariants[ProductVariant]:
    """Those of the variants that carry one of the keys, and those of the ids, in one statement."""
    wanted, chosen = {key for key in keys if key}, set(variant_ids)
    by_key: dict[str, list[ProductVariant]] = defaultdict(list)
    by_id: dict[str, ProductVariant] = {}
    for variant in _rows(variants, wanted, chosen, match_by):
        key = _key_of(variant, match_by)
        if key in wanted:
            by_key[key].append(variant)
        if str(variant.pk) in chosen:
            by_id[str(variant.pk)] = variant
    return FoundVariants(by_key=by_key, by_id=by_id)


def _rows(
    variants: QuerySet[ProductVariant], keys: set[str], ids: set[str], match_by: MatchBy
) -> QuerySet[ProductVariant]:
    if match_by is MatchBy.SKU:
        carries = Q(sku__in=keys)
    elif match_by is MatchBy.EXTERNAL_REFERENCE:
        carries = Q(external_reference__in=keys)
    else:
        variants = variants.alias(offer_id=KeyTextTransform(OFFER_ID_KEY, "metadata"))
        carries = Q(offer_id__in=keys)
    return variants.filter(carries | Q(pk__in=ids))


def _key_of(variant: ProductVariant, match_by: MatchBy) -> str:
    if match_by is MatchBy.SKU:
        return variant.sku or ""
    if match_by is MatchBy.EXTERNAL_REFERENCE:
        return variant.external_reference or ""
    return str(variant.metadata.get(OFFER_ID_KEY, ""))


def tax_class_of(variant: ProductVariant) -> Any:
    """The product's tax class, else its product type's, as Saleor itself decides it."""
    return variant.product.tax_class or variant.product.product_type.tax_class


class TaxRates:
    """Rates of the tax classes of a batch, per country, as fractions."""

    def __init__(self, tax_classes: Iterable[Any], default: Decimal) -> None:
        ids = {tax_class.pk for tax_class in tax_classes if tax_class is not None}
        self._default = default
        self._rates: dict[tuple[int, str], Decimal] = {
            (rate.tax_class_id, rate.country.code): rate.rate / 100
            for rate in (TaxClassCountryRate.objects.filter(tax_class_id__in=ids) if ids else ())
        }

    def rate(self, tax_class: Any, country_code: str) -> Decimal:
        if tax_class is None:
            return self._default
        return self._rates.get((tax_class.pk, country_code), self._default)


class ShippingMethods:
    """The shop's shipping methods that the merchant mapped Allegro's delivery methods to."""

    def __init__(self, channel_id: int, mapping: Mapping[str, str]) -> None:
        self._mapping = mapping
        self._by_name: dict[str, Any] = {}
        if mapping:
            methods = ShippingMethod.objects.filter(
                channel_listings__channel_id=channel_id
            ).select_related("tax_class")
            for method in methods.order_by("-pk"):
                global_id = graphene.Node.to_global_id("ShippingMethod", method.pk)
                for word in (method.name.casefold(), str(method.pk), global_id):
                    self._by_name[word] = method

    def is_mapped(self, method_id: str) -> bool:
        return method_id in self._mapping

    def find(self, method_id: str) -> Any | None:
        """The method an Allegro delivery method is mapped to, by id or by name."""
        word = self._mapping.get(method_id, "").strip()
        return self._by_name.get(word) or self._by_name.get(word.casefold())

    @property
    def tax_classes(self) -> list[Any]:
        return [method.tax_class for method in self._by_name.values()]
