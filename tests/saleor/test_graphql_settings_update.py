"""`allegroSettingsUpdate`: what the dashboard's form does, by typed fields."""

import pytest
from graphene.utils.str_converters import to_camel_case
from saleor.graphql import api
from saleor.plugins.models import PluginConfiguration
from saleor.warehouse.models import Warehouse

from saleor_allegro.config import FIELDS, STATUS_FIELDS, FieldKind
from tests.saleor.merchant_form import MerchantForm
from tests.saleor.merchant_shop import a_merchant_shop, nothing_written
from tests.saleor.viewers import ask

UPDATE = """
mutation ($channel: String!, $input: AllegroSettingsInput!) {
  allegroSettingsUpdate(channel: $channel, input: $input) {
    errors { field code message }
    settings {
      channel active clientId clientSecretSet applicationName language environment apiUrl
      importEveryMinutes importUnpaid createOrders defaultVatRate statusPaid whenSent
      matchOffersBy warehouses marketplaces
      shippingMethods { left right } carriers { left right } } } }
"""


@pytest.fixture
def shop(world):
    return a_merchant_shop(world)


def update(shop, **given):
    return shop.do(UPDATE, input=given)


def update_well(shop, **given):
    payload = update(shop, **given)
    assert payload["errors"] == []
    return payload["settings"]


def refused(shop, **given):
    """The errors of an input that changes nothing."""
    with nothing_written():
        payload = update(shop, **given)
    assert payload["settings"] is None
    return payload["errors"]


def test_every_setting_can_be_set():
    shown = api.schema.get_type("AllegroSettings").fields
    given = api.schema.get_type("AllegroSettingsInput").fields

    expected = {"active"}
    for field in FIELDS:
        is_elsewhere = field.name in {*STATUS_FIELDS.values(), "suggest_statuses"}
        if field.kind is not FieldKind.OUTPUT and not is_elsewhere:
            expected.add(to_camel_case(field.name))
    assert set(given) == expected
    names = {name.removesuffix("Set") if name not in given else name for name in shown}
    assert names == expected | {"channel"}


def test_values_of_every_type_are_saved_and_shown(shop):
    method = shop.world.make_shipping_method("Kurier DPD")

    settings = update_well(
        shop,
        active=True,
        clientId="another",
        language="POLISH",
        environment="SANDBOX",
        importEveryMinutes=30,
        importUnpaid=False,
        defaultVatRate=8.5,
        statusPaid="UNCONFIRMED",
        whenSent="FULFILL",
        matchOffersBy="EXTERNAL_REFERENCE",
        warehouses=["allegro-main"],
        marketplaces=["allegro-pl", "allegro-business-pl"],
        shippingMethods=[{"left": "abc", "right": "Kurier DPD"}],
        carriers=[{"left": "Kurier DPD", "right": "DPD"}],
    )

    assert settings == {
        "channel": "allegro-pl",
        "active": True,
        "clientId": "another",
        "clientSecretSet": True,
        "applicationName": "Sklep",
        "language": "POLISH",
        "environment": "SANDBOX",
        "apiUrl": "",
        "importEveryMinutes": 30,
        "importUnpaid": False,
        "createOrders": True,
        "defaultVatRate": 8.5,
        "statusPaid": "UNCONFIRMED",
        "whenSent": "FULFILL",
        "matchOffersBy": "EXTERNAL_REFERENCE",
        "warehouses": ["allegro-main"],
        "marketplaces": ["allegro-pl", "allegro-business-pl"],
        "shippingMethods": [{"left": "abc", "right": method.name}],
        "carriers": [{"left": "Kurier DPD", "right": "DPD"}],
    }


def test_dashboards_form_shows_what_was_set(shop):
    update_well(
        shop,
        language="POLISH",
        importEveryMinutes=30,
        importUnpaid=False,
        defaultVatRate=8.5,
        environment="SANDBOX",
        matchOffersBy="OFFER_ID",
        marketplaces=["allegro-pl", "allegro-cz"],
        carriers=[{"left": "A", "right": "DPD"}, {"left": "B", "right": "OTHER:Bus"}],
    )

    fields = shop.form.open()["fields"]
    assert {name: fields[name]["value"] for name in ("language", "environment")} == {
        "language": "pl",
        "environment": "sandbox",
    }
    assert fields["import_every_minutes"]["value"] == "30"
    assert fields["import_unpaid"]["value"] == "false"
    assert fields["default_vat_rate"]["value"] == "8.5"
    assert fields["match_offers_by"]["value"] == "OFFER_ID"
    assert fields["marketplaces"]["value"] == "allegro-pl,allegro-cz"
    assert fields["carriers"]["value"] == "A = DPD\nB = OTHER:Bus"
    # Only names and values are stored.
    assert all(set(item) == {"name", "value"} for item in shop.form.row.configuration)


def test_what_is_left_out_stays(shop):
    before = shop.form.stored

    update_well(shop, importEveryMinutes=30)

    assert shop.form.stored == before | {"import_every_minutes": "30"}


def test_an_empty_input_changes_nothing(shop):
    with nothing_written():
        update_well(shop)


