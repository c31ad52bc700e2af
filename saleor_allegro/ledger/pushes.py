"""What Allegro is still to be told about orders, and what it was told."""

from collections.abc import Collection, Iterable, Mapping
from copy import copy
from datetime import datetime
from functools import reduce
from operator import or_
from typing import Final
from uuid import UUID

from django.db.models import Case, DateTimeField, F, Q, Value, When
from django.db.models.functions import Least

from saleor_allegro.ledger.leases import free, has_come
from saleor_allegro.models import Account, OrderLink, OrderPush
from saleor_allegro.rules.retry import retry_delay

State = OrderLink.State
#: The error code of a push that could not tell a tracking number; its status is another matter.
PARCEL_NOT_TOLD: Final = "parcel_not_told"


def due_for_push(now: datetime, scope: str) -> list[int]:
    """Accounts that have something to be told now; connected and free, see `due_accounts`.

    Args:
        scope: What the seller must have granted, see `scopes.has_scope`.
    """
    pushes = OrderPush.objects.filter(due_at__lte=now).values("link__account_id")
    accounts = Account.objects.filter(pk__in=pushes, connection=Account.Connection.CONNECTED)
    accounts = accounts.filter(Q(scope="") | Q(scope__contains=scope))
    return list(accounts.filter(free(now)).order_by("pk").values_list("pk", flat=True))


def is_push_due(account_pk: int, now: datetime) -> bool:
    return OrderPush.objects.filter(link__account_id=account_pk, due_at__lte=now).exists()


def due_pushes(
    account_pk: int, channels: Collection[str], now: datetime, *, after: int, limit: int
) -> list[OrderPush]:
    """Orders to look at now, with their links, by primary key.

    Args:
        after: Only those with a higher primary key, to read on.
    """
    pushes = OrderPush.objects.filter(
        has_come("due_at", now),
        link__account_id=account_pk,
        link__channel_slug__in=channels,
        pk__gt=after,
    )
    return list(pushes.select_related("link").order_by("pk")[:limit])


def put_off_pushes(
    account_pk: int, channels: Collection[str], now: datetime, until: datetime
) -> None:
    """Look later at what is due in other channels than these; in the caller's transaction."""
    due = OrderPush.objects.filter(link__account_id=account_pk, due_at__lte=now)
    due.exclude(link__channel_slug__in=channels).update(due_at=until)


def pushes_of_orders(account_pk: int, order_ids: Collection[UUID]) -> dict[UUID, OrderPush]:
    """Order id -> what Allegro was told; not yet saved where it was told nothing so far."""
    links = OrderLink.objects.filter(
        account_id=account_pk, state=State.IMPORTED, order_id__in=order_ids
    )
    return {
        link.order_id: getattr(link, "push", None) or OrderPush(link=link)
        for link in links.select_related("push")
        if link.order_id is not None
    }


def failing_pushes(account_pk: int) -> list[OrderPush]:
    """Orders of which Allegro could not be told something; longest failed first."""
    pushes = OrderPush.objects.filter(link__account_id=account_pk, failed_since__isnull=False)
    return list(pushes.select_related("link").order_by("failed_since", "pk"))


def told_statuses(link_pks: Iterable[int]) -> dict[int, str]:
    """Primary key of a link -> the status Allegro last had from us, or may have by now."""
    pushes = OrderPush.objects.filter(link__in=list(link_pks))
    found = pushes.values_list("link_id", "told_status", "sending_status")
    return {pk: sending or told for pk, told, sending in found}


