from dataclasses import fields
from datetime import UTC, datetime
from decimal import Decimal

import pytest

from saleor_allegro.rules.draft_order import DraftPolicy, draft_order
from saleor_allegro.rules.drafts import DeliveryDraft, InitialStatus
from saleor_allegro.rules.errors import TEXTS, UnusableForm
from tests.factories import (
    buyer,
    cash_on_delivery,
    checkout_form,
    delivery,
    fulfillment,
    invoice,
    line_item,
    money,
    payment,
)

POLICY = DraftPolicy()
UNCONFIRMED, UNFULFILLED = InitialStatus.UNCONFIRMED, InitialStatus.UNFULFILLED


def test_an_order_carries_the_form_verbatim():
    form = checkout_form(messageToSeller="Proszę o szybką wysyłkę")

    draft = draft_order(form, POLICY, customer_id="7")

    assert draft.form_id == form.id
    assert draft.currency == "PLN"
    assert draft.language == "pl-PL"
    assert draft.bought_at == datetime(2026, 11, 20, 8, 15, 30, 120000, tzinfo=UTC)
    assert draft.email == "t000000001+0a1b2c3d4@allegromail.pl"
    assert draft.note == "Proszę o szybką wysyłkę"
    assert draft.delivery == DeliveryDraft(
        method_id="method-1", method_name="Allegro Kurier DPD", gross=Decimal("10.00")
    )
    assert draft.total_gross == Decimal("110.00")
    assert draft.customer.customer_id == "7"
    assert draft.takes_stock
    assert draft.flags == ()


@pytest.mark.parametrize(
    ("form", "status"),
    [
        ({"payment": cash_on_delivery()}, "cash_on_delivery_status"),
        # the buyer has not finished it, and may yet pay it together with another purchase
        ({"payment": cash_on_delivery(), "status": "FILLED_IN"}, "new_status"),
        ({}, "paid_status"),
        ({"payment": payment("120.00")}, "paid_status"),
        ({"payment": payment("100.00"), "surcharges": [payment("10.00")]}, "paid_status"),
        ({"payment": payment("100.00")}, "new_status"),
        ({"payment": payment(None), "status": "FILLED_IN"}, "new_status"),
        ({"payment": None, "status": "BOUGHT"}, "new_status"),
        ({"payment": payment(None, type="EXTENDED_TERM", provider="EPT")}, "new_status"),
        (
            {
                "payment": payment(None),
                "lines": [line_item(price="0.00")],
                "delivery": delivery("0.00"),
                "total": "0.00",
            },
            "paid_status",
        ),
    ],
)
@pytest.mark.parametrize("chosen", [UNCONFIRMED, UNFULFILLED])
def test_status_follows_one_of_three_settings(form, status, chosen):
    other = UNFULFILLED if chosen is UNCONFIRMED else UNCONFIRMED
    settings = {
        field.name: other for field in fields(DraftPolicy) if field.name.endswith("_status")
    }

    draft = draft_order(checkout_form(**form), DraftPolicy(**settings | {status: chosen}))

    assert draft.status == chosen


def test_one_fulfillment_takes_no_stock():
    form = checkout_form(fulfillment=fulfillment(provider="ALLEGRO"))

    assert not draft_order(form, POLICY).takes_stock


def test_a_form_without_delivery_has_none():
    form = checkout_form(status="BOUGHT", delivery=None, payment=None, total="100.00")

    draft = draft_order(form, POLICY)

    assert draft.delivery == DeliveryDraft()
    assert draft.shipping_address is None
    assert draft.flags == ()


def test_bought_when_its_first_item_was():
    lines = [line_item(boughtAt="2026-11-21T08:00:00Z"), line_item(boughtAt=None), line_item()]

    draft = draft_order(checkout_form(lines=lines, total="310.00"), POLICY)

    assert draft.bought_at == datetime(2026, 11, 20, 8, 15, 30, 120000, tzinfo=UTC)


def test_amounts_without_decimals_are_money():
    form = checkout_form(
        currency="HUF",
        lines=[line_item(price="4990", currency="HUF", tax_rate="27.00")],
        delivery=delivery("990", currency="HUF"),
        payment=payment("5980", currency="HUF"),
        total="5980",
    )

    draft = draft_order(form, POLICY)

    assert draft.total_gross == Decimal(5980)
    assert draft.flags == ()


