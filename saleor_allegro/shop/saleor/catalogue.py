"""Variants, tax rates and shipping methods for a batch of drafts: one query each."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from typing import Any

import graphene
from django.db.models import QuerySet
from django.db.models.fields.json import KeyTextTransform
from saleor.product.models import ProductVariant
from saleor.shipping.models import ShippingMethod
from saleor.tax.models import TaxClassCountryRate

from saleor_allegro.shop.port import MatchBy

OFFER_ID_KEY = "allegro.offer_id"


def find_variants(keys: Iterable[str], match_by: MatchBy) -> Mapping[str, Sequence[ProductVariant]]:
    """Every variant that carries one of the keys, with what its tax class is read from."""
    variants = ProductVariant.objects.select_related(
        "product__tax_class", "product__product_type__tax_class"
    )
    return variants_by_key(variants, keys, match_by)


def variants_by_key(
    variants: QuerySet[ProductVariant], keys: Iterable[str], match_by: MatchBy
) -> Mapping[str, Sequence[ProductVariant]]:
    """Those of the variants that carry one of the keys; several under a key are an ambiguity."""
    wanted = {key for key in keys if key}
    if not wanted:
        return {}
    if match_by is MatchBy.SKU:
        variants = variants.filter(sku__in=wanted)
    elif match_by is MatchBy.EXTERNAL_REFERENCE:
        variants = variants.filter(external_reference__in=wanted)
    else:
        variants = variants.alias(offer_id=KeyTextTransform(OFFER_ID_KEY, "metadata")).filter(
            offer_id__in=wanted
        )
    found: dict[str, list[ProductVariant]] = defaultdict(list)
    for variant in variants:
        if match_by is MatchBy.SKU:
            key = variant.sku
        elif match_by is MatchBy.EXTERNAL_REFERENCE:
            key = variant.external_reference
        else:
            key = variant.metadata[OFFER_ID_KEY]
        found[str(key)].append(variant)
    return found


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
