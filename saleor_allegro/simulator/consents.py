"""How a seller agrees: authorisation codes with PKCE, and the device flow.

Source: Allegro's OAuth, RFC 7636 and RFC 8628. Allegro's bodies for `slow_down`,
`access_denied` and `expired_token` are not published; those of the RFC are used.
"""

import base64
import hashlib
import hmac
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from random import Random
from threading import RLock

from saleor_allegro.simulator.clock import Clock
from saleor_allegro.simulator.tokens import Pair, Tokens

CODE_LIFE = timedelta(seconds=10)
DEVICE_LIFE = timedelta(hours=1)
_USER_CODE_LETTERS = "abcdefghijkmnpqrstuvwxyz23456789"


class OAuthRefused(Exception):
    """Answered with HTTP 400 and `{error, error_description}`."""

    def __init__(self, error: str, description: str) -> None:
        super().__init__(f"{error}: {description}")
        self.error = error
        self.description = description


class Decision(StrEnum):
    PENDING = "pending"
    APPROVED = "approved"
    DENIED = "denied"


@dataclass(frozen=True, slots=True)
class _Code:
    redirect_uri: str
    scopes: Sequence[str] | None
    challenge: str | None
    expires_at: datetime


@dataclass(slots=True)
class Device:
    device_code: str
    user_code: str
    scopes: Sequence[str] | None
    expires_at: datetime
    decision: Decision = Decision.PENDING
    polled_at: datetime | None = None


class Consents:
    def __init__(self, lock: RLock, clock: Clock, random: Random, tokens: Tokens) -> None:
        self._lock = lock
        self._clock = clock
        self._random = random
        self._tokens = tokens
        #: The redirect URIs registered for the application; empty: any is taken.
        self.redirect_uris: set[str] = set()
        #: Seconds a device must wait between two polls.
        self.poll_interval = 5
        self._codes: dict[str, _Code] = {}
        self._devices: dict[str, Device] = {}

    def knows_redirect(self, redirect_uri: str) -> bool:
        return not self.redirect_uris or redirect_uri in self.redirect_uris

    def give_code(
        self, redirect_uri: str, scopes: Sequence[str] | None, challenge: str | None
    ) -> str:
        """The seller agreed: a code that works once, within 10 seconds."""
        with self._lock:
            code = self._word(32)
            expires_at = self._clock.now() + CODE_LIFE
            self._codes[code] = _Code(redirect_uri, scopes, challenge, expires_at)
            return code

    def redeem_code(self, code: str, redirect_uri: str, verifier: str | None) -> Pair:
        """Raises `OAuthRefused` for a wrong, used or late code, another URI or verifier."""
        with self._lock:
            given = self._codes.pop(code, None)
            if given is None or self._clock.now() >= given.expires_at:
                raise OAuthRefused("invalid_grant", f"Invalid authorization code: {code}")
            if given.redirect_uri != redirect_uri:
                raise OAuthRefused("invalid_grant", "Redirect URI mismatch.")
            if given.challenge is not None and not _proves(verifier, given.challenge):
                raise OAuthRefused("invalid_grant", "Invalid code verifier.")
            return self._tokens.grant(given.scopes)

    def start_device(self, scopes: Sequence[str] | None) -> Device:
        with self._lock:
            user_code = "".join(self._random.choice(_USER_CODE_LETTERS) for _ in range(9))
            expires_at = self._clock.now() + DEVICE_LIFE
            device = Device(self._word(32), user_code, scopes, expires_at)
            self._devices[device.device_code] = device
            return device

    def waiting_codes(self) -> list[str]:
        """The user codes that nobody has answered yet, oldest first."""
        with self._lock:
            return [
                device.user_code
                for device in self._devices.values()
                if device.decision is Decision.PENDING
            ]

    def decide(self, user_code: str, decision: Decision) -> bool:
        """The seller answers on the page; False when the code is unknown or expired."""
        with self._lock:
            for device in self._devices.values():
                if device.user_code == user_code and self._clock.now() < device.expires_at:
                    device.decision = decision
                    return True
            return False

    def poll_device(self, device_code: str) -> Pair:
        """Raises `OAuthRefused` until the seller has agreed, and for ever once refused."""
        with self._lock:
            device = self._devices.get(device_code)
            if device is None:
                raise OAuthRefused("invalid_request", "Invalid device code")
            now, before = self._clock.now(), device.polled_at
            device.polled_at = now
            if now >= device.expires_at:
                del self._devices[device_code]
                raise OAuthRefused("expired_token", "Device code expired.")
            if device.decision is Decision.DENIED:
                del self._devices[device_code]
                raise OAuthRefused("access_denied", "User denied access.")
            if device.decision is Decision.APPROVED:
                del self._devices[device_code]
                return self._tokens.grant(device.scopes)
            if before is not None and now - before < timedelta(seconds=self.poll_interval):
                raise OAuthRefused("slow_down", "Polling too often.")
            text = "User has not authorized the device code yet."
            raise OAuthRefused("authorization_pending", text)

    def _word(self, length: int) -> str:
        letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789"
        return "".join(self._random.choice(letters) for _ in range(length))


def _proves(verifier: str | None, challenge: str) -> bool:
    digest = hashlib.sha256((verifier or "").encode()).digest()
    expected = base64.urlsafe_b64encode(digest).rstrip(b"=").decode()
    return hmac.compare_digest(expected, challenge)
