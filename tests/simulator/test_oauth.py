"""How a seller is connected, by HTTP."""

import base64
import hashlib
from datetime import timedelta
from urllib.parse import parse_qs, urlsplit

import pytest
import requests
from requests.auth import HTTPBasicAuth

from tests.simulator.conftest import HEADERS

RETURN_TO = "https://shop.test/plugins/saleor_allegro/oauth/callback"
VERIFIER = "a-verifier-of-at-least-forty-three-characters-0123"
CHALLENGE = base64.urlsafe_b64encode(hashlib.sha256(VERIFIER.encode()).digest()).rstrip(b"=")
SCOPE = "allegro:api:orders:read allegro:api:profile:read"
DEVICE_GRANT = "urn:ietf:params:oauth:grant-type:device_code"


class Application:
    """The application's side of OAuth."""

    def __init__(self, simulator, base_url):
        self.base_url = base_url
        self.basic = HTTPBasicAuth(simulator.client_id, simulator.client_secret)
        self.client_id = simulator.client_id

    def authorise(self, decision="allow", **changes):
        query = {
            "response_type": "code",
            "client_id": self.client_id,
            "redirect_uri": RETURN_TO,
            "scope": SCOPE,
            "state": "abc",
            "code_challenge": CHALLENGE,
            "code_challenge_method": "S256",
        } | changes
        return requests.post(
            f"{self.base_url}/auth/oauth/authorize",
            params=query,
            data={"decision": decision},
            allow_redirects=False,
            timeout=5,
        )

    def code(self):
        return answer_in(self.authorise())["code"]

    def redeem(self, code, /, **changes):
        form = {
            "grant_type": "authorization_code",
            "code": code,
            "redirect_uri": RETURN_TO,
            "code_verifier": VERIFIER,
        }
        return self.token(**(form | changes))

    def refresh(self, refresh_token):
        return self.token(grant_type="refresh_token", refresh_token=refresh_token)

    def poll(self, device_code):
        return self.token(grant_type=DEVICE_GRANT, device_code=device_code)

    def start_device(self):
        return self._post("device", {"client_id": self.client_id, "scope": SCOPE}).json()

    def token(self, **form):
        return self._post("token", form)

    def may_call(self, access_token, path="/me"):
        headers = HEADERS | {"Authorization": f"Bearer {access_token}"}
        return requests.get(self.base_url + path, headers=headers, timeout=5).status_code

    def _post(self, name, form):
        url = f"{self.base_url}/auth/oauth/{name}"
        return requests.post(url, data=form, auth=self.basic, timeout=5)


def answer_in(response):
    """What the redirect back carries."""
    assert response.status_code == 302, response.text
    return {
        name: value[0]
        for name, value in parse_qs(urlsplit(response.headers["Location"]).query).items()
    }


def error_in(response):
    assert response.status_code == 400, response.text
    return response.json()["error"]


@pytest.fixture
def application(simulator, base_url):
    return Application(simulator, base_url)


def test_a_code_with_its_verifier_becomes_tokens(application):
    answer = answer_in(application.authorise())

    pair = application.redeem(answer["code"]).json()

    assert answer["state"] == "abc"
    assert pair["expires_in"] == 43199
    assert pair["token_type"] == "bearer"
    assert pair["scope"] == SCOPE
    assert len(pair["access_token"]) > 1000
    assert application.may_call(pair["access_token"]) == 200


def test_the_page_asks_before_it_gives(application):
    page = requests.get(
        f"{application.base_url}/auth/oauth/authorize",
        params={
            "response_type": "code",
            "client_id": application.client_id,
            "redirect_uri": RETURN_TO,
            "scope": "<script>",
        },
        timeout=5,
    )

    assert page.status_code == 200
    assert 'value="allow"' in page.text
    assert "<script>" not in page.text


def test_a_seller_may_deny(application):
    assert answer_in(application.authorise("deny")) == {"error": "access_denied", "state": "abc"}


def test_plain_pkce_is_refused(application):
    response = application.authorise(code_challenge_method="plain")

    assert answer_in(response)["error"] == "invalid_request"


