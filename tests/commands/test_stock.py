"""`allegro_stock`: what a person has sent, or sees would be sent."""

import pytest
from django.core.management import load_command_class

from saleor_allegro import ledger
from saleor_allegro.models import Offer, StockCommand
from saleor_allegro.shop.rehearsal.models import Stock, Variant
from saleor_allegro.simulator.kinds import Kind
from saleor_allegro.sync.import_account import import_account
from tests.commands.conftest import change_form
from tests.commands.terminal import run
from tests.sync.steps import in_euros, later, misprint
from tests.sync.stocking import ended, put, shown, written


@pytest.fixture
def command(simulator):
    def of(*arguments):
        made = load_command_class("saleor_allegro", "allegro_stock")
        return run(made, *arguments, now=simulator.clock.now)

    return of


@pytest.fixture
def offers(account, simulator):
    import_account(account.pk, clock=simulator.clock.now)
    change_form("allegro-pl", send_stock=True)
    return list(simulator.offers)


AGREED = "sklep_demo: offers on sale 60, without a variant 0, with several 0, not counted here 0"


def test_what_differs_is_sent(offers, simulator, command):
    put(offers[0].id, 7)

    printed = command()

    assert (printed.status, printed.lines) == (0, [AGREED, "offers told 1, refused 0"])
    assert shown(simulator, offers[0].id) == ("ACTIVE", 7)


def test_a_dry_run_says_what_would_be_sent_and_sends_nothing(offers, simulator, command):
    before = offers[0].stock, offers[2].stock
    put(offers[0].id, 7)
    put(offers[2].id, 0)

    printed = command("--dry-run")

    assert printed.status == 0
    assert printed.lines == [
        f"{offers[2].id}  {before[1]} -> 0, the offer ends  {offers[2].name}",
        f"{offers[0].id}  {before[0]} -> 7  {offers[0].name}",
        AGREED,
        "2 offers would change. Nothing was sent.",
    ]
    assert written(simulator) == 0
    assert not Offer.objects.exists()
    assert not StockCommand.objects.exists()


def test_an_offer_matched_by_a_persons_choice_is_matched(account, offers, simulator, command):
    change_form("allegro-pl", match_offers_by="OFFER_ID")
    Variant.objects.filter(offer_id=offers[0].id).update(offer_id="another")
    unmatched = AGREED.replace("without a variant 0", "without a variant 1")
    assert command("--dry-run", "--offer", offers[0].id).lines[0] == unmatched
    chosen = Variant.objects.get(offer_id=offers[1].id)
    ledger.choose_variant(account.pk, offers[0].id, str(chosen.pk), simulator.clock.now())
    put(offers[1].id, 7)

    printed = command("--dry-run", "--offer", offers[0].id)

    assert printed.lines == [
        f"{offers[0].id}  {offers[0].stock} -> 7  {offers[0].name}",
        AGREED,
        "1 offers would change. Nothing was sent.",
    ]
    assert command().lines[0] == AGREED
    assert shown(simulator, offers[0].id) == ("ACTIVE", 7)


def test_a_dry_run_shows_what_switching_on_would_do(offers, simulator, command):
    change_form("allegro-pl", send_stock=False)
    put(offers[0].id, 7)

    printed = command("--dry-run")

    assert (printed.status, printed.lines[-1]) == (0, "1 offers would change. Nothing was sent.")


def test_where_nobody_wants_it_that_is_said(offers, simulator, command):
    change_form("allegro-pl", send_stock=False)
    put(offers[0].id, 7)

    printed = command()

    assert printed.status == 1
    assert "“Send stock to Allegro” is off" in printed.lines[0]
    assert written(simulator) == 0


