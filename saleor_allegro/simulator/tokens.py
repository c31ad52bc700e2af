"""The tokens of the simulated Allegro: who may call what, and until when."""

import base64
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from random import Random
from threading import RLock

from saleor_allegro.simulator.clock import Clock

ACCESS_LIFE = timedelta(hours=12)
REFRESH_LIFE = timedelta(days=90)
#: A refresh token may be used again for so long after its first use.
REFRESH_GRACE = timedelta(seconds=60)

SCOPES = (
    "allegro:api:orders:read",
    "allegro:api:orders:write",
    "allegro:api:profile:read",
    "allegro:api:sale:offers:read",
    "allegro:api:sale:offers:write",
    "allegro:api:payments:read",
)


class RefreshRefused(Exception):
    """The refresh token is unknown, expired, revoked or was used too long ago."""


@dataclass(slots=True)
class Grant:
    """A seller's consent; every pair of tokens that comes of it shares its fate."""

    scopes: tuple[str, ...]
    is_revoked: bool = False
    #: The one access token that works: an older one stops when a new pair is issued.
    access_token: str = ""


@dataclass(frozen=True, slots=True)
class Pair:
    access_token: str
    refresh_token: str
    expires_in: int
    scopes: tuple[str, ...]


@dataclass(slots=True)
class _Access:
    #: `None`: a token of the application alone, without a seller.
    grant: Grant | None
    expires_at: datetime


@dataclass(slots=True)
class _Refresh:
    grant: Grant
    expires_at: datetime
    used_at: datetime | None = None


class Tokens:
    def __init__(self, lock: RLock, clock: Clock, random: Random) -> None:
        self._lock = lock
        self._clock = clock
        self._random = random
        self._access: dict[str, _Access] = {}
        self._refresh: dict[str, _Refresh] = {}
        self._grants: list[Grant] = []

    def grant(self, scopes: Sequence[str] | None = None) -> Pair:
        """A new consent and its first pair; all scopes when none are named."""
        with self._lock:
            grant = Grant(tuple(SCOPES if scopes is None else scopes))
            self._grants.append(grant)
            return self._issue(grant)

    def grant_application(self) -> str:
        """A token for public data only."""
        with self._lock:
            token = self._new_token(1)
            self._access[token] = _Access(None, self._clock.now() + ACCESS_LIFE)
            return token

    def refresh(self, refresh_token: str) -> Pair:
        """A new pair for an old refresh token, which is retired.

        Raises:
            RefreshRefused: Only a new login helps.
        """
        with self._lock:
            now = self._clock.now()
            old = self._refresh.get(refresh_token)
            if old is None or old.grant.is_revoked or now >= old.expires_at:
                raise RefreshRefused
            if old.used_at is None:
                old.used_at = now
            elif now - old.used_at > REFRESH_GRACE:
                raise RefreshRefused
            return self._issue(old.grant)

    def scopes_of(self, access_token: str) -> tuple[str, ...] | None:
        """What a token allows (`()` for an application's); `None` when it is not valid."""
        with self._lock:
            access = self._access.get(access_token)
            if access is None or self._clock.now() >= access.expires_at:
                return None
            if access.grant is None:
                return ()
            if access.grant.is_revoked or access.grant.access_token != access_token:
                return None
            return access.grant.scopes

    def is_application(self, access_token: str) -> bool:
        access = self._access.get(access_token)
        return access is not None and access.grant is None

    def revoke_all(self) -> None:
        """The seller withdraws consent, e.g. by changing the password."""
        with self._lock:
            for grant in self._grants:
                grant.is_revoked = True

    def expire_access(self) -> None:
        """Every access token ends before its time; refresh tokens stay good."""
        with self._lock:
            self._access.clear()

    def _issue(self, grant: Grant) -> Pair:
        now = self._clock.now()
        access_token, refresh_token = self._new_token(900), self._new_token(900)
        grant.access_token = access_token
        self._access[access_token] = _Access(grant, now + ACCESS_LIFE)
        self._refresh[refresh_token] = _Refresh(grant, now + REFRESH_LIFE)
        seconds = int(ACCESS_LIFE.total_seconds()) - 1
        return Pair(access_token, refresh_token, seconds, grant.scopes)

    def _new_token(self, size: int) -> str:
        """As long as a real one, and shaped like a JWT; it means nothing."""
        parts = (self._random.randbytes(length) for length in (30, max(size, 60), 32))
        return ".".join(base64.urlsafe_b64encode(part).rstrip(b"=").decode() for part in parts)
