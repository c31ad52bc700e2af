"""`allegroConnect` and `allegroDisconnect`, with a browser, Saleor's routes and an Allegro."""

from urllib.parse import parse_qs, urlsplit

import pytest
import requests
from django.test import Client
from saleor.channel.models import Channel

from saleor_allegro import ledger
from saleor_allegro.models import Account, AccountChannel
from saleor_allegro.simulator import Simulator, serve
from tests.saleor.merchant_shop import a_merchant_shop, nothing_written

CONNECT = """
mutation ($channel: String!, $returnUrl: String) {
  allegroConnect(channel: $channel, returnUrl: $returnUrl) {
    errors { field code message } authorizationUrl } }
"""
DISCONNECT = """
mutation ($channel: String!) {
  allegroDisconnect(channel: $channel) {
    errors { field code message }
    account { sellerId login connection connected channels tokenExpiresAt } } }
"""
RETURN_URL = "https://dashboard.shop.test/extensions?tab=1"


@pytest.fixture(autouse=True)
def _allowed_hosts(settings):
    settings.ALLOWED_CLIENT_HOSTS = ["dashboard.shop.test", ".apps.test", "localhost"]


@pytest.fixture
def shop(world):
    return a_merchant_shop(world)


@pytest.fixture
def simulator():
    return Simulator(seed=7)


@pytest.fixture
def at_allegro(shop, simulator):
    """The shop talks to a simulated Allegro, and nobody is connected yet."""
    ledger.disconnect(shop.seller.pk, "allegro-pl")
    Account.objects.all().delete()
    with serve(simulator) as base_url:
        shop.form.save_well(client_secret=simulator.client_secret)
        shop.form.save_well(
            client_id=simulator.client_id,
            environment="custom",
            api_url=base_url,
            oauth_url=f"{base_url}/auth/oauth",
        )
        yield shop


def link(shop, **given):
    payload = shop.do(CONNECT, **given)
    assert payload["errors"] == []
    return payload["authorizationUrl"]


def refused(shop, mutation, **given):
    with nothing_written():
        payload = shop.do(mutation, **given)
    assert [value for name, value in payload.items() if name != "errors"] == [None]
    [error] = payload["errors"]
    return error


def go(browser, url):
    parts = urlsplit(url)
    assert f"{parts.scheme}://{parts.netloc}" == "https://example.com"
    return browser.get(f"{parts.path}?{parts.query}")


def walk(browser, url, decision):
    """A person opens the link and answers on Allegro's page; where that ends in the shop."""
    consent = go(browser, url)["Location"]
    answer = requests.post(consent, data={"decision": decision}, allow_redirects=False, timeout=5)
    return answer.headers["Location"]


def test_link_is_that_of_the_dashboards_form(shop):
    with nothing_written():
        given = link(shop)

    assert given == shop.form.open()["fields"]["connect_link"]["value"]
    assert given.startswith("https://example.com/plugins/saleor_allegro/connect?ticket=")


def test_link_connects_a_seller_and_leads_back(at_allegro, simulator):
    browser = Client()

    answer = go(browser, walk(browser, link(at_allegro, returnUrl=RETURN_URL), "allow"))

    assert (answer.status_code, answer["Location"]) == (302, f"{RETURN_URL}&allegro=connected")
    assert ledger.account_of_channel("allegro-pl").seller_id == simulator.seller.id


def test_seller_who_refuses_is_led_back_too(at_allegro):
    browser = Client()

    answer = go(browser, walk(browser, link(at_allegro, returnUrl=RETURN_URL), "deny"))

    assert (answer.status_code, answer["Location"]) == (302, f"{RETURN_URL}&allegro=failed")
    assert ledger.accounts() == []


def test_channel_of_another_seller_is_led_back_as_failed(at_allegro, simulator):
    browser = Client()
    walked = walk(browser, link(at_allegro), "allow")
    assert go(browser, walked).status_code == 200
    simulator.seller = type(simulator.seller)(id="44000002", login="inny")

    answer = go(browser, walk(browser, link(at_allegro, returnUrl=RETURN_URL), "allow"))

    assert answer["Location"] == f"{RETURN_URL}&allegro=failed"
    assert ledger.account_of_channel("allegro-pl").login == "sklep_demo"


def test_without_an_address_a_page_says_how_it_went(at_allegro):
    browser = Client()

    answer = go(browser, walk(browser, link(at_allegro), "allow"))

    assert answer.status_code == 200
    assert "is connected to the channel allegro-pl" in answer.content.decode()


def test_allegro_is_not_told_the_address(at_allegro):
    url = go(Client(), link(at_allegro, returnUrl=RETURN_URL))["Location"]

    assert "dashboard" not in url
    assert parse_qs(urlsplit(url).query)["code_challenge_method"] == ["S256"]


def test_request_calls_nobody(shop, monkeypatch):
    def call(*_, **__):
        raise AssertionError

    monkeypatch.setattr(requests.Session, "request", call)

    assert link(shop, returnUrl=RETURN_URL)
    assert shop.do(DISCONNECT)["errors"] == []