def test_what_was_refused_is_said_and_tried_again(offers, simulator, command):
    put(offers[0].id, 7)
    simulator.refusing_offers[offers[0].id] = "Oferta jest edytowana."
    command()
    later(simulator, minutes=1)

    printed = command()

    assert printed.status == 1
    assert printed.lines[1] == (
        f"Offer {offers[0].id} ({offers[0].name}): Allegro refused 7: Oferta jest edytowana."
    )
    simulator.refusing_offers.clear()
    later(simulator, minutes=1)
    printed = command("--offer", offers[0].id)
    assert (printed.status, printed.lines) == (0, [AGREED, "offers told 1, refused 0"])
    assert shown(simulator, offers[0].id) == ("ACTIVE", 7)


def test_named_offers_alone_are_sent(offers, simulator, command):
    put(offers[0].id, 7)
    put(offers[1].id, 7)

    printed = command("--offer", offers[1].id)

    assert printed.status == 0
    assert shown(simulator, offers[0].id)[1] != 7
    assert shown(simulator, offers[1].id)[1] == 7


def test_a_named_offer_without_a_variant_says_so(offers, simulator, command):
    Variant.objects.filter(offer_id=offers[0].id).update(sku="another")

    printed = command("--offer", offers[0].id)

    assert printed.lines[1] == (
        f"Offer {offers[0].id} ({offers[0].name}): no variant has the key {offers[0].sku}."
    )


def test_an_offer_that_is_none_of_the_sellers_is_named(offers, command):
    printed = command("--offer", "123")

    assert printed.status == 1
    assert printed.lines[-2] == "sklep_demo has no offer 123 on sale."


def test_most_offers_end_only_when_a_person_says_so(offers, simulator, command):
    Stock.objects.update(quantity=0, allocated=0)

    printed = command()
    assert printed.status == 1
    assert "60 of 60 offers on sale would end" in printed.out
    assert ended(simulator) == 0

    printed = command("--end-offers")
    assert (printed.status, ended(simulator)) == (0, 60)


def test_a_seller_who_did_not_allow_it_is_asked_to_connect_again(offers, account, command):
    account.scope = "allegro:api:orders:read allegro:api:profile:read"
    account.save()

    printed = command()

    assert printed.status == 1
    assert "manage.py allegro_connect --channel allegro-cz" in printed.lines[0]


def test_purchases_that_are_not_imported_are_left_out_of_a_dry_run(offers, simulator, command):
    put(offers[0].id, 7)
    form_id = simulator.sell(Kind.PAID_ONLINE)
    bought = {line["offer"]["id"] for line in simulator.forms[form_id]["lineItems"]}

    printed = command("--dry-run")

    assert not any(line.startswith(tuple(bought)) for line in printed.lines)


def test_a_dry_run_says_what_it_left_out(offers, simulator, command):
    for offer in offers:
        put(offer.id, 7)
    form_id = simulator.sell(Kind.PAID_ONLINE)
    bought = {line["offer"]["id"] for line in simulator.forms[form_id]["lineItems"]}

    printed = command("--dry-run")

    assert printed.lines[-2] == (
        "sklep_demo: offers left out, because something was bought since the last import: "
        f"{len(bought)}. A run imports it first."
    )


def test_a_dry_run_says_that_most_offers_would_not_end_by_themselves(offers, simulator, command):
    Stock.objects.update(quantity=0, allocated=0)

    printed = command("--dry-run")

    assert printed.status == 0
    assert printed.lines[-2].startswith("60 of 60 offers on sale would end: that is not sent")


def test_an_order_that_failed_is_no_offer_that_was_refused(offers, simulator, command):
    form_id = simulator.sell(Kind.PAID_ONLINE)
    misprint(simulator, form_id, in_euros)

    printed = command()

    assert printed.status == 1
    assert printed.lines[-1] == "offers told 0, refused 0"
    assert "EUR" in printed.lines[0]


def test_the_merchants_language_is_spoken(offers, simulator, command):
    for slug in ("allegro-cz", "allegro-pl"):
        change_form(slug, language="pl")
    put(offers[0].id, 0)

    printed = command("--dry-run")

    assert "oferta się kończy" in printed.lines[0]
    assert printed.lines[-1] == "Zmieniłyby się oferty: 1. Nic nie wysłano."
