"""Connect a seller by a code, step by step: a worker asks Allegro once, and comes back later."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any, Final

from saleor_allegro import ledger
from saleor_allegro.allegro.errors import (
    AccessDenied,
    AllegroError,
    AuthorisationPending,
    DeviceCodeExpired,
    Forbidden,
    RateLimited,
    SlowDown,
    Unreachable,
    WrongCredentials,
)
from saleor_allegro.config import Language, Settings, Text, check, read_settings
from saleor_allegro.encryption import Undecipherable
from saleor_allegro.shop.port import Shop, ShopChannel
from saleor_allegro.sync import connect_device_texts as texts
from saleor_allegro.sync.account_job import ended_by
from saleor_allegro.sync.aftermath import DEFAULT_PAUSE
from saleor_allegro.sync.connect_account import SLOWER_BY, connect_account
from saleor_allegro.sync.connection import Clock, NotConfigured, oauth_app
from saleor_allegro.sync.job_ends import Again, Done, End, Failed
from saleor_allegro.sync.job_texts import CHANNEL_GONE

#: Where Allegro does not answer when it is asked for a code.
_NO_ANSWER: Final = timedelta(seconds=10)
#: What Allegro said -> code and text; the first class that fits.
_REFUSALS: Final[tuple[tuple[type[AllegroError], str, Text], ...]] = (
    (AccessDenied, "access_denied", texts.DENIED),
    (DeviceCodeExpired, "device_code_expired", texts.EXPIRED),
    (WrongCredentials, "wrong_credentials", texts.WRONG_CREDENTIALS),
    (Forbidden, "scope_missing", texts.SCOPE_MISSING),
    (RateLimited, "unreachable", texts.NO_ANSWER),
    (Unreachable, "unreachable", texts.NO_ANSWER),
    (AllegroError, "allegro_refused", texts.NOT_UNDERSTOOD),
)


def connect_device(taken: ledger.TakenJob, shop: Shop, clock: Clock, language: Language) -> End:
    """Ask Allegro for a code, or whether the seller has confirmed the one it gave."""
    slug = taken.job.channel_slug
    channel = next((each for each in shop.channels() if each.slug == slug), None)
    if channel is None:
        return Failed(code="channel_not_found", text=CHANNEL_GONE.filled(channel=slug))
    if problems := check(channel.configuration, active=True):
        wrong = " ".join(message for _, message in problems)
        text = texts.INCOMPLETE.filled(channel=slug, problems=wrong)
        return Failed(code="not_configured", text=text)
    step = _Step(taken, channel, clock)
    try:
        return step.poll() if taken.job.device_code else step.start()
    except AllegroError as error:
        return _refused(error, slug)
    except ledger.ChannelTaken as error:
        text = texts.CHANNEL_TAKEN.filled(channel=error.slug, login=error.login)
        return Failed(code="channel_taken", text=text)
    except (NotConfigured, Undecipherable) as error:
        return ended_by(error, clock())


class _Step:
    def __init__(self, taken: ledger.TakenJob, channel: ShopChannel, clock: Clock) -> None:
        self._taken = taken
        self._settings: Settings = read_settings(channel)
        self._slug = channel.slug
        self._clock = clock

    def start(self) -> End:
        """
        Raises:
            AllegroError, NotConfigured: There will be no code.
        """
        now = self._clock()
        try:
            device = oauth_app(self._settings).start_device(now=now)
        except RateLimited as error:
            return self._later(now + _pause(error), error)
        except Unreachable as error:
            return self._later(now + _NO_ANSWER, error)
        shown = {
            "user_code": device.user_code,
            "verification_url": device.verification_uri,
            "verification_url_complete": device.verification_uri_complete,
            "interval": device.interval.total_seconds(),
        }
        ledger.note_device(
            self._taken, shown, device_code=device.device_code, expires_at=device.expires_at
        )
        return Again(at=now + device.interval, is_begun=True)

    def poll(self) -> End:
        """
        Raises:
            AllegroError, NotConfigured, Undecipherable, ChannelTaken: Nobody is connected.
        """
        shown = self._taken.job.result
        interval = timedelta(seconds=shown["interval"])
        try:
            tokens = oauth_app(self._settings).poll_device(
                self._taken.device_code, now=self._clock()
            )
        except SlowDown:
            return self._ask_later(shown, interval + SLOWER_BY)
        except RateLimited as error:
            return self._ask_later(shown, max(interval + SLOWER_BY, _pause(error)))
        except (AuthorisationPending, Unreachable):
            return self._ask_later(shown, interval)
        except DeviceCodeExpired:
            # The worker before us may have died between connecting the seller and saying so.
            account_pk = ledger.connected_since(self._slug, self._taken.job.created_at)
            if account_pk is None:
                raise
            return Done(account_pk=account_pk)
        account = connect_account(self._slug, self._settings, tokens, self._clock())
        return Done(account_pk=account.pk)

    def _ask_later(self, shown: Mapping[str, Any], interval: timedelta) -> End:
        at = self._clock() + interval
        if at >= self._taken.job.expires_at:
            return Failed(code="device_code_expired", text=texts.EXPIRED)
        if interval.total_seconds() != shown["interval"]:
            changed = {**shown, "interval": interval.total_seconds()}
            ledger.note_device(self._taken, changed)
        return Again(at=at, is_begun=True)

    def _later(self, at: datetime, error: AllegroError) -> End:
        return Again(at=at, code="unreachable", text=texts.NO_ANSWER.filled(detail=error))


def _pause(error: RateLimited) -> timedelta:
    seconds = error.retry_after
    return DEFAULT_PAUSE if seconds is None else timedelta(seconds=seconds)


def _refused(error: AllegroError, slug: str) -> Failed:
    code, text = next((code, text) for kind, code, text in _REFUSALS if isinstance(error, kind))
    return Failed(code=code, text=text.filled(channel=slug, detail=error))
