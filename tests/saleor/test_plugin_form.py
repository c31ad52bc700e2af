"""The plugin's form, through Saleor's own GraphQL, as the dashboard reads and saves it."""

import pytest
from saleor.channel.models import Channel
from saleor.plugins.models import PluginConfiguration
from saleor.warehouse.models import Warehouse

from saleor_allegro.config import FIELDS, settings_from
from saleor_allegro.rules.follow_form import WhenSent
from tests.saleor.merchant_form import MerchantForm

COMPLETE = {
    "client_id": "c1ient",
    "application_name": "Sklep Łódź",
    "application_url": "https://shop.test",
}


@pytest.fixture
def form(world):
    return MerchantForm(world, world.make_channel())


def test_form_is_listed_before_anybody_saved_it(form):
    opened = form.open()

    assert opened["active"] is True
    assert opened["fields"]["create_orders"]["value"] == "false"
    assert opened["fields"]["import_every_minutes"]["value"] == "10"
    assert list(opened["fields"]) == [field.name for field in FIELDS]
    assert not PluginConfiguration.objects.exists()


def test_form_is_in_its_own_language(form):
    before = form.open()["fields"]["client_secret"]
    assert (before["label"], before["type"]) == ("Client secret", "SECRET")

    answered = form.save_well(language="pl")

    label = "Twórz zamówienia z Allegro"
    assert answered["fields"]["create_orders"]["label"] == label
    assert form.open()["fields"]["create_orders"]["label"] == label


def test_only_names_and_values_are_stored(form):
    form.save_well(client_id="c1ient")

    assert all(set(item) == {"name", "value"} for item in form.row.configuration)
    assert "connection" not in form.stored


def test_wrong_value_is_refused_by_its_label_and_nothing_is_half_saved(form):
    form.save_well(client_id="first")

    answer = form.save(client_id="second", import_every_minutes="0", default_vat_rate="x")

    minutes = "Import every (minutes): A whole number from 1 to 1440."
    rate = "Default VAT rate (%): A percentage from 0 to 100, such as 23 or 8.5."
    assert answer["errors"] == [
        {"field": "importEveryMinutes", "code": "INVALID", "message": minutes},
        {"field": "defaultVatRate", "code": "INVALID", "message": rate},
        # The dashboard shows the last error alone.
        {"field": None, "code": "INVALID", "message": f"{minutes} {rate}"},
    ]
    assert form.stored["client_id"] == "first"


def test_wrong_value_is_refused_in_polish(form):
    form.save_well(language="pl")

    [error] = form.save(import_every_minutes="1441")["errors"]

    assert error["message"] == "Pobieraj zamówienia co (minuty): Liczba całkowita od 1 do 1440."


def test_recheck_is_set_in_the_form(form):
    before = form.open()["fields"]
    assert [
        before[name]["value"]
        for name in ("recheck_every_minutes", "recheck_days", "sweep_hours", "when_sent")
    ] == ["60", "14", "3", "NOTHING"]

    form.save_well(recheck_every_minutes="5", recheck_days="60", when_sent="fulfill")

    settings = settings_from(form.stored)
    assert (settings.recheck_every_minutes, settings.recheck_days) == (5, 60)
    assert (settings.sweep_hours, settings.when_sent) == (3, WhenSent.FULFILL)


def test_wrong_setting_of_the_recheck_is_refused_by_its_label(form):
    form.save_well(language="pl")

    [error] = form.save(recheck_every_minutes="4")["errors"]
    assert error["message"] == "Sprawdzaj zamówienia co (minuty): Liczba całkowita od 5 do 1440."
    [error] = form.save(when_sent="WYSLIJ")["errors"]
    assert error["message"] == (
        "Gdy Allegro podaje status „Wysłane”: Jedna z wartości: NOTHING, FULFILL."
    )
    assert form.stored["recheck_every_minutes"] == "60"


