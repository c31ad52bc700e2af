"""What stands in the rehearsal shop, counted row by row."""

from collections import defaultdict
from uuid import UUID

from django.core.management import call_command
from django.db.models import Sum

from saleor_allegro.shop.rehearsal.models import Allocation, Announcement, Customer, Order, Stock


def prepare() -> None:
    call_command("migrate", verbosity=0)


def order_ids() -> list[UUID]:
    return list(Order.objects.values_list("uuid", flat=True))


def customers() -> int:
    return Customer.objects.count()


def allocated() -> dict[str, int]:
    """SKU -> pieces promised, as the stocks say.

    Raises:
        AssertionError: The allocations of the orders say something else.
    """
    stocks = Stock.objects.filter(allocated__gt=0)
    said = dict(stocks.values_list("variant__sku").annotate(Sum("allocated")).order_by())
    promised = Allocation.objects.values_list("stock__variant__sku").annotate(Sum("quantity"))
    assert said == dict(promised.order_by())
    return said


def announced() -> dict[UUID, list[str]]:
    told = defaultdict(list)
    for order_id, kind in Announcement.objects.order_by("pk").values_list("order__uuid", "kind"):
        told[order_id].append(kind)
    return told
