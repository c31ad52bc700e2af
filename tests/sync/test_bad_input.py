"""The table of bad input: what the merchant sees in both languages, and what is kept.

Each row breaks something while three orders wait on Allegro, one of an earlier day stands in
the shop, and mends it again: then every order stands in the shop once.
"""

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

import pytest

from saleor_allegro import ledger
from saleor_allegro.demo.merchant import connect_seller, form_values
from saleor_allegro.models import Account
from saleor_allegro.shop.rehearsal.models import Channel, Order
from saleor_allegro.simulator import Kind, Simulator
from tests.sync.dying_database import dying_at
from tests.sync.steps import (
    EVENTS,
    later,
    link_of,
    misprint,
    ordered_forms,
    run_import,
    set_up,
)


@dataclass
class World:
    account: Account
    simulator: Simulator
    base_url: str
    #: Imported before, in koruna.
    first: str
    #: Sold since, in złoty.
    sold: list[str]
    before: dict[str, Any] | None = None

    def configure(self, **values: object) -> None:
        for channel in Channel.objects.all():
            set_up(channel.slug, **values)

    def connect(self, slug: str, **fields: str) -> None:
        values = form_values(self.simulator, self.base_url)
        if fields:
            Channel.objects.create(slug=slug, plugin_active=True, configuration=values, **fields)
        connect_seller(slug, values, clock=self.simulator.clock.now)

    def misprint(self, change: Callable[[dict[str, Any]], object]) -> None:
        self.before = misprint(self.simulator, self.sold[1], change)

    def correct(self) -> None:
        assert self.before is not None
        self.simulator.forms.put(self.before)


@pytest.fixture
def world(account, simulator, base_url):
    first = simulator.sell(Kind.CZECH)
    run_import(account, simulator)
    later(simulator, days=1)
    sold = simulator.sell_many(3, kinds_sold=[Kind.PAID_ONLINE])
    return World(account, simulator, base_url, first, sold)


def wrong_credentials(world):
    later(world.simulator, hours=12)  # the access token is over
    world.configure(client_secret="0" * 64)


def right_credentials(world):
    world.configure(client_secret=world.simulator.client_secret)


def no_scope(world):
    pair = world.simulator.tokens.grant(["allegro:api:profile:read"])
    with ledger.locked_tokens(world.account.pk) as row:
        expires_at = row.read().expires_at
        row.save(ledger.Tokens(pair.access_token, pair.refresh_token, expires_at))


def revoked(world):
    later(world.simulator, hours=12)
    world.simulator.tokens.revoke_all()


def connect_again(world):
    world.connect("allegro-pl")


def truncated(world):
    world.simulator.faults.add("truncated", EVENTS)


def nothing_to_mend(world):
    """It comes right by itself."""


def unknown_status(world):
    world.misprint(lambda form: form.update(status="TELEPORTED"))


def no_id(world):
    world.misprint(lambda form: form["lineItems"][0].pop("id"))


def mixed_currencies(world):
    world.misprint(lambda form: form["delivery"]["cost"].update(currency="EUR"))


def forints(world):
    """Whole forints, in a shop that has a channel for them."""
    world.connect("allegro-hu", currency="HUF", country="HU")
    world.sold[1] = world.simulator.sell(Kind.HUNGARIAN)

    def whole(form):
        prices = [line[name] for line in form["lineItems"] for name in ("price", "originalPrice")]
        prices += [form["delivery"]["cost"], form["payment"]["paidAmount"]]
        total = form["summary"]["totalToPay"]
        for price in [*prices, total]:
            price["amount"] = str(Decimal(price["amount"]).to_integral_value())

    world.misprint(whole)


def channel_deleted(world):
    Channel.objects.get(slug="allegro-pl").delete()


def channel_made_again(world):
    world.connect("allegro-pl-2", currency="PLN", country="PL")


def no_channel(world):
    world.sold[1] = world.simulator.sell(Kind.HUNGARIAN)


def channel_added(world):
    world.connect("allegro-hu", currency="HUF", country="HU")


@dataclass(frozen=True, kw_only=True)
class Row:
    breaks: Callable[[World], None]
    #: Where the merchant reads it: "run", or the rows of these of the three sold.
    seen: str | tuple[int, ...]
    code: str
    english: str
    polish: str
    mends: Callable[[World], None] = nothing_to_mend
    connection: str = "connected"
    #: The journal was not read, so the forms will be heard of next time.
    is_unread: bool = False
    #: Where the database dies.
    dies_at: str = ""


