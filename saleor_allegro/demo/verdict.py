"""Whether a shop holds exactly what was sold."""

from collections.abc import Collection, Iterable

from saleor_allegro.demo.sold import SoldLine, SoldOrder, sorted_lines
from saleor_allegro.shop.port import ShopOrder


def differences(
    sold: Iterable[SoldOrder], held: Iterable[ShopOrder], merged: Collection[str] = ()
) -> list[str]:
    """Every disagreement, one line each; empty when both agree to the grosz.

    A form that was cancelled before it was seen is not in the shop; one that was cancelled
    later, or paid together with others as a form of its own, is a cancelled order.

    Args:
        merged: Forms that Allegro has no more, because others took their place.
    """
    found: list[str] = []
    by_form: dict[str, list[ShopOrder]] = {}
    for order in held:
        by_form.setdefault(order.form_id, []).append(order)
    for sale in sold:
        orders = by_form.pop(sale.form_id, [])
        if len(orders) != 1 and (orders or not sale.is_cancelled):
            found.append(f"{sale.form_id}: {len(orders)} orders in the shop, not 1")
        for order in orders:
            found += [f"{sale.form_id}: {words}" for words in _between(sale, order)]
    for form_id in merged:
        for order in by_form.pop(form_id, []):
            if (order.status, order.charged) != ("canceled", 0):
                found.append(f"{form_id}: merged, but {order.status} and {order.charged} received")
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
        ("received", sale.received - sale.returned, order.charged),
        ("lines", sale.lines, lines),
        ("buyer", sale.buyer, order.buyer),
        ("purchase at", sale.bought_at, order.bought_at),
        ("cancelled:", sale.is_cancelled, order.status == "canceled"),
    ):
        if was_sold != is_held:
            yield f"{name} {was_sold} was sold, {is_held} is held"
