"""What stands in a real Saleor, counted row by row."""

from collections import defaultdict
from uuid import UUID

from django.core.management import call_command
from django.db import connection
from django.db.models import Sum
from saleor.account.models import User
from saleor.order.models import Order
from saleor.warehouse.models import Allocation, Stock

from tests.saleor.endurance_listener import TABLE


def prepare() -> None:
    """Saleor's own migrations are in the database already."""
    call_command("migrate", "saleor_allegro", verbosity=0)
    with connection.cursor() as cursor:
        cursor.execute(TABLE)


def order_ids() -> list[UUID]:
    return list(Order.objects.values_list("pk", flat=True))


def customers() -> int:
    return User.objects.filter(is_staff=False).count()


def allocated() -> dict[str, int]:
    """SKU -> pieces promised, as the stocks say.

    Raises:
        AssertionError: The allocations of the orders say something else.
    """
    stocks = Stock.objects.filter(quantity_allocated__gt=0)
    said = dict(
        stocks.values_list("product_variant__sku").annotate(Sum("quantity_allocated")).order_by()
    )
    promised = Allocation.objects.values_list("stock__product_variant__sku")
    assert said == dict(promised.annotate(Sum("quantity_allocated")).order_by())
    return said


def announced() -> dict[UUID, list[str]]:
    told = defaultdict(list)
    with connection.cursor() as cursor:
        cursor.execute("SELECT order_id, event FROM endurance_told ORDER BY id")
        for order_id, event in cursor.fetchall():
            told[order_id].append(event)
    return told
