"""Allegro is told tracking numbers: once each, with their lines and carrier."""

from threading import Barrier, Thread

import pytest
from django.db import connection, connections
from django.test.utils import CaptureQueriesContext

from saleor_allegro import ledger
from saleor_allegro.demo.rehearsal import open_shop
from saleor_allegro.models import OrderPush, ToldParcel
from saleor_allegro.shop.rehearsal.models import Fulfillment, FulfillmentLine, Order
from saleor_allegro.simulator.faults import FaultKind
from saleor_allegro.simulator.kinds import Kind
from saleor_allegro.sync.push_account import push_account, push_links
from tests.standing_allegro import connect
from tests.sync.pushing import at_allegro, run_push
from tests.sync.steps import later, link_of, open_flags, run_import, run_recheck, set_up

SHIPMENTS = "/order/checkout-forms/*/shipments"
NUMBER = "0000123456789U"


def switch_on(**values):
    for slug in ("allegro-pl", "allegro-cz"):
        set_up(slug, send_tracking_numbers=True, **values)


def sell(simulator, account, kind=Kind.PAID_ONLINE):
    """An order that is imported."""
    form_id = simulator.sell(kind)
    run_import(account, simulator)
    simulator.requests.clear()
    return form_id


def send(form_id, simulator, number, lines=None, status="fulfilled"):
    """The shop sends these lines (by position; all of them when not given)."""
    order = Order.objects.get(form_id=form_id)
    fulfillment = Fulfillment.objects.create(order=order, tracking_number=number, status=status)
    offers = list(order.lines.filter(kind="offer").order_by("position"))
    for line in offers if lines is None else [offers[at] for at in lines]:
        FulfillmentLine.objects.create(fulfillment=fulfillment, line=line, quantity=1)
    tell_us(form_id, simulator)
    return fulfillment


def tell_us(form_id, simulator):
    ledger.note_change(link_of(form_id).order_id, simulator.clock.now())


def renumber(fulfillment, form_id, simulator, **fields):
    Fulfillment.objects.filter(pk=fulfillment.pk).update(**fields)
    tell_us(form_id, simulator)


def parcels(simulator, form_id):
    """Carrier, its name, number and lines of each parcel on Allegro."""
    return [
        (
            parcel["carrierId"],
            parcel["carrierName"],
            parcel["waybill"],
            [line["id"] for line in parcel["lineItems"]],
        )
        for parcel in simulator.parcels.of(form_id)
    ]


def line_ids(simulator, form_id):
    return [line["id"] for line in simulator.forms[form_id]["lineItems"]]


def posts(simulator):
    return simulator.requests.count_of(SHIPMENTS, method="POST")


@pytest.fixture
def sold(running, simulator):
    switch_on()
    return sell(simulator, running)


def test_nothing_is_told_unless_the_merchant_wants_it(running, simulator):
    form_id = sell(simulator, running)
    send(form_id, simulator, NUMBER)

    run_push(running, simulator)

    assert len(simulator.requests) == 0


def test_a_number_is_told_once(sold, running, simulator):
    send(sold, simulator, NUMBER)

    run = run_push(running, simulator)
    tell_us(sold, simulator)
    run_push(running, simulator)

    assert parcels(simulator, sold) == [("DPD", "", NUMBER, line_ids(simulator, sold))]
    assert (run.told, run.failed) == (1, 0)
    # What Allegro has, its carriers, and the number.
    assert [request.method for request in simulator.requests] == ["GET", "GET", "POST"]


def test_two_fulfillments_are_told_with_their_lines(running, simulator):
    switch_on(carriers="520* = INPOST")
    form_id = sell(simulator, running, Kind.MANY_LINES)
    first, second, *_ = line_ids(simulator, form_id)
    send(form_id, simulator, NUMBER, lines=[0])
    send(form_id, simulator, "520-1", lines=[1])

    run_push(running, simulator)

    assert parcels(simulator, form_id) == [
        ("DPD", "", NUMBER, [first]),
        ("INPOST", "", "520-1", [second]),
    ]


def test_a_number_that_is_there_already_is_not_added(sold, running, simulator):
    simulator.add_parcel(sold, "DPD", "0000123456789u")
    send(sold, simulator, NUMBER)

    run_push(running, simulator)

    assert posts(simulator) == 0
    assert ToldParcel.objects.get().number == NUMBER


def test_a_worker_that_died_after_it_told_does_not_have_it_told_twice(sold, running, simulator):
    send(sold, simulator, NUMBER)
    run_push(running, simulator)
    ToldParcel.objects.all().delete()
    tell_us(sold, simulator)

    run_push(running, simulator)

    assert posts(simulator) == 1
    assert ToldParcel.objects.count() == 1


