"""Staff write tracking numbers on fulfillments, and Allegro is told each once."""

import pytest
from saleor.core.db.connection import allow_writer
from saleor.order.models import Fulfillment, Order

from saleor_allegro.models import OrderFlag
from saleor_allegro.simulator.kinds import Kind
from saleor_allegro.sync.import_account import import_account
from tests.saleor.selling import selling_shop
from tests.saleor.staff import FULFILL, TRACK, identity, sending, staff


@pytest.fixture
def selling(db):
    with selling_shop() as selling:
        selling.change_forms(send_tracking_numbers=True)
        yield selling


@pytest.fixture
def order(selling):
    """Several lines, paid and imported."""
    selling.simulator.sell(Kind.MANY_LINES)
    with allow_writer():
        import_account(selling.account.pk)
    selling.simulator.requests.clear()
    return Order.objects.get()


def track(world, fulfillment, number):
    variables = {"trackingNumber": number, "notifyCustomer": False}
    staff(world, TRACK, id=identity(fulfillment), input=variables)


def parcels(selling, order):
    return [
        (parcel["carrierId"], parcel["waybill"], [line["id"] for line in parcel["lineItems"]])
        for parcel in selling.simulator.parcels.of(order.external_reference)
    ]


def items(selling, order):
    """Allegro's lines in the order of the order's."""
    form = selling.simulator.forms[order.external_reference]
    return [line["id"] for line in form["lineItems"]]


def offer_lines(order):
    """The order's lines that are Allegro's, in Allegro's order."""
    return list(order.lines.order_by("pk").filter(metadata__has_key="allegro.line_item_id"))


def test_two_fulfillments_arrive_with_their_lines_once(selling, order, world):
    lines = {line.metadata["allegro.line_item_id"]: line for line in offer_lines(order)}
    first, *rest = items(selling, order)
    staff(world, FULFILL, **sending(order, [lines[first]], tracking="0000123456789U"))
    staff(world, FULFILL, **sending(order, [lines[item] for item in rest]))
    second = Fulfillment.objects.order_by("pk").last()
    track(world, second, "520113010449670123456789")

    selling.push()
    selling.push()

    assert parcels(selling, order) == [
        ("DPD", "0000123456789U", [first]),
        ("INPOST", "520113010449670123456789", rest),
    ]


def test_a_number_that_comes_later_is_told_then(selling, order, world):
    staff(world, FULFILL, **sending(order, offer_lines(order)))
    selling.push()
    assert parcels(selling, order) == []

    track(world, Fulfillment.objects.get(), "0000123456789U")
    selling.push()

    assert parcels(selling, order) == [("DPD", "0000123456789U", items(selling, order))]


def test_a_changed_number_is_added_and_the_old_one_flagged_and_noted(selling, order, world):
    staff(world, FULFILL, **sending(order, offer_lines(order), tracking="0000123456789U"))
    selling.push()
    track(world, Fulfillment.objects.get(), "0000123456780U")

    selling.push()

    assert [number for _, number, _ in parcels(selling, order)] == [
        "0000123456789U",
        "0000123456780U",
    ]
    flag = OrderFlag.objects.get(resolved_at=None)
    assert (flag.kind, flag.subject) == ("parcel_changed", "0000123456789U")
    notes = [event.parameters.get("message", "") for event in order.events.all()]
    assert any("0000123456789U" in note for note in notes)


def test_nothing_is_told_when_it_is_switched_off(selling, order, world):
    selling.change_forms(send_tracking_numbers=False)
    staff(world, FULFILL, **sending(order, offer_lines(order), tracking="0000123456789U"))

    selling.push()

    assert len(selling.simulator.requests) == 0
