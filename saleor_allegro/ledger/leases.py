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
from django.db.models import F, Q

from saleor_allegro.models import Account

#: Longer than the longest time between two heartbeats: one read of Allegro with all its timeouts,
#: or one batch. A killed worker's account rests for this long.
LEASE_TIME: Final = timedelta(minutes=3)


class LeaseLost(Exception):
    """Another worker took over, or the account was disconnected. Stop, and write nothing."""


@dataclass(frozen=True, slots=True)
class Lease:
    account_pk: int
    fence: int


def lease(account_pk: int, now: datetime) -> Lease | None:
    """Take the account for one run; `None` when another worker has it or it is not connected."""
    with transaction.atomic():
        taken = (
            Account.objects.filter(pk=account_pk, connection=Account.Connection.CONNECTED)
            .filter(Q(lease_expires_at=None) | Q(lease_expires_at__lte=now))
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
        LeaseLost: It is no longer ours.
    """
    # One statement checks the fence, prolongs the lease and, in a transaction, locks the row.
    if not _ours(lease).update(lease_expires_at=now + LEASE_TIME):
        raise LeaseLost(f"account {lease.account_pk}, fence {lease.fence}")


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
    Account.objects.filter(pk=lease.account_pk, lease_fence=lease.fence).update(
        lease_expires_at=None
    )


def _ours(lease: Lease):  # type: ignore[no-untyped-def]
    return Account.objects.filter(
        pk=lease.account_pk,
        lease_fence=lease.fence,
        connection=Account.Connection.CONNECTED,
    )
