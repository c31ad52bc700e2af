"""A refusal is shown as long as something is left to be told of its offer, and no longer."""

import pytest

from saleor_allegro import ledger
from saleor_allegro.models import Offer
from saleor_allegro.shop.rehearsal.models import Channel, Stock, Variant, Warehouse
from tests.sync.steps import later
from tests.sync.stocking import commands, next_time, put, row, run_stock, shown, switch_on


@pytest.fixture
def refused(offers, running, simulator):
    """An offer of which Allegro did not take seven pieces."""
    put(offers[0], 7)
    simulator.refusing_offers[offers[0]] = "Oferta jest w trakcie edycji."
    run_stock(running, simulator)
    later(simulator, minutes=1)
    run_stock(running, simulator)
    assert [offer.offer_id for offer in ledger.refused_offers(running.pk)] == [offers[0]]
    return offers[0]


def test_it_is_over_when_both_sides_agree_after_all(refused, running, simulator):
    simulator.change_offer(refused, stock=7)

    next_time(running, simulator)

    assert ledger.refused_offers(running.pk) == []
    assert commands(simulator) == 1


def test_it_is_over_when_the_offer_ended(refused, running, simulator):
    simulator.change_offer(refused, status="ENDED")

    next_time(running, simulator)

    assert ledger.refused_offers(running.pk) == []


def test_it_is_over_when_the_offer_has_no_variant_any_more(refused, running, simulator):
    Variant.objects.filter(offer_id=refused).update(sku="another")

    next_time(running, simulator)

    assert ledger.refused_offers(running.pk) == []


def test_it_is_tried_again_within_the_hour(refused, running, simulator):
    """An offer shows too many pieces meanwhile."""
    simulator.refusing_offers.clear()
    for _ in range(4):
        next_time(running, simulator)

    assert shown(simulator, refused) == ("ACTIVE", 7)
    assert commands(simulator) == 2


def test_a_sale_that_is_not_resumed_is_no_concern_once_nobody_wants_it(offers, running, simulator):
    switch_on(reactivate_offers=True)
    put(offers[0], 0)
    run_stock(running, simulator)
    next_time(running, simulator)
    simulator.refusing_offers[offers[0]] = "Nie."
    put(offers[0], 4)
    next_time(running, simulator)
    later(simulator, minutes=1)
    run_stock(running, simulator)
    assert ledger.refused_offers(running.pk) != []

    switch_on(reactivate_offers=False)
    next_time(running, simulator)

    assert ledger.refused_offers(running.pk) == []


def test_offers_that_ended_for_good_are_forgotten(offers, running, simulator):
    put(offers[1], 0)
    run_stock(running, simulator)
    simulator.change_offer(offers[0], status="ENDED")
    next_time(running, simulator)

    assert not Offer.objects.filter(offer_id=offers[0]).exists()
    assert row(offers[1]).is_sold_out
    later(simulator, days=60)
    run_stock(running, simulator)
    assert not Offer.objects.filter(offer_id=offers[1]).exists()


def test_more_than_allegro_takes_is_not_offered(offers, running, simulator):
    """Whoever never counts has thousands of millions, in several warehouses."""
    warehouse = Warehouse.objects.create(slug="second")
    Channel.objects.get(slug="allegro-pl").warehouses.add(warehouse)
    variant = Variant.objects.get(offer_id=offers[0])
    Stock.objects.create(warehouse=warehouse, variant=variant, quantity=2_000_000_000)
    put(offers[0], 2_000_000_000)
    run_stock(running, simulator)
    assert shown(simulator, offers[0]) == ("ACTIVE", 50_000)

    simulator.change_offer(offers[0], stock=49_998)
    next_time(running, simulator)

    assert commands(simulator) == 1