def note_change(order_id: UUID, at: datetime) -> int | None:
    """An order was changed in the shop: Allegro may have to be told of it at `at`.

    A change that comes before then is told with it.

    Returns:
        Primary key of the order's account; `None` when it is not from Allegro, or is looked at by
        then anyway.
    """
    link = OrderLink.objects.filter(order_id=order_id).select_related("push").first()
    if link is None or link.state != State.IMPORTED:
        return None
    push = getattr(link, "push", None)
    if push is None:
        OrderPush.objects.bulk_create([OrderPush(link=link)], ignore_conflicts=True)
    OrderPush.objects.filter(link=link).update(
        due_at=Least(F("due_at"), Value(at)), changes=F("changes") + 1
    )
    is_planned = push is not None and push.due_at is not None and push.due_at <= at
    return None if is_planned else link.account_id


def make_push_due(link_pks: Iterable[int], at: datetime) -> None:
    """Look at these orders then; in the caller's transaction."""
    OrderPush.objects.bulk_create(
        (OrderPush(link_id=pk, due_at=at) for pk in link_pks),
        update_conflicts=True,
        unique_fields=["link"],
        update_fields=["due_at"],
    )


def mark_sending(push_pk: int, status: str) -> None:
    """The status is about to be sent; in the caller's transaction."""
    OrderPush.objects.filter(pk=push_pk).update(sending_status=status)


def save_pushes(pushes: Collection[OrderPush]) -> None:
    """What became of orders that were looked at; in the caller's transaction."""
    if pushes:
        OrderPush.objects.bulk_update(pushes, _OUTCOME)


def ask_anew(link_pks: Iterable[int], now: datetime) -> None:
    """Have these orders looked at now, and what Allegro refused tried once more."""
    link_pks = list(link_pks)
    make_push_due(link_pks, now)
    OrderPush.objects.filter(link__in=link_pks).update(refused_status="")


def note_fulfillment_status(link_pk: int, status: str) -> None:
    """What Allegro shows of an order now, because it has it from us."""
    OrderLink.objects.filter(pk=link_pk).update(fulfillment_status=status)


def settled(push: OrderPush) -> OrderPush:
    """The push once nothing of it is open."""
    push = copy(push)
    push.sending_status = ""
    push.attempts = 0
    push.error_code = push.error_message = ""
    push.failed_since = None
    return push


def told(push: OrderPush, status: str, now: datetime, *, operations: int) -> OrderPush:
    """The push once Allegro has that status from us."""
    push = settled(push)
    push.told_status = status
    push.told_at = now
    push.operations += operations
    push.refused_status = ""
    return push


def refused(push: OrderPush, status: str, code: str, message: str, now: datetime) -> OrderPush:
    """The push once Allegro refused that status for good."""
    since = push.failed_since
    push = settled(push)
    push.refused_status = status
    push.error_code, push.error_message = code, message
    push.failed_since = since or now
    return push


def postponed(
    push: OrderPush, code: str, message: str, now: datetime, *, sending_status: str
) -> OrderPush:
    """The push once a try failed that may go well later.

    Args:
        sending_status: The status where it may have arrived all the same, else "".
    """
    push = copy(push)
    push.sending_status = sending_status
    push.attempts += 1
    push.error_code, push.error_message = code, message
    push.failed_since = push.failed_since or now
    return push


def next_try(push: OrderPush, now: datetime) -> datetime:
    return now + retry_delay(push.attempts)


def settle_pushes(pushes: Collection[OrderPush], retries: Mapping[int, datetime]) -> None:
    """Nothing is left to be told of these orders; in the caller's transaction.

    What was changed in the shop since they were read stays due.

    Args:
        retries: Primary key of a push -> when it is tried again instead.
    """
    if not pushes:
        return
    as_read = reduce(or_, (Q(pk=push.pk, changes=push.changes) for push in pushes))
    again = [When(pk=pk, then=Value(at)) for pk, at in retries.items()]
    due_at = Case(*again, default=None, output_field=DateTimeField()) if again else None
    OrderPush.objects.filter(as_read).update(due_at=due_at)


_OUTCOME = (
    "told_status",
    "told_at",
    "sending_status",
    "refused_status",
    "operations",
    "attempts",
    "error_code",
    "error_message",
    "failed_since",
)
