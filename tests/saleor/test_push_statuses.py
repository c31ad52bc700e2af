"""Staff work in Saleor, and Allegro is told: the mapped statuses, once each."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from saleor.core.db.connection import allow_writer
from saleor.order.models import Fulfillment, Order
from saleor.warehouse.models import Warehouse

from saleor_allegro import tasks
from saleor_allegro.models import OrderLink, OrderPush
from saleor_allegro.simulator.faults import FaultKind
from saleor_allegro.simulator.kinds import Kind
from saleor_allegro.sync.import_account import import_account
from saleor_allegro.sync.recheck_account import recheck_account
from tests.saleor.selling import selling_shop
from tests.saleor.staff import CANCEL, CONFIRM, FULFILL, UPDATE_METADATA, identity, sending, staff

MAPPING = {
    "allegro_status_unconfirmed": "NEW",
    "allegro_status_unfulfilled": "PROCESSING",
    "allegro_status_partially_fulfilled": "PROCESSING",
    "allegro_status_waiting_for_approval": "READY_FOR_SHIPMENT",
    "allegro_status_fulfilled": "SENT",
    "allegro_status_canceled": "CANCELLED",
}
CANCEL_FULFILLMENT = """
mutation ($id: ID!, $input: FulfillmentCancelInput!) {
  orderFulfillmentCancel(id: $id, input: $input) { errors { message } } }