def test_null_sets_the_default_again(shop):
    update_well(
        shop, importEveryMinutes=30, importUnpaid=False, environment="SANDBOX", marketplaces=["a"]
    )

    settings = update_well(
        shop, importEveryMinutes=None, importUnpaid=None, environment=None, marketplaces=None
    )

    assert settings["importEveryMinutes"] == 10
    assert settings["importUnpaid"] is True
    assert settings["environment"] == "PRODUCTION"
    assert settings["marketplaces"] == []


def test_empty_lists_are_saved(shop):
    update_well(shop, marketplaces=["a"], carriers=[{"left": "A", "right": "DPD"}])

    settings = update_well(shop, marketplaces=[], carriers=[])

    assert (settings["marketplaces"], settings["carriers"]) == ([], [])


@pytest.mark.parametrize("nothing", [None, ""])
def test_secret_is_set_cleared_and_never_told(shop, nothing):
    update_well(shop, createOrders=False)

    assert update_well(shop, clientSecret=nothing)["clientSecretSet"] is False
    assert shop.form.stored["client_secret"] == ""

    payload = update(shop, clientSecret="another-very-secret")
    assert payload["settings"]["clientSecretSet"] is True
    assert "another" not in str(payload)
    assert shop.form.stored["client_secret"] == "another-very-secret"


@pytest.mark.parametrize("nothing", [None, ""])
def test_secret_in_use_cannot_be_cleared(shop, nothing):
    [error] = refused(shop, clientSecret=nothing)

    assert error == {
        "field": "clientSecret",
        "code": "PLUGIN_MISCONFIGURED",
        "message": "Client secret: Needed to import orders from Allegro.",
    }


def test_wrong_secret_is_not_said_again(shop):
    [error] = refused(shop, clientSecret="very secret words")

    assert (error["field"], error["code"]) == ("clientSecret", "INVALID")
    assert error["message"] == "Client secret: A text without spaces."


def test_plugin_is_switched_off_and_on(shop):
    assert update_well(shop, active=False)["active"] is False
    assert shop.form.row.active is False
    assert update_well(shop, importEveryMinutes=20)["active"] is False
    assert update_well(shop, active=True)["active"] is True


def test_plugin_is_on_or_off(shop):
    assert refused(shop, active=None) == [
        {
            "field": "active",
            "code": "REQUIRED",
            "message": "Say true or false, or leave it out.",
        }
    ]


def test_first_save_of_a_channel_leaves_the_plugin_as_the_form_shows_it(shop):
    shop.world.make_channel("retail")

    payload = shop.do(UPDATE, channel="retail", input={"clientId": "another"})

    assert payload["errors"] == []
    assert payload["settings"]["active"] is True
    assert payload["settings"]["createOrders"] is False


def test_first_save_refused_leaves_no_row_behind(shop):
    shop.world.make_channel("retail")

    with nothing_written():
        payload = shop.do(UPDATE, channel="retail", input={"importEveryMinutes": 0})

    assert [error["field"] for error in payload["errors"]] == ["importEveryMinutes"]
    assert not PluginConfiguration.objects.filter(channel__slug="retail").exists()


def test_every_wrong_field_has_one_error_and_nothing_is_half_written(shop):
    errors = refused(
        shop, clientId="another", importEveryMinutes=0, defaultVatRate=101, marketplaces=["a b"]
    )

    assert [(error["field"], error["code"]) for error in errors] == [
        ("importEveryMinutes", "INVALID"),
        ("defaultVatRate", "INVALID"),
        ("marketplaces", "INVALID"),
    ]
    assert errors[0]["message"] == "Import every (minutes): A whole number from 1 to 1440."


@pytest.mark.parametrize("language", ["en", "pl"])
@pytest.mark.parametrize(
    ("typed", "given"),
    [
        ({"import_every_minutes": "0"}, {"importEveryMinutes": 0}),
        ({"client_id": "a b", "recheck_days": "99"}, {"clientId": "a b", "recheckDays": 99}),
        ({"application_name": ""}, {"applicationName": ""}),
        ({"client_secret": ""}, {"clientSecret": None}),
        ({"client_id": "", "application_url": ""}, {"clientId": None, "applicationUrl": None}),
        ({"environment": "custom"}, {"environment": "CUSTOM"}),
        ({"api_url": "ftp://x"}, {"apiUrl": "ftp://x"}),
        ({"warehouses": "typo,other"}, {"warehouses": ["typo", "other"]}),
        (
            {"shipping_methods": "a = Poczta"},
            {"shippingMethods": [{"left": "a", "right": "Poczta"}]},
        ),
        (
            {"carriers": "A = DPD\nA = DPD"},
            {"carriers": [{"left": "A", "right": "DPD"}, {"left": "A", "right": "DPD"}]},
        ),
    ],
)
def test_errors_are_those_of_the_dashboards_form(shop, language, typed, given):
    shop.form.save_well(language=language)

    expected = [error for error in shop.form.save(**typed)["errors"] if error["field"]]

    assert expected
    assert refused(shop, **given) == expected


