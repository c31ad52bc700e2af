"""What an order comes to, by Allegro's total and the lines that it has."""

from collections.abc import Sequence
from decimal import Decimal

from saleor.core.weight import zero_weight
from saleor.order.models import Order, OrderLine

from saleor_allegro.shop.saleor.kept_prices import DIFFERENCE_KEY, LINE_KEY

#: Every field that this file changes.
FIELDS = (
    "subtotal_gross_amount",
    "subtotal_net_amount",
    "total_gross_amount",
    "total_net_amount",
    "undiscounted_total_gross_amount",
    "undiscounted_total_net_amount",
    "lines_count",
    "weight",
    "private_metadata",
)


def add_up(order: Order, lines: Sequence[OrderLine], stated: Decimal) -> None:
    """Bring the sums of an order up to date, in memory.

    Args:
        lines: All its lines; what staff added is paid on top of what Allegro sold.
        stated: What the buyer pays, as Allegro states it.
    """
    added = [line for line in lines if LINE_KEY not in line.metadata]
    total = stated + _sum(added, "total_price_gross_amount")
    for kind in ("gross", "net"):
        delivery = getattr(order, f"shipping_price_{kind}_amount")
        before = _sum(lines, f"undiscounted_total_price_{kind}_amount")
        setattr(order, f"subtotal_{kind}_amount", _sum(lines, f"total_price_{kind}_amount"))
        setattr(order, f"undiscounted_total_{kind}_amount", before + delivery)
    goods, delivery = order.subtotal_gross_amount, order.shipping_price_gross_amount
    tax = goods - order.subtotal_net_amount + delivery - order.shipping_price_net_amount
    order.total_gross_amount = total
    order.total_net_amount = total - tax
    order.private_metadata.pop(DIFFERENCE_KEY, None)
    if difference := total - goods - delivery:
        order.private_metadata[DIFFERENCE_KEY] = str(difference)
    order.lines_count = len(lines)
    order.weight = zero_weight()
    for line in lines:
        if line.variant is not None and (of_one := line.variant.get_weight()):
            order.weight += of_one * line.quantity


def _sum(lines: Sequence[OrderLine], field: str) -> Decimal:
    return sum((getattr(line, field) for line in lines), Decimal(0))
