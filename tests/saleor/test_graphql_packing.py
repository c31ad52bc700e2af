"""`AllegroSummary.toPack` and `late`: what somebody has to send now."""

from datetime import timedelta
from decimal import Decimal

import pytest
from saleor.order import OrderStatus
from saleor.order.models import Order

from saleor_allegro.models import OrderLink
from tests.ledger.rows import NOW
from tests.saleor.allegro_shop import DISPATCH_BY, an_allegro_shop
from tests.saleor.selections import whole
from tests.saleor.viewers import a_member_of_staff, ask

PACKING = """query ($since: DateTime!) { allegroSummary(since: $since) { toPack late } }"""
SINCE = "2027-01-01T00:00:00Z"  # these two count whatever the day


@pytest.fixture
def shop(world, time_machine):
    time_machine.move_to(DISPATCH_BY + timedelta(seconds=1), tick=False)
    return an_allegro_shop(world)


@pytest.fixture
def staff(shop):
    return a_member_of_staff("manage_orders")


def sell(shop, *, status=OrderStatus.UNFULFILLED, **private):
    """A paid order that waits to be packed."""
    [link] = shop.sell(paid=Decimal("99.00"))
    order = shop.order_of(link)
    order.status = status
    order.private_metadata |= private
    order.save()
    return link


def packing(viewer):
    found = ask(PACKING, viewer, since=SINCE)["allegroSummary"]
    return found["toPack"], found["late"]


@pytest.mark.parametrize("status", [status for status, _ in OrderStatus.CHOICES])
def test_orders_wait_until_they_are_sent_in_full(shop, staff, status):
    sell(shop, status=status)

    waits = status in (OrderStatus.UNFULFILLED, OrderStatus.PARTIALLY_FULFILLED)
    assert packing(staff) == (waits, waits)


@pytest.mark.parametrize(
    ("dispatch_until", "is_late"),
    [
        (DISPATCH_BY.isoformat(), True),
        ((DISPATCH_BY + timedelta(seconds=1)).isoformat(), False),
        ("2026-11-24T23:59:59+01:00", True),
        ("2026-11-24T22:30:00-02:00", False),
        ("", False),
        ("soon", False),
        ("2026-11-01T00:00:00", False),
        ("2026-99-99T00:00:00+00:00", False),
    ],
)
def test_late_is_what_was_to_be_dispatched_before_now(shop, staff, dispatch_until, is_late):
    sell(shop, **{"allegro.dispatch_until": dispatch_until})

    assert packing(staff) == (1, is_late)


def test_order_whose_private_metadata_somebody_emptied_is_never_late(shop, staff):
    sell(shop)
    Order.objects.update(private_metadata={})

    assert packing(staff) == (1, 0)


def test_orders_that_are_not_paid_or_not_of_allegro_do_not_wait(shop, staff):
    shop.sell(paid=Decimal(0), form_status="FILLED_IN")
    not_ours = sell(shop)
    OrderLink.objects.filter(pk=not_ours.pk).delete()
    Order.objects.update(status=OrderStatus.UNFULFILLED)

    assert packing(staff) == (0, 0)


def test_restricted_staff_pack_what_is_of_their_channels(shop, world):
    sell(shop)
    elsewhere = world.make_channel(slug="elsewhere")
    theirs = a_member_of_staff("manage_orders", email="a@shop.test", channels=[shop.channel])
    others = a_member_of_staff("manage_orders", email="b@shop.test", channels=[elsewhere])

    assert (packing(theirs), packing(others)) == ((1, 1), (0, 0))


def test_twenty_orders_cost_as_many_statements_as_one(shop, staff, count_statements):
    selection = whole("AllegroSummary")
    query = f"query ($since: DateTime!) {{ allegroSummary(since: $since) {selection} }}"
    counts = {}
    for more in (1, 19):
        for _ in range(more):
            sell(shop)
        with count_statements() as statements:
            answer = ask(query, staff, since=(NOW - timedelta(days=365)).isoformat())
        counts[answer["allegroSummary"]["toPack"]] = len(statements)

    assert counts[1] == counts[20], counts
