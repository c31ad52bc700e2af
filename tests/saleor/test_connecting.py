"""A merchant connects a seller: the form, Saleor's own routes, and a simulated Allegro."""

from datetime import UTC, datetime, timedelta
from urllib.parse import urlsplit

import pytest
import requests
from django.test import Client
from saleor.channel.models import Channel

from saleor_allegro import ledger
from saleor_allegro.allegro.client import AllegroClient
from saleor_allegro.allegro.environments import custom
from saleor_allegro.simulator import Simulator, serve
from tests.saleor.merchant_form import MerchantForm

CALLBACK = "https://example.com/plugins/saleor_allegro/oauth/callback"


@pytest.fixture
def simulator():
    return Simulator(seed=7)


@pytest.fixture
def allegro(simulator):
    with serve(simulator) as base_url:
        yield base_url


@pytest.fixture
def form(world, simulator, allegro):
    form = MerchantForm(world, world.make_channel())
    form.save_well(client_secret=simulator.client_secret)
    form.save_well(
        client_id=simulator.client_id,
        environment="custom",
        api_url=allegro,
        oauth_url=f"{allegro}/auth/oauth",
        application_name="Sklep",
        application_url="https://shop.test",
    )
    return form


def connection_of(form):
    return form.open()["fields"]["connection"]


def link_of(form):
    return form.open()["fields"]["connect_link"]["value"]


def go(browser, url):
    """Follow an address of the shop, as a browser would."""
    parts = urlsplit(url)
    assert f"{parts.scheme}://{parts.netloc}" == "https://example.com"
    return browser.get(f"{parts.path}?{parts.query}")


def decide(url, decision):
    """The seller's answer on Allegro's page; returns where Allegro leads the browser."""
    answer = requests.post(url, data={"decision": decision}, allow_redirects=False, timeout=5)
    return answer.headers["Location"]


def connect(form, browser, decision="allow"):
    link = link_of(form)
    return go(browser, decide(go(browser, link)["Location"], decision))


def test_form_shows_what_to_register_and_where_to_connect(form):
    fields = form.open()["fields"]

    assert fields["redirect_uri"]["value"] == CALLBACK
    assert fields["connection"]["type"] == fields["connect_link"]["type"] == "OUTPUT"
    assert fields["connection"]["value"] == "Not connected"
    assert "Open the link below" in fields["connection"]["helpText"]
    address, _, ticket = fields["connect_link"]["value"].partition("?ticket=")
    assert address == "https://example.com/plugins/saleor_allegro/connect"
    assert ticket
    assert "good for one hour" in fields["connect_link"]["helpText"]


def test_form_that_is_not_complete_says_what_is_missing_and_has_no_link(world):
    form = MerchantForm(world, world.make_channel())
    form.save_well(client_id="x", language="pl")

    fields = form.open()["fields"]

    assert fields["connection"]["value"] == "Nie połączono"
    assert fields["connection"]["helpText"] == (
        "Zamówienia nie są pobierane. Najpierw uzupełnij i zapisz: "
        "Client Secret, Nazwa aplikacji, Adres aplikacji."
    )
    assert not fields["connect_link"]["value"]
    assert "po uzupełnieniu formularza" in fields["connect_link"]["helpText"]


def test_form_of_a_connected_seller_says_whether_orders_are_imported(form):
    connect(form, Client())

    assert "“Create orders from Allegro” is switched off" in connection_of(form)["helpText"]

    answered = form.save_well(active=True, create_orders="true", import_every_minutes="15")
    said = answered["fields"]["connection"]["helpText"]
    assert said == "Orders are imported every 15 min."

    form.save_well(active=False)
    assert "the plugin is not active" in connection_of(form)["helpText"]

    form.save_well(client_secret=None)
    assert "First fill in and save: Client secret." in connection_of(form)["helpText"]


