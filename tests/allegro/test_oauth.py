"""Connecting a seller, with the OAuth host faked."""

from datetime import UTC, datetime, timedelta
from urllib.parse import parse_qs, urlsplit

import pytest
import requests
import responses
from responses.matchers import header_matcher, urlencoded_params_matcher

from saleor_allegro.allegro.environments import custom
from saleor_allegro.allegro.errors import (
    AccessDenied,
    AllegroError,
    AuthorisationPending,
    DeviceCodeExpired,
    InvalidGrant,
    Malformed,
    NotAuthorised,
    RateLimited,
    SlowDown,
    Unreachable,
    WrongCredentials,
)
from saleor_allegro.allegro.oauth import OAuthApp
from saleor_allegro.allegro.scopes import (
    ASKED_SCOPES,
    IMPORT_SCOPES,
    OFFERS_SCOPE,
    PAYMENTS_SCOPE,
    STOCK_SCOPE,
    has_scope,
    has_stock_scopes,
    without_scope,
)
from tests.allegro.test_documents import sample

OAUTH = "https://allegro.test/auth/oauth"
NOW = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)
CALLBACK = "https://sklep.test/plugins/saleor_allegro/oauth/callback"
VERIFIER = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk"  # RFC 7636, appendix B
BASIC = header_matcher({"Authorization": "Basic aWQtMTpzZWNyZXQtMQ=="})  # id-1:secret-1
TOKENS = {
    "access_token": "eyJ.access.1",
    "token_type": "bearer",
    "refresh_token": "eyJ.refresh.1",
    "expires_in": 43199,
    "scope": "allegro:api:orders:read allegro:api:profile:read",
    "allegro_api": True,
    "jti": "5c0b",
}
DEVICE = {
    "user_code": "cbt3zdu4g",
    "device_code": "IHmKsRbZ",
    "expires_in": 3600,
    "interval": 5,
    "verification_uri": "https://allegro.test/skojarz-aplikacje",
    "verification_uri_complete": "https://allegro.test/skojarz-aplikacje?code=cbt3zdu4g",
}


@pytest.fixture
def allegro():
    with responses.RequestsMock(assert_all_requests_are_fired=True) as mock:
        yield mock


@pytest.fixture
def app():
    return OAuthApp(custom("https://api.allegro.test", OAUTH), "id-1", "secret-1")


def test_the_seller_is_sent_to_allegro_with_pkce(app):
    url = urlsplit(app.authorisation_url(CALLBACK, "state-1", VERIFIER))

    assert f"{url.scheme}://{url.netloc}{url.path}" == f"{OAUTH}/authorize"
    assert parse_qs(url.query) == {
        "response_type": ["code"],
        "client_id": ["id-1"],
        "redirect_uri": [CALLBACK],
        "scope": [
            "allegro:api:orders:read allegro:api:profile:read allegro:api:payments:read "
            "allegro:api:orders:write allegro:api:sale:offers:read allegro:api:sale:offers:write"
        ],
        "state": ["state-1"],
        "code_challenge": ["E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM"],
        "code_challenge_method": ["S256"],
    }


@pytest.mark.parametrize(
    ("granted", "has_payments"),
    [
        (" ".join(ASKED_SCOPES), True),
        (" ".join(IMPORT_SCOPES), False),
        ("allegro:api:payments:read:all", False),
        ("", True),  # Allegro did not say
    ],
)
def test_a_granted_scope_is_found_whole(granted, has_payments):
    assert has_scope(granted, PAYMENTS_SCOPE) is has_payments
    assert not has_scope(without_scope(granted, PAYMENTS_SCOPE), PAYMENTS_SCOPE)


@pytest.mark.parametrize(
    ("granted", "expected"),
    [
        (" ".join(ASKED_SCOPES), True),
        ("", True),  # Allegro did not say
        (OFFERS_SCOPE, False),
        (STOCK_SCOPE, False),
        (" ".join(IMPORT_SCOPES), False),
    ],
)
def test_stock_takes_reading_and_writing_offers(granted, expected):
    assert has_stock_scopes(granted) is expected


def test_a_code_becomes_tokens(app, allegro):
    allegro.post(
        f"{OAUTH}/token",
        json=TOKENS,
        match=[
            BASIC,
            urlencoded_params_matcher(
                {
                    "grant_type": "authorization_code",
                    "code": "code-1",
                    "redirect_uri": CALLBACK,
                    "code_verifier": VERIFIER,
                }
            ),
        ],
    )

    pair = app.exchange_code("code-1", CALLBACK, VERIFIER, now=NOW)

    assert pair.access_token == "eyJ.access.1"
    assert pair.refresh_token == "eyJ.refresh.1"
    assert pair.expires_at == NOW + timedelta(seconds=43199)
    assert pair.scope == "allegro:api:orders:read allegro:api:profile:read"
    assert "eyJ" not in repr(pair)


