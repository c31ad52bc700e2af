"""What workers do on a walk: the same inside Saleor and on the rehearsal shop."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.apps import apps
from django.core.management import load_command_class

from saleor_allegro import ledger
from saleor_allegro.models import OrderFlag, OrderLink, Parcel, Run
from saleor_allegro.sync.import_account import import_account
from saleor_allegro.sync.recheck_account import recheck_account
from tests.commands.terminal import Printed, run

if apps.is_installed("saleor.core"):
    from tests.saleor import endurance_shelves as shelves
    from tests.saleor import walk_books as books
else:
    from tests.endurance import rehearsal_shelves as shelves
    from tests.walk import rehearsal_books as books


@dataclass(frozen=True, slots=True, kw_only=True)
class Ran:
    """One run of a tick; `outcome` is "none" where somebody else had the account."""

    kind: str
    outcome: str
    imported: int = 0
    updated: int = 0
    failed: int = 0
    calls: int = 0
    error_code: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """What we remember of a form."""

    form_id: str
    state: str
    order_id: UUID | None
    successor: str | None
    error: str
    imported_at: datetime | None
    #: Kind and subject of each open flag.
    flags: frozenset[tuple[str, str]]
    waybills: frozenset[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """All that a shop and our tables hold when a walk is over."""

    #: Every order, as far as its shop tells in the shape of `tests.saleor.whole_orders`.
    orders: Sequence[Mapping[str, Any]]
    #: Form id -> our row.
    links: Mapping[str, Link]
    #: SKU -> pieces in stock, and pieces allocated.
    stocks: Mapping[str, tuple[int, int]]
    customers: int
    #: Order id -> what listeners were told of it, in the order of telling.
    told: Mapping[UUID, Sequence[str]]
    #: Order id -> notes for the staff.
    notes: Mapping[UUID, Sequence[str]]
    #: Forms of orders whose listeners are still to be told something.
    untold: Sequence[str]
    #: Forms that are still to be read.
    unread: Sequence[str]
    connection: str


def fill_in(_account_pk: int, _now: datetime, values: Mapping[str, object]) -> None:
    """The merchant changes the form of every channel."""
    books.fill_in(values)


def tick(account_pk: int, now: datetime) -> list[Ran]:
    """What beat has a worker do: the import where it is due, and the recheck after it."""
    imports = account_pk in ledger.due_accounts(now)
    rechecks = account_pk in ledger.due_for_recheck(now)
    ran = []
    if imports:
        ran.append(_ran("import", import_account(account_pk, clock=lambda: now)))
    if rechecks:
        ran.append(_ran("recheck", recheck_account(account_pk, clock=lambda: now)))
    return ran


def audit(_account_pk: int, now: datetime, days: int) -> Printed:
    """What an operator types to have it proven."""
    command = load_command_class("saleor_allegro", "allegro_audit")
    return run(command, "--days", str(days), now=lambda: now)


def look(account_pk: int) -> Held:
    account = ledger.account(account_pk)
    assert account is not None
    links = OrderLink.objects.filter(account_id=account_pk)
    untold = links.filter(order_id__isnull=False, announced_at=None, state="imported")
    return Held(
        orders=books.orders(),
        links={link.form_id: link for link in _links(account_pk)},
        stocks=books.stocks(),
        customers=shelves.customers(),
        told={
            order_id: [event.removeprefix("order_") for event in events]
            for order_id, events in shelves.announced().items()
        },
        notes=books.notes(),
        untold=[
            *untold.values_list("form_id", flat=True),
            *links.exclude(tellings=[]).values_list("form_id", flat=True),
        ],
        unread=[
            *links.filter(state__in=("due", "failed")).values_list("form_id", flat=True),
            *links.filter(state="imported", is_dirty=True).values_list("form_id", flat=True),
        ],
        connection=account.connection,
    )


def _links(account_pk: int) -> list[Link]:
    flags: dict[int, set[tuple[str, str]]] = defaultdict(set)
    for flag in OrderFlag.objects.filter(resolved_at=None):
        flags[flag.link_id].add((flag.kind, flag.subject))
    waybills: dict[int, set[str]] = defaultdict(set)
    for parcel in Parcel.objects.all():
        waybills[parcel.link_id].add(parcel.waybill)
    return [
        Link(
            form_id=link.form_id,
            state=link.state,
            order_id=link.order_id,
            successor=link.successor.form_id if link.successor else None,
            error=" ".join(filter(None, (link.error_code, link.error_message))),
            imported_at=link.imported_at,
            flags=frozenset(flags[link.pk]),
            waybills=frozenset(waybills[link.pk]),
        )
        for link in OrderLink.objects.filter(account_id=account_pk).select_related("successor")
    ]


def _ran(kind: str, remembered: Run | None) -> Ran:
    if remembered is None:
        return Ran(kind=kind, outcome="none")
    return Ran(
        kind=kind,
        outcome=str(remembered.outcome),
        imported=remembered.imported,
        updated=remembered.updated,
        failed=remembered.failed,
        calls=remembered.calls,
        error_code=remembered.error_code,
    )
