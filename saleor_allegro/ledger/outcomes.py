"""What became of the forms that were read."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from saleor_allegro.ledger.link_rows import (
    FormFacts,
    changed_link,
    count_failure,
    forget_failures,
    save_links,
)
from saleor_allegro.models import BuyerLink, LineLink, OrderFlag, OrderLink
from saleor_allegro.shop.port import OrderOutcome

State = OrderLink.State


@dataclass(frozen=True, slots=True, kw_only=True)
class Imported:
    link: OrderLink
    facts: FormFacts
    outcome: OrderOutcome
    channel_slug: str
    buyer_id: str
    #: What the order was drawn up from, see `rules.aspects`.
    digests: Mapping[str, str] = field(default_factory=dict)
    #: When it is compared with its form by itself: at once while it waits for payment.
    next_check_at: datetime | None = None
    #: It is to be compared with its form at once.
    is_dirty: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Failure:
    """Why a form could not be imported, for the person who reads its row."""

    link: OrderLink
    code: str
    message: str
    facts: FormFacts | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Parked:
    """A form that is not to be imported now: waiting for payment, or none of ours."""

    link: OrderLink
    state: OrderLink.State
    code: str
    facts: FormFacts | None = None
    #: Of a form that was merged: primary key of the link of the form that has its lines.
    successor_pk: int | None = None


def mark_imported(imported: Sequence[Imported], now: datetime) -> None:
    """Join forms, lines and buyers with what the shop made of them; in the caller's transaction.

    Raises:
        IntegrityError: A line item or an order is joined to another form already.
    """
    links = []
    for item in imported:
        link = changed_link(item.link, item.facts)
        links.append(link)
        link.state = State.IMPORTED
        forget_failures(link)
        link.channel_slug = item.channel_slug
        link.order_id = item.outcome.order_id
        link.order_number = item.outcome.number
        link.imported_at = link.checked_at = now
        link.is_dirty = item.is_dirty
        link.digests = dict(item.digests)
        link.next_check_at = item.next_check_at
        # The order of an earlier life of these tables was announced in that life.
        link.announced_at = now if item.outcome.existed else None
    save_links(links)
    LineLink.objects.bulk_create(
        LineLink(
            account_id=item.link.account_id,
            link_id=item.link.pk,
            line_item_id=line.line_item_id,
            order_line_id=line.order_line_id,
        )
        for item in imported
        for line in item.outcome.lines
    )
    BuyerLink.objects.bulk_create(
        # Keyed, for one statement must not name a buyer twice; the latest order knows best.
        {
            item.buyer_id: BuyerLink(
                account_id=item.link.account_id,
                buyer_id=item.buyer_id,
                customer_id=item.outcome.customer_id,
            )
            for item in imported
        }.values(),
        update_conflicts=True,
        unique_fields=["account", "buyer_id"],
        update_fields=["customer_id"],
    )
    OrderFlag.objects.bulk_create(
        (
            OrderFlag(
                link_id=item.link.pk,
                kind=flag.kind.value,
                subject=flag.subject,
                details=dict(flag.details),
                raised_at=now,
            )
            for item in imported
            for flag in item.outcome.flags
        ),
        ignore_conflicts=True,
    )


def note_failures(failures: Sequence[Failure], now: datetime) -> None:
    """Write each failure on its own row, with the time of the next try."""
    links = []
    for failure in failures:
        link = changed_link(failure.link, failure.facts)
        link.state = State.FAILED
        count_failure(link, failure.code, failure.message, now)
        links.append(link)
    save_links(links)


def park(parked: Sequence[Parked], now: datetime) -> None:
    """Set forms aside until an event makes them due again."""
    links = []
    for item in parked:
        link = changed_link(item.link, item.facts)
        links.append(link)
        link.state = item.state
        link.successor_id = item.successor_pk
        forget_failures(link)
        link.error_code = item.code
    save_links(links)


def unannounced(
    account_pk: int, *, after: int = 0, limit: int = 100, among: Collection[int] | None = None
) -> dict[int, UUID]:
    """Links whose new orders nobody was told about yet -> the orders' ids, oldest first.

    Args:
        after: Only links with a higher primary key, to read on.
        among: Only links of these primary keys.
    """
    links = OrderLink.objects.filter(
        account_id=account_pk, state=State.IMPORTED, announced_at=None, pk__gt=after
    )
    if among is not None:
        links = links.filter(pk__in=among)
    found = links.order_by("pk").values_list("pk", "order_id")[:limit]
    return {pk: order_id for pk, order_id in found if order_id is not None}


def mark_announced(link_pks: Iterable[int], now: datetime) -> None:
    OrderLink.objects.filter(pk__in=list(link_pks)).update(announced_at=now)


def customers_of(account_pk: int, buyer_ids: Iterable[str]) -> dict[str, str]:
    """Buyer id -> id of the shop's customer, for buyers who bought before."""
    return dict(
        BuyerLink.objects.filter(account_id=account_pk, buyer_id__in=list(buyer_ids)).values_list(
            "buyer_id", "customer_id"
        )
    )
