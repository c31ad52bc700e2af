"""Allegro's prices in an order that Saleor recalculates."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any, Final
from uuid import UUID

from saleor.order import OrderOrigin
from saleor.order.fetch import EditableOrderLineInfo
from saleor.order.models import Order, OrderLine

from saleor_allegro.rules.allegro_object import FORM_ID_KEY
from saleor_allegro.shop.saleor.money import net_of, to_cents

#: On every line that Allegro sold.
LINE_KEY: Final = "allegro.line_item_id"
DELIVERY_KEY: Final = "allegro.delivery_method_name"
#: What the buyer pays beyond lines and delivery, where Allegro's own sums do not agree.
DIFFERENCE_KEY: Final = "allegro.total_difference"


def is_imported(order: Order) -> bool:
    return order.origin == OrderOrigin.BULK_CREATE and FORM_ID_KEY in order.metadata


def every_line(
    order: Order, lines: Sequence[OrderLine], found: Sequence[EditableOrderLineInfo]
) -> list[EditableOrderLineInfo]:
    """What Saleor has found about lines with a variant, and as much about those without one."""
    about = {info.line.pk: info for info in found}
    return [
        about.get(line.pk)
        or EditableOrderLineInfo(
            line=line,
            variant=None,
            product=None,
            product_type=None,
            collections=[],
            channel=order.channel,
            discounts=list(line.discounts.all()),
            voucher=None,
            voucher_code=None,
        )
        for line in lines
    ]


class KeptPrices:
    """What must be in an imported order again once Saleor has worked out its taxes.

    Made when Saleor has shared the discounts out: gross amounts of lines and delivery are then
    what is to be paid, and their tax rates are still Allegro's.

    Args:
        lines: All lines of the order, changed in memory and not saved.
        undiscounted: Gross price of a piece before Allegro's discounts, by line, as saved.
    """

    def __init__(
        self, order: Order, lines: Sequence[OrderLine], undiscounted: Mapping[UUID, Decimal]
    ) -> None:
        self._order = order
        self._lines = lines
        self._undiscounted = undiscounted
        self._sold = [
            (line, line.total_price_gross_amount, line.tax_rate or Decimal(0))
            for line in lines
            if LINE_KEY in line.metadata
        ]
        self._delivery: tuple[Decimal, Decimal] | None = None
        if (order.shipping_method_name or "") == order.metadata.get(DELIVERY_KEY, "")[:255]:
            rate = order.shipping_tax_rate or Decimal(0)
            self._delivery = (order.shipping_price_gross_amount, rate)

    @property
    def is_all_allegros(self) -> bool:
        """Whether nothing is there that Saleor would have to price."""
        return len(self._sold) == len(self._lines) and self._delivery is not None

    def put_back(self) -> None:
        """Allegro's amounts and rates, and the totals they make."""
        order = self._order
        undiscounted_delivery = self._undiscounted_delivery()
        for line, gross, rate in self._sold:
            _put_back_line(line, gross, self._undiscounted[line.pk], rate)
        if self._delivery is not None:
            gross, rate = self._delivery
            order.shipping_tax_rate = rate
            order.shipping_price_gross_amount = gross
            order.shipping_price_net_amount = net_of(gross, rate)
        difference = Decimal(order.private_metadata.get(DIFFERENCE_KEY, 0))
        for kind, delivery in undiscounted_delivery.items():
            subtotal = _sum(self._lines, f"total_price_{kind}_amount")
            total = subtotal + getattr(order, f"shipping_price_{kind}_amount") + difference
            undiscounted = _sum(self._lines, f"undiscounted_total_price_{kind}_amount")
            setattr(order, f"subtotal_{kind}_amount", subtotal)
            setattr(order, f"total_{kind}_amount", total)
            setattr(order, f"undiscounted_total_{kind}_amount", undiscounted + delivery)

    def _undiscounted_delivery(self) -> dict[str, Decimal]:
        """Of Allegro's delivery by its rate, of another as Saleor has just worked it out."""
        order = self._order
        if self._delivery is not None:
            gross = order.undiscounted_base_shipping_price_amount
            return {"gross": gross, "net": net_of(gross, self._delivery[1])}
        return {
            kind: getattr(order, f"undiscounted_total_{kind}_amount")
            - _sum(self._lines, f"undiscounted_total_price_{kind}_amount")
            for kind in ("gross", "net")
        }


def _put_back_line(line: OrderLine, total: Decimal, undiscounted: Decimal, rate: Decimal) -> None:
    line.tax_rate = rate
    for field, gross in (
        ("unit_price", to_cents(total / line.quantity)),
        ("total_price", to_cents(total)),
        ("undiscounted_unit_price", undiscounted),
        ("undiscounted_total_price", undiscounted * line.quantity),
    ):
        setattr(line, f"{field}_gross_amount", gross)
        setattr(line, f"{field}_net_amount", net_of(gross, rate))


def _sum(rows: Sequence[Any], field: str) -> Decimal:
    return sum((getattr(row, field) for row in rows), Decimal(0))
