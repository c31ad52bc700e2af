from decimal import Decimal

import pytest

from saleor_allegro.allegro.documents import Tax
from saleor_allegro.rules.drafts import LineKind
from saleor_allegro.rules.order_lines import draft_lines, vat_fraction
from tests.factories import buyer, checkout_form, line_item, money


def test_a_line_carries_allegros_prices_and_names():
    item = line_item(
        sku="MUG", price="8.50", original_price="10.00", quantity=3, name="Kubek", offer_id="1700"
    )
    item["discounts"] = [{"type": "COUPON"}, {"type": "BUNDLE"}]

    (line,) = draft_lines(checkout_form(lines=[item]), "sku")

    assert line.kind is LineKind.OFFER
    assert (line.line_item_id, line.offer_id, line.name) == (item["id"], "1700", "Kubek")
    assert line.quantity == 3
    assert line.unit_gross == Decimal("8.50")
    assert line.undiscounted_unit_gross == Decimal("10.00")
    assert line.tax_rate == Decimal("0.23")
    assert line.metadata == {
        "allegro.kind": "offer",
        "allegro.line_item_id": item["id"],
        "allegro.offer_id": "1700",
        "allegro.external_id": "MUG",
        "allegro.discounts": "COUPON,BUNDLE",
        "allegro.tax_subject": "GOODS",
        "allegro.bought_at": "2026-11-20T08:15:30.120000+00:00",
    }


@pytest.mark.parametrize(
    ("match_by", "sku", "key"),
    [
        ("sku", "MUG", "MUG"),
        ("sku", " MUG ", "MUG"),
        ("sku", "", None),
        ("sku", None, None),
        ("external_reference", "MUG", "MUG"),
        ("external_reference", None, None),
        ("offer_id", "MUG", "1700"),
        ("offer_id", None, "1700"),
    ],
)
def test_the_key_to_match_a_variant_by(match_by, sku, key):
    form = checkout_form(lines=[line_item(sku=sku, offer_id="1700")])

    (line,) = draft_lines(form, match_by)

    assert line.variant_key == key


@pytest.mark.parametrize(
    ("tax", "fraction"),
    [
        (None, None),
        ({"rate": "23.00"}, Decimal("0.23")),
        ({"rate": "5"}, Decimal("0.05")),
        ({"rate": "0.00"}, Decimal(0)),
        ({"rate": None}, None),
        ({"rate": None, "exemption": "MONEY_EQUIVALENT"}, Decimal(0)),
        ({"rate": "8.00", "exemption": "MONEY_EQUIVALENT"}, Decimal("0.08")),
    ],
)
def test_vat_is_a_fraction_or_the_shops_to_settle(tax, fraction):
    assert vat_fraction(Tax.from_json(tax) if tax else None) == fraction


def test_services_and_deposits_follow_their_line():
    water = line_item(
        name="Woda 1,5 l",
        quantity=6,
        deposit={"price": money("0.50")},
        selectedAdditionalServices=[
            {
                "definitionId": "CARRY_IN",
                "name": "Wniesienie",
                "price": money("25.00"),
                "quantity": 2,
            }
        ],
    )
    mug = line_item(name="Kubek")

    lines = draft_lines(checkout_form(lines=[water, mug]), "sku")

    assert [(line.kind, line.name, line.quantity, line.unit_gross) for line in lines] == [
        (LineKind.OFFER, "Woda 1,5 l", 6, Decimal("100.00")),
        (LineKind.SERVICE, "Wniesienie", 2, Decimal("25.00")),
        (LineKind.DEPOSIT, "Kaucja: Woda 1,5 l", 6, Decimal("0.50")),
        (LineKind.OFFER, "Kubek", 1, Decimal("100.00")),
    ]
    service, deposit = lines[1:3]
    assert {line.line_item_id for line in lines[:3]} == {water["id"]}
    assert service.variant_key is deposit.variant_key is None
    assert service.tax_rate is None
    assert deposit.tax_rate == 0
    assert service.metadata["allegro.service_id"] == "CARRY_IN"


@pytest.mark.parametrize(
    ("language", "word"),
    [("pl-PL", "Kaucja"), ("cs-CZ", "Záloha"), ("hu-HU", "Betétdíj"), ("en-US", "Deposit")],
)
def test_a_deposit_is_named_in_the_buyers_language(language, word):
    form = checkout_form(
        lines=[line_item(name="Woda", deposit={"price": money("0.50")})],
        buyer=buyer(preferences={"language": language}),
    )

    assert draft_lines(form, "sku")[1].name == f"{word}: Woda"


def test_an_offer_names_the_variant_that_a_person_chose():
    extras = {"deposit": {"price": money("0.50")}}
    lines = [line_item(offer_id="1700", **extras), line_item(offer_id="1701")]

    drafts = draft_lines(checkout_form(lines=lines), "sku", {"1700": "7"})

    assert [(draft.kind, draft.variant_id) for draft in drafts] == [
        ("offer", "7"),
        ("deposit", None),
        ("offer", None),
    ]


def test_two_lines_of_one_offer_stay_two():
    lines = draft_lines(checkout_form(lines=[line_item(), line_item()]), "sku")

    assert len(lines) == 2
    assert lines[0].offer_id == lines[1].offer_id
    assert lines[0].line_item_id != lines[1].line_item_id
