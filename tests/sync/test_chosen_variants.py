"""What a person chose for an offer is what its orders take, whatever the configured key says."""

from decimal import Decimal
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from saleor_allegro import ledger
from saleor_allegro.models import Offer
from saleor_allegro.shop.rehearsal.models import OrderLine, Stock, Variant, Warehouse
from saleor_allegro.simulator.kinds import Kind
from tests.sync.steps import link_of, misprint, open_flags, run_import, set_up


@pytest.fixture
def other(account):
    """A variant that no offer's key leads to."""
    variant = Variant.objects.create(sku="OTHER")
    Stock.objects.create(variant=variant, warehouse=Warehouse.objects.get(), quantity=100)
    return variant


def choose(account, simulator, offer_id, variant):
    ledger.choose_variant(account.pk, offer_id, str(variant.pk), simulator.clock.now())


def offers_in(simulator, form_id):
    return [line["offer"]["id"] for line in simulator.forms[form_id]["lineItems"]]


def variants_sold(form_id):
    lines = OrderLine.objects.filter(order__form_id=form_id, kind="offer").order_by("position")
    return [line.variant.sku if line.variant else None for line in lines]


@pytest.mark.parametrize("match_by", ["SKU", "EXTERNAL_REFERENCE", "OFFER_ID"])
def test_an_order_takes_the_chosen_variant(running, simulator, other, match_by):
    for slug in ("allegro-pl", "allegro-cz"):
        set_up(slug, match_offers_by=match_by)
    form_id = simulator.sell(Kind.PAID_ONLINE)
    for offer_id in offers_in(simulator, form_id):
        choose(running, simulator, offer_id, other)

    run_import(running, simulator)

    assert set(variants_sold(form_id)) == {"OTHER"}
    assert open_flags(form_id) == []
    assert Stock.objects.get(variant=other).allocated > 0


def test_an_offer_without_a_key_is_sold_as_what_was_chosen(running, simulator, other):
    form_id = simulator.sell(Kind.NO_SKU)
    unknown = simulator.sell(Kind.NO_SKU)
    for offer_id in offers_in(simulator, form_id):
        choose(running, simulator, offer_id, other)

    run_import(running, simulator)

    assert set(variants_sold(form_id)) == {"OTHER"}
    assert open_flags(form_id) == []
    if set(offers_in(simulator, unknown)).isdisjoint(offers_in(simulator, form_id)):
        assert "no_variant" in open_flags(unknown)


def test_a_chosen_variant_that_was_deleted_leaves_the_word_to_the_key(running, simulator, other):
    form_id = simulator.sell(Kind.PAID_ONLINE)
    by_key = [
        Variant.objects.get(offer_id=offer_id).sku for offer_id in offers_in(simulator, form_id)
    ]
    for offer_id in offers_in(simulator, form_id):
        choose(running, simulator, offer_id, other)
    other.delete()

    run_import(running, simulator)

    assert variants_sold(form_id) == by_key
    assert open_flags(form_id) == []


def test_a_choice_of_another_seller_does_not_matter(running, simulator, other):
    form_id = simulator.sell(Kind.PAID_ONLINE)
    another = type(running).objects.get(pk=running.pk)
    another.pk, another.seller_id = None, "another"
    another.save()
    for offer_id in offers_in(simulator, form_id):
        choose(another, simulator, offer_id, other)

    run_import(running, simulator)

    assert "OTHER" not in variants_sold(form_id)


def test_a_line_that_comes_later_takes_the_chosen_variant(running, simulator, other):
    form_id = simulator.sell(Kind.PAID_ONLINE)
    run_import(running, simulator)
    before = variants_sold(form_id)
    new = simulator.offers[-1]
    choose(running, simulator, new.id, other)
    for offer_id in offers_in(simulator, form_id):
        choose(running, simulator, offer_id, other)

    def add(form):
        line = form["lineItems"][0]
        offer = {"id": new.id, "name": new.name, "external": {"id": new.sku}}
        form["lineItems"].append(line | {"id": str(uuid4()), "offer": offer, "quantity": 1})
        total = form["summary"]["totalToPay"]
        total["amount"] = str(Decimal(total["amount"]) + Decimal(line["price"]["amount"]))

    misprint(simulator, form_id, add)
    moment = simulator.clock.now()
    simulator.journal.write(simulator.forms[form_id], [("READY_FOR_PROCESSING", moment)])
    run = run_import(running, simulator)

    assert (run.updated, link_of(form_id).error_code) == (1, "")
    assert variants_sold(form_id) == [*before, "OTHER"]
    assert "no_variant" not in open_flags(form_id)


def test_choices_are_read_once_a_batch(running, simulator, other):
    """By the index of the choices: a statement for a page, whether one chose or nobody."""
    for orders in (1, 40):
        forms = [simulator.sell(Kind.PAID_ONLINE) for _ in range(orders)]
        with CaptureQueriesContext(connection) as captured:
            assert run_import(running, simulator).imported == orders
        asked = [each["sql"] for each in captured if Offer._meta.db_table in each["sql"]]
        assert len(asked) == 1
        choose(running, simulator, offers_in(simulator, forms[0])[0], other)
