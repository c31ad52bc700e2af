"""One run per account: a lease with a fencing token on the account's row.

A worker that was slow, paused or thought dead finds its fence outgrown and can no longer
write, so two workers never write for one account.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from django.db import transaction
from django.db.models import F, Q, QuerySet

from saleor_allegro.models import Account

#: Longer than the longest time between two heartbeats: one read of Allegro with all its timeouts,
#: or one batch. A killed worker's account rests for this long.
LEASE_TIME: Final = timedelta(minutes=3)


#: Nothing is put off longer than a day (the settings' longest interval, the longest pause): a
#: moment further ahead was written while some machine's clock was wrong.
_FARTHEST: Final = timedelta(days=2)


class LeaseLost(Exception):
    """Another worker took over. Stop, and write nothing."""


class Disconnected(LeaseLost):
    """The lease is ours, but the seller is not connected any more. Stop, and write nothing."""


@dataclass(frozen=True, slots=True)
class Lease:
    account_pk: int
    fence: int


def lease(account_pk: int, now: datetime) -> Lease | None:
    """Take the account for one run; `None` when it is not `free` or not connected."""
    with transaction.atomic():
        taken = (
            Account.objects.filter(pk=account_pk, connection=Account.Connection.CONNECTED)
            .filter(free(now))
            .update(lease_fence=F("lease_fence") + 1, lease_expires_at=now + LEASE_TIME)
        )
        if not taken:
            return None
        # Our own update holds the row, so nobody else's fence can be read here.
        fence = Account.objects.values_list("lease_fence", flat=True).get(pk=account_pk)
    return Lease(account_pk, fence)


def heartbeat(lease: Lease, now: datetime) -> None:
    """Say that the run is alive.

    Raises:
        LeaseLost: It is no longer ours, or (`Disconnected`) nobody's to use.
    """
    # One statement checks the fence, prolongs the lease and, in a transaction, locks the row.
    connected = _fenced(lease).filter(connection=Account.Connection.CONNECTED)
    if not connected.update(lease_expires_at=now + LEASE_TIME):
        is_ours = _fenced(lease).exists()
        error = Disconnected if is_ours else LeaseLost
        raise error(f"account {lease.account_pk}, fence {lease.fence}")


@contextmanager
def writing(lease: Lease, now: datetime) -> Iterator[None]:
    """A transaction that commits only while the lease is ours.

    Raises:
        LeaseLost: It is no longer ours; nothing is written.
    """
    with transaction.atomic():
        heartbeat(lease, now)
        yield


def release(lease: Lease) -> None:
    """Give the account back. Harmless when another worker has it by now."""
    _fenced(lease).update(lease_expires_at=None)


def free(now: datetime) -> Q:
    """No worker has the account, and Allegro asked for no pause that still lasts."""
    return (Q(lease_expires_at=None) | has_come("lease_expires_at", now)) & (
        Q(paused_until=None) | has_come("paused_until", now)
    )


def has_come(column: str, now: datetime) -> Q:
    """The moment in the column has come, or is so far ahead that no right clock wrote it."""
    return Q(**{f"{column}__lte": now}) | Q(**{f"{column}__gt": now + _FARTHEST})


def is_ahead(moment: datetime | None, now: datetime) -> bool:
    """Whether a moment read from a row is still to come; see `has_come`."""
    return moment is not None and now < moment <= now + _FARTHEST


def _fenced(lease: Lease) -> "QuerySet[Account]":
    return Account.objects.filter(pk=lease.account_pk, lease_fence=lease.fence)
