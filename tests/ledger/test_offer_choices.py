"""What people chose for offers, and what the runs leave of it."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from saleor_allegro import ledger
from saleor_allegro.ledger import SeenOffers
from saleor_allegro.models import Account, Offer
from saleor_allegro.rules.offer_matching import Match
from tests.ledger.rows import LATER, NOW, an_account

pytestmark = pytest.mark.django_db


@pytest.fixture
def account():
    return an_account(next_stock_at=LATER)


def an_offer(account, offer_id="1001", **fields):
    return Offer.objects.create(account=account, offer_id=offer_id, **{"status": "ACTIVE"} | fields)


def due_at(account):
    return Account.objects.get(pk=account.pk).next_stock_at


def test_a_choice_may_be_made_for_an_offer_never_seen(account):
    offer = ledger.choose_variant(account.pk, "1001", "7", NOW)

    assert Offer.objects.get() == offer
    assert (offer.chosen_variant_id, offer.variant_id, offer.match) == ("7", "7", Match.MATCHED)
    assert ledger.chosen_variants(account.pk, ["1001", "1002"]) == {"1001": "7"}
    assert due_at(account) == NOW


def test_a_choice_changes_nothing_else_of_an_offer(account):
    seen = {"name": "Kubek", "available": 3, "sent_quantity": 3, "sent_at": NOW}
    an_offer(account, **seen, match="unmatched", wanted=5, refused_quantity=5, refused_at=NOW)

    ledger.choose_variant(account.pk, "1001", "7", NOW)
    ledger.choose_variant(account.pk, "1001", "8", LATER)

    offer = Offer.objects.get()
    assert (offer.chosen_variant_id, offer.variant_id, offer.match) == ("8", "8", "matched")
    assert {name: getattr(offer, name) for name in seen} == seen
    assert (offer.wanted, offer.refused_quantity, offer.refused_at) == (None, None, None)


def test_a_choice_is_one_sellers_alone(account):
    other = an_account(channel="cz", seller_id="45")
    ledger.choose_variant(account.pk, "1001", "7", NOW)

    assert ledger.chosen_variants(other.pk, ["1001"]) == {}
    assert due_at(other) is None


@pytest.mark.parametrize("offer_ids", [[], ["1001"], [str(number) for number in range(1000, 1400)]])
def test_choices_are_read_in_one_statement_at_most(account, offer_ids):
    an_offer(account, "1002")
    ledger.choose_variant(account.pk, "1001", "7", NOW)

    with CaptureQueriesContext(connection) as statements:
        chosen = ledger.chosen_variants(account.pk, offer_ids)

    assert chosen == ({"1001": "7"} if offer_ids else {})
    assert len(statements) == bool(offer_ids)


def test_a_choice_taken_back_leaves_the_offer_to_be_looked_for_anew(account):
    an_offer(account, name="Kubek", available=3)
    ledger.choose_variant(account.pk, "1001", "7", NOW)

    offer = ledger.take_choice_back(account.pk, "1001", LATER)

    assert offer == Offer.objects.get()
    assert (offer.chosen_variant_id, offer.variant_id, offer.match) == ("", "", "")
    assert (offer.name, offer.available) == ("Kubek", 3)
    assert due_at(account) == LATER


def test_nothing_stays_of_an_offer_that_was_known_by_the_choice_alone(account):
    ledger.choose_variant(account.pk, "1001", "7", NOW)

    assert ledger.take_choice_back(account.pk, "1001", NOW) is None

    assert not Offer.objects.exists()


def test_where_nobody_chose_nothing_is_taken_back(account):
    an_offer(account, match="matched", variant_id="7", wanted=5)

    offer = ledger.take_choice_back(account.pk, "1001", NOW)

    assert (offer.match, offer.variant_id, offer.wanted) == ("matched", "7", 5)
    assert due_at(account) == LATER
    with pytest.raises(Offer.DoesNotExist):
        ledger.take_choice_back(account.pk, "1002", NOW)


def test_a_run_that_saves_what_it_saw_leaves_choices_alone(account):
    before = an_offer(account)
    ledger.choose_variant(account.pk, "1001", "7", NOW)
    ledger.choose_variant(account.pk, "1002", "8", NOW)
    before.available = 5

    ledger.save_offers([before, Offer(account=account, offer_id="1002", available=6)])

    assert ledger.chosen_variants(account.pk, ["1001", "1002"]) == {"1001": "7", "1002": "8"}
    assert set(Offer.objects.values_list("available", flat=True)) == {5, 6}


def test_a_choice_outlives_an_offer_that_is_gone(account):
    for offer_id in ("1001", "1002"):
        an_offer(account, offer_id, available=3, failed_since=NOW, error_message="Nie.")
    ledger.choose_variant(account.pk, "1001", "7", NOW)

    ledger.forget_offers(account.pk, ["1001", "1002"])

    offer = Offer.objects.get()
    assert (offer.offer_id, offer.chosen_variant_id) == ("1001", "7")
    assert (offer.status, offer.available, offer.failed_since) == ("", None, None)


@pytest.mark.parametrize("planned", [None, NOW])
def test_a_comparison_plans_the_next_unless_somebody_did_meanwhile(account, planned):
    Account.objects.filter(pk=account.pk).update(next_stock_at=planned)
    ledger.next_stock_after(account.pk, planned, LATER)
    assert due_at(account) == LATER

    ledger.next_stock_after(account.pk, planned, NOW)
    assert due_at(account) == LATER


@pytest.mark.parametrize(
    ("question", "found"),
    [
        ({}, {"1001", "1002", "2003"}),
        ({"match": Match.MATCHED}, {"1001"}),
        ({"match": Match.UNMATCHED}, {"1002", "2003"}),
        ({"is_refused": True}, {"1002"}),
        ({"is_refused": False}, {"1001", "2003"}),
        ({"is_on_sale": True}, {"1001", "2003"}),
        ({"is_on_sale": False}, {"1002"}),
        ({"text": "100"}, {"1001", "1002"}),
        ({"text": "kub-"}, {"1001"}),
        ({"text": "LAMPA"}, {"2003"}),
        ({"text": "003"}, set()),
        ({"text": "100", "is_on_sale": True}, {"1001"}),
    ],
)
def test_offers_are_looked_for(account, question, found):
    an_offer(account, "1001", name="Kubek 300 ml", external_id="KUB-S", match="matched")
    an_offer(account, "1002", status="ENDED", failed_since=NOW)
    an_offer(account, "2003", name="Mała lampa", status="ACTIVATING")
    an_offer(an_account(channel="cz", seller_id="45"), "1001", match="matched")

    wanted = SeenOffers(account_pk=account.pk, **question)

    offers = ledger.seen_offers(wanted, database="default")
    assert set(offers.values_list("offer_id", flat=True)) == found
