"""Listeners hear of changed orders what Saleor itself would have told them; buyers hear nothing."""

from decimal import Decimal
from uuid import uuid4

import pytest
from django.db import OperationalError, transaction
from django.test import TestCase
from graphene import Node
from saleor.core.db.connection import allow_writer
from saleor.order.models import Order
from saleor.payment.models import TransactionItem
from saleor.plugins.base_plugin import BasePlugin

from saleor_allegro.rules.drafts import InitialStatus
from saleor_allegro.rules.updates import OrderUpdate, ParcelDraft
from saleor_allegro.shop.port import Telling
from saleor_allegro.shop.saleor.telling import announce_changes
from tests.saleor.drafts import line, order, payment
from tests.saleor.following import (
    ORDER_EVENTS,
    PAYMENT_ID,
    bring_money,
    bring_status,
    paid,
    refund,
    update_of,
    write_one,
)
from tests.saleor.staff import CANCEL, CONFIRM, FULFILL, identity, staff
from tests.saleor.webhooks import receiver
from tests.saleor.world import World

TOTAL = "29.98"
CREATE = """
mutation ($id: ID!, $transaction: TransactionCreateInput!) {
  transactionCreate(id: $id, transaction: $transaction) { errors { message } } }
"""
REPORT = """
mutation ($id: ID!, $amount: PositiveDecimal!) {
  transactionEventReport(id: $id, type: REFUND_SUCCESS, amount: $amount, pspReference: "r") {
    errors { message } } }
"""


@pytest.fixture
def shop(world):
    world.make_channel("allegro-pl")
    world.make_variant("MUG", stock=100)
    return world


@pytest.fixture
def listener(shop):
    with receiver() as found:
        found.subscribe(*ORDER_EVENTS)
        yield found


def heard(listener):
    """What was told since the last time it was asked for."""
    events = listener.events
    listener.deliveries.clear()
    return events


def tell(changes, told=lambda _: None):
    with TestCase.captureOnCommitCallbacks(execute=True):
        announce_changes(changes, told)


RECEIVED = {"paid": TOTAL, "paid in part": "10.00", "paid too much": "30.00"}


@pytest.mark.parametrize("amount", RECEIVED.values(), ids=RECEIVED)
def test_money_that_came_in_is_told_of_as_by_transactioncreate(world, listener, amount):
    theirs, ours = order(), order()
    theirs_id, ours_id = write_one(theirs), write_one(ours)
    charged = {"amountCharged": {"amount": amount, "currency": "PLN"}}
    heard(listener)

    staff(world, CREATE, id=identity(theirs_id), transaction=charged)
    expected = heard(listener)
    outcome = bring_money(update_of(ours_id.pk, paid(ours, payment(amount))))
    tell({ours_id.pk: outcome[ours_id.pk].tellings})

    assert heard(listener) == [event for event in expected if event != "notify_user"]
    assert "order_paid" in expected


@pytest.mark.parametrize("amount", ["10.00", TOTAL], ids=["a part", "all"])
def test_money_that_went_back_is_told_of_as_by_transactioneventreport(world, listener, amount):
    drafts = [paid(order(), payment(TOTAL, PAYMENT_ID)) for _ in range(2)]
    theirs, ours = (write_one(draft) for draft in drafts)
    # Ours belong to no app, and staff may not touch what belongs to one.
    TransactionItem.objects.filter(order=theirs).update(app_identifier=None)
    item = TransactionItem.objects.get(order=theirs)
    heard(listener)

    staff(world, REPORT, id=identity(item), amount=amount)
    expected = heard(listener)
    update = OrderUpdate(
        order_id=ours.pk, form_id=drafts[1].form_id, refunds={PAYMENT_ID: (refund(amount),)}
    )
    tell({ours.pk: bring_money(update)[ours.pk].tellings})

    assert sorted(heard(listener)) == sorted(each for each in expected if each != "notify_user")
    assert "order_refunded" in expected


@pytest.mark.parametrize(("name", "mutation"), [("confirm", CONFIRM), ("cancel", CANCEL)])
def test_new_status_is_told_of_as_by_saleors_mutation(world, listener, name, mutation):
    theirs, draft = write_one(order()), order()
    ours = write_one(draft)
    heard(listener)

    staff(world, mutation, id=identity(theirs))
    expected = heard(listener)
    with TestCase.captureOnCommitCallbacks(execute=True):
        tellings = bring_status(name, update_of(ours.pk, draft))
    assert heard(listener) == []
    tell(tellings)

    assert heard(listener) == [event for event in expected if event != "notify_user"]
    assert "notify_user" in expected, "staff's own mutation writes to the buyer"