def test_an_order_that_is_sent_with_allegro_is_left_to_allegro(sold, running, simulator):
    simulator.parcels.add(
        sold,
        carrier_id="ALLEGRO",
        carrier_name="",
        waybill="A000111222",
        line_item_ids=line_ids(simulator, sold),
        created_at=simulator.clock.now(),
    )
    send(sold, simulator, NUMBER)

    run_push(running, simulator)
    tell_us(sold, simulator)
    run_push(running, simulator)

    assert posts(simulator) == 0
    assert simulator.requests.count_of(SHIPMENTS) == 1


def test_a_changed_number_is_added_and_the_old_one_flagged(sold, running, simulator):
    fulfillment = send(sold, simulator, NUMBER)
    run_push(running, simulator)
    renumber(fulfillment, sold, simulator, tracking_number="0000123456780U")

    run_push(running, simulator)

    assert [number for _, _, number, _ in parcels(simulator, sold)] == [NUMBER, "0000123456780U"]
    assert open_flags(sold) == ["parcel_changed"]

    renumber(fulfillment, sold, simulator, tracking_number=NUMBER)
    run_push(running, simulator)
    assert posts(simulator) == 2
    assert open_flags(sold) == ["parcel_changed"]  # now it is the other one


def test_the_number_of_a_cancelled_fulfillment_is_flagged(sold, running, simulator):
    fulfillment = send(sold, simulator, NUMBER)
    run_push(running, simulator)
    renumber(fulfillment, sold, simulator, status="canceled")

    run_push(running, simulator)

    assert posts(simulator) == 1
    assert open_flags(sold) == ["parcel_changed"]


def test_what_allegro_refuses_is_flagged_and_not_sent_again(sold, running, simulator):
    for _ in range(20):
        simulator.add_parcel(simulator.sell(Kind.PAID_ONLINE), "DPD", NUMBER)
    send(sold, simulator, NUMBER)

    run = run_push(running, simulator)
    tell_us(sold, simulator)
    run_push(running, simulator)

    assert (run.told, run.failed, posts(simulator)) == (0, 1, 1)
    assert open_flags(sold) == ["parcel_not_told"]

    simulator.parcels._parcels.clear()
    push_links(running.pk, [link_of(sold).pk], clock=simulator.clock.now)
    assert open_flags(sold) == []
    assert len(parcels(simulator, sold)) == 1


def test_an_answer_that_was_lost_does_not_have_it_told_twice(sold, running, simulator):
    send(sold, simulator, NUMBER)
    simulator.faults.add(FaultKind.LOST_ANSWER, SHIPMENTS, method="POST")
    run = run_push(running, simulator)
    assert run.failed == 1
    later(simulator, minutes=1)

    run_push(running, simulator)

    assert len(parcels(simulator, sold)) == 1
    assert OrderPush.objects.get(link=link_of(sold)).error_code == ""


def test_the_number_is_told_before_the_status(running, simulator):
    switch_on(allegro_status_fulfilled="SENT")
    form_id = sell(simulator, running)
    Order.objects.filter(form_id=form_id).update(status="fulfilled")
    send(form_id, simulator, NUMBER)

    run = run_push(running, simulator)

    assert run.told == 2
    assert at_allegro(simulator, form_id) == "SENT"
    assert [request.method for request in simulator.requests][-2:] == ["POST", "PUT"]


def test_the_hourly_recheck_finds_a_number_that_no_hook_told(sold, running, simulator):
    send(sold, simulator, NUMBER)
    OrderPush.objects.update(due_at=None)
    later(simulator, hours=1)

    run_recheck(running, simulator)
    run_push(running, simulator)

    assert len(parcels(simulator, sold)) == 1


def test_orders_whose_numbers_are_told_cost_no_call_and_a_page_of_statements(running, simulator):
    switch_on()
    forms = [simulator.sell(Kind.PAID_ONLINE) for _ in range(20)]
    run_import(running, simulator)
    for at, form_id in enumerate(forms):
        send(form_id, simulator, f"00001234567{at:02}U")
    run_push(running, simulator)
    simulator.requests.clear()
    statements = []
    for changed in (forms[:1], forms):
        for form_id in changed:
            tell_us(form_id, simulator)
        with CaptureQueriesContext(connection) as queries:
            run_push(running, simulator)
        statements.append(len(queries))

    assert len(simulator.requests) == 0
    assert statements[0] == statements[1] <= 50


@pytest.mark.django_db(transaction=True)
def test_three_workers_at_once_tell_it_once(simulator, base_url):
    open_shop(simulator, base_url)
    account = connect(simulator, base_url)
    switch_on()
    form_id = sell(simulator, account)
    send(form_id, simulator, NUMBER)
    together = Barrier(3)

    def work():
        together.wait()
        try:
            push_account(account.pk, clock=simulator.clock.now)
        finally:
            connections.close_all()

    workers = [Thread(target=work) for _ in range(3)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()

    assert parcels(simulator, form_id) == [("DPD", "", NUMBER, line_ids(simulator, form_id))]
    assert posts(simulator) == 1
