"""Connecting a seller in a browser: the way out to Allegro and the way back."""

import json
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from urllib.parse import parse_qs, urlsplit

import pytest
import responses
from authlib.oauth2.rfc7636 import create_s256_code_challenge
from django.core.signing import Signer
from django.test import RequestFactory
from responses.matchers import urlencoded_params_matcher

from saleor_allegro.allegro.errors import Forbidden
from saleor_allegro.connect_page import ConnectPages
from saleor_allegro.connect_passes import (
    State,
    Ticket,
    make_state,
    make_ticket,
    read_state,
    read_ticket,
)
from saleor_allegro.encryption import encrypt
from saleor_allegro.ledger import ChannelTaken
from saleor_allegro.shop.port import ShopChannel

NOW = datetime(2026, 3, 1, 12, 0, tzinfo=UTC)
CALLBACK = "https://shop.test/plugins/saleor_allegro/oauth/callback"
TOKEN_URL = "https://allegro.test/auth/oauth/token"
RETURN_URL = "https://dashboard.shop.test/allegro?tab=1"
CHANNEL = ShopChannel(
    slug="allegro-pl",
    currency="PLN",
    country="PL",
    is_active=True,
    configuration={
        "client_id": "our-client",
        "client_secret": "our-secret",
        "environment": "custom",
        "api_url": "https://api.allegro.test",
        "oauth_url": "https://allegro.test/auth/oauth",
        "application_name": "Sklep",
        "application_url": "https://shop.test",
    },
)


class Browser:
    """A person who follows links, with cookies and a language."""

    def __init__(self, pages, language="en"):
        self.pages = pages
        self.language = language
        self.cookies = {}

    def visit(self, path, *, now=NOW, method="get", **query):
        request = getattr(RequestFactory(), method)(
            f"/plugins/saleor_allegro{path}", query, headers={"Accept-Language": self.language}
        )
        request.COOKIES.update(self.cookies)
        answer = self.pages.answer(request, path, now)
        if answer is not None:
            self.cookies |= {name: cookie.value for name, cookie in answer.cookies.items()}
        return answer

    def set_out(self, *, return_url="", **kwargs):
        """To Allegro's page; returns the query it was called with."""
        ticket = make_ticket(CHANNEL.slug, now=NOW, return_url=return_url)
        answer = self.visit("/connect", ticket=ticket, **kwargs)
        assert answer.status_code == 302
        return {
            name: value for name, [value] in parse_qs(urlsplit(answer["Location"]).query).items()
        }

    def come_back(self, state, *, code="the-code", **kwargs):
        return self.visit("/oauth/callback", state=state, code=code, **kwargs)


@pytest.fixture
def shop():
    return {CHANNEL.slug: CHANNEL}


@pytest.fixture
def connected():
    return []


@pytest.fixture
def pages(shop, connected, failures):
    def connect(channel, settings, tokens, now):
        connected.append((channel.slug, settings.client_id, tokens.access_token, now))
        return "<b>seller</b>"

    return pages_of(shop, connect, failures)


@pytest.fixture
def failures():
    """Channel, what the waiting page says in English, and when."""
    return []


def pages_of(shop, connect, failures):
    def note(slug, text, now):
        failures.append((slug, text.english, now))

    return ConnectPages(callback_url=CALLBACK, channel=shop.get, connect=connect, note_failure=note)


@pytest.fixture
def browser(pages):
    return Browser(pages)


@pytest.fixture
def allegro():
    with responses.RequestsMock(assert_all_requests_are_fired=False) as mock:
        mock.post(
            TOKEN_URL,
            json={
                "access_token": "an-access-token",
                "refresh_token": "a-refresh-token",
                "token_type": "bearer",
                "expires_in": 43199,
                "scope": "allegro:api:orders:read",
            },
        )
        yield mock


def test_ticket_leads_to_allegro_with_pkce_and_a_state_of_its_channel(browser):
    sent = browser.set_out()

    state = read_state(sent.pop("state"), now=NOW)
    assert state.channel_slug == "allegro-pl"
    assert sent == {
        "response_type": "code",
        "client_id": "our-client",
        "redirect_uri": CALLBACK,
        "scope": "allegro:api:orders:read allegro:api:profile:read allegro:api:payments:read "
        "allegro:api:orders:write allegro:api:sale:offers:read allegro:api:sale:offers:write",
        "code_challenge": create_s256_code_challenge(state.code_verifier),
        "code_challenge_method": "S256",
    }


def test_way_out_tells_nobody_where_it_came_from(browser):
    answer = browser.visit("/connect", ticket=make_ticket("allegro-pl", now=NOW))

    assert answer["Location"].startswith("https://allegro.test/auth/oauth/authorize?")
    assert answer["Referrer-Policy"] == "no-referrer"
    assert answer["Cache-Control"] == "no-store"
    [cookie] = answer.cookies.values()
    assert (cookie["httponly"], cookie["secure"], cookie["samesite"]) == (True, True, "Lax")


