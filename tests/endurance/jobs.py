"""What workers do: the same inside Saleor and on the rehearsal shop."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

import requests
from django.apps import apps

from saleor_allegro import ledger
from saleor_allegro.demo.merchant import CHANNELS, connect_seller, form_values
from saleor_allegro.models import Account, LineLink, OrderLink, Run
from saleor_allegro.shop.port import ShopOrder
from saleor_allegro.simulator import Simulator
from saleor_allegro.sync.connection import oauth_app, settings_of, the_shop
from saleor_allegro.sync.import_account import import_account
from saleor_allegro.sync.token_provider import TokenProvider

if apps.is_installed("saleor.core"):
    from saleor_allegro.demo.saleor import open_shop
    from tests.saleor import endurance_shelves as shelves
else:
    from saleor_allegro.demo.rehearsal import open_shop
    from tests.endurance import rehearsal_shelves as shelves


@dataclass(frozen=True, slots=True, kw_only=True)
class Pass:
    """What one call of `import_account` gave."""

    outcome: str
    imported: int = 0
    failed: int = 0
    events: int = 0
    error_code: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """All that a shop and our tables hold after an import."""

    orders: Sequence[ShopOrder]
    customers: int
    #: SKU -> pieces promised to orders.
    allocated: dict[str, int]
    #: Order id -> the announcements of it that listeners were given, in their order.
    announced: dict[UUID, list[str]]
    #: State of a form -> how many are in it.
    forms: dict[str, int]
    unannounced: int
    lines: int
    cursor: str
    backfill: str
    connection: str
    #: Outcome and error code of each run, oldest first.
    runs: list[tuple[str, str]]
    failures: dict[str, str]  # form id -> message


def prepare() -> None:
    """Our tables, and what the shop keeps of its own for the test."""
    shelves.prepare()


def open_and_connect(simulator_seed: int, base_url: str, now: datetime) -> int:
    """A shop that sells what the simulator's seller offers, and the seller connected.

    Returns:
        The account's primary key.
    """
    # Another instance of the same seed has the same offers and credentials.
    simulator = Simulator(simulator_seed)
    open_shop(simulator, base_url)
    return connect(simulator_seed, base_url, now)


def connect(simulator_seed: int, base_url: str, now: datetime) -> int:
    values = form_values(Simulator(simulator_seed), base_url)
    accounts = {connect_seller(slug, values, clock=lambda: now).pk for slug in CHANNELS}
    [pk] = accounts
    return pk


def import_once(account_pk: int, now: datetime) -> Pass:
    return _pass(import_account(account_pk, clock=lambda: now))


def import_and_buy(account_pk: int, now: datetime, base_url: str, orders: int) -> list[Pass]:
    """Call `import_account` over and over; twenty buyers come whenever a run found nothing new.

    It ends with the run that finds nothing new when so many orders are sold.
    """
    passes = []
    while True:
        sold = _control("GET", f"{base_url}/_simulator/state")["forms"]
        passes.append(import_once(account_pk, now))
        last = passes[-1]
        if last.outcome != "finished" or last.imported or last.events:
            continue
        if sold >= orders:
            return passes
        _control("POST", f"{base_url}/_simulator/sell", {"count": 20})


def access_token(account_pk: int, now: datetime) -> str:
    """Ask for the account's token as an import does."""
    account = Account.objects.get(pk=account_pk)
    oauth = oauth_app(settings_of(the_shop(), account))
    return TokenProvider(account_pk, oauth, lambda: now)()


def look(account_pk: int) -> Held:
    account = ledger.account(account_pk)
    links = OrderLink.objects.filter(account_id=account_pk)
    return Held(
        orders=the_shop().read_orders(shelves.order_ids()),
        customers=shelves.customers(),
        allocated=shelves.allocated(),
        announced=shelves.announced(),
        forms=Counter(links.values_list("state", flat=True)),
        unannounced=len(ledger.unannounced(account_pk, limit=10_000)),
        lines=LineLink.objects.count(),
        cursor=account.cursor,
        backfill=account.backfill,
        connection=account.connection,
        runs=list(Run.objects.order_by("pk").values_list("outcome", "error_code")),
        failures=dict(links.filter(state="failed").values_list("form_id", "error_message")),
    )


def _pass(run: Run | None) -> Pass:
    if run is None:
        return Pass(outcome="none")
    return Pass(
        outcome=str(run.outcome),
        imported=run.imported,
        failed=run.failed,
        events=run.events,
        error_code=run.error_code,
    )


def _control(method: str, url: str, given: dict[str, int] | None = None) -> Any:
    answer = requests.request(method, url, json=given, timeout=10)
    answer.raise_for_status()
    return answer.json()["result"]


def hoard(account_pk: int, now: datetime, mebibytes: int) -> int:
    """Hold so much memory at once, as an import does that keeps what it has read."""
    return len(b"x" * (mebibytes << 20))
