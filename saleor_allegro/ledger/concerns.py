"""What waits for somebody, or to be told: read off indexes, however many orders there are."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Q

from saleor_allegro.ledger.overviews import IS_FAILING, IS_NOT_FOLLOWED
from saleor_allegro.models import OrderFlag, OrderLink, OrderPush


@dataclass(frozen=True, slots=True, kw_only=True)
class AccountConcerns:
    """Named as in `overviews.AccountOverview`."""

    #: Forms that could not be imported.
    failed: int = 0
    not_followed: int = 0
    to_tell: int = 0
    not_told: int = 0
    open_flags: int = 0
    #: Orders with at least one open flag.
    flagged: int = 0


def concerns_of_accounts(
    account_pks: Collection[int], *, database: str
) -> Mapping[int, AccountConcerns]:
    """Primary key of an account -> its concerns, in three statements; every account is there."""
    links = OrderLink.objects.using(database).filter(IS_FAILING, account__in=account_pks)
    failing = links.values("account_id").order_by("account_id")
    failing = failing.annotate(
        failed=Count("pk", filter=Q(state=OrderLink.State.FAILED)),
        not_followed=Count("pk", filter=IS_NOT_FOLLOWED),
    )
    is_due, is_failing = Q(due_at__isnull=False), Q(failed_since__isnull=False)
    pushes = OrderPush.objects.using(database).filter(is_due | is_failing)
    told = pushes.filter(link__account__in=account_pks).values("link__account_id")
    told = told.order_by("link__account_id").annotate(
        to_tell=Count("pk", filter=is_due), not_told=Count("pk", filter=is_failing)
    )
    flags = OrderFlag.objects.using(database).filter(resolved_at=None)
    flagged = flags.filter(link__account__in=account_pks).values("link__account_id")
    flagged = flagged.order_by("link__account_id").annotate(
        open_flags=Count("pk"), flagged=Count("link", distinct=True)
    )

    counts: dict[int, dict[str, int]] = {pk: {} for pk in account_pks}
    grouped: list[tuple[str, Any]] = [
        ("account_id", failing),
        ("link__account_id", told),
        ("link__account_id", flagged),
    ]
    for key, rows in grouped:
        for row in rows:
            counts[row.pop(key)] |= row
    return {pk: AccountConcerns(**found) for pk, found in counts.items()}
