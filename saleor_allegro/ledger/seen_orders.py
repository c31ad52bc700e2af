"""Orders from Allegro as others look at them: many at once, and nothing is changed.

Args that they share:
    database: The alias that is asked; whoever only looks may ask a replica.
"""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final
from uuid import UUID

from django.db import DEFAULT_DB_ALIAS
from django.db.models import F, Q, QuerySet

from saleor_allegro.allegro.documents import FormStatus
from saleor_allegro.ledger.overviews import IS_FAILING
from saleor_allegro.models import AccountChannel, OrderFlag, OrderLink, OrderPush
from saleor_allegro.rules.flags import FlagKind

_IS_KNOWN: Final = Q(paid__isnull=False, total_to_pay__isnull=False)
#: As `rules.payment_state` judges it.
IS_PAID: Final = Q(paid__gte=F("total_to_pay")) & (
    Q(paid__gt=0) | Q(form_status=FormStatus.READY_FOR_PROCESSING.value, is_cash_on_delivery=False)
)


@dataclass(frozen=True, slots=True, kw_only=True)
class SeenOrders:
    """Which orders are looked for; `None` leaves a question out."""

    channel_slug: str | None = None
    account_pk: int | None = None
    marketplace: str | None = None
    state: OrderLink.State | None = None
    is_paid: bool | None = None
    is_cash_on_delivery: bool | None = None
    #: They have an open flag of this kind.
    flag: FlagKind | None = None
    #: They have an open flag, of whatever kind.
    is_flagged: bool | None = None
    #: They could not be imported, or could not follow their form.
    is_failed: bool | None = None
    #: Allegro could not be told something about them.
    is_not_told: bool | None = None
    bought_from: datetime | None = None
    bought_until: datetime | None = None
    #: The beginning of a form id, or a whole order number.
    text: str | None = None
    #: Besides those of the text: ids of orders, or a query for them in the same database.
    order_ids: Collection[UUID] | Any = ()
    #: Channels that may be looked into; `None`: all.
    channels: Collection[str] | None = None


def seen_orders(wanted: SeenOrders, *, database: str) -> "QuerySet[OrderLink]":
    """The forms that fit, in no order: whoever asks sorts them and takes a page."""
    links = OrderLink.objects.using(database)
    if wanted.channels is not None:
        links = links.filter(_in_channels(wanted.channels, database))
    if wanted.channel_slug is not None:
        links = links.filter(channel_slug=wanted.channel_slug)
    if wanted.account_pk is not None:
        links = links.filter(account_id=wanted.account_pk)
    if wanted.marketplace is not None:
        links = links.filter(marketplace=wanted.marketplace)
    if wanted.state is not None:
        links = links.filter(state=wanted.state)
    if wanted.is_paid is not None:
        links = links.filter(_IS_KNOWN, IS_PAID if wanted.is_paid else ~IS_PAID)
    if wanted.is_cash_on_delivery is not None:
        links = links.filter(is_cash_on_delivery=wanted.is_cash_on_delivery)
    if wanted.flag is not None:
        links = links.filter(_flagged(database, kind=wanted.flag.value))
    if wanted.is_flagged is not None:
        flagged = _flagged(database)
        links = links.filter(flagged if wanted.is_flagged else ~flagged)
    if wanted.is_failed is not None:
        links = links.filter(IS_FAILING if wanted.is_failed else ~IS_FAILING)
    if wanted.is_not_told is not None:
        not_told = _not_told(database)
        links = links.filter(not_told if wanted.is_not_told else ~not_told)
    if wanted.bought_from is not None:
        links = links.filter(bought_at__gte=wanted.bought_from)
    if wanted.bought_until is not None:
        links = links.filter(bought_at__lte=wanted.bought_until)
    if wanted.text is not None:
        links = links.filter(
            Q(form_id__istartswith=wanted.text)
            | Q(order_number=wanted.text)
            | Q(order_id__in=wanted.order_ids)
        )
    return links


def links_of_all_orders(order_ids: Collection[UUID], *, database: str) -> Mapping[UUID, OrderLink]:
    """Order id -> its link, for orders of every account; others are left out."""
    links = OrderLink.objects.using(database).filter(order_id__in=order_ids)
    return {link.order_id: link for link in links if link.order_id is not None}


def links_of_forms(
    form_ids: Collection[str],
    *,
    channels: Collection[str] | None,
    database: str = DEFAULT_DB_ALIAS,
) -> list[OrderLink]:
    """The forms of these ids, of whatever account, oldest first.

    Args:
        channels: Channels that may be looked into; `None`: all.
    """
    links = OrderLink.objects.using(database).filter(form_id__in=form_ids)
    if channels is not None:
        links = links.filter(_in_channels(channels, database))
    return list(links.order_by("pk"))


def flags_of_links(
    link_pks: Collection[int], *, database: str
) -> Mapping[int, Sequence[OrderFlag]]:
    """Primary key of a link -> its flags, resolved ones too, oldest first."""
    found: dict[int, list[OrderFlag]] = defaultdict(list)
    # A later release may have left others.
    known = OrderFlag.objects.using(database).filter(kind__in=[kind.value for kind in FlagKind])
    for flag in known.filter(link__in=link_pks).order_by("raised_at", "pk"):
        found[flag.link_id].append(flag)
    return found


def pushes_of_links(link_pks: Collection[int], *, database: str) -> Mapping[int, OrderPush]:
    """Primary key of a link -> what Allegro was told; links it was told nothing of are left out."""
    pushes = OrderPush.objects.using(database).filter(link__in=link_pks)
    return {push.link_id: push for push in pushes}


def _flagged(database: str, **fields: str) -> Q:
    flags = OrderFlag.objects.using(database).filter(resolved_at=None, **fields)
    return Q(pk__in=flags.values("link_id"))


def _not_told(database: str) -> Q:
    pushes = OrderPush.objects.using(database).filter(failed_since__isnull=False)
    return Q(pk__in=pushes.values("link_id"))


def _in_channels(slugs: Collection[str], database: str) -> Q:
    """A form without an order yet belongs to every channel of its account."""
    accounts = AccountChannel.objects.using(database).filter(channel_slug__in=slugs)
    return Q(channel_slug__in=slugs) | Q(channel_slug="", account__in=accounts.values("account_id"))
