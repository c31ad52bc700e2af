"""Thousands of orders from Allegro at once: the rows as an import leaves them, written in bulk."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from typing import Any, Final
from uuid import UUID, uuid4

from django.db import connection
from saleor.channel.models import Channel
from saleor.order import OrderOrigin, OrderStatus
from saleor.order.models import Order

from saleor_allegro.models import Account, OrderFlag, OrderLink, OrderPush
from saleor_allegro.rules.flags import FlagKind

_NEWEST: Final = datetime(2026, 11, 23, 12, tzinfo=UTC)
#: Beyond what Saleor's own sequence has reached.
_FIRST_NUMBER: Final = 10_000_000
_BATCH: Final = 2000
#: One in so many.
_FLAGGED: Final = 5
_FAILED: Final = 100


def write_many_orders(account: Account, channel: Channel, count: int) -> None:
    """One every ten minutes, back from a day on; some are flagged, some fail, all were told."""
    orders = [_order(channel, place) for place in range(count)]
    Order.objects.bulk_create(orders, _BATCH)
    links = [_link(account, channel, place, order) for place, order in enumerate(orders)]
    OrderLink.objects.bulk_create(links, _BATCH)
    OrderFlag.objects.bulk_create(_flags(links), _BATCH)
    OrderPush.objects.bulk_create(
        (
            OrderPush(link=link, told_status="PROCESSING", told_at=_NEWEST, operations=1)
            for link in links
        ),
        _BATCH,
    )
    with connection.cursor() as cursor:
        # A shop that runs has statistics.
        cursor.execute("ANALYZE")


def _order(channel: Channel, place: int) -> Order:
    total = Decimal(place % 1000) + Decimal("0.99")
    return Order(
        id=uuid4(),
        number=_FIRST_NUMBER + place,
        channel=channel,
        currency=channel.currency_code,
        created_at=_bought_at(place),
        status=OrderStatus.UNFULFILLED,
        origin=OrderOrigin.BULK_CREATE,
        lines_count=1,
        total_gross_amount=total,
        total_net_amount=total,
        private_metadata={"allegro.login": f"kupujacy_{place}"},
    )


def _link(account: Account, channel: Channel, place: int, order: Order) -> OrderLink:
    failure: dict[str, Any] = {}
    if place % _FAILED == 0:
        failure = {
            "error_code": "refused",
            "error_message": "The order has changed since; it is compared again.",
            "failed_since": _bought_at(place),
            "next_try_at": _NEWEST,
            "attempts": 3,
        }
    return OrderLink(
        account=account,
        form_id=str(UUID(int=(1 << 120) + place)),
        state=OrderLink.State.IMPORTED,
        is_dirty=False,
        first_seen_at=_bought_at(place),
        form_status="READY_FOR_PROCESSING",
        fulfillment_status="PROCESSING",
        marketplace="allegro-pl",
        bought_at=_bought_at(place),
        total_to_pay=order.total_gross_amount,
        paid=order.total_gross_amount,
        currency=channel.currency_code,
        channel_slug=channel.slug,
        order_id=order.pk,
        order_number=str(order.number),
        imported_at=_bought_at(place),
        announced_at=_bought_at(place),
        **failure,
    )


def _flags(links: list[OrderLink]) -> Iterator[OrderFlag]:
    for link in links[::_FLAGGED]:
        details = {"sold": "2", "allocated": "1"}
        yield OrderFlag(link=link, kind=FlagKind.OVERSOLD, details=details, raised_at=_NEWEST)


def _bought_at(place: int) -> datetime:
    return _NEWEST - timedelta(minutes=10 * place)