@pytest.mark.parametrize("waybill", ["", "602"])
def test_goods_that_left_are_told_of_as_by_orderfulfill(world, listener, waybill):
    sold = {"paid": "100.00", "status": InitialStatus.UNFULFILLED}
    drafts = [order(line("MUG", quantity=2), **sold) for _ in range(2)]
    theirs, ours = (write_one(draft) for draft in drafts)
    [their_line] = theirs.lines.all()
    warehouse = Node.to_global_id("Warehouse", world.warehouses()[0].pk)
    heard(listener)

    given = {
        "lines": [
            {
                "orderLineId": Node.to_global_id("OrderLine", their_line.pk),
                "stocks": [{"warehouse": warehouse, "quantity": 2}],
            }
        ],
        "trackingNumber": waybill,
    }
    staff(world, FULFILL, order=identity(theirs), input=given)
    expected = heard(listener)
    parcel = ParcelDraft(parcel_id="1", carrier_id="I", carrier_name="InPost", waybill=waybill)
    with TestCase.captureOnCommitCallbacks(execute=True):
        tellings = bring_status("fulfill", update_of(ours.pk, drafts[1], parcels=(parcel,)))
    assert heard(listener) == []
    tell(tellings)

    events = heard(listener)
    assert sorted(events) == sorted(event for event in expected if event != "notify_user")
    assert {"fulfillment_created", "order_fulfilled"} <= set(events)
    assert ("fulfillment_tracking_number_updated" in events) == bool(waybill)
    assert events[-1] == "order_updated"


def test_everything_is_told_in_one_order_and_an_update_once_at_last(listener):
    written = write_one(order())
    heard(listener)

    tell({written.pk: [Telling.UPDATED, *reversed(Telling), Telling.UPDATED]})

    events = heard(listener)
    # Nothing is fulfilled: nothing is told of goods that left.
    told = [telling for telling in Telling if telling is not Telling.FULFILLED]
    assert events == [f"order_{telling}" for telling in told]
    assert events[-1] == "order_updated"


def test_orders_are_told_of_one_after_another_also_those_that_are_gone(listener):
    first, second = write_one(order()), write_one(order())
    gone = uuid4()
    told = []
    heard(listener)

    tell(
        {first.pk: [Telling.UPDATED], gone: [Telling.PAID], second.pk: [Telling.PAID]}, told.append
    )

    assert told == [first.pk, gone, second.pk]
    assert heard(listener) == ["order_updated", "order_paid"]


def test_nothing_to_tell_is_told(listener):
    written = write_one(order())
    told = []
    heard(listener)

    tell({written.pk: []}, told.append)

    assert (heard(listener), told) == ([], [written.pk])


class BreaksOnPaid(BasePlugin):
    """Another plugin of the shop, with a mistake in it."""

    PLUGIN_ID = "test.breaks-on-paid"
    DEFAULT_ACTIVE = True
    CONFIGURATION_PER_CHANNEL = False
    error: Exception = ValueError("no room for kupujacy@allegromail.pl")

    def order_paid(self, order, previous_value, **_):
        raise self.error


@pytest.fixture
def committed(own_database, settings):
    """Two orders outside of any transaction, where Saleor calls listeners at once."""
    settings.PLUGINS = [*settings.PLUGINS, f"{__name__}.{BreaksOnPaid.__name__}"]
    with allow_writer():
        world = World()
        world.make_channel("allegro-pl")
        with receiver() as listener:
            listener.subscribe(*ORDER_EVENTS)
            yield [write_one(order()), write_one(order())], listener


def test_listener_that_fails_keeps_nobody_from_hearing(committed, caplog):
    orders, listener = committed
    told = []

    announce_changes({each.pk: [Telling.PAID, Telling.UPDATED] for each in orders}, told.append)

    assert told == [each.pk for each in orders]
    assert heard(listener).count("order_updated") == 2
    failures = [each.getMessage() for each in caplog.records if "listener failed" in each.msg]
    assert len(failures) == 2
    assert "ValueError" in failures[0]
    assert "kupujacy" not in failures[0]


def test_nobody_has_been_told_while_the_database_is_out_of_order(committed, monkeypatch):
    monkeypatch.setattr(BreaksOnPaid, "error", OperationalError())
    orders, _ = committed
    told = []

    with pytest.raises(OperationalError):
        announce_changes({each.pk: [Telling.PAID] for each in orders}, told.append)

    assert told == []


def test_nothing_is_told_of_what_is_rolled_back(listener):
    draft = order()
    written = write_one(draft)
    heard(listener)

    with TestCase.captureOnCommitCallbacks(execute=True), transaction.atomic():
        bring_money(update_of(written.pk, paid(draft, payment(TOTAL))))
        bring_status("fulfill", update_of(written.pk, draft))
        transaction.set_rollback(True)

    assert heard(listener) == []
    assert Order.objects.get(pk=written.pk).total_charged_amount == Decimal(0)
