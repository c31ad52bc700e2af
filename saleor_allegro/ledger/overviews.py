"""How each account is doing, for `allegro_status` and the dashboard."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.db.models import Count

from saleor_allegro.ledger.accounts import accounts, channels_of
from saleor_allegro.ledger.runs import last_run
from saleor_allegro.models import Account, OrderFlag, OrderLink, Run
from saleor_allegro.rules.flags import Flag, FlagKind


@dataclass(frozen=True, slots=True, kw_only=True)
class AccountOverview:
    account: Account
    channels: list[str]
    last_run: Run | None
    #: State of `OrderLink` -> how many forms are in it; states nobody is in are left out.
    forms: Mapping[str, int]
    open_flags: int
    oldest_failed: OrderLink | None


def overview() -> list[AccountOverview]:
    """Every account, oldest first."""
    return [_of(account) for account in accounts()]


def open_flags(account_pk: int) -> Mapping[str, Sequence[Flag]]:
    """Form id -> what a person should look at; forms without a flag are left out."""
    found: dict[str, list[Flag]] = defaultdict(list)
    for row in (
        OrderFlag.objects.filter(link__account_id=account_pk, resolved_at=None)
        .select_related("link")
        .order_by("pk")
    ):
        flag = Flag(kind=FlagKind(row.kind), subject=row.subject, details=row.details)
        found[row.link.form_id].append(flag)
    return found


def _of(account: Account) -> AccountOverview:
    links = OrderLink.objects.filter(account=account)
    counts = links.values_list("state").annotate(Count("pk")).order_by("state")
    return AccountOverview(
        account=account,
        channels=channels_of(account.pk),
        last_run=last_run(account.pk),
        forms=dict(counts),
        open_flags=OrderFlag.objects.filter(link__account=account, resolved_at=None).count(),
        oldest_failed=links.filter(state=OrderLink.State.FAILED)
        .order_by("failed_since", "pk")
        .first(),
    )
