"""How each account is doing, for `allegro_status` and the dashboard."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from django.db.models import Count, Q, QuerySet

from saleor_allegro.ledger.accounts import accounts, channels_of
from saleor_allegro.ledger.offers import OfferCounts, offer_counts
from saleor_allegro.ledger.runs import last_run
from saleor_allegro.models import Account, OrderFlag, OrderLink, OrderPush, Run
from saleor_allegro.rules.flags import Flag, FlagKind

#: An order that could not follow a change of its form.
IS_NOT_FOLLOWED: Final = Q(state=OrderLink.State.IMPORTED, failed_since__isnull=False)
#: As well a form that could not be imported.
IS_FAILING: Final = Q(state=OrderLink.State.FAILED) | IS_NOT_FOLLOWED


@dataclass(frozen=True, slots=True, kw_only=True)
class AccountOverview:
    account: Account
    channels: list[str]
    last_import: Run | None
    last_recheck: Run | None
    last_audit: Run | None
    #: State of `OrderLink` -> how many forms are in it; states nobody is in are left out.
    forms: Mapping[str, int]
    #: Orders that wait for payment, and are compared with their forms meanwhile.
    unpaid: int
    #: Orders whose form Allegro has no more; those of merged purchases are not among them.
    gone: int
    #: Orders that could not follow a change of their form.
    not_followed: int
    last_push: Run | None
    #: Orders that changed in the shop, and Allegro is still to be told.
    to_tell: int
    #: Orders of which Allegro could not be told something.
    not_told: int
    last_stock: Run | None
    #: How the offers are doing; nothing is counted before stock was sent.
    offers: OfferCounts
    open_flags: int
    oldest_failed: OrderLink | None


def overview() -> list[AccountOverview]:
    """Every account, oldest first."""
    return [_of(account) for account in accounts()]


def failing_forms(account_pk: int) -> list[OrderLink]:
    """Forms that could not be imported, and orders that could not follow; longest failed first."""
    return list(_failing(OrderLink.objects.filter(account_id=account_pk)))


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
    orders = links.filter(state=OrderLink.State.IMPORTED)
    pushes = OrderPush.objects.filter(link__account=account)
    counts = links.values_list("state").annotate(Count("pk")).order_by("state")
    return AccountOverview(
        account=account,
        channels=channels_of(account.pk),
        last_import=last_run(account.pk, Run.Kind.IMPORT),
        last_recheck=last_run(account.pk, Run.Kind.RECHECK),
        last_audit=last_run(account.pk, Run.Kind.AUDIT),
        forms=dict(counts),
        unpaid=orders.filter(next_check_at__isnull=False, gone_since=None).count(),
        gone=orders.filter(gone_since__isnull=False).count(),
        not_followed=orders.filter(IS_NOT_FOLLOWED).count(),
        last_push=last_run(account.pk, Run.Kind.PUSH),
        to_tell=pushes.filter(due_at__isnull=False).count(),
        not_told=pushes.filter(failed_since__isnull=False).count(),
        last_stock=last_run(account.pk, Run.Kind.STOCK),
        offers=offer_counts(account.pk),
        open_flags=OrderFlag.objects.filter(link__account=account, resolved_at=None).count(),
        oldest_failed=_failing(links).first(),
    )


def _failing(links: "QuerySet[OrderLink]") -> "QuerySet[OrderLink]":
    failing = links.filter(IS_FAILING)
    return failing.order_by("failed_since", "pk")
