"""A few numbers about all orders from Allegro, for a first look."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any, Final

from django.db.models import Count, Q, Sum

from saleor_allegro.ledger.overviews import IS_FAILING, IS_NOT_FOLLOWED
from saleor_allegro.ledger.seen_orders import IS_PAID, SeenOrders, seen_orders
from saleor_allegro.models import OrderFlag, OrderLink, OrderPush

#: Purchases that became orders, or are about to.
_COUNTS: Final = Q(
    state__in=[
        OrderLink.State.IMPORTED,
        OrderLink.State.DUE,
        OrderLink.State.WAITING,
        OrderLink.State.FAILED,
    ]
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Summary:
    bought: int
    #: Currency -> the sum of what was bought.
    value: Mapping[str, Decimal]
    failed: int
    not_followed: int
    not_told: int
    #: Orders with open flags.
    flagged: int


def summarise(since: datetime, channels: Collection[str] | None, *, database: str) -> Summary:
    """
    Args:
        since: From when on purchases count as bought; all else counts whenever it was.
        channels: Slugs of those that may be looked into; `None`: all.
    """
    links = seen_orders(SeenOrders(channels=channels), database=database)
    bought = links.filter(_COUNTS, bought_at__gte=since).values("currency").order_by("currency")
    sums = list(bought.annotate(count=Count("pk"), total=Sum("total_to_pay")))
    failing = links.filter(IS_FAILING).aggregate(
        failed=Count("pk", filter=Q(state=OrderLink.State.FAILED)),
        not_followed=Count("pk", filter=IS_NOT_FOLLOWED),
    )
    pushes = OrderPush.objects.using(database).filter(failed_since__isnull=False)
    flags = OrderFlag.objects.using(database).filter(resolved_at=None)
    if channels is not None:
        pushes, flags = pushes.filter(link__in=links), flags.filter(link__in=links)
    return Summary(
        bought=sum(row["count"] for row in sums),
        value={row["currency"]: row["total"] for row in sums if row["total"] is not None},
        failed=failing["failed"],
        not_followed=failing["not_followed"],
        not_told=pushes.count(),
        flagged=flags.aggregate(count=Count("link", distinct=True))["count"],
    )


def orders_to_send(channels: Collection[str] | None, *, database: str) -> Any:
    """The orders that are paid for, or to be paid for on delivery: a query for their ids."""
    orders = SeenOrders(channels=channels, state=OrderLink.State.IMPORTED)
    links = seen_orders(orders, database=database).filter(gone_since=None, order_id__isnull=False)
    return links.filter(IS_PAID | Q(is_cash_on_delivery=True)).values("order_id")
