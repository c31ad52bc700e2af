"""Allegro's offers show what the shop has: what differs is sent, once, and nothing comes back."""

import pytest
from django.db.models import F

from saleor_allegro import ledger
from saleor_allegro.models import Offer, Run, StockCommand
from saleor_allegro.shop.rehearsal.models import Channel, Stock, Variant, Warehouse
from saleor_allegro.shop.rehearsal.shop import RehearsalShop
from saleor_allegro.simulator.faults import FaultKind
from saleor_allegro.simulator.kinds import Kind
from saleor_allegro.sync import send_stock_steps
from saleor_allegro.sync.stock_account import stock_account_now
from tests.sync.steps import later, run_import, set_up
from tests.sync.stocking import (
    OFFERS,
    ONE_OFFER,
    PUBLICATIONS,
    QUANTITIES,
    commands,
    ended,
    next_time,
    put,
    results_read,
    row,
    run_stock,
    shown,
    switch_on,
    written,
)


def variant_of(offer_id):
    return Variant.objects.get(offer_id=offer_id)


def choose(account, simulator, offer_id, variant):
    ledger.choose_variant(account.pk, offer_id, str(variant.pk), simulator.clock.now())


def test_nothing_is_asked_where_nobody_wants_it(running, simulator):
    run = run_stock(running, simulator)

    assert run is None
    assert len(simulator.requests) == 0
    running.refresh_from_db()
    assert running.next_stock_at is not None


def test_nothing_is_sent_where_both_sides_agree(offers, running, simulator):
    run = run_stock(running, simulator)

    assert (run.kind, run.outcome, run.told) == (Run.Kind.STOCK, Run.Outcome.FINISHED, 0)
    assert written(simulator) == 0
    # The journal, and one page of offers.
    assert run.calls == 2


def test_what_differs_is_sent_once(offers, running, simulator):
    put(offers[0], 7)
    put(offers[1], 7)
    put(offers[2], 8)

    run = run_stock(running, simulator)

    assert run.told == 3
    assert [shown(simulator, each)[1] for each in offers[:3]] == [7, 7, 8]
    assert (commands(simulator), results_read(simulator)) == (2, 0)
    later(simulator, minutes=1)
    run_stock(running, simulator)
    assert (commands(simulator), results_read(simulator)) == (2, 2)
    assert not StockCommand.objects.exists()
    next_time(running, simulator)
    assert (commands(simulator), results_read(simulator)) == (2, 2)
    assert (row(offers[0]).sent_quantity, row(offers[0]).failed_since) == (7, None)


def test_results_are_read_without_comparing_anew(offers, running, simulator):
    put(offers[0], 7)
    run_stock(running, simulator)
    simulator.requests.clear()
    later(simulator, minutes=1)

    run = run_stock(running, simulator)

    assert run.calls == 1
    assert simulator.requests.count_of(OFFERS) == 0


def test_a_sale_on_allegro_sends_nothing_back(offers, running, simulator):
    run_stock(running, simulator)
    before = {each: shown(simulator, each) for each in offers}
    simulator.sell_many(30, kinds_sold=[Kind.PAID_ONLINE, Kind.CASH_ON_DELIVERY, Kind.UNPAID])
    simulator.requests.clear()

    run = next_time(running, simulator)

    assert {each: shown(simulator, each) for each in offers} != before
    assert run.imported == 30
    assert written(simulator) == 0


def test_a_purchase_that_is_no_order_yet_is_gone_all_the_same(offers, running, simulator):
    for slug in ("allegro-pl", "allegro-cz"):
        set_up(slug, import_unpaid=False)
    form_id = simulator.sell(Kind.UNPAID)

    run = run_stock(running, simulator)

    assert run.imported == 0
    assert written(simulator) == 0
    simulator.cancel(form_id)
    next_time(running, simulator)
    assert written(simulator) == 0


def test_pieces_are_kept_back(offers, running, simulator):
    switch_on(stock_buffer="2")
    put(offers[0], 7)
    put(offers[1], 2)

    run_stock(running, simulator)

    assert shown(simulator, offers[0]) == ("ACTIVE", 5)
    assert shown(simulator, offers[1]) == ("ENDED", 0)


