"""Order lines with Allegro's prices, whatever the catalogue says."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from saleor.core.taxes import zero_money
from saleor.discount import DiscountValueType
from saleor.order.models import Order, OrderLine
from saleor.tax.utils import get_tax_class_kwargs_for_order_line

from saleor_allegro.rules.drafts import LineDraft, LineKind
from saleor_allegro.rules.flags import Flag
from saleor_allegro.rules.shop_flags import not_one_variant
from saleor_allegro.shop.saleor.catalogue import TaxRates, tax_class_of
from saleor_allegro.shop.saleor.money import net_of

PRICE_REASON = "Allegro"


@dataclass(slots=True, kw_only=True)
class MatchedLine:
    """A line of a draft with the variant it is, where exactly one is."""

    draft: LineDraft
    variant: Any | None
    tax_rate: Decimal
    flag: Flag | None


def match_line(
    line: LineDraft, variants: Sequence[Any], rates: TaxRates, country_code: str
) -> MatchedLine:
    """Settle on a variant and a VAT rate: Allegro's, else the variant's tax class, else default."""
    variant = variants[0] if len(variants) == 1 else None
    flag = None
    if line.kind is LineKind.OFFER and variant is None:
        flag = not_one_variant(line, is_ambiguous=bool(variants))
    rate = line.tax_rate
    if rate is None:
        rate = rates.rate(tax_class_of(variant) if variant else None, country_code)
    return MatchedLine(draft=line, variant=variant, tax_rate=rate, flag=flag)


def build_line(order: Order, matched: MatchedLine) -> OrderLine:
    """An unsaved order line. The base price is what the buyer pays, so that a later
    recalculation by Saleor arrives at the same sum."""
    draft, variant, rate = matched.draft, matched.variant, matched.tax_rate
    gross, before = draft.unit_gross, draft.undiscounted_unit_gross
    total_gross, total_before = gross * draft.quantity, before * draft.quantity
    discount = max(before - gross, zero_money(order.currency).amount)
    return OrderLine(
        order=order,
        variant=variant,
        product_name=draft.name[:386],
        variant_name=(variant.name or "")[:255] if variant else "",
        product_sku=variant.sku if variant else None,
        product_variant_id=variant.get_global_id() if variant else None,
        product_type_id=variant.product.product_type_id if variant else None,
        is_shipping_required=draft.kind is LineKind.OFFER
        and (variant is None or variant.is_shipping_required()),
        is_gift_card=False,
        quantity=draft.quantity,
        currency=order.currency,
        unit_price_gross_amount=gross,
        unit_price_net_amount=net_of(gross, rate),
        total_price_gross_amount=total_gross,
        total_price_net_amount=net_of(total_gross, rate),
        undiscounted_unit_price_gross_amount=before,
        undiscounted_unit_price_net_amount=net_of(before, rate),
        undiscounted_total_price_gross_amount=total_before,
        undiscounted_total_price_net_amount=net_of(total_before, rate),
        base_unit_price_amount=gross,
        undiscounted_base_unit_price_amount=gross,
        unit_discount_amount=discount,
        unit_discount_value=discount,
        unit_discount_type=DiscountValueType.FIXED if discount else None,
        unit_discount_reason=PRICE_REASON if discount else None,
        tax_rate=rate,
        is_price_overridden=True,
        metadata=metadata_of(draft),
        **get_tax_class_kwargs_for_order_line(tax_class_of(variant) if variant else None),
    )


def metadata_of(draft: LineDraft) -> dict[str, str]:
    """What a line remembers of Allegro, and is known by when it follows its form."""
    return {
        "allegro.line_item_id": draft.line_item_id,
        "allegro.offer_id": draft.offer_id,
        "allegro.kind": draft.kind.value,
        **draft.metadata,
    }