@pytest.mark.parametrize(
    ("form", "code"),
    [
        ({"lines": []}, "no_lines"),
        ({"status": "IN_THE_AIR"}, "unknown_status"),
        ({"lines": [line_item(currency="CZK")]}, "mixed_currencies"),
        ({"lines": [line_item(deposit={"price": money("1.00", "EUR")})]}, "mixed_currencies"),
        ({"delivery": delivery(currency="EUR")}, "mixed_currencies"),
        ({"payment": payment(currency="EUR")}, "mixed_currencies"),
        ({"surcharges": [payment(currency="EUR")]}, "mixed_currencies"),
        (
            {
                "codBookedPayments": [
                    {"paymentId": "p", "paidAmount": money("1.00", "CZK"), "paidAt": None}
                ]
            },
            "mixed_currencies",
        ),
        ({"total": "-1.00"}, "unreadable_money"),
        ({"lines": [line_item(price="0.001")]}, "unreadable_money"),
        ({"lines": [line_item(id="same"), line_item(id="same")]}, "repeated_line"),
        ({"lines": [line_item(boughtAt=None)], "updatedAt": None}, "no_purchase_date"),
    ],
)
def test_a_form_we_would_have_to_guess_at_is_refused(form, code):
    form = checkout_form(**form)

    with pytest.raises(UnusableForm) as caught:
        draft_order(form, POLICY)

    assert caught.value.code == code
    assert caught.value.form_id == form.id
    assert form.id in str(caught.value)
    assert form.id in caught.value.text("pl")
    assert str(caught.value) != caught.value.text("pl")


def test_every_reason_is_told_in_both_languages():
    for english, polish in TEXTS.values():
        assert english.count("{") == english.count("}")
        assert "{form_id}" in english
        assert "{form_id}" in polish


def test_metadata_a_storefront_may_show_names_no_person():
    form = checkout_form(
        invoice=invoice(),
        delivery=delivery(
            smart=True,
            pickupPoint={
                "id": "TST02B",
                "name": "Paczkomat TST02B",
                "description": None,
                "address": {
                    "street": "Odbiorowa 9",
                    "zipCode": "00-004",
                    "city": "Testowo",
                    "countryCode": "PL",
                },
            },
        ),
        payment=payment(id="payment-1", features=["ALLEGRO_PAY"]),
    )

    draft = draft_order(form, DraftPolicy(environment="sandbox"))

    assert draft.metadata == {
        "allegro.form_id": form.id,
        "allegro.marketplace": "allegro-pl",
        "allegro.delivery_method_id": "method-1",
        "allegro.delivery_method_name": "Allegro Kurier DPD",
        "allegro.pickup_point_id": "TST02B",
        "allegro.pickup_point_name": "Paczkomat TST02B",
        "allegro.pickup_point_address": "Odbiorowa 9, 00-004, Testowo, PL",
        "allegro.smart": "true",
    }
    assert draft.private_metadata == {
        "allegro.environment": "sandbox",
        "allegro.buyer_id": "90000001",
        "allegro.login": "kupujacy_demo01",
        "allegro.guest": "false",
        "allegro.revision": "a39219fd",
        "allegro.payment_id": "payment-1",
        "allegro.payment_type": "ONLINE",
        "allegro.payment_provider": "AF",
        "allegro.payment_features": "ALLEGRO_PAY",
        "allegro.invoice_required": "true",
        "allegro.invoice_tax_ids": "PL_NIP:1234563218",
        "allegro.invoice_vat_payer_status": "ACTIVE",
        "allegro.dispatch_from": "2026-11-21T23:00:00+00:00",
        "allegro.dispatch_until": "2026-11-23T22:59:59+00:00",
        "allegro.delivery_from": "2026-11-23T23:00:00+00:00",
        "allegro.delivery_until": "2026-11-25T22:59:59+00:00",
    }


def test_a_form_without_marketplace_is_of_the_sellers_own():
    form = checkout_form(marketplace=None, buyer=buyer(preferences=None))

    draft = draft_order(form, DraftPolicy(marketplace="allegro-cz"))

    assert draft.metadata["allegro.marketplace"] == "allegro-cz"
    assert draft.language == ""
