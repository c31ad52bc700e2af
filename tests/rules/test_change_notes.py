from dataclasses import dataclass

import pytest

from saleor_allegro.rules.aspect_names import aspect_name
from saleor_allegro.rules.change_notes import (
    cancelled_note,
    changed_note,
    fulfilled_note,
    parcel_note,
    status_note,
)
from saleor_allegro.rules.facts import Party
from saleor_allegro.rules.updates import Aspect


@dataclass(frozen=True)
class Change:
    aspect: Aspect
    before: str
    after: str


@pytest.mark.parametrize(
    ("change", "english", "polish"),
    [
        (
            Change(Aspect.SHIPPING_ADDRESS, "Stara 1", "Nowa 2"),
            "Allegro: delivery address changed by the buyer. Before: “Stara 1”. Now: “Nowa 2”.",
            "Allegro: kupujący zmienił adres dostawy. Było: „Stara 1”. Jest: „Nowa 2”.",
        ),
        (
            Change(Aspect.LINES, "2 × Kubek", "1 × Kubek"),
            "Allegro: items changed. Before: “2 × Kubek”. Now: “1 × Kubek”.",
            "Allegro: zmieniono pozycje. Było: „2 × Kubek”. Jest: „1 × Kubek”.",
        ),
        (
            Change(Aspect.NOTE, "Szybko", ""),
            "Allegro: message to the seller changed by the buyer. Before: “Szybko”. Now: “–”.",
            "Allegro: kupujący zmienił wiadomość do sprzedającego. Było: „Szybko”. Jest: „–”.",
        ),
        (
            Change(Aspect.SHIPPING_ADDRESS, "", "Nowa 2"),
            "Allegro: delivery address: “Nowa 2”.",
            "Allegro: adres dostawy: „Nowa 2”.",
        ),
        (
            Change(Aspect.NOTE, "{before}", "%s {0.aspect}"),
            "Allegro: message to the seller changed by the buyer. Before: “{before}”."
            " Now: “%s {0.aspect}”.",
            "Allegro: kupujący zmienił wiadomość do sprzedającego. Było: „{before}”."
            " Jest: „%s {0.aspect}”.",
        ),
    ],
)
def test_a_change_names_what_stood_there_and_what_does_now(change, english, polish):
    assert changed_note(change) == english
    assert changed_note(change, "pl-PL") == polish


@pytest.mark.parametrize("aspect", Aspect)
def test_every_aspect_has_a_name_in_both_languages(aspect):
    assert aspect_name(aspect) != aspect_name(aspect, "pl-PL")


def test_a_word_that_is_no_aspect_stands_for_itself():
    assert aspect_name("line-1") == aspect_name("line-1", "pl") == "line-1"


@pytest.mark.parametrize(
    ("by", "english", "polish"),
    [
        (
            Party.BUYER,
            "Allegro: cancelled by the buyer.",
            "Allegro: kupujący anulował zamówienie.",
        ),
        (
            Party.SELLER,
            "Allegro: cancelled by the seller in Allegro.",
            "Allegro: sprzedający anulował zamówienie w Allegro.",
        ),
        (None, "Allegro: the purchase was cancelled.", "Allegro: zakup anulowano."),
    ],
)
def test_a_cancellation_names_who_did_it_where_that_is_known(by, english, polish):
    assert cancelled_note(by) == english
    assert cancelled_note(by, "pl") == polish


@pytest.mark.parametrize(
    ("carrier", "waybill", "named"),
    [("InPost", "6200", "InPost, 6200"), ("", "6200", "6200"), ("InPost", "", "InPost")],
)
def test_a_parcel_is_named_by_its_carrier_and_waybill(carrier, waybill, named):
    assert parcel_note(carrier, waybill) == f"Allegro: parcel: {named}."
    assert parcel_note(carrier, waybill, "pl") == f"Allegro: paczka: {named}."


def test_a_fulfillment_names_the_status_it_is_made_for():
    assert fulfilled_note("SENT") == "Allegro: fulfilled, because Allegro says SENT."
    assert fulfilled_note("SENT", "pl") == "Allegro: zrealizowano, bo status w Allegro to SENT."
    assert status_note("SENT") == "Allegro: its status there is SENT now."
    assert status_note("SENT", "pl") == "Allegro: status zamówienia to teraz SENT."
