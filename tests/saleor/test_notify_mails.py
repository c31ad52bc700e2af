"""Real mails about what staff do to orders, by Saleor's own mutations, templates and plugin."""

import pytest
from graphene import Node
from saleor.order.models import Order

from saleor_allegro import tasks
from saleor_allegro.simulator.kinds import Kind
from tests.saleor.post_office import post_office
from tests.saleor.selling import selling_shop
from tests.saleor.staff import CANCEL, CONFIRM, FULFILL, TRACK, identity, staff
from tests.saleor.webhooks import receiver
from tests.saleor.world import World
from tests.saleor.writing_shop import writing_shop

MAILED = [
    "order_confirmed",
    "order_fulfillment_confirmation",
    "order_fulfillment_update",
    "order_canceled",
]
MAPPING = {
    "allegro_status_unconfirmed": "NEW",
    "allegro_status_unfulfilled": "PROCESSING",
    "allegro_status_fulfilled": "SENT",
    "allegro_status_canceled": "CANCELLED",
}


def handle(world, sent, cancelled):
    """Staff confirm and send one order, correct its tracking number, and cancel another."""
    staff(world, CONFIRM, id=identity(sent))
    lines = [
        {
            "orderLineId": identity(line),
            "stocks": [
                {
                    "warehouse": Node.to_global_id("Warehouse", allocation.stock.warehouse_id),
                    "quantity": line.quantity,
                }
            ],
        }
        for line in sent.lines.all()
        for allocation in line.allocations.all()
    ]
    staff(world, FULFILL, order=identity(sent), input={"lines": lines, "notifyCustomer": True})
    number = {"trackingNumber": "602", "notifyCustomer": True}
    staff(world, TRACK, id=identity(sent.fulfillments.get()), input=number)
    staff(world, CANCEL, id=identity(cancelled))


def test_customer_of_the_shop_is_written_to(world):
    with writing_shop(world) as shop:
        shop.save(send_shop_notifications="false", **MAPPING)
        shop.channel.automatically_confirm_all_new_orders = False
        shop.channel.save()
        sent, cancelled = shop.sell_in_the_shop(), shop.sell_in_the_shop()

        handle(world, sent, cancelled)

        assert shop.office.subjects == shop.heard == MAILED
        assert {letter.recipients for letter in shop.office.letters} == {("anna@shop.test",)}
        _, packed, tracked, called_off = (letter.text for letter in shop.office.letters)
        assert "Product MUG" in packed
        assert "602" in tracked
        assert str(cancelled.number) in called_off


@pytest.fixture
def selling(db):
    with selling_shop() as selling:
        yield selling


@pytest.mark.parametrize("switch", [True, False], ids=["at yes", "at no"])
def test_buyer_on_allegro_is_written_to_at_yes_and_left_to_allegro_at_no(selling, switch):
    selling.change_forms(send_shop_notifications=switch, status_paid="UNCONFIRMED", **MAPPING)
    selling.simulator.sell_many(2, kinds_sold=[Kind.PAID_ONLINE])
    tasks.import_account(selling.account.pk)
    sent, cancelled = Order.objects.order_by("number")
    world = World()
    with post_office() as office, receiver() as listener:
        office.serve(world, sent.channel)
        listener.subscribe("notify_user")

        handle(world, sent, cancelled)

        assert (sent.channel.slug, Order.objects.get(pk=sent.pk).status) == (
            "allegro-pl",
            "fulfilled",
        )
        told = [payload["notify_event"] for payload in listener.of("notify_user")]
        assert office.subjects == told == (MAILED if switch else [])
    selling.push()
    statuses = [
        selling.simulator.forms[sold.external_reference]["fulfillment"]["status"]
        for sold in (sent, cancelled)
    ]
    assert statuses == ["SENT", "CANCELLED"], "Allegro informs the buyer"
    notes = [
        note
        for sold in (sent, cancelled)
        for note in world.notes_of(sold.pk)
        if note.startswith("Notification")
    ]
    assert notes == (
        []
        if switch
        else [
            f"Notification “{name}” not sent: Allegro informs the customer."
            for name in ("order confirmed", "goods sent", "tracking number", "order cancelled")
        ]
    )
