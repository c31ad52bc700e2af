"""Orders with Allegro's totals."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from django.db import connection
from saleor.core.weight import zero_weight
from saleor.order import OrderChargeStatus, OrderEvents, OrderOrigin, OrderStatus
from saleor.order.models import Order, OrderEvent
from saleor.order.utils import update_order_authorize_status, update_order_charge_status
from saleor.tax.utils import get_shipping_tax_class_kwargs_for_order

from saleor_allegro.rules.drafts import InitialStatus, OrderDraft
from saleor_allegro.rules.flag_texts import flag_text
from saleor_allegro.rules.flags import Flag
from saleor_allegro.rules.order_note import order_note
from saleor_allegro.shop.saleor import history
from saleor_allegro.shop.saleor.customers import language_code
from saleor_allegro.shop.saleor.kept_prices import DIFFERENCE_KEY
from saleor_allegro.shop.saleor.lines import MatchedLine
from saleor_allegro.shop.saleor.money import net_of

STATUSES = {
    InitialStatus.UNCONFIRMED: OrderStatus.UNCONFIRMED,
    InitialStatus.UNFULFILLED: OrderStatus.UNFULFILLED,
}
FULLY_PAID = (OrderChargeStatus.FULL, OrderChargeStatus.OVERCHARGED)


def next_numbers(count: int) -> list[int]:
    """Saleor's next order numbers in one statement; the model would ask for each."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT nextval('order_order_number_seq') FROM generate_series(1, %s)", [count]
        )
        return [row[0] for row in cursor.fetchall()]


def build_order(
    draft: OrderDraft,
    *,
    channel: Any,
    user: Any,
    shipping_address: Any,
    billing_address: Any,
    shipping_method: Any,
    shipping_tax_rate: Decimal,
    lines: Sequence[MatchedLine],
) -> Order:
    """An unsaved order. Its total is what Allegro says the buyer pays; nothing is recomputed."""
    subtotal = sum((line.draft.unit_gross * line.draft.quantity for line in lines), Decimal(0))
    subtotal_net = sum(
        (net_of(line.draft.unit_gross * line.draft.quantity, line.tax_rate) for line in lines),
        Decimal(0),
    )
    before = sum(
        (line.draft.undiscounted_unit_gross * line.draft.quantity for line in lines), Decimal(0)
    )
    before_net = sum(
        (
            net_of(line.draft.undiscounted_unit_gross * line.draft.quantity, line.tax_rate)
            for line in lines
        ),
        Decimal(0),
    )
    delivery = draft.delivery.gross
    delivery_net = net_of(delivery, shipping_tax_rate)
    tax = (subtotal - subtotal_net) + (delivery - delivery_net)
    difference = draft.total_gross - subtotal - delivery
    order = Order(
        number=0,  # `next_numbers` gives it when the order is saved
        created_at=draft.bought_at,
        status=STATUSES[draft.status],
        origin=OrderOrigin.BULK_CREATE,
        external_reference=draft.form_id,
        channel=channel,
        currency=draft.currency,
        language_code=language_code(draft.language),
        user=user,
        user_email=draft.email.lower(),
        shipping_address=shipping_address,
        billing_address=billing_address,
        shipping_method=shipping_method,
        shipping_method_name=draft.delivery.method_name[:255] or None,
        shipping_price_gross_amount=delivery,
        shipping_price_net_amount=delivery_net,
        base_shipping_price_amount=delivery,
        undiscounted_base_shipping_price_amount=delivery,
        shipping_tax_rate=shipping_tax_rate,
        subtotal_gross_amount=subtotal,
        subtotal_net_amount=subtotal_net,
        total_gross_amount=draft.total_gross,
        total_net_amount=draft.total_gross - tax,
        undiscounted_total_gross_amount=before + delivery,
        undiscounted_total_net_amount=before_net + delivery_net,
        lines_count=len(lines),
        weight=_weight(lines),
        customer_note=draft.note,
        display_gross_prices=True,
        should_refresh_prices=False,
        total_charged_amount=sum((payment.amount for payment in draft.payments), Decimal(0)),
        metadata=dict(draft.metadata),
        private_metadata={
            **draft.private_metadata,
            **({DIFFERENCE_KEY: str(difference)} if difference else {}),
        },
        **get_shipping_tax_class_kwargs_for_order(
            shipping_method.tax_class if shipping_method else None
        ),
    )
    update_order_charge_status(order, Decimal(0))
    update_order_authorize_status(order, Decimal(0))
    return order


def _weight(lines: Sequence[MatchedLine]) -> Any:
    """What the catalogue says that the lines weigh, as Saleor adds it up for its own orders."""
    weight = zero_weight()
    for line in lines:
        if line.variant is not None and (of_one := line.variant.get_weight()):
            weight += of_one * line.draft.quantity
    return weight


def build_events(order: Order, draft: OrderDraft, language: str) -> list[OrderEvent]:
    """The history Saleor itself would have begun, with Allegro's moments: placed, paid and
    confirmed. Then a note, in the staff's language, with what the dashboard shows nowhere else
    and Saleor's search still finds after an order was edited.
    """
    events = [history.entry(OrderEvents.PLACED, order=order, date=draft.bought_at, user=order.user)]
    if order.charge_status in FULLY_PAID:
        paid_at = max((each.received_at for each in draft.payments), default=draft.bought_at)
        events.append(history.entry(OrderEvents.ORDER_FULLY_PAID, order=order, date=paid_at))
    if order.status != OrderStatus.UNCONFIRMED:
        events.append(history.entry(OrderEvents.CONFIRMED, order=order))
    return [*events, history.note(order_note(draft, language), order=order)]


def build_warnings(order: Order, flags: Sequence[Flag], language: str) -> list[OrderEvent]:
    """A note for each flag: what was found and what to do, where staff looks at the order."""
    return [history.note(f"Allegro: {flag_text(flag, language)}", order=order) for flag in flags]
