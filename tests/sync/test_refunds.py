"""Money that the seller returned on Allegro."""

from datetime import timedelta
from decimal import Decimal

from saleor_allegro import ledger
from saleor_allegro.allegro.scopes import ASKED_SCOPES, IMPORT_SCOPES, PAYMENTS_SCOPE
from saleor_allegro.models import Run
from saleor_allegro.shop.rehearsal.models import Order
from saleor_allegro.shop.rehearsal.shop import RehearsalShop
from saleor_allegro.simulator.kinds import Kind
from tests.sync.steps import calls, later, link_of, run_import, run_recheck


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


def test_a_seller_whose_payments_allegro_hides_is_asked_to_connect_again_and_loses_nothing(
    running, simulator
):
    running.scope = ""
    running.save()
    form_id = simulator.sell(Kind.PAID_ONLINE)
    later(simulator, hours=1)
    orders_only = simulator.grant_token(IMPORT_SCOPES)
    with ledger.locked_tokens(running.pk) as row:
        in_an_hour = simulator.clock.now() + timedelta(hours=1)
        row.save(ledger.Tokens(orders_only, "unused", in_an_hour))

    run = run_recheck(running, simulator)

    running.refresh_from_db()
    assert (run.outcome, run.imported) == (Run.Outcome.FINISHED, 1)
    assert running.connection == "connected"
    assert running.scope.split() == [each for each in ASKED_SCOPES if each != PAYMENTS_SCOPE]
    assert link_of(form_id).state == "imported"


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


def test_a_payment_that_became_a_surcharge_is_returned_with_both_purchases(running, simulator):
    """Some of it before the buyer paid for both together, the rest after."""
    first = simulator.sell(Kind.PAID_ONLINE)
    second = simulator.sell(Kind.PAID_ONLINE, buyer_of=first)
    run_import(running, simulator)
    simulator.refund(second, Decimal("2.00"))
    merged = simulator.merge([first, second], with_ready=True)
    later(simulator, minutes=10)
    run_import(running, simulator)
    simulator.refund(merged)
    later(simulator, hours=1)

    run_recheck(running, simulator)

    assert charged(merged) == 0
    later(simulator, hours=1)
    assert run_recheck(running, simulator).updated == 0
    assert charged(merged) == 0


def charged(form_id):
    order_id = Order.objects.get(form_id=form_id).uuid
    return RehearsalShop().read_states([order_id])[order_id].charged
