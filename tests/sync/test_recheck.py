"""Orders that follow their forms: what is read, what the merchant wants, what stands in the way."""

import pytest

from saleor_allegro.models import OrderLink, Parcel, Run
from saleor_allegro.shop.rehearsal.models import Announcement, Channel, Order
from saleor_allegro.simulator.faults import FaultKind
from saleor_allegro.simulator.kinds import Kind
from saleor_allegro.sync.form_lists import FEW
from tests.sync.steps import (
    FORM,
    LIST,
    calls,
    in_euros,
    later,
    link_of,
    misprint,
    run_import,
    set_up,
    state_of,
)


def street_of(form_id):
    return Order.objects.get(form_id=form_id).shipping_address["street"]


@pytest.mark.parametrize(("changed", "by_id", "by_list"), [(FEW, FEW, 0), (FEW + 1, 0, 1)])
def test_few_changed_forms_are_read_by_id_and_many_by_list(
    running, simulator, changed, by_id, by_list
):
    forms = [simulator.sell(Kind.UNPAID) for _ in range(changed)]
    run_import(running, simulator)
    later(simulator, minutes=10)
    for form_id in forms:
        simulator.pay(form_id)
    simulator.requests.clear()

    run = run_import(running, simulator)

    assert (run.updated, run.failed) == (changed, 0)
    assert (calls(simulator, FORM), calls(simulator, LIST)) == (by_id, by_list)


def test_an_event_about_an_order_that_is_as_it_was_costs_one_call_and_changes_nothing(
    running, simulator
):
    form_id = simulator.sell(Kind.PAID_ONLINE)
    run_import(running, simulator)
    told = Announcement.objects.count()
    simulator.journal.write(
        simulator.forms[form_id], [("READY_FOR_PROCESSING", simulator.clock.now())]
    )
    simulator.requests.clear()

    run = run_import(running, simulator)

    assert (run.updated, calls(simulator, FORM)) == (0, 1)
    assert not link_of(form_id).is_dirty
    assert Announcement.objects.count() == told


def test_parcels_are_read_when_goods_leave_and_not_before(running, simulator):
    form_id = simulator.sell(Kind.PAID_ONLINE)
    run_import(running, simulator)
    simulator.change_address(form_id, street="Nowa 1")
    run_import(running, simulator)
    assert calls(simulator, "*/shipments") == 0

    simulator.add_parcel(form_id, "DPD", "0000123456789U")
    simulator.set_fulfillment(form_id, "SENT", sent="ALL")
    run_import(running, simulator)
    run_import(running, simulator)

    assert calls(simulator, "*/shipments") == 1
    [parcel] = Parcel.objects.all()
    assert (parcel.carrier_id, parcel.waybill) == ("DPD", "0000123456789U")


@pytest.mark.parametrize(
    ("when_sent", "status"), [("NOTHING", "unfulfilled"), ("FULFILL", "fulfilled")]
)
def test_sent_on_allegro_is_fulfilled_where_the_merchant_wants_it(
    running, simulator, when_sent, status
):
    set_up("allegro-pl", when_sent=when_sent)
    form_id = simulator.sell(Kind.PAID_ONLINE)
    run_import(running, simulator)

    simulator.set_fulfillment(form_id, "SENT", sent="ALL")
    run_import(running, simulator)

    assert Order.objects.get(form_id=form_id).status == status
    assert link_of(form_id).fulfillment_status == "SENT"


def test_orders_of_a_channel_that_was_switched_off_wait(running, simulator):
    form_id = simulator.sell(Kind.UNPAID)
    run_import(running, simulator)
    Channel.objects.filter(slug="allegro-pl").update(plugin_active=False)
    simulator.pay(form_id)
    run_import(running, simulator)
    assert (Order.objects.get().status, link_of(form_id).is_dirty) == ("unconfirmed", True)

    Channel.objects.filter(slug="allegro-pl").update(plugin_active=True)
    run_import(running, simulator)

    assert Order.objects.get().status == "unfulfilled"


def test_a_form_that_cannot_be_read_holds_up_no_other_and_is_tried_again(running, simulator):
    bad, good = simulator.sell(Kind.UNPAID), simulator.sell(Kind.UNPAID)
    run_import(running, simulator)
    for form_id in (bad, good):
        simulator.pay(form_id)
    right = misprint(
        simulator, bad, lambda form: form["summary"]["totalToPay"].update(amount="1,50")
    )

    run = run_import(running, simulator)

    assert (run.updated, run.failed) == (1, 1)
    assert state_of(bad) == (OrderLink.State.IMPORTED, "unreadable", 1)
    assert "1,50" in link_of(bad).error_message
    assert Order.objects.get(form_id=bad).status == "unconfirmed"
    assert run_import(running, simulator).failed == 0  # not at once

    simulator.forms.misprint(bad, right)
    later(simulator, hours=1)
    run_import(running, simulator)
    assert Order.objects.get(form_id=bad).status == "unfulfilled"
    assert state_of(bad) == (OrderLink.State.IMPORTED, "", 0)


def test_an_order_that_the_shop_refuses_to_change_holds_up_no_other(running, simulator):
    refused, other = simulator.sell(Kind.UNPAID), simulator.sell(Kind.UNPAID)
    run_import(running, simulator)
    for form_id in (refused, other):
        simulator.pay(form_id)
    misprint(simulator, refused, in_euros)

    run = run_import(running, simulator)

    assert (run.updated, run.failed) == (1, 1)
    assert Order.objects.get(form_id=other).status == "unfulfilled"
    state, code, attempts = state_of(refused)
    assert (state, code, attempts) == (OrderLink.State.IMPORTED, "refused", 1)
    assert "EUR" in link_of(refused).error_message


@pytest.mark.django_db(transaction=True)
def test_an_outage_counts_against_no_order_and_the_next_run_goes_on(running, simulator):
    form_id = simulator.sell(Kind.UNPAID)
    run_import(running, simulator)
    simulator.pay(form_id)
    simulator.faults.add(FaultKind.SERVER_ERROR, path="/order/checkout-forms*", times=None)

    run = run_import(running, simulator)

    assert (run.outcome, run.error_code) == (Run.Outcome.STOPPED, "unreachable")
    assert (link_of(form_id).is_dirty, link_of(form_id).attempts) == (True, 0)
    simulator.faults.clear()
    later(simulator, minutes=1)
    assert run_import(running, simulator).updated == 1


def test_what_was_not_told_is_told_by_the_next_run(running, simulator):
    form_id = simulator.sell(Kind.PAID_ONLINE)
    run_import(running, simulator)
    OrderLink.objects.filter(form_id=form_id).update(tellings=["updated", "paid", "paid"])

    run_import(running, simulator)

    kinds = Announcement.objects.order_by("pk").values_list("kind", flat=True)
    assert list(kinds) == ["created", "paid", "updated"]
    assert link_of(form_id).tellings == []


def test_what_staff_corrected_stays_while_allegro_says_the_same(running, simulator):
    form_id = simulator.sell(Kind.PAID_ONLINE)
    run_import(running, simulator)
    order = Order.objects.get(form_id=form_id)
    order.shipping_address |= {"street": "Poprawiona 7"}
    order.save()
    simulator.change_message(form_id, "Dzień dobry")

    run_import(running, simulator)

    assert (street_of(form_id), Order.objects.get().note) == ("Poprawiona 7", "Dzień dobry")