def test_suggested_statuses_are_filled_in_where_nothing_stands_and_once(form):
    form.save_well(allegro_status_fulfilled="ready for pickup")

    answered = form.save_well(suggest_statuses="true")

    fields = {name: item["value"] for name, item in answered["fields"].items()}
    assert fields["suggest_statuses"] == "false"
    told = {name: text for name, text in fields.items() if name.startswith("allegro_status_")}
    assert told == {
        "allegro_status_unconfirmed": "",
        "allegro_status_unfulfilled": "PROCESSING",
        "allegro_status_waiting_for_approval": "READY_FOR_SHIPMENT",
        "allegro_status_partially_fulfilled": "PROCESSING",
        "allegro_status_fulfilled": "ready for pickup",
        "allegro_status_partially_returned": "",
        "allegro_status_returned": "",
        "allegro_status_canceled": "CANCELLED",
        "allegro_status_expired": "",
    }
    assert form.stored["allegro_status_unfulfilled"] == "PROCESSING"

    emptied = form.save_well(allegro_status_unfulfilled="")
    assert emptied["fields"]["allegro_status_unfulfilled"]["value"] == ""


def test_a_status_that_is_emptied_stays_empty_though_the_dashboard_still_shows_the_switch(form):
    """It keeps the tick where a save changed nothing that it shows."""
    form.save_well(suggest_statuses="true")

    emptied = form.save_well(suggest_statuses="true", allegro_status_unfulfilled="")

    assert emptied["fields"]["allegro_status_unfulfilled"]["value"] == ""
    assert form.open()["fields"]["allegro_status_unfulfilled"]["value"] == ""
    assert form.open()["fields"]["allegro_status_fulfilled"]["value"] == "SENT"


def test_a_field_that_is_emptied_shows_its_default_again(form):
    form.save_well(import_every_minutes="25", language="pl")

    answered = form.save_well(import_every_minutes="", status_new=" ", language="", warehouses="")

    for shown in (answered["fields"], form.open()["fields"]):
        assert [shown[name]["value"] for name in ("import_every_minutes", "status_new")] == [
            "10",
            "UNCONFIRMED",
        ]
        assert (shown["language"]["value"], shown["warehouses"]["value"]) == ("en", "")


def test_an_emptied_field_that_an_older_release_stored_shows_its_default(form):
    form.save_well()
    row = form.row
    row.configuration = [
        item | ({"value": ""} if item["name"] == "import_every_minutes" else {})
        for item in row.configuration
    ]
    row.save()

    assert form.open()["fields"]["import_every_minutes"]["value"] == "10"


def test_a_word_that_is_no_status_of_allegro_is_refused_with_those_that_are(form):
    answer = form.save(allegro_status_fulfilled="SHIPPED", suggest_statuses="true")

    assert [error["message"] for error in answer["errors"]] == [
        "Status told to Allegro: FULFILLED: Empty, or one of: NEW, PROCESSING, "
        "READY_FOR_SHIPMENT, READY_FOR_PICKUP, SENT, PICKED_UP, CANCELLED, SUSPENDED."
    ]
    assert form.open()["fields"]["allegro_status_unfulfilled"]["value"] == ""


def test_a_line_that_names_no_carrier_is_refused_by_its_number(form):
    answer = form.save(carriers="Kurier = DPD\nKurier 2 DPD")

    [error] = answer["errors"]
    assert error["message"].startswith("Carriers: Lines such as: ")
    assert error["message"].endswith("Correct line 2.")


def test_form_of_an_older_release_can_be_saved_field_by_field(form):
    """The dashboard sends every field; whoever asks the API sends those they change."""
    form.save_well(client_id="c1ient")
    row = form.row
    row.configuration = [item for item in row.configuration if item["name"] == "client_id"]
    row.save()

    form.save_well(allegro_status_fulfilled="SENT")

    assert form.stored["allegro_status_fulfilled"] == "SENT"
    assert form.stored["suggest_statuses"] is False