def test_seller_who_agrees_is_connected_to_the_channel(browser, allegro, connected):
    state = browser.set_out()["state"]
    verifier = read_state(state, now=NOW).code_verifier
    allegro.upsert(
        responses.POST,
        TOKEN_URL,
        json={"access_token": "a", "refresh_token": "r", "expires_in": 43199, "scope": ""},
        match=[
            urlencoded_params_matcher(
                {
                    "grant_type": "authorization_code",
                    "code": "the-code",
                    "redirect_uri": CALLBACK,
                    "code_verifier": verifier,
                }
            )
        ],
    )

    answer = browser.come_back(state)

    assert answer.status_code == 200
    assert connected == [("allegro-pl", "our-client", "a", NOW)]


def test_page_escapes_what_allegro_says_and_keeps_to_itself(browser, allegro):
    answer = browser.come_back(browser.set_out()["state"])

    text = answer.content.decode()
    assert "&lt;b&gt;seller&lt;/b&gt;" in text
    assert "<b>" not in text
    assert "<script" not in text
    assert "default-src 'none'" in answer["Content-Security-Policy"]
    assert "frame-ancestors 'none'" in answer["Content-Security-Policy"]
    assert answer["Cache-Control"] == "no-store"
    assert answer["Referrer-Policy"] == "no-referrer"


def test_pages_are_in_the_language_of_the_form(browser, shop, allegro):
    settings = {**CHANNEL.configuration, "language": "pl"}
    shop["allegro-pl"] = replace(CHANNEL, configuration=settings)

    text = browser.come_back(browser.set_out()["state"]).content.decode()

    assert '<html lang="pl">' in text
    assert "jest połączone z kanałem allegro-pl" in text


@pytest.mark.parametrize(
    ("language", "title"),
    [("pl-PL,pl;q=0.9", "Ten link jest nieprawidłowy"), ("cs", "This link is not valid")],
)
def test_before_the_channel_is_known_the_browser_says_the_language(pages, language, title):
    answer = Browser(pages, language).visit("/connect", ticket="x")

    assert answer.status_code == 400
    assert title in answer.content.decode()


def test_refusal_at_allegro_changes_nothing(browser, connected, failures):
    state = browser.set_out()["state"]

    answer = browser.visit("/oauth/callback", state=state, error="access_denied")

    assert answer.status_code == 400
    assert "Consent was refused" in answer.content.decode()
    assert connected == []
    [(slug, text, now)] = failures
    assert (slug, now) == ("allegro-pl", NOW)
    assert text.startswith("Not connected. Consent was refused on Allegro's page.")


def test_whoever_waits_hears_nothing_of_a_seller_or_of_another_browser(
    pages, browser, allegro, connected, failures
):
    state = browser.set_out()["state"]

    assert Browser(pages).come_back(state).status_code == 400
    assert browser.come_back(state).status_code == 200

    assert len(connected) == 1
    assert failures == []


@pytest.mark.parametrize("error", ["server_error", "<script>", ""])
def test_other_answers_of_allegro_are_named_only_when_harmless(browser, connected, error):
    state = browser.set_out()["state"]

    text = browser.visit("/oauth/callback", state=state, error=error).content.decode()

    assert "answer is not clear" in text
    assert "<script" not in text
    assert connected == []


@pytest.mark.parametrize("age", [timedelta(minutes=10), timedelta(days=400)])
def test_state_expires_after_ten_minutes(browser, connected, age):
    state = browser.set_out()["state"]

    answer = browser.come_back(state, now=NOW + age)

    assert "This link is too old" in answer.content.decode()
    assert connected == []


def test_state_is_good_for_nearly_ten_minutes(browser, allegro, connected):
    state = browser.set_out()["state"]

    answer = browser.come_back(state, now=NOW + timedelta(minutes=9, seconds=59))

    assert answer.status_code == 200
    assert len(connected) == 1


def test_ticket_is_good_for_an_hour_and_a_little(browser):
    ticket = make_ticket("allegro-pl", now=NOW + timedelta(minutes=9, seconds=59))

    good = browser.visit("/connect", ticket=ticket, now=NOW + timedelta(minutes=69, seconds=59))
    late = browser.visit("/connect", ticket=ticket, now=NOW + timedelta(minutes=70))

    assert good.status_code == 302
    assert "This link is too old" in late.content.decode()


