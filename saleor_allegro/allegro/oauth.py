"""Connecting a seller: authorization code with PKCE, device flow, refresh.

Source: Allegro's OAuth (RFC 6749, 7636, 8628) at `/auth/oauth/{authorize,token,device}`. Answers
hold tokens, and so do some error descriptions: neither ever gets into a message.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import partial
from typing import Final, TypeVar

import requests
from authlib.common.errors import AuthlibBaseError
from authlib.integrations.requests_client import OAuth2Session

from saleor_allegro.allegro.answers import decode, trace_id
from saleor_allegro.allegro.environments import Environment
from saleor_allegro.allegro.errors import Malformed, Unreachable, WrongCredentials
from saleor_allegro.allegro.oauth_answers import (
    DEVICE_REFUSALS,
    GRANT_REFUSALS,
    DeviceAnswer,
    Refusals,
    TokenAnswer,
    refusal_of,
)
from saleor_allegro.allegro.scopes import ASKED_SCOPES

_DEVICE_GRANT: Final = "urn:ietf:params:oauth:grant-type:device_code"
_TOKEN_CALL: Final = "POST /token"
_DEVICE_CALL: Final = "POST /device"

Answer = TypeVar("Answer", TokenAnswer, DeviceAnswer)
Sent = TypeVar("Sent")


@dataclass(frozen=True, slots=True, kw_only=True)
class TokenPair:
    """What a seller's consent is worth. Save it before using it: the old pair is retired."""

    access_token: str = field(repr=False)
    refresh_token: str = field(repr=False)
    expires_at: datetime  # of the access token; the refresh token lives 3 months
    scope: str  # separated by spaces; "" when Allegro did not say


@dataclass(frozen=True, slots=True, kw_only=True)
class DeviceCode:
    """What a person needs to connect from another device."""

    device_code: str = field(repr=False)
    user_code: str  # to be typed at `verification_uri`
    verification_uri: str
    verification_uri_complete: str  # with the code in it
    expires_at: datetime
    interval: timedelta  # between two polls, at least