ONE, ALL = (1,), (0, 1, 2)
ORDERS = f'INSERT INTO "{Order._meta.db_table}"'
TABLE = {
    "wrong credentials": Row(
        breaks=wrong_credentials,
        seen="run",
        code="wrong_credentials",
        english="Allegro does not know this Client ID and Client secret. Correct them",
        polish="Allegro nie zna tego Client ID i Client Secret. Popraw je",
        mends=right_credentials,
        is_unread=True,
    ),
    "no scope": Row(
        breaks=no_scope,
        seen="run",
        code="scope_missing",
        english="The seller did not allow reading orders. Connect the seller again",
        polish="Sprzedawca nie zezwolił na odczyt zamówień. Połącz sprzedawcę ponownie",
        mends=connect_again,
        connection="reconnect_needed",
        is_unread=True,
    ),
    "revoked token": Row(
        breaks=revoked,
        seen="run",
        code="reconnect_needed",
        english="Allegro no longer accepts the connection of this seller. Connect the seller again",
        polish="Allegro nie przyjmuje już połączenia tego sprzedawcy. Połącz sprzedawcę ponownie",
        mends=connect_again,
        connection="reconnect_needed",
        is_unread=True,
    ),
    "malformed JSON": Row(
        breaks=truncated,
        seen="run",
        code="allegro_refused",
        english="Allegro gave an answer that this version cannot use; tried again at the next",
        polish="Allegro odpowiedziało w sposób nieznany tej wersji; ponowimy przy następnym",
        is_unread=True,
    ),
    "unknown enum value": Row(
        breaks=unknown_status,
        seen=ONE,
        code="unknown_status",
        english="has the status 'TELEPORTED', which this version does not know. Update",
        polish="ma status 'TELEPORTED', którego ta wersja nie zna. Zaktualizuj",
        mends=World.correct,
    ),
    "missing id": Row(
        breaks=no_id,
        seen=ONE,
        code="unreadable",
        english="cannot be read: ",
        polish="Nie można odczytać formularza ",
        mends=World.correct,
    ),
    "mixed currencies": Row(
        breaks=mixed_currencies,
        seen=ONE,
        code="mixed_currencies",
        english="mixes currencies (EUR, PLN). Open it in Allegro and enter the order by hand.",
        polish="miesza waluty (EUR, PLN). Otwórz go w Allegro i wprowadź zamówienie ręcznie.",
        mends=World.correct,
    ),
    "HUF without decimals": Row(breaks=forints, seen=(), code="", english="", polish=""),
    "channel deleted": Row(
        breaks=channel_deleted,
        seen=ALL,
        code="no_channel",
        english="it is in PLN from allegro-pl. Connect the seller in a channel with that currency",
        polish="jest w PLN z allegro-pl. Połącz sprzedawcę w kanale z tą walutą",
        mends=channel_made_again,
    ),
    "currency without channel": Row(
        breaks=no_channel,
        seen=ONE,
        code="no_channel",
        english="it is in HUF from allegro-hu. Connect the seller in a channel with that currency",
        polish="jest w HUF z allegro-hu. Połącz sprzedawcę w kanale z tą walutą",
        mends=channel_added,
    ),
    "database down": Row(
        breaks=nothing_to_mend,
        seen="run",
        code="database",
        english="The shop's database did not answer; tried again every minute.",
        polish="Baza danych sklepu nie odpowiedziała; próby co minutę.",
        dies_at=ORDERS,
    ),
}


def parameter(name: str, row: Row):
    # Inside the transaction of a test a lost connection would be the end of the test.
    marks = [pytest.mark.django_db(transaction=True)] if row.dies_at else []
    return pytest.param(row, id=name, marks=marks)


@pytest.mark.parametrize("row", [parameter(name, row) for name, row in TABLE.items()])
@pytest.mark.parametrize("language", ["en", "pl"])
def test_what_is_seen_and_what_is_kept(world, row, language):
    cursor = Account.objects.get().cursor
    words = row.polish if language == "pl" else row.english
    row.breaks(world)
    world.configure(language=language)

    with dying_at(row.dies_at or "never") as died:
        run = run_import(world.account, world.simulator)
    assert len(died) == bool(row.dies_at)

    account = Account.objects.get()
    assert account.connection == row.connection
    assert account.lease_expires_at is None
    assert (account.cursor == cursor) == row.is_unread
    if row.seen == "run":
        assert (run.outcome, run.error_code) == ("stopped", row.code)
        assert words in run.error_message
        assert ordered_forms() == {world.first}
        kept = set(account.links.values_list("form_id", "state", "attempts"))
        waiting = set() if row.is_unread else {(form_id, "due", 0) for form_id in world.sold}
        assert kept - {(world.first, "imported", 0)} >= waiting
    else:
        bad = {world.sold[number] for number in row.seen}
        assert (run.outcome, run.failed, run.error_message) == ("finished", len(bad), "")
        assert ordered_forms() >= {world.first, *world.sold} - bad
        assert not ordered_forms() & bad
        for form_id in bad:
            link = link_of(form_id)
            assert (link.state, link.error_code, link.attempts) == ("failed", row.code, 1)
            assert words in link.error_message
            assert link.order_id is None

    row.mends(world)
    later(world.simulator, minutes=10)
    assert run_import(world.account, world.simulator).outcome == "finished"

    assert ordered_forms() == set(world.simulator.forms)
    assert Order.objects.count() == len(world.simulator.forms)
