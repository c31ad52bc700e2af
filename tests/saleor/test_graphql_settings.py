"""`allegroSettings` and `allegroStatusMapping`: what the dashboard's form holds."""

import pytest
from graphene.utils.str_converters import to_camel_case
from saleor.graphql import api

from saleor_allegro.config import FIELDS, STATUS_FIELDS, FieldKind
from tests.saleor.allegro_shop import an_allegro_shop
from tests.saleor.selections import whole
from tests.saleor.viewers import a_member_of_staff, ask

MAPPING = """
query ($channel: String!) {
  allegroStatusMapping(channel: $channel) { channel entries { stage status suggested } } }
"""
#: Not fields of `AllegroSettings`: they have a query of their own, or are something to do.
ELSEWHERE = {*STATUS_FIELDS.values(), "suggest_statuses"}


@pytest.fixture
def shop(world):
    return an_allegro_shop(world)


@pytest.fixture
def merchant(shop):
    return a_member_of_staff("manage_plugins")


def settings_of(slug, viewer):
    settings = whole("AllegroSettings")
    query = f"query ($channel: String!) {{ allegroSettings(channel: $channel) {settings} }}"
    return ask(query, viewer, channel=slug)["allegroSettings"]


def test_every_setting_has_a_field_and_no_secret_has_one():
    expected = {"channel", "active"}
    for field in FIELDS:
        if field.kind is FieldKind.SECRET:
            expected.add(f"{to_camel_case(field.name)}Set")
        elif field.kind is not FieldKind.OUTPUT and field.name not in ELSEWHERE:
            expected.add(to_camel_case(field.name))

    assert set(api.schema.get_type("AllegroSettings").fields) == expected


def test_settings_as_the_form_has_them(shop, merchant):
    shop.form.save_well(
        language="pl",
        default_vat_rate="8,5",
        warehouses="allegro-main",
        shipping_methods="",
        carriers="DPD* = DPD",
        match_offers_by="EXTERNAL_REFERENCE",
        when_sent="FULFILL",
        import_every_minutes="30",
    )

    settings = settings_of("allegro-pl", merchant)

    assert settings == {
        "channel": "allegro-pl",
        "active": True,
        "language": "POLISH",
        "clientId": "c1ient",
        "clientSecretSet": True,
        "applicationName": "Sklep",
        "applicationUrl": "https://shop.test",
        "importEveryMinutes": 30,
        "backfillDays": 14,
        "recheckEveryMinutes": 60,
        "recheckDays": 14,
        "sweepHours": 3,
        "statusNew": "UNCONFIRMED",
        "statusCashOnDelivery": "UNFULFILLED",
        "statusPaid": "UNFULFILLED",
        "whenSent": "FULFILL",
        "matchOffersBy": "EXTERNAL_REFERENCE",
        "defaultVatRate": 8.5,
        "warehouses": ["allegro-main"],
        "marketplaces": [],
        "shippingMethods": [],
        "carriers": [{"left": "DPD*", "right": "DPD"}],
        "environment": "PRODUCTION",
        "apiUrl": "",
        "oauthUrl": "",
        "createOrders": True,
        "importUnpaid": True,
        "sendTrackingNumbers": False,
        "sendStock": False,
        "reactivateOffers": False,
        "stockBuffer": 0,
        "stockEveryMinutes": 15,
        "sendShopNotifications": True,
        "neverMailMaskedAddresses": False,
    }


def test_channel_that_nobody_saved_has_the_defaults(shop, merchant):
    shop.world.make_channel("retail")

    settings = settings_of("retail", merchant)

    assert (settings["active"], settings["clientId"]) == (False, "")
    assert settings["clientSecretSet"] is False
    assert settings["importEveryMinutes"] == 10


def test_table_of_statuses_with_suggestions(shop, merchant):
    shop.form.save_well(
        allegro_status_unfulfilled="SENT",
        allegro_status_fulfilled="SENT",
    )

    mapping = ask(MAPPING, merchant, channel="allegro-pl")["allegroStatusMapping"]

    assert mapping["channel"] == "allegro-pl"
    assert [tuple(entry.values()) for entry in mapping["entries"]] == [
        ("UNCONFIRMED", None, None),
        ("UNFULFILLED", "SENT", "PROCESSING"),
        ("WAITING_FOR_APPROVAL", None, "READY_FOR_SHIPMENT"),
        ("PARTIALLY_FULFILLED", None, "PROCESSING"),
        ("FULFILLED", "SENT", "SENT"),
        ("PARTIALLY_RETURNED", None, None),
        ("RETURNED", None, None),
        ("CANCELED", None, "CANCELLED"),
        ("EXPIRED", None, None),
    ]


@pytest.mark.parametrize("name", ["allegroSettings", "allegroStatusMapping"])
def test_unknown_channel_is_one_clear_error(shop, merchant, name):
    query = f'{{ {name}(channel: "nowhere") {{ channel }} }}'

    answer = ask(query, merchant)

    assert answer.data == {name: None}
    assert answer.errors == ["Channel with 'nowhere' slug does not exist."]


@pytest.mark.parametrize("name", ["allegroSettings", "allegroStatusMapping"])
def test_settings_that_no_longer_fit_name_the_field(shop, merchant, name):
    row = shop.form.row
    row.configuration = [
        item | ({"value": "many"} if item["name"] == "backfill_days" else {})
        for item in row.configuration
    ]
    row.save()

    answer = ask(f'{{ {name}(channel: "allegro-pl") {{ channel }} }}', merchant)

    assert answer.errors == [
        "allegro-pl: Days to read back when connected: A whole number from 0 to 365."
    ]