def test_wrong_application_or_redirect_never_leads_back(simulator, application):
    simulator.consents.redirect_uris.add(RETURN_TO)

    assert application.authorise(client_id="other").status_code == 401
    assert application.authorise(redirect_uri=RETURN_TO + "/").status_code == 400
    assert application.authorise().status_code == 302


@pytest.mark.parametrize(
    "changes", [{"code_verifier": "wrong"}, {"redirect_uri": "https://x.test"}, {"code": "no"}]
)
def test_a_code_with_anything_wrong_is_refused(application, changes):
    assert error_in(application.redeem(application.code(), **changes)) == "invalid_grant"


def test_a_code_works_once_and_for_ten_seconds(simulator, application):
    code, late = application.code(), application.code()
    assert application.redeem(code).status_code == 200
    assert error_in(application.redeem(code)) == "invalid_grant"

    simulator.clock.advance(timedelta(seconds=10))

    assert error_in(application.redeem(late)) == "invalid_grant"


def test_wrong_basic_is_unauthorised(application):
    application.basic = HTTPBasicAuth(application.client_id, "wrong")

    response = application.refresh("any")

    assert response.status_code == 401
    assert response.json() == {"error": "Unauthorized", "error_description": "Unauthorized"}


def test_refresh_retires_the_old_pair_after_a_minute(simulator, application):
    old = application.redeem(application.code()).json()

    new = application.refresh(old["refresh_token"]).json()
    again = application.refresh(old["refresh_token"]).json()

    assert new["scope"] == again["scope"] == SCOPE
    assert application.may_call(old["access_token"]) == 401
    assert application.may_call(new["access_token"]) == 401
    assert application.may_call(again["access_token"]) == 200
    simulator.clock.advance(timedelta(seconds=61))
    refused = application.refresh(old["refresh_token"])
    assert error_in(refused) == "invalid_grant"
    assert refused.json()["error_description"].startswith("Invalid refresh token: ")
    assert application.refresh(again["refresh_token"]).status_code == 200


def test_an_access_token_lives_twelve_hours_and_a_refresh_token_three_months(
    simulator, application
):
    pair = application.redeem(application.code()).json()

    simulator.clock.advance(timedelta(hours=12))
    assert application.may_call(pair["access_token"]) == 401
    simulator.clock.advance(timedelta(days=90))
    assert error_in(application.refresh(pair["refresh_token"])) == "invalid_grant"


def test_the_device_flow_ends_in_tokens(simulator, application):
    started = application.start_device()
    assert (started["interval"], started["expires_in"]) == (5, 3600)
    assert error_in(application.poll(started["device_code"])) == "authorization_pending"
    assert error_in(application.poll(started["device_code"])) == "slow_down"
    simulator.clock.advance(timedelta(seconds=5))
    assert error_in(application.poll(started["device_code"])) == "authorization_pending"

    page = started["verification_uri_complete"]
    assert requests.get(page, timeout=5).status_code == 200
    assert requests.post(page, data={"decision": "allow"}, timeout=5).status_code == 200

    pair = application.poll(started["device_code"])
    assert application.may_call(pair.json()["access_token"]) == 200
    used = application.poll(started["device_code"])
    assert used.json() == {
        "error": "invalid_request",
        "error_description": "Invalid device code",
    }


def test_a_denied_device_and_a_late_one(simulator, application):
    denied, late = application.start_device(), application.start_device()
    requests.post(denied["verification_uri_complete"], data={"decision": "deny"}, timeout=5)

    assert error_in(application.poll(denied["device_code"])) == "access_denied"
    simulator.clock.advance(timedelta(hours=1))
    assert error_in(application.poll(late["device_code"])) == "expired_token"
    with pytest.raises(ValueError, match=late["user_code"]):
        simulator.approve_device(late["user_code"])


def test_an_application_token_opens_public_data_alone(application):
    token = application.token(grant_type="client_credentials").json()["access_token"]

    assert application.may_call(token, "/order/carriers") == 200
    assert application.may_call(token, "/sale/delivery-methods") == 200
    assert application.may_call(token, "/me") == 403
    assert application.may_call(token, "/order/events") == 403


def test_another_grant_type_is_refused(application):
    assert error_in(application.token(grant_type="password")) == "unsupported_grant_type"