def test_nothing_left_ends_the_offer(offers, running, simulator):
    put(offers[0], 0)

    run = run_stock(running, simulator)

    assert shown(simulator, offers[0]) == ("ENDED", 0)
    assert (run.told, ended(simulator), commands(simulator)) == (1, 1, 0)
    next_time(running, simulator)
    assert ended(simulator) == 1
    assert row(offers[0]).is_sold_out


def test_an_offer_that_was_sold_out_comes_back_with_its_stock(offers, running, simulator):
    switch_on(reactivate_offers=True)
    put(offers[0], 0)
    run_stock(running, simulator)
    next_time(running, simulator)
    put(offers[0], 4)

    next_time(running, simulator)
    assert shown(simulator, offers[0]) == ("ENDED", 4)
    later(simulator, minutes=1)
    run_stock(running, simulator)

    assert shown(simulator, offers[0]) == ("ACTIVE", 4)
    later(simulator, minutes=1)
    run_stock(running, simulator)
    next_time(running, simulator)
    assert (commands(simulator), results_read(simulator)) == (2, 2)
    assert not row(offers[0]).is_sold_out


def test_an_offer_that_was_sold_out_stays_ended_unless_the_merchant_allows_it(
    offers, running, simulator
):
    put(offers[0], 0)
    run_stock(running, simulator)
    next_time(running, simulator)
    put(offers[0], 4)

    next_time(running, simulator)

    assert shown(simulator, offers[0]) == ("ENDED", 0)
    assert commands(simulator) == 0


def test_an_offer_that_was_ended_by_hand_stays_ended(offers, running, simulator):
    switch_on(reactivate_offers=True)
    run_stock(running, simulator)
    next(each for each in simulator.offers if each.id == offers[0]).status = "ENDED"
    put(offers[0], 4)

    next_time(running, simulator)

    assert shown(simulator, offers[0])[0] == "ENDED"
    assert written(simulator) == 0


def test_an_offer_that_is_refused_says_why_and_does_not_hold_up_the_others(
    offers, running, simulator
):
    put(offers[0], 7)
    put(offers[1], 7)
    simulator.refusing_offers[offers[0]] = "Oferta jest w trakcie edycji."
    run_stock(running, simulator)

    later(simulator, minutes=1)
    run = run_stock(running, simulator)

    assert run.failed == 1
    assert shown(simulator, offers[1]) == ("ACTIVE", 7)
    refused = row(offers[0])
    assert (refused.refused_quantity, refused.error_message) == (7, "Oferta jest w trakcie edycji.")
    assert row(offers[1]).failed_since is None
    # Asked for ever, it would be refused for ever.
    next_time(running, simulator)
    assert commands(simulator) == 1
    simulator.refusing_offers.clear()
    put(offers[0], 6)
    next_time(running, simulator)
    later(simulator, minutes=1)
    run_stock(running, simulator)
    assert shown(simulator, offers[0]) == ("ACTIVE", 6)
    assert (row(offers[0]).failed_since, row(offers[0]).error_message) == (None, "")


def test_a_person_has_it_tried_again_at_once(offers, running, simulator):
    put(offers[0], 7)
    simulator.refusing_offers[offers[0]] = "Nie."
    run_stock(running, simulator)
    later(simulator, minutes=1)
    run_stock(running, simulator)
    simulator.refusing_offers.clear()
    put(offers[1], 8)

    stock_account_now(running.pk, [offers[0]], clock=simulator.clock.now)

    assert shown(simulator, offers[0]) == ("ACTIVE", 7)
    assert shown(simulator, offers[1])[1] != 8


def test_an_offer_that_will_not_end_says_why(offers, running, simulator):
    put(offers[0], 0)
    simulator.refusing_offers[offers[0]] = "Nie."

    run = run_stock(running, simulator)

    assert (run.told, run.failed) == (0, 1)
    assert (row(offers[0]).refused_quantity, row(offers[0]).error_message) == (0, "Nie.")
    next_time(running, simulator)
    assert ended(simulator) == 1


