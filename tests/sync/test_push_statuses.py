"""Allegro is told the status of orders: once, on the right revision, and not against anybody."""

from django.db import connection
from django.test.utils import CaptureQueriesContext

from saleor_allegro import ledger
from saleor_allegro.models import Account, OrderPush, Run
from saleor_allegro.shop.rehearsal.models import Order
from saleor_allegro.simulator.faults import FaultKind
from saleor_allegro.simulator.kinds import Kind
from saleor_allegro.sync import push_orders
from saleor_allegro.sync.push_account import push_links
from tests.sync.pushing import (
    FULFILLMENT,
    at_allegro,
    change,
    map_statuses,
    push_of,
    run_push,
    told,
)
from tests.sync.steps import (
    FORM,
    calls,
    later,
    link_of,
    open_flags,
    run_import,
    run_recheck,
    set_up,
)


def test_nothing_is_told_where_nothing_is_mapped(running, simulator):
    form_id = simulator.sell(Kind.PAID_ONLINE)
    run_import(running, simulator)
    change(form_id, simulator, "fulfilled")
    simulator.requests.clear()

    run_push(running, simulator)

    assert told(simulator) == []
    assert len(simulator.requests) == 0
    assert at_allegro(simulator, form_id) == "NEW"


def test_a_status_is_told_once(sold, running, simulator):
    change(sold, simulator, "fulfilled")

    run = run_push(running, simulator)
    again = run_push(running, simulator)

    assert told(simulator) == [(sold, 204)]
    assert (run.kind, run.outcome, run.told, run.failed) == (
        Run.Kind.PUSH,
        Run.Outcome.FINISHED,
        1,
        0,
    )
    assert again is None
    assert at_allegro(simulator, sold) == link_of(sold).fulfillment_status == "SENT"
    push = push_of(sold)
    assert (push.told_status, push.operations, push.due_at) == ("SENT", 1, None)
    [request] = [each for each in simulator.requests if each.method == "PUT"]
    assert request.query == f"checkoutForm.revision={link_of(sold).revision}"


def test_two_statuses_of_the_shop_that_are_one_on_allegro_cost_one_call(sold, running, simulator):
    for status in ("unfulfilled", "partially fulfilled"):
        change(sold, simulator, status)
        run_push(running, simulator)

    assert told(simulator) == [(sold, 204)]
    assert at_allegro(simulator, sold) == "PROCESSING"


def test_a_burst_of_changes_costs_one_call(sold, running, simulator):
    for status in ("unfulfilled", "partially fulfilled", "unfulfilled", "fulfilled"):
        change(sold, simulator, status)

    run_push(running, simulator)

    assert told(simulator) == [(sold, 204)]
    assert at_allegro(simulator, sold) == "SENT"


def test_what_is_imported_with_a_mapped_status_is_told(running, simulator):
    map_statuses()
    form_id = simulator.sell(Kind.PAID_ONLINE)
    run_import(running, simulator)

    run_push(running, simulator)

    assert told(simulator) == [(form_id, 204)]
    assert at_allegro(simulator, form_id) == "PROCESSING"


def test_our_own_event_pushes_nothing_and_fulfils_nothing(sold, running, simulator):
    set_up("allegro-pl", when_sent="FULFILL", allegro_status_unfulfilled="SENT")
    change(sold, simulator, "unfulfilled")
    run_push(running, simulator)
    assert at_allegro(simulator, sold) == "SENT"

    later(simulator, minutes=10)
    run_import(running, simulator)
    run_push(running, simulator)

    assert told(simulator) == [(sold, 204)]
    assert Order.objects.get(form_id=sold).status == "unfulfilled"


def test_what_somebody_sets_on_allegro_is_not_fought(sold, running, simulator):
    change(sold, simulator, "unfulfilled")
    run_push(running, simulator)
    simulator.set_fulfillment(sold, "SENT")
    later(simulator, minutes=10)
    run_import(running, simulator)
    ledger.note_change(link_of(sold).order_id, simulator.clock.now())

    run_push(running, simulator)

    assert told(simulator) == [(sold, 204)]
    assert at_allegro(simulator, sold) == "SENT"