def test_seller_is_connected_with_a_browser(form, simulator):
    simulator.consents.redirect_uris.add(CALLBACK)

    answer = connect(form, Client())

    assert answer.status_code == 200, answer.content.decode()
    assert f"The seller {simulator.seller.login} is connected" in answer.content.decode()
    account = ledger.account_of_channel("allegro-pl")
    assert account.seller_id == simulator.seller.id
    assert account.backfill == "pending"
    assert abs(account.connected_at - account.import_since - timedelta(days=14)) < timedelta(1)
    assert connection_of(form)["value"].startswith(f"Connected: {simulator.seller.login} (")


def test_stored_tokens_are_encrypted_and_work(form, allegro, world):
    connect(form, Client())

    account = ledger.account_of_channel("allegro-pl")
    tokens = ledger.tokens_of(account.pk)
    assert tokens.access_token not in account.access_token
    assert tokens.expires_at > datetime.now(UTC) + timedelta(hours=11)
    client = AllegroClient(
        custom(allegro, f"{allegro}/auth/oauth"),
        lambda: tokens.access_token,
        "Sklep/1 (+https://shop.test)",
    )
    assert client.me().id == account.seller_id


def test_no_token_is_in_any_answer_of_the_form(form, simulator):
    connect(form, Client())

    account = ledger.account_of_channel("allegro-pl")
    tokens = ledger.tokens_of(account.pk)
    shown = str(form.open())
    for secret in (tokens.access_token, tokens.refresh_token, simulator.client_secret):
        assert secret not in shown


def test_seller_who_refuses_stays_unconnected(form):
    answer = connect(form, Client(), "deny")

    assert "Consent was refused" in answer.content.decode()
    assert ledger.accounts() == []
    assert connection_of(form)["value"] == "Not connected"


def test_callback_needs_no_active_plugin_and_no_particular_channel(form, world):
    # Saleor finds the first instance, here that of a channel whose plugin is switched off.
    other = MerchantForm(world, world.make_channel("aaa-first"))
    other.save_well(active=False)
    form.save_well(active=False)

    assert connect(form, Client()).status_code == 200
    assert ledger.account_of_channel("allegro-pl") is not None
    assert ledger.account_of_channel("aaa-first") is None


def test_answer_for_a_channel_deleted_meanwhile_is_refused(form, world):
    world.make_channel("stays")
    browser = Client()
    link = link_of(form)
    back = decide(go(browser, link)["Location"], "allow")
    Channel.objects.filter(slug="allegro-pl").delete()

    assert "The channel allegro-pl was deleted" in go(browser, back).content.decode()
    assert ledger.accounts() == []


def test_channel_of_a_connected_seller_is_not_taken_by_another(form, simulator, world):
    connect(form, Client())
    simulator.seller = type(simulator.seller)(id="44000002", login="inny")

    answer = connect(form, Client())

    assert "takes the orders of the seller sklep_demo" in answer.content.decode()
    assert ledger.account_of_channel("allegro-pl").login == "sklep_demo"


def test_consent_withdrawn_is_shown_with_the_way_back(form, simulator):
    connect(form, Client())
    ledger.reconnect_needed(ledger.account_of_channel("allegro-pl").pk)

    assert connection_of(form)["value"].startswith("Reconnect needed: sklep_demo (")
    assert "agree again" in connection_of(form)["helpText"]

    assert connect(form, Client()).status_code == 200
    assert connection_of(form)["value"].startswith("Connected: ")


def test_other_addresses_of_the_plugin_are_not_found(form):
    assert Client().get("/plugins/saleor_allegro/").status_code == 404
    assert Client().get("/plugins/saleor_allegro/else").status_code == 404
    assert Client().post("/plugins/saleor_allegro/connect").status_code == 405


def test_wrong_secret_is_explained(form):
    form.save_well(client_secret="wrong")

    answer = connect(form, Client())

    assert "Wrong Client ID or Client secret" in answer.content.decode()
    assert ledger.accounts() == []
