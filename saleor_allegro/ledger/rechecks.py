"""The orders that are to be compared with their forms, and what the comparison found."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.db.models import Q, QuerySet
from django.db.models.functions import Coalesce

from saleor_allegro.ledger.leases import Lease, writing
from saleor_allegro.ledger.link_rows import (
    FormFacts,
    changed_link,
    count_failure,
    forget_failures,
    save_links,
)
from saleor_allegro.models import LineLink, OrderLink, Parcel
from saleor_allegro.rules.updates import ParcelDraft
from saleor_allegro.shop.port import LineOutcome, Telling

State = OrderLink.State


@dataclass(frozen=True, slots=True, kw_only=True)
class Followed:
    """An order that was compared with its form, and follows it now."""

    link: OrderLink
    facts: FormFacts | None
    digests: Mapping[str, str]
    #: When it is compared again by itself; `None`: when an event asks for it.
    next_check_at: datetime | None
    tellings: Sequence[Telling] = ()
    #: The offer lines where the form changed its lines; else empty.
    lines: Sequence[LineOutcome] = ()
    parcels: Sequence[ParcelDraft] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class NotFollowed:
    """Why an order could not follow its form, for the person who reads its row."""

    link: OrderLink
    code: str
    message: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Gone:
    """A form that Allegro has no more."""

    link: OrderLink
    #: When Allegro is asked once more; `None`: never, unless an event asks for it.
    next_check_at: datetime | None


def dirty(
    account_pk: int, channels: Collection[str], now: datetime, *, limit: int
) -> list[OrderLink]:
    """Imported orders whose forms changed, the longest changed first.

    One that could not follow its form waits for its next try.
    """
    links = _imported(account_pk, channels).filter(is_dirty=True)
    links = links.filter(Q(next_try_at=None) | Q(next_try_at__lte=now))
    return list(links.order_by("next_try_at", "pk")[:limit])


def watched(
    account_pk: int,
    channel: str,
    now: datetime,
    *,
    bought_since: datetime,
    after: int,
    limit: int,
) -> list[OrderLink]:
    """Orders that wait for payment and are due to be compared, by primary key.

    A dirty one is compared as such, or waits for its next try: the list does not show every
    change that an event tells of.

    Args:
        bought_since: Older ones are left alone, unless their form is gone.
        after: Only links with a higher primary key, to read on.
    """
    links = _imported(account_pk, [channel]).filter(
        is_dirty=False, next_check_at__lte=now, pk__gt=after
    )
    links = links.alias(at=Coalesce("bought_at", "imported_at")).filter(
        Q(at__gte=bought_since) | Q(gone_since__isnull=False)
    )
    return list(links.order_by("pk")[:limit])


def make_watched_due(lease: Lease, now: datetime) -> None:
    """Have every order that waits for payment compared now, whenever its time is."""
    with writing(lease, now):
        OrderLink.objects.filter(account_id=lease.account_pk, next_check_at__gt=now).update(
            next_check_at=now
        )


def make_dirty_due(lease: Lease, now: datetime) -> None:
    """Have every order that could not follow its form try again now."""
    with writing(lease, now):
        OrderLink.objects.filter(
            account_id=lease.account_pk, state=State.IMPORTED, is_dirty=True, next_try_at__gt=now
        ).update(next_try_at=now)


def mark_unchanged(links: Collection[OrderLink], now: datetime, next_check_at: datetime) -> None:
    """Nothing changed since the form was last read; in the caller's transaction."""
    OrderLink.objects.filter(pk__in=[link.pk for link in links]).update(
        checked_at=now, next_check_at=next_check_at
    )


def stop_watching(links: Collection[OrderLink]) -> None:
    """They wait for payment no more: events say what happens to them."""
    OrderLink.objects.filter(pk__in=[link.pk for link in links]).update(next_check_at=None)