def test_the_stage_in_the_metadata_wins(sold, running, simulator):
    change(sold, simulator, "unfulfilled", metadata={"allegro.stage": "ready_for_shipment"})

    run_push(running, simulator)

    assert at_allegro(simulator, sold) == "READY_FOR_SHIPMENT"


def test_an_unknown_stage_is_flagged_and_the_settings_decide(sold, running, simulator):
    change(sold, simulator, "unfulfilled", metadata={"allegro.stage": "packed"})

    run_push(running, simulator)

    assert at_allegro(simulator, sold) == "PROCESSING"
    assert open_flags(sold) == ["stage_unknown"]

    change(sold, simulator, "unfulfilled", metadata={})
    run_push(running, simulator)
    assert open_flags(sold) == []


def test_a_stale_revision_is_read_again_and_decided_once_more(sold, running, simulator):
    simulator.change_address(sold, street="Nowa 1")
    change(sold, simulator, "unfulfilled")

    run_push(running, simulator)

    assert told(simulator) == [(sold, 409), (sold, 204)]
    assert calls(simulator, FORM) == 1 + 2  # the form, and twice its fulfillment
    assert at_allegro(simulator, sold) == "PROCESSING"
    assert link_of(sold).is_dirty  # the order is to follow the new address


def test_a_purchase_that_was_cancelled_meanwhile_is_not_packed(sold, running, simulator):
    simulator.cancel(sold)
    change(sold, simulator, "unfulfilled")

    run_push(running, simulator)

    assert told(simulator) == [(sold, 409)]
    assert at_allegro(simulator, sold) == "NEW"
    assert link_of(sold).is_dirty


def test_what_allegro_refuses_is_kept_shown_and_not_sent_again(sold, running, simulator):
    simulator.refusing.add(sold)
    change(sold, simulator, "unfulfilled")

    run = run_push(running, simulator)
    change(sold, simulator, "unfulfilled")
    run_push(running, simulator)

    assert told(simulator) == [(sold, 422)]
    assert run.failed == 1
    assert open_flags(sold) == ["status_not_told"]
    assert "PROCESSING" in push_of(sold).error_message

    simulator.refusing.clear()
    change(sold, simulator, "fulfilled")
    run_push(running, simulator)
    assert told(simulator) == [(sold, 422), (sold, 204)]
    assert open_flags(sold) == []


def test_a_person_can_have_a_refused_status_sent_again(sold, running, simulator):
    simulator.refusing.add(sold)
    change(sold, simulator, "unfulfilled")
    run_push(running, simulator)
    simulator.refusing.clear()

    push_links(running.pk, [link_of(sold).pk], clock=simulator.clock.now)

    assert at_allegro(simulator, sold) == "PROCESSING"
    assert open_flags(sold) == []


def test_one_order_that_allegro_cannot_answer_for_does_not_hold_up_the_others(running, simulator):
    forms = [simulator.sell(Kind.PAID_ONLINE) for _ in range(3)]
    map_statuses()
    run_import(running, simulator)
    simulator.faults.add(FaultKind.UNAVAILABLE, FULFILLMENT, method="PUT")
    simulator.requests.clear()

    run = run_push(running, simulator)
    assert (run.outcome, run.told, run.failed) == (Run.Outcome.FINISHED, 2, 1)

    later(simulator, minutes=1)
    run_push(running, simulator)

    assert {at_allegro(simulator, form_id) for form_id in forms} == {"PROCESSING"}
    assert [status for _, status in told(simulator)] == [503, 204, 204, 204]
    assert not OrderPush.objects.exclude(due_at=None, error_code="").exists()


