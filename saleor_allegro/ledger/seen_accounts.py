"""Accounts and their runs as others look at them, see `ledger.seen_orders`."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from django.db.models import Count, Q, QuerySet

from saleor_allegro.models import Account, AccountChannel, OrderLink, Run

_ORDER: Final = Q(state=OrderLink.State.IMPORTED)


@dataclass(frozen=True, slots=True, kw_only=True)
class AccountCounts:
    """Of all forms that there ever were; what waits for somebody is in `concerns`."""

    #: State of `OrderLink` -> how many forms are in it; states nobody is in are left out.
    forms: Mapping[str, int] = field(default_factory=dict)
    #: As in `overviews.AccountOverview`.
    unpaid: int = 0
    gone: int = 0


def seen_accounts(*, database: str) -> Sequence[Account]:
    """Every account, oldest first."""
    return list(Account.objects.using(database).order_by("pk"))


def accounts_of_pks(pks: Collection[int], *, database: str) -> Mapping[int, Account]:
    return Account.objects.using(database).in_bulk(list(pks))


def connected_channels(slugs: Collection[str], *, database: str) -> Mapping[str, AccountChannel]:
    """Slug of a channel -> since when its orders come from an account, which is read as well;
    others are left out.
    """
    rows = AccountChannel.objects.using(database).filter(channel_slug__in=slugs)
    return {row.channel_slug: row for row in rows.select_related("account")}


def channels_of_accounts(
    account_pks: Collection[int], *, database: str
) -> Mapping[int, Sequence[str]]:
    """Primary key of an account -> slugs of the channels that take its orders."""
    found: dict[int, list[str]] = defaultdict(list)
    channels = AccountChannel.objects.using(database).filter(account__in=account_pks)
    for channel in channels.order_by("channel_slug"):
        found[channel.account_id].append(channel.channel_slug)
    return found


def counts_of_accounts(
    account_pks: Collection[int], *, database: str
) -> Mapping[int, AccountCounts]:
    """Primary key of an account -> its counts, in one statement that looks at every form; every
    account is there.
    """
    links = OrderLink.objects.using(database).filter(account__in=account_pks)
    rows: Any = (
        links.values("account_id")
        .order_by("account_id")
        .annotate(
            **{state.value: Count("pk", filter=Q(state=state)) for state in OrderLink.State},
            unpaid=Count("pk", filter=_ORDER & Q(next_check_at__isnull=False, gone_since=None)),
            gone=Count("pk", filter=_ORDER & Q(gone_since__isnull=False)),
        )
    )
    found = {row["account_id"]: _counts(row) for row in rows}
    return {pk: found.get(pk, AccountCounts()) for pk in account_pks}


def last_runs_of_accounts(
    account_pks: Collection[int], *, database: str
) -> Mapping[tuple[int, str], Run]:
    """Account and kind -> its latest run, in one statement."""
    runs = Run.objects.using(database).filter(account__in=account_pks)
    runs = runs.order_by("account_id", "kind", "-started_at", "-pk").distinct("account_id", "kind")
    return {(run.account_id, run.kind): run for run in runs}


def seen_runs(account_pk: int | None, kind: Run.Kind | None, *, database: str) -> "QuerySet[Run]":
    """The runs of an account and a kind, where given, in no order."""
    runs = Run.objects.using(database)
    if account_pk is not None:
        runs = runs.filter(account_id=account_pk)
    if kind is not None:
        runs = runs.filter(kind=kind)
    return runs.all()


def _counts(row: Mapping[str, int]) -> AccountCounts:
    forms = {state.value: row[state.value] for state in OrderLink.State if row[state.value]}
    return AccountCounts(forms=forms, unpaid=row["unpaid"], gone=row["gone"])