def test_incomplete_settings_can_be_saved_while_the_plugin_is_off(shop):
    settings = update_well(shop, active=False, clientId=None, clientSecret=None)

    assert (settings["clientId"], settings["clientSecretSet"]) == ("", False)
    assert [error["field"] for error in refused(shop, active=True)] == ["clientId", "clientSecret"]


def test_plugin_can_be_switched_off_whatever_became_of_its_warehouses(shop):
    update_well(shop, warehouses=["allegro-main"])
    Warehouse.objects.update(slug="renamed")

    assert [error["field"] for error in refused(shop, importEveryMinutes=20)] == ["warehouses"]
    assert update_well(shop, active=False)["active"] is False


def test_setting_that_no_longer_fits_is_named(shop):
    row = shop.form.row
    row.configuration = [
        item | ({"value": "many"} if item["name"] == "backfill_days" else {})
        for item in row.configuration
    ]
    row.save()

    [error] = refused(shop, importEveryMinutes=20)

    assert error["field"] == "backfillDays"
    assert update_well(shop, backfillDays=7)


def test_channels_have_settings_of_their_own(shop):
    other = MerchantForm(shop.world, shop.world.make_channel("retail"))
    other.save_well(client_id="theirs")

    update_well(shop, clientId="ours")

    assert other.stored["client_id"] == "theirs"


def test_next_request_reads_what_was_saved(shop):
    update_well(shop, importEveryMinutes=45)

    answer = ask('{ allegroSettings(channel: "allegro-pl") { importEveryMinutes } }', shop.merchant)

    assert answer["allegroSettings"] == {"importEveryMinutes": 45}


@pytest.mark.parametrize("slug", ["nowhere", "", "ALLEGRO-PL", "a\0b", "x" * 100_000])
def test_unknown_channel_is_one_clear_error(shop, slug):
    with nothing_written():
        payload = shop.do(UPDATE, channel=slug, input={"importEveryMinutes": 30})

    [error] = payload["errors"]
    assert (error["field"], error["code"]) == ("channel", "NOT_FOUND")
    assert len(error["message"]) < 200


PAIRS = [{"left": str(number), "right": "DPD"} for number in range(10_000)]


@pytest.mark.parametrize(
    "given",
    [
        {"clientId": "x" * 1_000_000},
        {"clientId": "a\0b"},
        {"clientSecret": "a\nb"},
        {"applicationName": "x" * 100_000},
        {"applicationName": "\N{SNOWMAN}"},
        {"applicationUrl": "https://" + "x" * 100_000},
        {"applicationUrl": "javascript:alert(1)"},
        {"importEveryMinutes": -1},
        {"importEveryMinutes": 2**31 - 1},
        {"defaultVatRate": -1},
        {"defaultVatRate": 1e300},
        {"defaultVatRate": 1e-300},
        {"warehouses": [f"slug-{number}" for number in range(10_000)]},
        {"warehouses": [f"slug-{number}" for number in range(1000)]},
        {"warehouses": ["x" * 100_000]},
        {"marketplaces": ["a"] * 10_000},
        {"marketplaces": ["a,b"]},
        {"marketplaces": ["a\0"]},
        {"marketplaces": [""]},
        {"shippingMethods": PAIRS},
        {"shippingMethods": PAIRS[:1000]},
        {"shippingMethods": [{"left": "a", "right": "x" * 100_000}]},
        {"shippingMethods": [{"left": "a\nb", "right": "c"}]},
        {"carriers": PAIRS},
        {"carriers": [{"left": "a\0", "right": "DPD"}]},
        {"carriers": [{"left": "", "right": ""}]},
    ],
    ids=lambda given: next(iter(given)),
)
def test_hostile_values_are_one_clear_error_each(shop, given):
    [name] = given

    [error] = refused(shop, **given)

    assert (error["field"], error["code"]) == (name, "INVALID")
    assert len(error["message"]) < 600


@pytest.mark.parametrize(
    "given",
    [
        {"importEveryMinutes": "ten"},
        {"importEveryMinutes": 2**31},
        {"environment": "MARS"},
        {"defaultVatRate": "much"},
        {"warehouses": [None]},
        {"carriers": [{"left": "a"}]},
        {"clientSecretSet": True},
        {"allegroStatusFulfilled": "SENT"},
        {"connection": "x"},
    ],
    ids=lambda given: next(iter(given)),
)
def test_values_of_another_type_are_refused_by_the_schema(shop, given):
    with nothing_written():
        answer = shop.ask(UPDATE, shop.merchant, input=given)

    assert answer.data is None
    assert len(answer.errors) == 1


@pytest.mark.parametrize(
    ("slug", "given"),
    [
        ("allegro-pl", {"clientId": "\ud800"}),
        ("allegro-pl", {"carriers": [{"left": "a", "right": "\ud800"}]}),
        ("\ud800", {"importEveryMinutes": 30}),
    ],
)
def test_half_a_character_is_refused(shop, slug, given):
    """By us in Saleor 3.22; 3.23 does not even read the query."""
    with nothing_written():
        answer = shop.ask(UPDATE, shop.merchant, channel=slug, input=given)

    found = answer.errors or answer["allegroSettingsUpdate"]["errors"]
    assert len(found) == 1
