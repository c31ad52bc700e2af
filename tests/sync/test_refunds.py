"""Money that the seller returned on Allegro."""

from decimal import Decimal

from saleor_allegro.models import Run
from saleor_allegro.shop.rehearsal.models import Order
from saleor_allegro.simulator.kinds import Kind
from tests.sync.steps import calls, later, run_import, run_recheck


def test_a_seller_who_did_not_allow_to_read_payments_is_rechecked_without(running, simulator):
    running.scope = "allegro:api:orders:read allegro:api:profile:read"
    running.save()
    form_id = simulator.sell(Kind.PAID_ONLINE)
    run_import(running, simulator)
    simulator.refund(form_id)
    later(simulator, hours=1)

    run = run_recheck(running, simulator)

    assert (run.outcome, run.updated) == (Run.Outcome.FINISHED, 0)
    assert calls(simulator, "/payments/*") == 0


def test_a_refund_that_is_recorded_is_not_asked_for_again(running, simulator):
    form_id = simulator.sell(Kind.PAID_ONLINE)
    run_import(running, simulator)
    simulator.refund(form_id, Decimal("2.00"))
    later(simulator, hours=1)
    assert run_recheck(running, simulator).updated == 1
    later(simulator, hours=1)
    simulator.requests.clear()

    assert run_recheck(running, simulator).updated == 0

    assert calls(simulator, "/payments/refunds") == 1
    assert calls(simulator, "/payments/payment-operations") == 2  # one for each wallet


def test_a_refund_that_fails_after_all_is_taken_back(running, simulator):
    form_id = simulator.sell(Kind.PAID_ONLINE)
    run_import(running, simulator)
    refund = simulator.refund(form_id, Decimal("2.00"))
    later(simulator, hours=1)
    run_recheck(running, simulator)
    simulator.settle_refund(refund, "CANCELED")
    later(simulator, hours=1)

    run_recheck(running, simulator)

    order = Order.objects.get(form_id=form_id)
    assert not order.payments.filter(refunds__amount__gt=0).exists()
