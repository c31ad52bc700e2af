"""The forms we heard of, and those to be read now."""

from collections.abc import Collection, Sequence
from datetime import datetime
from uuid import UUID

from django.db.models import Case, Count, F, Min, Q, QuerySet, Value, When

from saleor_allegro.ledger.accounts import set_cursor
from saleor_allegro.ledger.leases import Lease, writing
from saleor_allegro.models import OrderLink

State = OrderLink.State


def receive(
    lease: Lease,
    form_ids: Collection[str],
    now: datetime,
    *,
    changed_at: datetime | None = None,
    cursor: str | None = None,
    cursor_occurred_at: datetime | None = None,
    is_news: bool = True,
) -> None:
    """Take in forms that changed, and the place in the journal they were read at, together.

    A form heard of before is due again; one that is imported is marked dirty, so that its order
    is compared with it, and one that was merged into another is nothing any more.

    Args:
        changed_at: When the first of them changed, as far as is known; else it is now.
        is_news: False leaves forms heard of before as they are.
        cursor: Id of the last event read; `None` when the forms come from elsewhere.

    Raises:
        LeaseLost: Another worker reads this account; nothing is written.
    """
    due_since = min(changed_at or now, now)
    with writing(lease, now):
        if is_news:
            make_due(lease.account_pk, form_ids, due_since)
        OrderLink.objects.bulk_create(
            [
                OrderLink(
                    account_id=lease.account_pk,
                    form_id=form_id,
                    first_seen_at=now,
                    next_try_at=due_since,
                )
                for form_id in dict.fromkeys(form_ids)
            ],
            ignore_conflicts=True,
            batch_size=1000,
        )
        if cursor is not None:
            set_cursor(lease.account_pk, cursor, cursor_occurred_at)


def make_due(account_pk: int, form_ids: Collection[str], since: datetime) -> None:
    """Have known forms read again, due since they changed; in the caller's transaction."""
    links = OrderLink.objects.filter(account_id=account_pk, form_id__in=form_ids)
    links.exclude(state=State.MERGED).update(
        is_dirty=True,
        state=Case(When(state=State.IMPORTED, then=F("state")), default=Value(State.DUE.value)),
        next_try_at=since,
    )


def make_failed_due(lease: Lease, now: datetime) -> int:
    """Have every failed form tried again now, whenever its next try was.

    Returns:
        How many there are.
    """
    with writing(lease, now):
        return OrderLink.objects.filter(account_id=lease.account_pk, state=State.FAILED).update(
            next_try_at=now
        )


def due(
    account_pk: int, now: datetime, *, limit: int, form_ids: Collection[str] | None = None
) -> list[OrderLink]:
    """The forms to be read now; of `form_ids` only, where given.

    What is new comes before what failed before, so that the second never keeps the first
    waiting; of each, the longest due comes first.
    """
    links = _due(account_pk, now)
    if form_ids is not None:
        links = links.filter(form_id__in=form_ids)
    # As words, "due" stands before "failed".
    return list(links.order_by("state", "next_try_at", "pk")[:limit])


def backlog(account_pk: int, now: datetime, state: OrderLink.State) -> tuple[int, datetime | None]:
    """How many forms of a state are due, and when the first of them changed on Allegro.

    Failed forms that were never read are left out: nobody knows when they changed.
    """
    changed_at = "form_updated_at" if state == State.FAILED else "next_try_at"
    found = (
        _due(account_pk, now)
        .filter(state=state)
        .aggregate(count=Count(changed_at), first=Min(changed_at))
    )
    return found["count"], found["first"]


def failed_forms(account_pk: int) -> list[OrderLink]:
    """Every form that could not be imported, whenever its next try is; longest failed first."""
    failed = OrderLink.objects.filter(account_id=account_pk, state=State.FAILED)
    return list(failed.order_by("failed_since", "pk"))


def links_of(account_pk: int, form_ids: Sequence[str]) -> dict[str, OrderLink]:
    """Form id -> what we know of it; forms never heard of are left out."""
    return {
        link.form_id: link
        for link in OrderLink.objects.filter(account_id=account_pk, form_id__in=form_ids)
    }


def links_of_orders(account_pk: int, order_ids: Sequence[UUID]) -> dict[UUID, OrderLink]:
    """Order id -> its link, for orders of the account."""
    links = OrderLink.objects.filter(account_id=account_pk, order_id__in=order_ids)
    return {link.order_id: link for link in links if link.order_id is not None}


def form_of_order_number(number: str) -> list[tuple[int, str]]:
    """Account and form id of the orders of this number: one, unless shops were joined."""
    links = OrderLink.objects.filter(order_number=number, order_id__isnull=False)
    return list(links.order_by("pk").values_list("account_id", "form_id"))


def _due(account_pk: int, now: datetime) -> "QuerySet[OrderLink]":
    return OrderLink.objects.filter(
        Q(state=State.DUE) | Q(state=State.FAILED, next_try_at__lte=now), account_id=account_pk
    )
