"""Run a use case over one account, and remember how it went."""

import logging
import traceback
from collections.abc import Callable
from contextlib import suppress
from dataclasses import asdict
from datetime import datetime, timedelta
from typing import Final

import requests
from django.db import Error as DatabaseTrouble
from django.db import connection
from django.utils import timezone

from saleor_allegro import ledger
from saleor_allegro.allegro.client import AllegroClient
from saleor_allegro.allegro.errors import AllegroError
from saleor_allegro.config import Language
from saleor_allegro.models import Account, Run
from saleor_allegro.shop.port import Shop
from saleor_allegro.sync.aftermath import TICK, follow
from saleor_allegro.sync.connection import (
    Clock,
    OpenRun,
    Taker,
    allegro_client,
    settings_of,
    takers,
    the_shop,
    token_provider,
)
from saleor_allegro.sync.reports import ImportReport
from saleor_allegro.sync.schedules import SCHEDULES, UNSCHEDULED, Schedule
from saleor_allegro.sync.stops import (
    EXPECTED,
    RECONNECT,
    WORKER_DIED,
    Then,
    message,
    stop_for,
)
from saleor_allegro.sync.token_provider import TokenProvider

logger = logging.getLogger(__name__)

Progress = Callable[[ImportReport], None]

_RUNS_KEPT: Final = timedelta(days=30)


def conduct(
    account_pk: int,
    kind: Run.Kind,
    work: Callable[[OpenRun], None],
    *,
    shop: Shop | None = None,
    clock: Clock = timezone.now,
    progress: Progress = lambda report: None,
    is_scheduled: bool = True,
) -> Run | None:
    """Do the work while nobody else works on the account.

    Args:
        is_scheduled: False leaves it open when such a run is due next: a person asked for more.

    Returns:
        The run as it is remembered, `None` when there was nothing to run: another worker has
        the account, it is not connected, Allegro asked for a pause, or no channel takes its
        orders.

    Raises:
        Exception: A mistake of ours, recorded and raised on. What is nobody's mistake or the
            merchant's is recorded only: beat is the retry.
    """
    shop = shop or the_shop()
    lease = ledger.lease(account_pk, clock())
    if lease is None:
        return None
    try:
        with requests.Session() as session:
            schedule = SCHEDULES[kind] if is_scheduled else UNSCHEDULED
            return _Conductor(lease, kind, schedule, shop, clock, session).run(work, progress)
    finally:
        # Without a database the lease ends by itself.
        with suppress(DatabaseTrouble):
            ledger.release(lease)