def test_a_command_that_takes_long_is_not_repeated(offers, running, simulator):
    simulator.slow_commands = True
    put(offers[0], 7)
    run_stock(running, simulator)

    next_time(running, simulator)
    next_time(running, simulator)

    assert commands(simulator) == 1
    assert StockCommand.objects.get().attempts == 2
    simulator.slow_commands = False
    next_time(running, simulator)
    assert not StockCommand.objects.exists()
    assert shown(simulator, offers[0]) == ("ACTIVE", 7)


@pytest.mark.parametrize("fault", [FaultKind.CUT, FaultKind.LOST_ANSWER, FaultKind.UNAVAILABLE])
def test_a_lost_answer_is_asked_about(offers, running, simulator, fault):
    put(offers[0], 7)
    simulator.faults.add(fault, QUANTITIES, method="PUT")

    run = run_stock(running, simulator)

    assert (run.outcome, run.error_code) == (Run.Outcome.STOPPED, "unreachable")
    assert StockCommand.objects.count() == 1
    later(simulator, minutes=1)
    run_stock(running, simulator)
    next_time(running, simulator)
    assert shown(simulator, offers[0]) == ("ACTIVE", 7)
    assert not StockCommand.objects.exists()
    arrived = fault == FaultKind.LOST_ANSWER
    assert commands(simulator) == (1 if arrived else 2)
    assert (row(offers[0]).sent_quantity, row(offers[0]).failed_since) == (7, None)


def test_most_offers_do_not_end_without_a_persons_word(offers, running, simulator):
    Stock.objects.update(quantity=0, allocated=0)

    run = run_stock(running, simulator)

    assert (run.outcome, run.error_code) == (Run.Outcome.STOPPED, "would_end_offers")
    assert "60 of 60" in run.error_message
    assert written(simulator) == 0
    stock_account_now(running.pk, may_end_most=True, clock=simulator.clock.now)
    assert ended(simulator) == 60


@pytest.mark.parametrize("warehouses", ["gone", "magazyn,gone"])
def test_a_warehouse_that_is_gone_is_not_taken_for_empty(offers, running, simulator, warehouses):
    switch_on(warehouses=warehouses)

    run = run_stock(running, simulator)

    assert (run.outcome, run.error_code) == (Run.Outcome.STOPPED, "warehouse_not_found")
    assert "gone" in run.error_message
    assert written(simulator) == 0


def test_a_channel_without_a_warehouse_is_not_taken_for_empty(offers, running, simulator):
    Channel.objects.get(slug="allegro-pl").warehouses.clear()

    run = run_stock(running, simulator)

    assert (run.outcome, run.error_code) == (Run.Outcome.STOPPED, "no_warehouse")
    assert written(simulator) == 0


def test_the_first_channel_that_wants_it_decides(offers, running, simulator):
    abroad = Warehouse.objects.create(slug="sklad")
    Channel.objects.get(slug="allegro-cz").warehouses.set([abroad])
    set_up("allegro-cz", send_stock=True)

    run = run_stock(running, simulator)

    # By its slug, allegro-cz comes first, and it has none of anything.
    assert run.error_code == "would_end_offers"


def test_offers_without_exactly_one_variant_are_left_alone(offers, running, simulator):
    Variant.objects.filter(offer_id=offers[0]).update(sku="another")
    set_up("allegro-pl", match_offers_by="OFFER_ID")
    Variant.objects.filter(offer_id=offers[1]).update(offer_id="another")
    Variant.objects.filter(offer_id=offers[2]).update(offer_id=offers[3])

    run_stock(running, simulator)

    assert written(simulator) == 0
    assert [row(each).match for each in offers[:4]] == [
        "matched",
        "unmatched",
        "unmatched",
        "ambiguous",
    ]


@pytest.mark.parametrize("match_by", ["SKU", "EXTERNAL_REFERENCE", "OFFER_ID"])
def test_an_offer_shows_the_pieces_of_the_variant_that_a_person_chose(
    offers, running, simulator, match_by
):
    Variant.objects.update(external_reference=F("sku"))
    switch_on(match_offers_by=match_by)
    put(offers[1], 7)
    choose(running, simulator, offers[0], variant_of(offers[1]))

    run = run_stock(running, simulator)

    assert run.told == 2
    assert [shown(simulator, each)[1] for each in offers[:2]] == [7, 7]
    assert (row(offers[0]).match, row(offers[0]).variant_id) == (
        "matched",
        str(variant_of(offers[1]).pk),
    )


