"""When an account's stock is looked at: in time, and never every minute for nothing."""

import pytest

from saleor_allegro.allegro.scopes import STOCK_SCOPE
from saleor_allegro.models import Account, StockCommand
from saleor_allegro.shop.rehearsal.models import Stock
from saleor_allegro.sync import send_stock_steps
from saleor_allegro.sync.stock_account import stock_account_now
from tests.sync.steps import later, set_up
from tests.sync.stocking import commands, ended, is_due, put, run_stock, shown


def test_it_is_due_by_the_merchants_interval(offers, running, simulator):
    assert is_due(running, simulator)
    run_stock(running, simulator)

    later(simulator, minutes=14)
    assert not is_due(running, simulator)
    later(simulator, minutes=1)
    assert is_due(running, simulator)


def test_half_a_permission_is_not_asked_for_every_minute(offers, running, simulator):
    scope = f"allegro:api:orders:read allegro:api:profile:read {STOCK_SCOPE}"
    Account.objects.update(scope=scope)

    run_stock(running, simulator)

    assert len(simulator.requests) == 0
    assert not is_due(running, simulator)


@pytest.mark.parametrize("switch", ["send_stock", "create_orders"])
def test_once_it_is_switched_off_nothing_is_due(offers, running, simulator, switch):
    put(offers[0], 7)
    run_stock(running, simulator)
    for slug in ("allegro-pl", "allegro-cz"):
        set_up(slug, **{switch: False})
    later(simulator, minutes=1)
    assert is_due(running, simulator)
    simulator.requests.clear()

    run_stock(running, simulator)

    assert not is_due(running, simulator)
    assert not StockCommand.objects.exists()
    assert len(simulator.requests) == 0


def test_offers_that_a_person_named_do_not_put_off_the_others(offers, running, simulator):
    run_stock(running, simulator)
    later(simulator, minutes=14)
    put(offers[1], 7)

    stock_account_now(running.pk, [offers[0]], clock=simulator.clock.now)

    later(simulator, minutes=1)
    assert is_due(running, simulator)
    run_stock(running, simulator)
    assert shown(simulator, offers[1]) == ("ACTIVE", 7)


def test_a_persons_word_that_most_may_end_holds_for_all_of_them(
    offers, running, simulator, monkeypatch
):
    monkeypatch.setattr(send_stock_steps, "MOST_ENDED", 3)
    Stock.objects.update(quantity=0, allocated=0)

    stock_account_now(running.pk, may_end_most=True, clock=simulator.clock.now)

    assert ended(simulator) == 60
    assert commands(simulator) == 0
