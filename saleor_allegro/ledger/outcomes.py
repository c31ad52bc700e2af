"""What became of the forms that were read."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from copy import copy
from dataclasses import asdict, dataclass, field
from datetime import datetime
from decimal import Decimal
from uuid import UUID

from saleor_allegro.models import BuyerLink, LineLink, OrderFlag, OrderLink
from saleor_allegro.rules.retry import retry_delay
from saleor_allegro.shop.port import OrderOutcome

State = OrderLink.State


@dataclass(frozen=True, slots=True, kw_only=True)
class FormFacts:
    """What is remembered of a form as last read; named as the columns of `OrderLink`."""

    revision: str
    form_status: str
    fulfillment_status: str
    form_updated_at: datetime | None
    marketplace: str
    bought_at: datetime | None
    total_to_pay: Decimal
    paid: Decimal | None
    currency: str
    is_cash_on_delivery: bool


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
        link.attempts = 0
        link.next_try_at = None
        link.error_code = link.error_message = ""
        link.failed_since = None
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
        link.attempts += 1
        link.next_try_at = now + retry_delay(link.attempts)
        link.error_code = failure.code
        link.error_message = failure.message
        link.failed_since = link.failed_since or now
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
        link.attempts = 0
        link.next_try_at = None
        link.error_code = item.code
        link.error_message = ""
        link.failed_since = None
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


def changed_link(link: OrderLink, facts: FormFacts | None) -> OrderLink:
    """A copy to change: when its transaction fails, nothing of it may reach a later one."""
    link = copy(link)
    if facts is not None:
        for name, value in asdict(facts).items():
            setattr(link, name, value)
        link.is_dirty = False
    return link


_COLUMNS = [
    column.name
    for column in OrderLink._meta.concrete_fields
    if column.name not in ("id", "account", "form_id", "first_seen_at")
]


def save_links(links: Iterable[OrderLink]) -> None:
    """Write all rows in one statement; each exists, so every insert becomes an update."""
    OrderLink.objects.bulk_create(
        links, update_conflicts=True, unique_fields=["id"], update_fields=_COLUMNS
    )