def test_a_choice_settles_what_no_key_says(offers, running, simulator):
    set_up("allegro-pl", match_offers_by="OFFER_ID")
    variant = variant_of(offers[0])
    Variant.objects.filter(offer_id=offers[1]).update(offer_id="another")
    Variant.objects.filter(offer_id=offers[2]).update(offer_id=offers[3])
    for each in (offers[1], offers[3]):
        choose(running, simulator, each, variant)
    put(offers[0], 7)

    run_stock(running, simulator)

    assert [row(each).match for each in offers[:4]] == [
        "matched",
        "matched",
        "unmatched",
        "matched",
    ]
    assert [shown(simulator, offers[each])[1] for each in (0, 1, 3)] == [7, 7, 7]


def test_a_chosen_variant_that_was_deleted_leaves_the_word_to_the_key(offers, running, simulator):
    other = Variant.objects.create(sku="OTHER")
    choose(running, simulator, offers[0], other)
    other.delete()
    put(offers[0], 7)

    run_stock(running, simulator)

    assert shown(simulator, offers[0])[1] == 7
    assert row(offers[0]).variant_id == str(variant_of(offers[0]).pk)


def test_a_choice_that_was_taken_back_leaves_the_word_to_the_key(offers, running, simulator):
    put(offers[0], 8)
    put(offers[1], 7)
    choose(running, simulator, offers[0], variant_of(offers[1]))
    run_stock(running, simulator)
    assert shown(simulator, offers[0])[1] == 7
    later(simulator, minutes=1)

    ledger.take_choice_back(running.pk, offers[0], simulator.clock.now())
    run_stock(running, simulator)

    assert shown(simulator, offers[0])[1] == 8


def test_a_sale_is_gone_from_every_offer_of_the_chosen_variant(offers, running, simulator):
    variant = variant_of(offers[0])
    for each in offers:
        choose(running, simulator, each, variant)
    put(offers[0], 50)
    run_stock(running, simulator)
    later(simulator, minutes=1)
    run_stock(running, simulator)
    form_id = simulator.sell(Kind.PAID_ONLINE)
    sold = sum(line["quantity"] for line in simulator.forms[form_id]["lineItems"])

    next_time(running, simulator)

    assert {shown(simulator, each)[1] for each in offers} == {50 - sold}


def test_a_purchase_of_a_chosen_variant_that_is_no_order_yet_is_gone_all_the_same(
    offers, running, simulator
):
    for slug in ("allegro-pl", "allegro-cz"):
        set_up(slug, import_unpaid=False)
    variant = variant_of(offers[0])
    for each in offers:
        choose(running, simulator, each, variant)
    put(offers[0], 50)
    run_stock(running, simulator)
    later(simulator, minutes=1)
    run_stock(running, simulator)
    form_id = simulator.sell(Kind.UNPAID)
    sold = sum(line["quantity"] for line in simulator.forms[form_id]["lineItems"])

    assert next_time(running, simulator).imported == 0

    assert {shown(simulator, each)[1] for each in offers} == {50 - sold}


def test_a_choice_makes_the_stock_due_at_once(offers, running, simulator):
    run_stock(running, simulator)
    put(offers[1], 7)
    later(simulator, minutes=1)
    assert run_stock(running, simulator).calls == 0

    choose(running, simulator, offers[0], variant_of(offers[1]))
    run_stock(running, simulator)

    assert [shown(simulator, each)[1] for each in offers[:2]] == [7, 7]


def test_a_choice_made_while_a_run_is_at_work_is_kept_and_due_at_once(
    offers, running, simulator, monkeypatch
):
    put(offers[1], 7)
    answer = RehearsalShop.available_stock

    def answer_then_choose(*question):
        answered = answer(*question)
        choose(running, simulator, offers[0], variant_of(offers[1]))
        return answered

    with monkeypatch.context() as patch:
        patch.setattr(RehearsalShop, "available_stock", answer_then_choose)
        run_stock(running, simulator)
    assert shown(simulator, offers[0])[1] != 7
    assert row(offers[0]).chosen_variant_id == str(variant_of(offers[1]).pk)

    later(simulator, minutes=1)
    run_stock(running, simulator)

    assert shown(simulator, offers[0])[1] == 7