def test_ticket_stays_the_same_for_ten_minutes_so_that_the_form_does():
    ticket = make_ticket("allegro-pl", now=NOW)

    assert make_ticket("allegro-pl", now=NOW + timedelta(minutes=9, seconds=59)) == ticket
    assert make_ticket("allegro-pl", now=NOW + timedelta(minutes=10)) != ticket
    assert make_ticket("allegro-cz", now=NOW) != ticket


def test_changed_ticket_is_refused(browser):
    ticket = make_ticket("allegro-pl", now=NOW)

    for wrong in (ticket[:-1], f"x{ticket}", ticket.split(":")[0], "łódź", ":"):
        assert "This link is not valid" in browser.visit("/connect", ticket=wrong).content.decode()


def test_changed_state_is_refused(browser, connected):
    state = browser.set_out()["state"]

    for wrong in (state[:-2] + "xx", state[:-1], "", "x", make_ticket("allegro-pl", now=NOW)):
        assert "This link is not valid" in browser.come_back(wrong).content.decode()
    assert connected == []


def test_state_is_no_ticket(browser):
    state = browser.set_out()["state"]

    assert "not valid" in browser.visit("/connect", ticket=state).content.decode()


@pytest.mark.parametrize("cookies", [{}, {"saleor_allegro_connect": "another"}])
def test_state_is_good_only_in_the_browser_that_set_out(browser, connected, cookies):
    state = browser.set_out()["state"]
    browser.cookies = cookies

    assert "another browser" in browser.come_back(state).content.decode()
    assert connected == []


def test_two_channels_can_be_connected_at_once_in_one_browser(browser, allegro, connected):
    first, second = browser.set_out()["state"], browser.set_out()["state"]

    assert browser.come_back(second).status_code == 200
    assert browser.come_back(first).status_code == 200
    assert len(connected) == 2


def test_channel_deleted_meanwhile_is_named(browser, shop, connected):
    state = browser.set_out()["state"]
    shop.clear()

    assert "The channel allegro-pl was deleted" in browser.come_back(state).content.decode()
    assert connected == []


def test_incomplete_form_is_named_field_by_field(browser, shop):
    shop["allegro-pl"] = replace(CHANNEL, configuration={"language": "en", "client_id": "x"})

    answer = browser.visit("/connect", ticket=make_ticket("allegro-pl", now=NOW))

    text = answer.content.decode()
    assert answer.status_code == 400
    assert "fill in and save: Client secret, Application name, Application address. Then" in text


@pytest.mark.parametrize(
    ("status", "body", "page_status", "words"),
    [
        (400, {"error": "invalid_grant"}, 400, "code was too old"),
        (401, {"error": "Unauthorized"}, 400, "Wrong Client ID or Client secret"),
        (429, {}, 502, "does not answer at the moment"),
        (503, {"code": "UC"}, 502, "does not answer at the moment"),
        (200, {"unexpected": True}, 502, "was not the expected one"),
    ],
)
def test_failures_of_allegro_are_explained_and_logged_without_secrets(
    browser, allegro, connected, caplog, status, body, page_status, words
):
    allegro.upsert(responses.POST, TOKEN_URL, json=body, status=status)
    state = browser.set_out()["state"]

    answer = browser.come_back(state, code="secret-code")

    assert answer.status_code == page_status
    assert words in answer.content.decode()
    assert connected == []
    [record] = caplog.records
    assert "allegro-pl" in record.getMessage()
    for secret in ("secret-code", "our-secret", state):
        assert secret not in record.getMessage() + answer.content.decode()


@pytest.mark.parametrize(
    ("failure", "words"),
    [
        (Forbidden("GET /me: HTTP 403"), "may not read orders"),
        (ChannelTaken("allegro-pl", "other"), "orders of the seller other"),
    ],
)
def test_failures_after_consent_are_explained(shop, allegro, failures, failure, words):
    def connect(*_):
        raise failure

    browser = Browser(pages_of(shop, connect, failures))

    assert words in browser.come_back(browser.set_out()["state"]).content.decode()
    [(slug, text, now)] = failures
    assert (slug, now) == ("allegro-pl", NOW)
    assert words in text


def test_browser_is_sent_back_to_where_the_ticket_says(browser, allegro, connected):
    answer = browser.come_back(browser.set_out(return_url=RETURN_URL)["state"])

    assert len(connected) == 1
    assert (answer.status_code, answer["Location"]) == (302, f"{RETURN_URL}&allegro=connected")
    assert answer["Referrer-Policy"] == "no-referrer"
    assert answer["Cache-Control"] == "no-store"


@pytest.mark.parametrize(
    "answered", [{"error": "access_denied"}, {"error": "server_error"}, {}, {"code": "refused"}]
)
def test_browser_is_sent_back_after_a_failure_too(browser, allegro, connected, failures, answered):
    allegro.upsert(responses.POST, TOKEN_URL, json={"error": "invalid_grant"}, status=400)
    state = browser.set_out(return_url=RETURN_URL)["state"]

    answer = browser.visit("/oauth/callback", state=state, **answered)

    assert (answer.status_code, answer["Location"]) == (302, f"{RETURN_URL}&allegro=failed")
    assert connected == []
    assert len(failures) == 1


