"""What an order comes to, by Allegro's total and the lines that it has."""

from collections.abc import Sequence
from decimal import Decimal

from django.db.models import Q
from saleor.core.weight import zero_weight
from saleor.order.models import Order, OrderLine

from saleor_allegro.rules.drafts import OrderDraft
from saleor_allegro.shop.saleor.kept_prices import DIFFERENCE_KEY

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
    "should_refresh_prices",
)


def difference_of(draft: OrderDraft) -> Decimal:
    """What the buyer pays beyond lines and delivery, where Allegro's own sums do not agree."""
    goods = sum((line.unit_gross * line.quantity for line in draft.lines), Decimal(0))
    return draft.total_gross - goods - draft.delivery.gross


def add_up(order: Order, lines: Sequence[OrderLine], draft: OrderDraft) -> None:
    """Bring the sums of an order up to date, in memory.

    What staff added is paid on top of what Allegro sold, what they took out is not paid.

    Args:
        lines: All its lines.
    """
    difference = difference_of(draft)
    for kind in ("gross", "net"):
        goods = _sum(lines, f"total_price_{kind}_amount")
        delivery = getattr(order, f"shipping_price_{kind}_amount")
        before = _sum(lines, f"undiscounted_total_price_{kind}_amount")
        setattr(order, f"subtotal_{kind}_amount", goods)
        setattr(order, f"total_{kind}_amount", goods + delivery + difference)
        setattr(order, f"undiscounted_total_{kind}_amount", before + delivery)
    order.private_metadata.pop(DIFFERENCE_KEY, None)
    if difference:
        order.private_metadata[DIFFERENCE_KEY] = str(difference)
    order.lines_count = len(lines)
    order.weight = zero_weight()
    for line in lines:
        if line.variant is not None and (of_one := line.variant.get_weight()):
            order.weight += of_one * line.quantity


def let_saleor_discount(orders: Sequence[Order]) -> None:
    """Where staff gave a discount, Saleor shares it out anew when it next reads the order, as it
    does while an order is unconfirmed; Allegro's prices stay what it is taken from."""
    open_ones = [order for order in orders if order.is_unconfirmed()]
    if not open_ones:
        return
    of_order, of_line = Q(discounts__isnull=False), Q(lines__discounts__isnull=False)
    rows = Order.objects.filter(of_order | of_line, pk__in=[order.pk for order in open_ones])
    discounted = set(rows.values_list("pk", flat=True))
    for order in open_ones:
        if order.pk in discounted:
            order.should_refresh_prices = True


def _sum(lines: Sequence[OrderLine], field: str) -> Decimal:
    return sum((getattr(line, field) for line in lines), Decimal(0))