"""


@pytest.fixture
def selling(db):
    with selling_shop() as selling:
        selling.change_forms(status_paid="UNCONFIRMED", **MAPPING)
        yield selling


@pytest.fixture
def order(selling):
    """Paid on Allegro, imported, not confirmed yet, and told as it is."""
    selling.simulator.sell(Kind.PAID_ONLINE)
    with allow_writer():
        import_account(selling.account.pk)
    selling.push()
    selling.simulator.requests.clear()
    return Order.objects.get()


def told(selling):
    """Status and answer of each call."""
    return [
        (request.query.partition("=")[2], request.status)
        for request in selling.simulator.requests
        if request.method == "PUT"
    ]


def at_allegro(selling, order):
    return selling.simulator.forms[order.external_reference]["fulfillment"]["status"]


def revision(selling, order):
    return selling.simulator.forms[order.external_reference]["revision"]


def whole(order):
    """Variables that send everything that is left."""
    return sending(order, order.lines.all())


def test_each_status_is_told_once_on_the_right_revision(selling, order, world):
    assert order.status == "unconfirmed"

    staff(world, CONFIRM, id=identity(order))
    selling.push()
    assert at_allegro(selling, order) == "PROCESSING"

    staff(world, FULFILL, **whole(order))
    selling.push()
    assert at_allegro(selling, order) == "SENT"

    [fulfillment] = Fulfillment.objects.all()
    staff(
        world,
        CANCEL_FULFILLMENT,
        id=identity(fulfillment),
        input={"warehouseId": identity(Warehouse.objects.order_by("pk").first())},
    )
    selling.push()
    assert at_allegro(selling, order) == "PROCESSING"

    staff(world, CANCEL, id=identity(order))
    selling.push()
    selling.push()
    assert at_allegro(selling, order) == "CANCELLED"
    assert told(selling) == [(revision(selling, order), 204)] * 4
    assert len(selling.simulator.requests) == 4


def test_several_changes_within_a_moment_are_one_call(selling, order, world):
    staff(world, CONFIRM, id=identity(order))
    staff(world, FULFILL, **whole(order))

    selling.push()

    assert at_allegro(selling, order) == "SENT"
    assert len(told(selling)) == 1


def test_the_stage_that_a_warehouse_app_sets_wins(selling, order, world):
    staff(world, CONFIRM, id=identity(order))
    staff(
        world,
        UPDATE_METADATA,
        id=identity(order),
        input=[{"key": "allegro.stage", "value": "READY_FOR_PICKUP"}],
    )

    selling.push()

    assert at_allegro(selling, order) == "READY_FOR_PICKUP"
    assert len(told(selling)) == 1


def test_nothing_is_told_where_nothing_is_mapped(selling, order, world):
    selling.change_forms(**dict.fromkeys(MAPPING, ""))

    with CaptureQueriesContext(connection) as queries:
        staff(world, CONFIRM, id=identity(order))
    selling.push()

    assert len(selling.simulator.requests) == 0
    assert not [each for each in queries if "saleor_allegro_" in each["sql"]]


def test_an_order_of_the_shop_costs_one_statement_and_no_call(selling, order, world):
    Order.objects.filter(pk=order.pk).update(external_reference=None)
    OrderLink.objects.all().delete()

    with CaptureQueriesContext(connection) as queries:
        staff(world, CONFIRM, id=identity(order))
    selling.push()

    assert len(selling.simulator.requests) == 0
    ours = [each["sql"] for each in queries if "saleor_allegro_" in each["sql"]]
    # Confirmed, and updated.
    assert len(ours) <= 2
    assert all(sql.startswith("SELECT") for sql in ours)


def test_a_worker_that_died_before_it_told_is_followed_by_the_recheck(selling, order, world):
    staff(world, CONFIRM, id=identity(order))
    OrderPush.objects.update(due_at=None)  # nobody was told that anything changed
    selling.change_account(next_sweep_at=None)

    with allow_writer():
        recheck_account(selling.account.pk)
    selling.push()

    assert at_allegro(selling, order) == "PROCESSING"
    assert len(told(selling)) == 1


def test_a_worker_that_died_after_it_told_does_not_have_it_told_twice(selling, order, world):
    staff(world, CONFIRM, id=identity(order))
    selling.push()
    OrderPush.objects.update(
        told_status="NEW", sending_status="PROCESSING", operations=1, due_at=timezone.now()
    )

    selling.push()

    assert len(told(selling)) == 1
    [row] = OrderPush.objects.all()
    assert (row.told_status, row.sending_status, row.due_at) == ("PROCESSING", "", None)


@pytest.mark.parametrize("kind", [FaultKind.UNAVAILABLE, FaultKind.CUT])
def test_an_allegro_that_is_away_for_a_moment_is_told_later(selling, order, world, kind):
    selling.simulator.faults.add(kind, "*/fulfillment", method="PUT")
    staff(world, CONFIRM, id=identity(order))

    selling.push()
    assert at_allegro(selling, order) != "PROCESSING"
    OrderPush.objects.exclude(due_at=None).update(due_at=timezone.now())
    selling.push()

    assert at_allegro(selling, order) == "PROCESSING"
    assert [status for _, status in told(selling)][-1] == 204
    assert len(told(selling)) == 2


def test_a_purchase_that_was_changed_meanwhile_is_read_again(selling, order, world):
    selling.simulator.change_address(order.external_reference, street="Nowa 1")
    staff(world, CONFIRM, id=identity(order))

    selling.push()

    assert [status for _, status in told(selling)] == [409, 204]
    assert told(selling)[-1][0] == revision(selling, order)


def test_what_allegro_refuses_is_flagged_and_noted(selling, order, world):
    selling.simulator.refusing.add(order.external_reference)
    staff(world, CONFIRM, id=identity(order))

    selling.push()
    selling.push()

    assert [status for _, status in told(selling)] == [422]
    notes = [event.parameters.get("message", "") for event in order.events.all()]
    assert any("PROCESSING" in note for note in notes)


def test_a_broker_that_is_down_fails_no_change_in_the_shop(selling, order, world, monkeypatch):
    def down(*_, **__):
        raise ConnectionError

    monkeypatch.setattr(tasks.push_account, "apply_async", down)

    staff(world, CONFIRM, id=identity(order))

    assert OrderPush.objects.get().due_at is not None


def test_the_workers_task_does_what_the_hook_asked_for(selling, order, world):
    staff(world, CONFIRM, id=identity(order))
    OrderPush.objects.exclude(due_at=None).update(due_at=timezone.now())

    tasks.import_due_accounts.delay()

    assert at_allegro(selling, order) == "PROCESSING"
