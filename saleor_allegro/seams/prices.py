"""Allegro's prices stay when Saleor recalculates an order.

Saleor reprices an unconfirmed order whenever somebody edits it, even its address: it leaves out
every line without a variant (services, deposits, offers the shop does not know), puts the
catalogue's tax rates in the place of Allegro's, and applies promotions that the buyer never saw.
It offers no hook there. The functions wrapped here are looked up by `saleor.order.calculations`
when it calls them, so it does not matter who imported what before.

What a member of staff changes is recalculated: quantities, lines added or removed, discounts,
another way of delivery.
"""

import inspect
from collections.abc import Callable, Iterable, Sequence
from functools import wraps
from typing import Any, Final

from django.core.checks import CheckMessage, Error
from promise import Promise  # type: ignore[import-not-found, unused-ignore]
from saleor.order import calculations
from saleor.order.models import Order, OrderLine

from saleor_allegro.seams.wrapping import Wrap, is_wrapped, wrap_once
from saleor_allegro.shop.saleor.kept_prices import KeptPrices, every_line, is_imported


def install() -> None:
    """Wrap what is there; `check` names what is not."""
    for name, wrap in _WRAPS.items():
        wrap_once(calculations, name, wrap)


def check(app_configs: Any = None, **_: Any) -> list[CheckMessage]:
    """`saleor_allegro.E003` where a function is gone, or another has taken its place."""
    return [
        Error(
            f"saleor.order.calculations.{name} does not keep the prices of Allegro's orders.",
            hint="Install a release of saleor-allegro made for this Saleor.",
            id="saleor_allegro.E003",
        )
        for name in _WRAPS
        if not is_wrapped(calculations, name)
    ]


def _without_promotions(original: Callable[..., Any]) -> Callable[..., Any]:
    @wraps(original)
    def handle_order_promotion(order: Order, *args: Any, **kwargs: Any) -> Any:
        return None if is_imported(order) else original(order, *args, **kwargs)

    return handle_order_promotion


def _with_every_line(original: Callable[..., Any]) -> Callable[..., Any]:
    @wraps(original)
    def fetch_draft_order_lines_info(
        order: Order, lines: Iterable[OrderLine] | None = None, *args: Any, **kwargs: Any
    ) -> Any:
        if not is_imported(order):
            return original(order, lines, *args, **kwargs)
        lines = list(order.lines.all() if lines is None else lines)
        return every_line(order, lines, original(order, lines, *args, **kwargs))

    return fetch_draft_order_lines_info


def _with_prices_kept(original: Callable[..., Any]) -> Callable[..., Any]:
    # 3.23 asks tax apps without waiting for them.
    promises = "requestor" in inspect.signature(original).parameters

    @wraps(original)
    def calculate_taxes(
        order: Order, manager: Any, lines: Sequence[OrderLine], *args: Any, **kwargs: Any
    ) -> Any:
        if not is_imported(order):
            return original(order, manager, lines, *args, **kwargs)
        saved = order.lines.using(kwargs.get("database_connection_name"))
        undiscounted = dict(saved.values_list("pk", "undiscounted_unit_price_gross_amount"))
        kept = KeptPrices(order, lines, undiscounted)
        if kept.is_all_allegros:
            order.tax_error = None
            done = Promise.resolve(None) if promises else None
        else:
            done = original(order, manager, lines, *args, **kwargs)
        if isinstance(done, Promise):
            return done.then(lambda _: kept.put_back())
        kept.put_back()
        return done

    return calculate_taxes


_WRAPS: Final[dict[str, Wrap]] = {
    "calculate_taxes": _with_prices_kept,
    "fetch_draft_order_lines_info": _with_every_line,
    "handle_order_promotion": _without_promotions,
}
