"""Whether a shop holds exactly what was sold."""

from collections.abc import Iterable

from saleor_allegro.demo.sold import SoldLine, SoldOrder, sorted_lines
from saleor_allegro.shop.port import ShopOrder


def differences(sold: Iterable[SoldOrder], held: Iterable[ShopOrder]) -> list[str]:
    """Every disagreement, one line each; empty when both agree to the grosz.

    A form that was cancelled before it was seen must not be in the shop.
    """
    found: list[str] = []
    by_form: dict[str, list[ShopOrder]] = {}
    for order in held:
        by_form.setdefault(order.form_id, []).append(order)
    for sale in sold:
        orders = by_form.pop(sale.form_id, [])
        wanted = 0 if sale.is_cancelled else 1
        if len(orders) != wanted:
            found.append(f"{sale.form_id}: {len(orders)} orders in the shop, not {wanted}")
        for order in orders:
            found += [f"{sale.form_id}: {words}" for words in _between(sale, order)]
    found += [f"{form_id}: in the shop, but never sold" for form_id in by_form]
    return found


def _between(sale: SoldOrder, order: ShopOrder) -> Iterable[str]:
    lines = sorted_lines(
        [SoldLine(quantity=line.quantity, unit_gross=line.unit_gross) for line in order.lines]
    )
    for name, was_sold, is_held in (
        ("currency", sale.currency, order.currency),
        ("total", sale.total, order.total_gross),
        ("delivery", sale.delivery, order.shipping_gross),
        ("received", sale.received, order.charged),
        ("lines", sale.lines, lines),
        ("buyer", sale.buyer, order.buyer),
        ("purchase at", sale.bought_at, order.bought_at),
    ):
        if was_sold != is_held:
            yield f"{name} {was_sold} was sold, {is_held} is held"