def test_a_refresh_token_becomes_a_new_pair(app, allegro):
    allegro.post(
        f"{OAUTH}/token",
        json=TOKENS,
        match=[
            BASIC,
            urlencoded_params_matcher(
                {"grant_type": "refresh_token", "refresh_token": "eyJ.refresh.0"}
            ),
        ],
    )

    pair = app.refresh("eyJ.refresh.0", now=NOW)

    assert pair.refresh_token == "eyJ.refresh.1"
    assert allegro.calls[0].request.req_kwargs["timeout"] == (5, 30)


def test_a_refresh_that_brings_no_new_refresh_token_keeps_the_old(app, allegro):
    allegro.post(f"{OAUTH}/token", json=TOKENS | {"refresh_token": None, "scope": None})

    pair = app.refresh("eyJ.refresh.0", now=NOW)

    assert pair.refresh_token == "eyJ.refresh.0"
    assert pair.scope == ""


def test_a_code_that_brings_no_refresh_token_is_malformed(app, allegro):
    allegro.post(f"{OAUTH}/token", json=TOKENS | {"refresh_token": None})

    with pytest.raises(Malformed, match="refresh_token"):
        app.exchange_code("code-1", CALLBACK, VERIFIER, now=NOW)


def test_the_device_flow_from_link_to_tokens(app, allegro):
    allegro.post(
        f"{OAUTH}/device",
        json=DEVICE,
        match=[BASIC, urlencoded_params_matcher({"client_id": "id-1"})],
    )
    allegro.post(
        f"{OAUTH}/token",
        json=TOKENS,
        match=[
            BASIC,
            urlencoded_params_matcher(
                {
                    "grant_type": "urn:ietf:params:oauth:grant-type:device_code",
                    "device_code": "IHmKsRbZ",
                }
            ),
        ],
    )

    device = app.start_device(now=NOW)
    pair = app.poll_device(device.device_code, now=NOW)

    assert device.user_code == "cbt3zdu4g"
    assert device.verification_uri_complete.endswith("?code=cbt3zdu4g")
    assert device.expires_at == NOW + timedelta(hours=1)
    assert device.interval == timedelta(seconds=5)
    assert "IHmKsRbZ" not in repr(device)
    assert pair.access_token == "eyJ.access.1"


def test_a_device_answer_may_leave_out_what_has_a_default(app, allegro):
    allegro.post(
        f"{OAUTH}/device",
        json={name: DEVICE[name] for name in DEVICE.keys() - {"interval"}}
        | {"verification_uri_complete": None},
    )

    device = app.start_device(now=NOW)

    assert device.interval == timedelta(seconds=5)
    assert device.verification_uri_complete == DEVICE["verification_uri"]


@pytest.mark.parametrize(
    ("status", "body", "expected"),
    [
        (400, {"error": "invalid_grant", "error_description": "Invalid: eyJ"}, InvalidGrant),
        (400, {"error": "invalid_client"}, WrongCredentials),
        (401, {"error": "Unauthorized", "error_description": "Unauthorized"}, WrongCredentials),
        (401, None, WrongCredentials),
        (400, {"error": "unauthorized_client"}, WrongCredentials),
        (400, {"error": "unsupported_grant_type"}, WrongCredentials),
        (400, {"error": "invalid_request"}, NotAuthorised),
        (400, {"error": "something_new"}, NotAuthorised),
        (400, None, Unreachable),
        (403, None, Unreachable),
        (404, None, Unreachable),
        (408, None, Unreachable),
        (429, {"errors": [{"code": "TOO_MANY_REQUESTS"}]}, RateLimited),
        (302, None, Unreachable),
        (500, {"error": "invalid_grant"}, Unreachable),
        (503, {"code": "UC"}, Unreachable),
    ],
)
@pytest.mark.parametrize("grant", ["exchange_code", "refresh"])
def test_a_refused_grant_becomes_one_named_error(app, allegro, grant, status, body, expected):
    headers = {"trace-id": "abc", "Retry-After": "60"}
    if body is None:
        allegro.post(f"{OAUTH}/token", status=status, body=b"<html>", headers=headers)
    else:
        allegro.post(f"{OAUTH}/token", status=status, json=body, headers=headers)

    arguments = {"exchange_code": ("code-1", CALLBACK, VERIFIER), "refresh": ("eyJ.refresh.0",)}

    with pytest.raises(AllegroError) as caught:
        getattr(app, grant)(*arguments[grant], now=NOW)

    assert type(caught.value) is expected
    assert caught.value.status == status
    assert caught.value.trace_id == "abc"
    assert caught.value.retry_after == 60
    assert "eyJ" not in str(caught.value)