class OAuthApp:
    """An application registered at Allegro.

    Times are aware; `now` is the moment the answer is reckoned from. Every call raises:
        WrongCredentials: The client id or secret is wrong, or the application was registered
            for another way of connecting.
        RateLimited, Unreachable: Call again later.
        Malformed: Allegro answered 2xx with another shape than documented.
    """

    def __init__(
        self,
        environment: Environment,
        client_id: str,
        client_secret: str,
        session: requests.Session | None = None,
        timeout: tuple[float, float] = (5, 30),
    ) -> None:
        """
        Args:
            session: Its adapters, proxies and certificates are used.
            timeout: Seconds to connect, and between two bytes of the answer.
        """
        self.environment = environment
        self.client_id = client_id
        self._client_secret = client_secret
        self._session = session
        self._timeout = timeout

    def authorisation_url(
        self,
        redirect_uri: str,
        state: str,
        code_verifier: str,
        scopes: Iterable[str] = ASKED_SCOPES,
    ) -> str:
        """Where to send the seller's browser.

        Args:
            redirect_uri: Exactly as registered.
            code_verifier: 43 to 128 letters, digits and `-._~`, kept for `exchange_code`.
        """
        with self._oauth(GRANT_REFUSALS) as oauth:
            url, _ = oauth.create_authorization_url(
                f"{self.environment.oauth_url}/authorize",
                state=state,
                code_verifier=code_verifier,
                redirect_uri=redirect_uri,
                scope=" ".join(scopes),
            )
        return str(url)

    def exchange_code(
        self, code: str, redirect_uri: str, code_verifier: str, *, now: datetime
    ) -> TokenPair:
        """Turn the code a seller came back with, good for about 10 seconds, into tokens.

        Raises:
            InvalidGrant: The code is used, too old, or was given for another address.
        """
        with self._oauth(GRANT_REFUSALS) as oauth:
            return _pair(
                now,
                lambda: oauth.fetch_token(
                    grant_type="authorization_code",
                    code=code,
                    redirect_uri=redirect_uri,
                    code_verifier=code_verifier,
                    allow_redirects=False,
                ),
            )

    def refresh(self, refresh_token: str, *, now: datetime) -> TokenPair:
        """A new pair for an old one.

        Allegro takes the old refresh token again for 60 seconds, so an `Unreachable` refresh
        may be repeated at once. The old access token stops working.

        Raises:
            InvalidGrant: Used, revoked or too old: only the seller can connect again.
        """
        with self._oauth(GRANT_REFUSALS) as oauth:
            return _pair(
                now,
                lambda: oauth.refresh_token(refresh_token=refresh_token, allow_redirects=False),
                former_refresh_token=refresh_token,
            )

    def start_device(self, *, now: datetime) -> DeviceCode:
        """Begin the device flow: show the link, then `poll_device` every `interval`."""
        with self._oauth(GRANT_REFUSALS) as oauth:
            answer = _send(
                _DEVICE_CALL,
                lambda: oauth.post(
                    f"{self.environment.oauth_url}/device",
                    data={"client_id": self.client_id},
                    auth=oauth.client_auth("client_secret_basic"),
                    allow_redirects=False,
                ),
            )
        device = _read(DeviceAnswer, answer, _DEVICE_CALL, GRANT_REFUSALS)
        return DeviceCode(
            device_code=device.device_code,
            user_code=device.user_code,
            verification_uri=device.verification_uri,
            verification_uri_complete=device.verification_uri_complete or device.verification_uri,
            expires_at=now + timedelta(seconds=device.expires_in),
            interval=timedelta(seconds=device.interval),
        )

    def poll_device(self, device_code: str, *, now: datetime) -> TokenPair:
        """Ask once whether the seller has confirmed.

        Raises:
            AuthorisationPending: Not yet; ask again after the interval.
            SlowDown: Not yet, and the interval is 5 seconds longer from now on.
            AccessDenied: The seller said no.
            DeviceCodeExpired: Too late, or the code was turned into tokens already.
        """
        with self._oauth(DEVICE_REFUSALS) as oauth:
            return _pair(
                now,
                lambda: oauth.fetch_token(
                    grant_type=_DEVICE_GRANT, device_code=device_code, allow_redirects=False
                ),
            )

    def _oauth(self, refusals: Refusals) -> OAuth2Session:
        """A session for one call: authlib keeps the last tokens in it."""
        if not (self.client_id + self._client_secret).isascii():
            raise WrongCredentials("the client id or secret has letters no client id or secret has")
        oauth = OAuth2Session(
            self.client_id,
            self._client_secret,
            token_endpoint=f"{self.environment.oauth_url}/token",
            token_endpoint_auth_method="client_secret_basic",
            code_challenge_method="S256",
            default_timeout=self._timeout,
        )
        for hook in ("access_token_response", "refresh_token_response"):
            oauth.register_compliance_hook(hook, partial(_checked, refusals=refusals))
        if self._session is not None:
            for setting in ("adapters", "proxies", "verify", "cert", "trust_env"):
                setattr(oauth, setting, getattr(self._session, setting))
        return oauth


def _checked(answer: requests.Response, refusals: Refusals) -> requests.Response:
    """Raise our errors before authlib raises its own."""
    _read(TokenAnswer, answer, _TOKEN_CALL, refusals)
    return answer


def _read(kind: type[Answer], answer: requests.Response, call: str, refusals: Refusals) -> Answer:
    if not 200 <= answer.status_code < 300:
        raise refusal_of(answer, call, refusals)
    body = decode(answer, call)
    try:
        return kind.from_json(body)
    except Malformed as error:
        error.status, error.trace_id = answer.status_code, trace_id(answer)
        raise


def _send(call: str, send: Callable[[], Sent]) -> Sent:
    try:
        return send()
    except requests.RequestException as error:
        raise Unreachable(f"{call}: no answer ({type(error).__name__})") from error


def _pair(
    now: datetime,
    fetch: Callable[[], Mapping[str, object]],
    former_refresh_token: str | None = None,
) -> TokenPair:
    try:
        tokens = TokenAnswer.from_json(dict(_send(_TOKEN_CALL, fetch)))
    except (AuthlibBaseError, ValueError, TypeError) as error:
        raise Malformed(f"{_TOKEN_CALL}: the answer is not a token answer") from error
    refresh_token = tokens.refresh_token or former_refresh_token
    if refresh_token is None:
        raise Malformed(f"{_TOKEN_CALL}: the answer has no refresh_token")
    return TokenPair(
        access_token=tokens.access_token,
        refresh_token=refresh_token,
        expires_at=now + timedelta(seconds=tokens.expires_in),
        scope=tokens.scope or "",
    )