def test_failure_in_the_shop_sends_the_browser_back_too(browser, shop, caplog):
    caplog.set_level("INFO", logger="saleor_allegro")
    state = browser.set_out(return_url=RETURN_URL)["state"]
    shop.clear()

    assert browser.come_back(state)["Location"] == f"{RETURN_URL}&allegro=failed"
    assert caplog.messages == ["Channel allegro-pl was not connected: The channel is gone"]


def test_address_in_the_query_sends_nobody_anywhere(browser, allegro):
    wrong = {"return_url": "https://evil.test", "returnUrl": "https://evil.test"}
    state = browser.set_out()["state"]

    assert browser.visit("/oauth/callback", state=state, code="c", **wrong).status_code == 200
    assert "not valid" in browser.visit("/connect", ticket="x", **wrong).content.decode()


@pytest.mark.parametrize("cookies", [{}, {"saleor_allegro_connect": "another"}])
def test_browser_that_did_not_set_out_is_sent_nowhere(browser, connected, cookies):
    state = browser.set_out(return_url=RETURN_URL)["state"]
    browser.cookies = cookies

    answer = browser.come_back(state)

    assert answer.status_code == 400
    assert "another browser" in answer.content.decode()
    assert connected == []


def test_state_that_is_too_old_sends_nobody_anywhere(browser, connected):
    state = browser.set_out(return_url=RETURN_URL)["state"]

    answer = browser.come_back(state, now=NOW + timedelta(minutes=10))

    assert answer.status_code == 400
    assert connected == []


def test_incomplete_form_is_explained_before_the_browser_leaves(browser, shop):
    shop["allegro-pl"] = replace(CHANNEL, configuration={"client_id": "x"})
    ticket = make_ticket("allegro-pl", now=NOW, return_url=RETURN_URL)

    assert "fill in and save" in browser.visit("/connect", ticket=ticket).content.decode()


def test_address_of_a_ticket_cannot_be_changed(browser):
    ticket = make_ticket("allegro-pl", now=NOW, return_url=RETURN_URL)
    _, _, signature = ticket.partition(":")
    content = {"channel": "allegro-pl", "until": 9999999999, "return": "https://evil.test"}
    forged, _, _ = Signer(salt="another").sign_object(content).partition(":")

    answer = browser.visit("/connect", ticket=f"{forged}:{signature}")

    assert "This link is not valid" in answer.content.decode()


def test_address_is_not_readable_in_a_state(browser):
    sent = browser.set_out(return_url=RETURN_URL)

    assert "dashboard" not in str(sent)
    assert read_state(sent["state"], now=NOW).return_url == RETURN_URL


def test_passes_of_the_release_before_are_read(browser):
    words = {"channel": "c", "browser": "b", "verifier": "v", "until": NOW.timestamp() + 1}

    state = read_state(encrypt(json.dumps(words)), now=NOW)

    assert (state.channel_slug, state.return_url) == ("c", "")
    assert read_ticket(make_ticket("c", now=NOW), now=NOW) == Ticket(channel_slug="c")


@pytest.mark.parametrize("words", ["{}", "[]", "1", '{"until": 9999999999}', "a-token"])
def test_other_things_encrypted_with_the_same_key_are_no_state(browser, words):
    assert "not valid" in browser.come_back(encrypt(words)).content.decode()


def test_nothing_is_logged_with_tokens_or_code(browser, allegro, caplog):
    caplog.set_level("DEBUG", logger="saleor_allegro")

    browser.come_back(browser.set_out()["state"], code="secret-code")

    assert "allegro-pl" in caplog.text
    for secret in ("secret-code", "an-access-token", "a-refresh-token", "our-secret"):
        assert secret not in caplog.text


def test_only_reading_is_allowed(browser):
    assert browser.visit("/connect", method="post").status_code == 405


def test_there_is_no_other_page(browser):
    assert browser.visit("/oauth/callback/x") is None
    assert browser.visit("") is None


def test_state_of_a_rotated_key_is_refused(browser, settings):
    settings.ALLEGRO_ENCRYPTION_KEY = "a"
    state = browser.set_out()["state"]
    settings.ALLEGRO_ENCRYPTION_KEY = "b"

    assert "not valid" in browser.come_back(state).content.decode()


def test_state_hides_its_verifier():
    words = State(channel_slug="c", browser="b", code_verifier="the-verifier")

    assert "the-verifier" not in make_state(words, now=NOW)