def test_form_of_an_older_release_shows_the_new_fields_with_their_defaults(form):
    form.save_well(client_id="c1ient")
    row = form.row
    new = ("recheck_every_minutes", "recheck_days", "sweep_hours", "when_sent")
    row.configuration = [item for item in row.configuration if item["name"] not in new]
    row.save()

    shown = form.open()["fields"]

    assert [shown[name]["value"] for name in new] == ["60", "14", "3", "NOTHING"]
    assert form.save_well(sweep_hours="12")["fields"]["sweep_hours"]["value"] == "12"
    assert form.stored["client_id"] == "c1ient"


def test_first_save_refused_leaves_the_form_as_it_was(form):
    answer = form.save(import_every_minutes="0", client_id="c1ient")

    assert len(answer["errors"]) == 1
    assert form.open()["active"] is True
    assert form.open()["fields"]["client_id"]["value"] == ""


def test_secret_saved_alone_never_switches_the_plugin_off(form):
    answered = form.save_well(client_secret="very-secret-1234")

    assert answered["active"] is True
    assert answered["fields"]["client_secret"]["value"] == "1234"  # masked by Saleor
    assert form.row.active
    assert form.stored["client_secret"] == "very-secret-1234"


def test_secret_saved_alone_does_not_switch_the_plugin_on(form):
    form.save_well(active=False)

    assert form.save_well(client_secret="very-secret-1234")["active"] is False


def test_secret_survives_a_save_of_the_rest(form):
    form.save_well(client_secret="very-secret-1234")

    form.save_well(active=True, **COMPLETE)

    assert form.stored["client_secret"] == "very-secret-1234"


def test_secret_can_be_cleared(form):
    form.save_well(client_secret="very-secret-1234")

    answered = form.save_well(client_secret=None)

    assert not answered["fields"]["client_secret"]["value"]
    assert form.stored["client_secret"] == ""


def test_orders_are_not_wanted_before_the_form_is_complete(form):
    answer = form.save(active=True, create_orders="true", **COMPLETE)

    [error] = answer["errors"]
    assert (error["field"], error["code"]) == ("clientSecret", "PLUGIN_MISCONFIGURED")
    assert error["message"].startswith("Client secret: ")
    assert form.stored["create_orders"] is False


def test_secret_in_use_cannot_be_cleared(form):
    form.save_well(client_secret="very-secret-1234")
    form.save_well(active=True, create_orders="true", **COMPLETE)

    [error] = form.save(client_secret=None)["errors"]

    assert error["message"].startswith("Client secret: ")
    assert form.stored["client_secret"] == "very-secret-1234"


def test_warehouse_the_channel_does_not_have_is_refused(form, world):
    world.make_channel("allegro-cz", currency="CZK", country="CZ")
    world.make_warehouse("elsewhere", Channel.objects.get(slug="allegro-cz"))

    [error] = form.save(warehouses="allegro-main,elsewhere,typo")["errors"]

    assert (error["field"], error["code"]) == ("warehouses", "INVALID")
    assert error["message"].startswith("Warehouses: This channel has no elsewhere, typo.")
    assert form.save_well(warehouses="allegro-main")["active"]


def test_shipping_method_the_channel_does_not_have_is_refused(form, world):
    method = world.make_shipping_method("Kurier DPD")
    form.save_well(language="pl", shipping_methods=f"a = kurier dpd\nb = {method.pk}")

    [error] = form.save(shipping_methods="a = Kurier DPD\nb = Poczta\nc = Poczta")["errors"]

    assert error["field"] == "shippingMethods"
    assert error["message"].startswith("Metody wysyłki: Ten kanał nie ma: Poczta. Podaj")


def test_plugin_can_be_switched_off_whatever_became_of_its_warehouses(form):
    form.save_well(warehouses="allegro-main")
    Warehouse.objects.update(slug="renamed")

    assert form.save(active=True)["errors"]
    assert form.save_well(active=False)["active"] is False


def test_incomplete_form_can_be_saved_while_switched_off(form):
    assert form.save_well(active=False, create_orders="true")["active"] is False


def test_channels_have_forms_of_their_own(form, world):
    form.save_well(client_id="zloty")

    dollars = MerchantForm(
        world, world.make_channel("allegro-cz", currency="CZK", country="CZ")
    ).open()

    assert dollars["fields"]["client_id"]["value"] == ""