class _Conductor:
    def __init__(
        self,
        lease: ledger.Lease,
        kind: Run.Kind,
        schedule: Schedule,
        shop: Shop,
        clock: Clock,
        session: requests.Session,
    ) -> None:
        self._lease = lease
        self._pk = lease.account_pk
        self._kind = kind
        self._schedule = schedule
        self._shop = shop
        self._clock = clock
        self._session = session
        self._started = clock()
        self._report = ImportReport()
        self._tokens: TokenProvider | None = None
        self._client: AllegroClient | None = None
        self._takers: list[Taker] = []

    def run(self, work: Callable[[OpenRun], None], progress: Progress) -> Run | None:
        account = ledger.account(self._pk)
        if account is None:
            return None
        previous = ledger.last_run(self._pk)
        run: Run | None = None
        try:
            self._takers = takers(self._shop, self._pk)
            self._tidy_up()
            if not self._takers:
                self._put_off(self._started + TICK)
                return None
            run = ledger.start_run(self._pk, self._kind, self._started)
            work(self._open(account, progress))
            progress(self._report)  # what failed last is counted as well
            ledger.finish_run(run, self._counts, self._clock())
            self._schedule.again(self._pk, self._started + self._interval)
        except EXPECTED as error:
            return self._stopped(run, previous, error)
        except Exception as error:
            self._broken(run, error)
            raise
        logger.info(
            "Allegro %s of account %s: %s",
            self._kind,
            self._pk,
            self._report,
            extra=self._log_fields(Run.Outcome.FINISHED),
        )
        return run

    def _tidy_up(self) -> None:
        words = WORKER_DIED.text.in_language(self._language)
        ledger.close_abandoned_runs(self._pk, self._started, code=WORKER_DIED.code, message=words)
        ledger.forget_old_runs(self._pk, self._started - _RUNS_KEPT)

    def _open(self, account: Account, progress: Progress) -> OpenRun:
        settings = settings_of(self._shop, account)
        self._tokens = token_provider(self._pk, settings, self._clock, self._session)
        self._client = allegro_client(settings, self._tokens, self._session)
        return OpenRun(
            account=account,
            lease=self._lease,
            client=self._client,
            shop=self._shop,
            clock=self._clock,
            started=self._started,
            report=self._report,
            progress=progress,
        )

    @property
    def _counts(self) -> ledger.Counts:
        self._report.calls = self._client.calls if self._client else 0
        return self._report.counts

    def _log_fields(self, outcome: Run.Outcome, code: str = "") -> dict[str, object]:
        """What a collector of logs can search by: ids and counts."""
        said = {"account": self._pk, "run": self._kind.value, "outcome": outcome.value}
        fields: dict[str, object] = {**said, "code": code, **asdict(self._counts)}
        return {f"allegro_{name}": value for name, value in fields.items()}

    @property
    def _interval(self) -> timedelta:
        minutes = [self._schedule.minutes(taker.settings) for taker in self._takers]
        return timedelta(minutes=min(minutes, default=10))

    def _put_off(self, at: datetime) -> None:
        self._schedule.put_off(self._pk, at)

    @property
    def _language(self) -> Language:
        return self._takers[0].settings.language if self._takers else Language.ENGLISH

    def _stopped(self, run: Run | None, previous: Run | None, error: Exception) -> Run | None:
        stop = stop_for(error)
        if stop.then is Then.TRY_A_FRESH_TOKEN and previous and previous.error_code == stop.code:
            stop = RECONNECT  # the fresh token was refused as well
        text = message(stop, error, self._language)
        logger.warning(
            "Allegro %s of account %s stopped (%s): %s; %s",
            self._kind,
            self._pk,
            stop.code,
            # Allegro's errors hold its trace-id and nothing of anybody, others may.
            error if isinstance(error, AllegroError) else type(error).__name__,
            self._report,
            extra=self._log_fields(Run.Outcome.STOPPED, stop.code),
        )
        if stop.then is Then.NOTHING:
            return run
        # The database may be what failed: what cannot be recorded is tried again by itself.
        if isinstance(error, DatabaseTrouble):
            connection.close_if_unusable_or_obsolete()
        with suppress(DatabaseTrouble):
            run = run or ledger.start_run(self._pk, self._kind, self._started)
            ledger.stop_run(run, self._counts, self._clock(), code=stop.code, message=text)
            follow(
                stop,
                error,
                self._pk,
                refused=self._tokens.last_given if self._tokens else "",
                now=self._clock(),
                put_off=self._put_off,
                next_regular=self._started + self._interval,
            )
        return run

    def _broken(self, run: Run | None, error: Exception) -> None:
        """Record a mistake of ours: where it happened, and not what it was about."""
        logger.error(
            "Allegro %s of account %s broke: %s\n%s",
            self._kind,
            self._pk,
            type(error).__name__,
            "".join(traceback.format_tb(error.__traceback__)),
            extra=self._log_fields(Run.Outcome.STOPPED, "bug"),
        )
        with suppress(DatabaseTrouble):
            run = run or ledger.start_run(self._pk, self._kind, self._started)
            ledger.stop_run(
                run, self._counts, self._clock(), code="bug", message=type(error).__name__
            )
            self._put_off(self._started + self._interval)
