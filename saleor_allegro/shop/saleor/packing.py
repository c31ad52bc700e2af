"""Orders that wait to be packed."""

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, Final

from django.db.models import Count, Q
from django.db.models.fields.json import KeyTextTransform
from django.db.models.functions import Collate
from saleor.order import OrderStatus
from saleor.order.models import Order

_TO_PACK: Final = (OrderStatus.UNFULFILLED, OrderStatus.PARTIALLY_FULFILLED)
#: As `rules.order_metadata` writes it: in UTC, so that texts sort as moments do.
_DISPATCH_UNTIL: Final = Collate(
    KeyTextTransform("allegro.dispatch_until", "private_metadata"), "C"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class ToPack:
    all: int
    #: Of them: those that should have left by now.
    late: int


def count_to_pack(order_ids: Any, now: datetime, *, database: str) -> ToPack:
    """How many of these orders still have something to be sent; in one statement.

    Args:
        order_ids: Ids, or a query for them in the same database.
    """
    orders = Order.objects.using(database).filter(pk__in=order_ids, status__in=_TO_PACK)
    late = Q(dispatch_until__lt=now.astimezone(UTC).isoformat())
    counted: Any = orders.annotate(dispatch_until=_DISPATCH_UNTIL).aggregate(
        all=Count("pk"), late=Count("pk", filter=late)
    )
    return ToPack(**counted)