@pytest.mark.parametrize(
    ("status", "body", "expected"),
    [
        (400, sample("error-400-oauth-authorization-pending.json"), AuthorisationPending),
        (400, {"error": "slow_down"}, SlowDown),
        (429, {"error": "slow_down"}, SlowDown),
        (400, {"error": "access_denied"}, AccessDenied),
        (400, {"error": "expired_token"}, DeviceCodeExpired),
        (400, {"error": "invalid_request"}, DeviceCodeExpired),
        (400, sample("error-400-oauth-invalid-grant.json"), DeviceCodeExpired),
        (401, {"error": "Unauthorized"}, WrongCredentials),
        (400, {"error": "something_new"}, NotAuthorised),
        (503, {}, Unreachable),
    ],
)
def test_a_poll_says_what_to_do_next(app, allegro, status, body, expected):
    allegro.post(f"{OAUTH}/token", status=status, json=body)

    with pytest.raises(AllegroError) as caught:
        app.poll_device("IHmKsRbZ", now=NOW)

    assert type(caught.value) is expected


def test_an_application_of_another_type_cannot_start_the_device_flow(app, allegro):
    allegro.post(
        f"{OAUTH}/device",
        status=401,
        json={
            "error": "unauthorized_client",
            "error_description": "Client does not have the device_code grant",
        },
    )

    with pytest.raises(WrongCredentials, match="unauthorized_client"):
        app.start_device(now=NOW)


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"<html>",
        b"null",
        b"[]",
        b"{}",
        b'{"access_token": "a"}',
        b'{"access_token": "", "expires_in": 60}',
        b'{"access_token": "a\\nb", "refresh_token": "r", "expires_in": 60}',
        b'{"access_token": "a", "refresh_token": "r", "expires_in": "soon"}',
        b'{"access_token": "a", "refresh_token": "r", "expires_in": 0}',
        b'{"access_token": "a", "refresh_token": "r", "expires_in": 1e300}',
        b'{"access_token": "a", "refresh_token": "r", "expires_in": 60, "expires_at": []}',
        b'{"access_token": "a", "refresh_token": "r", "expires_in": 60, "error": "no"}',
    ],
)
def test_a_2xx_answer_without_tokens_is_malformed(app, allegro, body):
    for _ in range(3):
        allegro.post(f"{OAUTH}/token", body=body)

    with pytest.raises(Malformed):
        app.exchange_code("code-1", CALLBACK, VERIFIER, now=NOW)
    with pytest.raises(Malformed):
        app.refresh("eyJ.refresh.0", now=NOW)
    with pytest.raises(Malformed):
        app.poll_device("IHmKsRbZ", now=NOW)


@pytest.mark.parametrize("body", [b"{", b"{}", b'{"device_code": "d", "expires_in": -1}'])
def test_a_2xx_answer_without_a_device_code_is_malformed(app, allegro, body):
    allegro.post(f"{OAUTH}/device", body=body)

    with pytest.raises(Malformed, match=r"not JSON|user_code"):
        app.start_device(now=NOW)


@pytest.mark.parametrize("call", ["exchange_code", "refresh", "start_device", "poll_device"])
def test_a_failing_network_is_unreachable(app, allegro, call):
    for endpoint in ("device", "token"):
        allegro.add(
            responses.Response("POST", f"{OAUTH}/{endpoint}", body=requests.ReadTimeout("cut"))
        )
    allegro.assert_all_requests_are_fired = False
    arguments = {
        "exchange_code": ("code-1", CALLBACK, VERIFIER),
        "refresh": ("eyJ.refresh.0",),
        "start_device": (),
        "poll_device": ("IHmKsRbZ",),
    }[call]

    with pytest.raises(Unreachable, match="ReadTimeout"):
        getattr(app, call)(*arguments, now=NOW)


def test_a_secret_no_header_can_carry_is_wrong(allegro):
    app = OAuthApp(custom("https://api.allegro.test", OAUTH), "id-1", "hasło")

    with pytest.raises(WrongCredentials):
        app.refresh("eyJ.refresh.0", now=NOW)

    assert len(allegro.calls) == 0


def test_the_given_session_decides_how_to_connect(allegro):
    session = requests.Session()
    session.cert = "/etc/ssl/own.pem"
    environment = custom("https://api.allegro.test", OAUTH)
    allegro.post(f"{OAUTH}/token", json=TOKENS)

    OAuthApp(environment, "id-1", "secret-1", session).refresh("eyJ.refresh.0", now=NOW)

    assert allegro.calls[0].request.req_kwargs["cert"] == "/etc/ssl/own.pem"