def mark_followed(followed: Sequence[Followed], now: datetime) -> None:
    """Remember what was brought over; in the caller's transaction, with the orders."""
    links = []
    for item in followed:
        link = changed_link(item.link, item.facts)
        link.is_dirty = False
        link.checked_at = now
        link.next_check_at = item.next_check_at
        link.digests = dict(item.digests)
        link.tellings = [*link.tellings, *item.tellings]
        link.gone_since = None
        forget_failures(link)
        links.append(link)
    save_links(links)
    _save_lines([item for item in followed if item.lines])
    Parcel.objects.bulk_create(
        (
            Parcel(
                link_id=item.link.pk,
                parcel_id=parcel.parcel_id,
                carrier_id=parcel.carrier_id,
                carrier_name=parcel.carrier_name,
                waybill=parcel.waybill,
                created_at=parcel.created_at,
            )
            for item in followed
            for parcel in item.parcels
        ),
        ignore_conflicts=True,
    )


def note_not_followed(failures: Sequence[NotFollowed], now: datetime) -> None:
    """Write each failure on its own row, with the next try; the order stays as it is."""
    links = []
    for failure in failures:
        link = changed_link(failure.link, None)
        link.is_dirty = True
        count_failure(link, failure.code, failure.message, now)
        links.append(link)
    save_links(links)


def mark_gone(gone: Sequence[Gone], now: datetime) -> None:
    links = []
    for item in gone:
        link = changed_link(item.link, None)
        link.is_dirty = False
        link.checked_at = now
        link.gone_since = link.gone_since or now
        link.next_check_at = item.next_check_at
        forget_failures(link)
        links.append(link)
    save_links(links)


def untold(account_pk: int, *, after: int, limit: int) -> dict[int, tuple[UUID, list[Telling]]]:
    """Links whose changes nobody was told about yet -> the order's id and what to tell.

    An order that is not announced at all comes first, so it is left out until it is.

    Args:
        after: Only links with a higher primary key, to read on.
    """
    links = OrderLink.objects.filter(
        ~Q(tellings=[]), account_id=account_pk, announced_at__isnull=False, pk__gt=after
    )
    found = links.order_by("pk").values_list("pk", "order_id", "tellings")[:limit]
    return {
        pk: (order_id, tellings_in_order(tellings))
        for pk, order_id, tellings in found
        if order_id is not None
    }


def tellings_in_order(tellings: Iterable[str]) -> list[Telling]:
    """Each once, in the order that they are told in."""
    return sorted({Telling(word) for word in tellings}, key=[*Telling].index)


def add_tellings(tellings: Mapping[int, Sequence[Telling]]) -> None:
    """Remember what the shop's listeners are to be told; in the caller's transaction."""
    links = []
    for row in OrderLink.objects.filter(pk__in=tellings):
        link = changed_link(row, None)
        link.tellings = [*link.tellings, *tellings[link.pk]]
        links.append(link)
    save_links(links)


def mark_told(lease: Lease, link_pks: Iterable[int], now: datetime) -> None:
    """Nothing is left to be told about the orders of these links.

    Raises:
        LeaseLost: Another worker may have added something since; nothing is written.
    """
    with writing(lease, now):
        OrderLink.objects.filter(pk__in=list(link_pks)).update(tellings=[])


def is_gone_for_good(link: OrderLink, now: datetime, patience: timedelta) -> bool:
    """Whether Allegro has had no such form for so long that no successor is expected."""
    return link.gone_since is not None and now - link.gone_since >= patience


def _imported(account_pk: int, channels: Collection[str]) -> "QuerySet[OrderLink]":
    return OrderLink.objects.filter(
        account_id=account_pk, state=State.IMPORTED, channel_slug__in=channels
    )


def _save_lines(followed: Sequence[Followed]) -> None:
    """The line items of forms that changed their lines, joined anew."""
    if not followed:
        return
    LineLink.objects.filter(link__in=[item.link.pk for item in followed]).delete()
    LineLink.objects.bulk_create(
        LineLink(
            account_id=item.link.account_id,
            link_id=item.link.pk,
            line_item_id=line.line_item_id,
            order_line_id=line.order_line_id,
        )
        for item in followed
        for line in item.lines
    )