def test_an_allegro_that_answers_nobody_stops_the_run_and_everything_stays_due(
    sold, running, simulator
):
    change(sold, simulator, "unfulfilled")
    simulator.faults.add(FaultKind.UNAVAILABLE, times=None)

    run = run_push(running, simulator)

    assert run.outcome == Run.Outcome.STOPPED
    assert push_of(sold).due_at is not None

    simulator.faults.clear()
    later(simulator, minutes=1)
    run_push(running, simulator)
    assert at_allegro(simulator, sold) == "PROCESSING"


def test_a_status_whose_answer_was_lost_is_looked_up_before_it_is_sent_again(
    sold, running, simulator
):
    change(sold, simulator, "unfulfilled")
    simulator.faults.add(FaultKind.LOST_ANSWER, FULFILLMENT, method="PUT")
    run_push(running, simulator)
    assert at_allegro(simulator, sold) == "PROCESSING"
    assert push_of(sold).told_status == ""
    later(simulator, minutes=1)
    run_push(running, simulator)

    assert told(simulator) == [(sold, None)]
    push = push_of(sold)
    assert (push.told_status, push.sending_status, push.operations) == ("PROCESSING", "", 1)


def test_many_statuses_are_warned_of_and_too_many_are_not_sent(sold, running, simulator):
    change(sold, simulator, "unfulfilled")
    run_push(running, simulator)
    OrderPush.objects.update(operations=89)
    change(sold, simulator, "fulfilled")
    run_push(running, simulator)
    assert open_flags(sold) == ["statuses_used_up"]

    OrderPush.objects.update(operations=100)
    change(sold, simulator, "unfulfilled")
    run_push(running, simulator)

    assert len(told(simulator)) == 2
    assert open_flags(sold) == ["statuses_used_up"]


def test_a_seller_who_did_not_allow_it_is_imported_all_the_same(sold, running, simulator):
    Account.objects.update(scope="allegro:api:orders:read allegro:api:profile:read")
    change(sold, simulator, "unfulfilled")

    run_push(running, simulator)
    run = run_import(running, simulator)

    assert told(simulator) == []
    assert run.outcome == Run.Outcome.FINISHED
    assert ledger.due_for_push(simulator.clock.now(), "allegro:api:orders:write") == []


def test_the_hourly_recheck_finds_what_no_hook_told(sold, running, simulator):
    Order.objects.filter(form_id=sold).update(status="fulfilled")
    later(simulator, hours=1)

    run_recheck(running, simulator)
    run_push(running, simulator)

    assert told(simulator) == [(sold, 204)]
    assert at_allegro(simulator, sold) == "SENT"


def test_of_very_many_orders_the_next_run_tells_the_rest(running, simulator, monkeypatch):
    monkeypatch.setattr(push_orders, "BATCH", 2)
    monkeypatch.setattr(push_orders, "MOST_CALLS", 3)
    forms = [simulator.sell(Kind.PAID_ONLINE) for _ in range(7)]
    map_statuses()
    run_import(running, simulator)
    simulator.requests.clear()

    told_at_once = [run_push(running, simulator).told for _ in range(2)]

    assert told_at_once == [4, 3]
    assert {at_allegro(simulator, form_id) for form_id in forms} == {"PROCESSING"}
    assert len(told(simulator)) == 7


def test_orders_that_are_as_they_were_cost_no_call_and_a_page_of_statements(running, simulator):
    forms = [simulator.sell(Kind.PAID_ONLINE) for _ in range(30)]
    map_statuses()
    run_import(running, simulator)
    run_push(running, simulator)
    simulator.requests.clear()
    statements = []
    for changed in (forms[:1], forms):
        for form_id in changed:
            ledger.note_change(link_of(form_id).order_id, simulator.clock.now())
        with CaptureQueriesContext(connection) as queries:
            run_push(running, simulator)
        statements.append(len(queries))

    assert len(simulator.requests) == 0
    assert statements[0] == statements[1] <= 40
