"""The way of delivery of orders that follow their forms: method, cost and pickup point."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any, Final

from saleor.order.models import Order
from saleor.tax.utils import get_shipping_tax_class_kwargs_for_order

from saleor_allegro.rules.aspects import is_of_delivery
from saleor_allegro.rules.drafts import OrderDraft
from saleor_allegro.rules.shop_flags import no_shipping_method
from saleor_allegro.rules.updates import Aspect
from saleor_allegro.shop.port import WritePolicy
from saleor_allegro.shop.saleor.catalogue import ShippingMethods, TaxRates
from saleor_allegro.shop.saleor.following import Following
from saleor_allegro.shop.saleor.kept_prices import DELIVERY_KEY
from saleor_allegro.shop.saleor.money import net_of

#: Every field that this file changes.
FIELDS: Final = (
    "shipping_method",
    "shipping_method_name",
    "shipping_price_gross_amount",
    "shipping_price_net_amount",
    "base_shipping_price_amount",
    "undiscounted_base_shipping_price_amount",
    "shipping_tax_rate",
    "shipping_tax_class",
    "shipping_tax_class_name",
    "shipping_tax_class_private_metadata",
    "shipping_tax_class_metadata",
    "metadata",
)
_METHOD_KEY: Final = "allegro.delivery_method_id"
_POINT_KEY: Final = "allegro.pickup_point_id"
_SMART_KEY: Final = "allegro.smart"


def bring_delivery(following: Sequence[Following], policy: WritePolicy, channel: Any) -> None:
    """Change the delivery in memory; the totals and the saving are the caller's."""
    drafts = [(each, draft) for each in following for draft in each.draft_of(Aspect.DELIVERY)]
    if not drafts:
        return
    methods = ShippingMethods(channel.pk, policy.shipping_methods)
    rates = TaxRates(methods.tax_classes, policy.default_tax_rate)
    for each, draft in drafts:
        _bring(each, draft, methods, rates, channel)


def _bring(
    each: Following, draft: OrderDraft, methods: ShippingMethods, rates: TaxRates, channel: Any
) -> None:
    order = each.order
    method = methods.find(draft.delivery.method_id)
    name = draft.delivery.method_name[:255] or None
    metadata = {key: text for key, text in order.metadata.items() if not is_of_delivery(key)}
    metadata |= {key: text for key, text in draft.metadata.items() if is_of_delivery(key)}
    wanted = (method and method.pk, name, draft.delivery.gross, metadata)
    now = (
        order.shipping_method_id,
        order.shipping_method_name,
        order.shipping_price_gross_amount,
        order.metadata,
    )
    if wanted == now:
        return
    others = _other_words(order.metadata, metadata)
    before = _text(
        order.shipping_method_name or "",
        order.metadata,
        others,
        f"{order.shipping_price_gross_amount:.2f} {order.currency}",
    )
    after = _text(
        draft.delivery.method_name,
        metadata,
        others,
        f"{draft.delivery.gross:.2f} {order.currency}",
    )
    if not each.may(Aspect.DELIVERY, before, after):
        return
    if method is None and methods.is_mapped(draft.delivery.method_id):
        each.flags.append(no_shipping_method(draft.delivery))
    if (method and method.pk) != order.shipping_method_id:
        tax_class = method.tax_class if method else None
        country = order.shipping_address or order.billing_address
        code = country.country.code if country else channel.default_country.code
        order.shipping_tax_rate = rates.rate(tax_class, code)
        for field, value in get_shipping_tax_class_kwargs_for_order(tax_class).items():
            setattr(order, field, value)
    _set(order, method, name, draft)
    order.metadata = metadata


def _set(order: Order, method: Any, name: str | None, draft: OrderDraft) -> None:
    gross = draft.delivery.gross
    order.shipping_method = method
    order.shipping_method_name = name
    order.shipping_price_gross_amount = gross
    order.shipping_price_net_amount = net_of(gross, order.shipping_tax_rate or Decimal(0))
    order.base_shipping_price_amount = gross
    order.undiscounted_base_shipping_price_amount = gross


def _other_words(before: Mapping[str, str], after: Mapping[str, str]) -> list[str]:
    """Keys that people are shown only where they differ, e.g. the address of the same point."""
    differing = {key for key, _ in before.items() ^ after.items() if is_of_delivery(key)}
    told_by_name = {_METHOD_KEY} if DELIVERY_KEY in differing else set()
    return sorted(differing - {DELIVERY_KEY, _POINT_KEY} - told_by_name)


def _text(method: str, metadata: Mapping[str, str], others: Sequence[str], cost: str) -> str:
    """In one line, e.g. "Paczkomat InPost, WAW01M, 9.99 PLN"."""
    words = [method, metadata.get(_POINT_KEY), *(_word(key, metadata) for key in others), cost]
    return ", ".join(word for word in words if word)


def _word(key: str, metadata: Mapping[str, str]) -> str:
    text = metadata.get(key, "")
    return {"true": "Smart!", "false": ""}.get(text, text) if key == _SMART_KEY else text