def test_what_was_refused_of_an_offer_is_tried_anew_after_a_choice(offers, running, simulator):
    put(offers[0], 7)
    put(offers[1], 7)
    simulator.refusing_offers[offers[0]] = "Nie."
    run_stock(running, simulator)
    later(simulator, minutes=1)
    run_stock(running, simulator)
    simulator.refusing_offers.clear()
    later(simulator, minutes=1)

    choose(running, simulator, offers[0], variant_of(offers[1]))
    run_stock(running, simulator)

    assert shown(simulator, offers[0]) == ("ACTIVE", 7)


def test_a_choice_outlives_an_offer_that_allegro_does_not_have_any_more(offers, running, simulator):
    Offer.objects.create(account=running, offer_id="998", status="ACTIVE")
    Offer.objects.create(account=running, offer_id="999", status="ACTIVE", available=3)
    choose(running, simulator, "999", variant_of(offers[0]))

    run_stock(running, simulator)

    assert not Offer.objects.filter(offer_id="998").exists()
    kept = row("999")
    assert (kept.chosen_variant_id, kept.status) == (str(variant_of(offers[0]).pk), "")
    simulator.requests.clear()
    next_time(running, simulator)
    # It is not asked for again.
    assert simulator.requests.count_of(OFFERS) == 1


def test_a_seller_who_did_not_allow_it_is_imported_all_the_same(offers, running, simulator):
    running.scope = "allegro:api:orders:read allegro:api:profile:read"
    running.save()
    put(offers[0], 7)

    run_stock(running, simulator)
    assert len(simulator.requests) == 0

    simulator.sell(Kind.PAID_ONLINE)
    assert run_import(running, simulator).imported == 1


def test_a_permission_that_was_not_granted_after_all_stops_nothing(offers, running, simulator):
    for grant in simulator.tokens._grants:
        grant.scopes = ("allegro:api:orders:read", "allegro:api:profile:read")
    put(offers[0], 7)

    run = run_stock(running, simulator)

    assert run.outcome == Run.Outcome.FINISHED
    running.refresh_from_db()
    assert "sale:offers" not in running.scope
    assert running.connection == "connected"


def test_an_offer_that_allegro_does_not_have_any_more_is_forgotten(offers, running, simulator):
    Offer.objects.create(account=running, offer_id="999", status="ACTIVE")

    run_stock(running, simulator)

    assert not Offer.objects.filter(offer_id="999").exists()
    assert row(offers[0])


def test_of_very_many_the_next_run_ends_the_rest(offers, running, simulator, monkeypatch):
    monkeypatch.setattr(send_stock_steps, "MOST_ENDED", 3)
    for each in offers[:5]:
        put(each, 0)

    run_stock(running, simulator)
    assert ended(simulator) == 3
    later(simulator, minutes=1)
    run_stock(running, simulator)
    assert ended(simulator) == 5


def test_more_changes_than_allegro_takes_are_left_for_the_next_run(
    offers, running, simulator, monkeypatch
):
    monkeypatch.setattr(send_stock_steps, "MOST_CHANGES", 2)
    for pieces, each in enumerate(offers[:4], start=5):
        put(each, pieces)

    run_stock(running, simulator)
    assert commands(simulator) == 2
    later(simulator, minutes=1)
    run_stock(running, simulator)
    assert [shown(simulator, each)[1] for each in offers[:4]] == [5, 6, 7, 8]
    assert commands(simulator) == 4


def test_nothing_is_called_that_is_not_needed(offers, running, simulator):
    """Every path a run asks for, once each."""
    put(offers[0], 7)
    put(offers[1], 0)

    run_stock(running, simulator)

    assert simulator.requests.count_of(OFFERS) == 1
    assert simulator.requests.count_of("/order/events") == 2
    assert simulator.requests.count_of(QUANTITIES) == 1
    assert simulator.requests.count_of(ONE_OFFER) == 1
    assert simulator.requests.count_of(PUBLICATIONS) == 0
    assert len(simulator.requests) == 5
