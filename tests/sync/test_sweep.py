"""The second net: the list finds what the journal lost."""

from datetime import datetime, timedelta
from urllib.parse import parse_qs

from saleor_allegro.models import OrderLink
from saleor_allegro.shop.rehearsal.models import Order
from saleor_allegro.simulator.kinds import Kind
from tests.sync.steps import LIST, later, link_of, run_import, run_recheck, set_up


def test_the_list_finds_an_order_that_the_journal_never_told_of(running, simulator):
    simulator.journal.hold()
    form_id = simulator.sell(Kind.PAID_ONLINE)
    later(simulator, hours=1)

    run = run_recheck(running, simulator)

    assert (run.imported, run.updated) == (1, 0)
    assert link_of(form_id).state == OrderLink.State.IMPORTED


def test_an_address_change_that_the_journal_lost_is_found_within_the_hour(running, simulator):
    form_id = simulator.sell(Kind.PAID_ONLINE)
    run_import(running, simulator)
    simulator.journal.hold()
    simulator.change_address(form_id, street="Nowa 1")
    later(simulator, hours=1)

    run = run_recheck(running, simulator)

    assert (run.updated, Order.objects.get(form_id=form_id).shipping_address["street"]) == (
        1,
        "Nowa 1",
    )


def test_a_purchase_that_waited_for_payment_comes_in_when_its_event_was_lost(running, simulator):
    set_up("allegro-pl", import_unpaid=False)
    form_id = simulator.sell(Kind.UNPAID)
    run_import(running, simulator)
    assert link_of(form_id).state == OrderLink.State.WAITING
    simulator.journal.hold()
    simulator.pay(form_id)
    later(simulator, hours=1)

    assert run_recheck(running, simulator).imported == 1


def test_who_was_away_looks_as_far_back(running, simulator):
    """The worker stood still for five hours; three are looked at usually."""
    run_recheck(running, simulator)
    simulator.journal.hold()
    later(simulator, minutes=10)
    form_id = simulator.sell(Kind.PAID_ONLINE)
    later(simulator, hours=5)

    run_recheck(running, simulator)

    assert link_of(form_id).state == OrderLink.State.IMPORTED


def test_the_list_is_looked_at_once_an_hour_and_far_back_once_a_day(running, simulator):
    asked = []
    for _ in range(26):
        later(simulator, minutes=30)
        simulator.requests.clear()
        run_recheck(running, simulator)
        now = simulator.clock.now()
        asked += [now - _since(request) for request in simulator.requests if request.path == LIST]

    assert len(asked) == 13
    assert sorted(asked)[:12] == [timedelta(hours=3)] * 12
    later(simulator, hours=12)
    simulator.requests.clear()
    run_recheck(running, simulator)
    [request] = [request for request in simulator.requests if request.path == LIST]
    assert simulator.clock.now() - _since(request) == timedelta(days=14)


def _since(request):
    """Since when changed forms were asked for."""
    return datetime.fromisoformat(parse_qs(request.query)["updatedAt.gte"][0])
