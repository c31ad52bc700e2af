"""Pieces that Allegro sold and that are no order yet are gone from the offers, and come back."""

from decimal import Decimal

import pytest

from saleor_allegro.simulator.catalogue import Offer as SimulatedOffer
from saleor_allegro.simulator.kinds import Kind
from tests.sync.steps import later, set_up, state_of
from tests.sync.stocking import next_time, put, run_stock, shown, written


@pytest.fixture
def waiting(offers):
    """Unpaid purchases wait."""
    for slug in ("allegro-pl", "allegro-cz"):
        set_up(slug, import_unpaid=False)
    return offers


@pytest.mark.parametrize("is_paid", [True, False])
def test_purchases_that_are_paid_together_are_held_once(waiting, running, simulator, is_paid):
    """Nothing ever says that the old forms are gone."""
    first = simulator.sell(Kind.UNPAID)
    second = simulator.sell(Kind.UNPAID, buyer_of=first)
    run_stock(running, simulator)

    simulator.merge([first, second], is_paid=is_paid)
    next_time(running, simulator)

    assert state_of(first) == ("waiting", "unpaid", 0)
    assert written(simulator) == 0


def test_purchases_that_were_joined_and_cancelled_are_held_no_more(waiting, running, simulator):
    first = simulator.sell(Kind.UNPAID)
    second = simulator.sell(Kind.UNPAID, buyer_of=first)
    run_stock(running, simulator)
    merged = simulator.merge([first, second], is_paid=False)
    next_time(running, simulator)

    simulator.cancel(merged)
    next_time(running, simulator)

    assert state_of(first) == ("waiting", "unpaid", 0)
    assert written(simulator) == 0


def test_what_a_new_offer_sold_out_is_gone_from_the_variants_others(waiting, running, simulator):
    put(waiting[0], 5)
    run_stock(running, simulator)
    for offer in simulator.offers:
        offer.status = "INACTIVE"
    new = SimulatedOffer(
        id="19000000001",
        name="Kubek, ostatni",
        sku=simulator.offers[0].sku,
        price=Decimal("19.90"),
        tax_rate="23.00",
        initial_stock=1,
        stock=1,
    )
    simulator.add_offers([new])
    simulator.sell(Kind.UNPAID)
    assert shown(simulator, new.id) == ("ENDED", 0)
    for offer in simulator.offers:
        offer.status = "ENDED" if offer is new else "ACTIVE"

    next_time(running, simulator)

    assert shown(simulator, waiting[0]) == ("ACTIVE", 4)


def test_what_moved_to_allegros_warehouse_is_left_alone(offers, running, simulator):
    run_stock(running, simulator)
    simulator.offers.by_id(offers[0]).is_fulfillment = True
    put(offers[0], 0)

    next_time(running, simulator)

    assert written(simulator) == 0
    later(simulator, minutes=15)
    assert run_stock(running, simulator).told == 0
