"""How far orders are, and which were changed: what Saleor tells without a date is seen as well."""

from datetime import timedelta

import pytest
from django.utils import timezone
from saleor.channel.models import Channel
from saleor.order import FulfillmentStatus, OrderStatus
from saleor.order.models import Order
from saleor.order.tasks import expire_orders_task

from saleor_allegro.rules.drafts import InitialStatus
from saleor_allegro.shop.saleor.dispatches import changed_orders, read_dispatches
from tests.saleor.drafts import line, order
from tests.saleor.following import write_one
from tests.saleor.staff import FULFILL, TRACK, UPDATE_METADATA, identity, staff


@pytest.fixture
def placed(world):
    """An order of two lines that was last changed a week ago."""
    world.make_channel("allegro-pl")
    world.make_variant("MUG", stock=10)
    world.make_variant("CUP", stock=10)
    placed = write_one(order(line("MUG"), line("CUP"), status=InitialStatus.UNFULFILLED))
    long_ago(placed)
    return placed


def long_ago(placed: Order) -> None:
    Order.objects.filter(pk=placed.pk).update(updated_at=week_ago())
    placed.events.update(date=week_ago())


def week_ago():
    return timezone.now() - timedelta(days=7)


def changed() -> list[Order]:
    since = timezone.now() - timedelta(hours=1)
    return list(Order.objects.filter(pk__in=changed_orders(["allegro-pl"], since)))


def fulfil(world, placed, row, number=""):
    warehouse = identity(world.warehouses()[0])
    stocks = [{"quantity": row.quantity, "warehouse": warehouse}]
    lines = [{"orderLineId": identity(row), "stocks": stocks}]
    values = {"lines": lines, "notifyCustomer": False, "trackingNumber": number}
    staff(world, FULFILL, order=identity(placed), input=values)
    return placed.fulfillments.latest("pk")


def require_approval(world) -> None:
    world.site_settings.fulfillment_auto_approve = False
    world.site_settings.save()


def test_nothing_is_changed_where_nothing_was(placed):
    assert changed() == []


def test_orders_of_other_channels_and_of_the_shop_are_left_out(world, placed):
    Order.objects.update(updated_at=timezone.now())
    assert changed() == [placed]
    assert list(changed_orders(["allegro-cz"], week_ago())) == []

    Order.objects.update(external_reference=None)
    assert changed() == []


def test_a_stage_in_the_metadata_is_seen_and_read(world, placed):
    entry = {"key": "allegro.stage", "value": "READY_FOR_SHIPMENT"}

    staff(world, UPDATE_METADATA, id=identity(placed), input=[entry])

    assert changed() == [placed]
    assert read_dispatches([placed.pk])[placed.pk].stage == "READY_FOR_SHIPMENT"


def test_a_tracking_number_is_seen_and_read(world, placed):
    first, _ = placed.lines.order_by("pk")
    fulfillment = fulfil(world, placed, first)
    long_ago(placed)

    staff(world, TRACK, id=identity(fulfillment), input={"trackingNumber": "622222222222"})

    assert changed() == [placed]
    dispatch = read_dispatches([placed.pk])[placed.pk]
    [state] = dispatch.fulfillments
    assert dispatch.status == OrderStatus.PARTIALLY_FULFILLED
    assert (state.status, state.tracking_number, state.order_line_ids) == (
        FulfillmentStatus.FULFILLED,
        "622222222222",
        (first.pk,),
    )


def test_goods_that_leave_an_order_partly_fulfilled_are_seen(world, placed):
    first, second = placed.lines.order_by("pk")
    placed.lines.filter(pk=second.pk).update(quantity=2)
    fulfil(world, placed, first)
    long_ago(placed)

    second.quantity = 1
    fulfil(world, placed, second, number="1Z999AA10123456784")

    assert changed() == [placed]
    assert [
        each.tracking_number for each in read_dispatches([placed.pk])[placed.pk].fulfillments
    ] == ["", "1Z999AA10123456784"]


def test_a_fulfillment_that_waits_for_approval_is_seen_and_read(world, placed):
    require_approval(world)
    first, _ = placed.lines.order_by("pk")

    fulfil(world, placed, first)

    assert changed() == [placed]
    dispatch = read_dispatches([placed.pk])[placed.pk]
    assert dispatch.status == OrderStatus.UNFULFILLED
    assert [each.status for each in dispatch.fulfillments] == [
        FulfillmentStatus.WAITING_FOR_APPROVAL
    ]


def test_an_order_that_expired_is_seen(world, placed):
    Channel.objects.update(expire_orders_after=1)
    Order.objects.update(status=OrderStatus.UNCONFIRMED, total_charged_amount=0)

    expire_orders_task()

    placed.refresh_from_db()
    assert placed.status == OrderStatus.EXPIRED
    assert placed.updated_at < week_ago() + timedelta(minutes=1)  # or the test shows nothing
    assert changed() == [placed]


def test_what_is_gone_is_left_out_and_many_cost_what_one_costs(
    world, placed, django_assert_num_queries
):
    others = [write_one(order(line("MUG"))) for _ in range(3)]
    gone = write_one(order(line("MUG")))
    pk = gone.pk
    gone.delete()

    with django_assert_num_queries(3):
        found = read_dispatches([placed.pk, pk, *(each.pk for each in others)])

    assert set(found) == {placed.pk, *(each.pk for each in others)}