def test_answer_in_another_browser_is_led_nowhere(at_allegro):
    walked = walk(Client(), link(at_allegro, returnUrl=RETURN_URL), "allow")

    answer = go(Client(), walked)

    assert answer.status_code == 400
    assert "another browser" in answer.content.decode()
    assert ledger.accounts() == []


@pytest.mark.parametrize(
    "url",
    [RETURN_URL, "https://a.apps.test/", "http://localhost:9000/x", "https://localhost"],
)
def test_addresses_of_the_shops_own_hosts_are_taken(shop, url):
    assert link(shop, returnUrl=url) != link(shop)


@pytest.mark.parametrize(
    "url",
    [
        "",
        "https://evil.test/",
        "https://dashboard.shop.test.evil.test/",
        "https://evildashboard.shop.test/",
        "https://dashboard.shop.test@evil.test/",
        "https://evil.test\\@dashboard.shop.test/",
        "https://evil.test?@dashboard.shop.test/",
        "https://evil.test#@dashboard.shop.test/",
        "https://dashboard.shop.test;evil.test/",
        "//dashboard.shop.test/",
        "http://dashboard.shop.test/",
        "http://127.0.0.1/",
        "javascript://dashboard.shop.test/%0aalert(1)",
        "dashboard.shop.test",
        "/settings",
        "https://dashboard.shop.test/\r\nSet-Cookie: a=b",
        "https://dashboard.shop.test/\0",
        "https://dashboard.shop.test:port/",
        "https://[/",
        "https://dashboard.shop.test/" + "x" * 1_000_000,
    ],
    ids=lambda url: url[:40],
)
def test_other_addresses_are_one_error(shop, url):
    error = refused(shop, CONNECT, returnUrl=url)

    assert (error["field"], error["code"]) == ("returnUrl", "INVALID")
    assert len(error["message"]) < 300


def test_what_is_missing_is_named_by_its_label(shop):
    shop.form.save_well(
        create_orders="false", client_id="", client_secret=None, application_name=""
    )

    assert refused(shop, CONNECT) == {
        "field": "channel",
        "code": "PLUGIN_MISCONFIGURED",
        "message": "Before a seller can be connected, set: Client ID, Client secret, "
        "Application name.",
    }


def test_what_is_missing_is_named_in_the_language_of_the_form(shop):
    shop.form.save_well(create_orders="false", client_secret=None, language="pl")

    assert refused(shop, CONNECT)["message"] == (
        "Przed połączeniem konta sprzedawcy uzupełnij: Client Secret."
    )


def test_channel_that_nobody_saved_has_everything_missing(shop):
    shop.world.make_channel("retail")

    error = refused(shop, CONNECT, channel="retail")

    assert error["code"] == "PLUGIN_MISCONFIGURED"
    assert "Client ID, Client secret, Application name, Application address." in error["message"]


def test_seller_is_disconnected(shop):
    payload = shop.do(DISCONNECT)

    assert payload == {
        "errors": [],
        "account": {
            "sellerId": "44",
            "login": "seller",
            "connection": "DISCONNECTED",
            "connected": False,
            "channels": [],
            "tokenExpiresAt": None,
        },
    }
    account = Account.objects.get()
    assert (account.access_token, account.refresh_token) == ("", "")
    assert ledger.account_of_channel("allegro-pl") is None


def test_seller_of_two_channels_stays_connected_to_the_other(shop):
    shop.world.make_channel("retail")
    AccountChannel.objects.create(
        account=shop.seller, channel_slug="retail", connected_at=shop.seller.connected_at
    )

    account = shop.do(DISCONNECT)["account"]

    assert (account["connection"], account["channels"]) == ("CONNECTED", ["retail"])
    assert Account.objects.get().access_token


def test_seller_who_has_to_connect_again_can_be_disconnected(shop):
    ledger.reconnect_needed(shop.seller.pk)

    assert shop.do(DISCONNECT)["account"]["connection"] == "DISCONNECTED"


def test_nobody_is_disconnected_twice(shop):
    shop.do(DISCONNECT)

    assert refused(shop, DISCONNECT) == {
        "field": "channel",
        "code": "NOT_CONNECTED",
        "message": "No seller is connected to the channel.",
    }


def test_seller_of_a_deleted_channel_can_be_disconnected(shop):
    Channel.objects.filter(slug="allegro-pl").delete()

    assert shop.do(DISCONNECT)["account"]["channels"] == []


@pytest.mark.parametrize("mutation", [CONNECT, DISCONNECT])
@pytest.mark.parametrize("slug", ["nowhere", "", "a\0b", "x" * 100_000])
def test_unknown_channel_is_one_clear_error(shop, mutation, slug):
    error = refused(shop, mutation, channel=slug)

    assert (error["field"], error["code"]) == ("channel", "NOT_FOUND")
    assert len(error["message"]) < 200
