"""The demo on the rehearsal shop: what it prints, and that it can fail."""

import os
import re
import subprocess
import sys
from dataclasses import replace
from io import StringIO
from urllib.parse import urlsplit

import pytest
from django.db import connection
from django.db.models import F
from rich.console import Console

from saleor_allegro.__main__ import main
from saleor_allegro.demo.play import play
from saleor_allegro.demo.rehearsal import STAGE
from saleor_allegro.demo.tables import FLAG_WORDS
from saleor_allegro.rules.flags import FlagKind
from saleor_allegro.shop.rehearsal.models import Channel, Order, OrderLine, Payment

CLOSING = re.compile(r"imported (\d+), updated (\d+), failed (\d+), flagged (\d+)")

pytestmark = pytest.mark.django_db


def perform(stage=STAGE, *, width=120, seed=1):
    """Play the demo; its exit status and the lines it printed."""
    output = StringIO()
    status = play(stage, Console(file=output, width=width), orders=48, seed=seed)
    return status, output.getvalue().splitlines()


def after(change):
    """The stage on which somebody changes the oldest order before the shop is read."""

    def read_orders():
        change(Order.objects.order_by("number")[0])
        return STAGE.read_orders()

    return replace(STAGE, read_orders=read_orders)


@pytest.mark.parametrize("seed", [1, 2])
def test_the_shop_holds_what_was_sold(seed):
    status, lines = perform(seed=seed)

    assert status == 0, lines
    imported, updated, failed, flagged = map(int, CLOSING.fullmatch(lines[-1]).groups())
    assert imported == Order.objects.count() >= 40
    assert failed == 0
    assert updated > 10
    assert flagged > 0
    assert Order.objects.filter(status="canceled").count() >= 5
    happened = " ".join(" ".join(lines).split())
    for word in ("paid", "paid together", "address changed", "cancelled", "refunded", "sent in"):
        assert re.search(rf"\b{word}[^,]* \d+×", happened), word
    assert {order.currency for order in Order.objects.all()} == {"PLN", "CZK"}


def test_every_order_has_a_row_with_what_a_merchant_asks_for():
    _, lines = perform()

    for order in Order.objects.select_related("customer"):
        [row] = [line for line in lines if line.startswith(order.form_id[:8])]
        assert order.bought_at.strftime("%d.%m %H:%M") in row
        assert order.customer.login in row
        assert f"{order.total_gross:.2f}" in row
        assert order.status in row
    for word in ("paid", "unpaid", "part paid", "COD", "overpaid", "unmatched"):
        assert re.search(rf"\b{word}\b", "\n".join(lines)), word


@pytest.mark.parametrize("width", [80, 120])
def test_no_line_is_wider_than_the_terminal(width):
    _, lines = perform(width=width)

    assert max(map(len, lines)) == width
    assert not any("\x1b" in line for line in lines)


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (
            lambda order: Order.objects.filter(pk=order.pk).update(
                total_gross=F("total_gross") + 0.01
            ),
            "total",
        ),
        (
            lambda order: Payment.objects.create(
                order=order, payment_id="x", name="x", amount="0.01", received_at=order.bought_at
            ),
            "received",
        ),
        (lambda order: OrderLine.objects.filter(order=order).delete(), "lines"),
        (lambda order: order.delete(), "0 orders in the shop, not 1"),
    ],
)
def test_a_shop_that_was_tampered_with_is_found_out(change, words):
    status, lines = perform(after(change))

    assert status == 1
    [difference] = [line for line in lines if f": {words}" in line]
    assert re.match(r"[0-9a-f]{8}-[0-9a-f-]{27}: ", difference)
    assert CLOSING.fullmatch(lines[-1])


# A run that stops drops a connection it finds in a transaction.
@pytest.mark.django_db(transaction=True)
def test_an_import_that_stops_is_a_failure_with_its_reason():
    def refuse_everybody(simulator, base_url):
        STAGE.open_shop(simulator, base_url)
        simulator.faults.add("server_error", "/order/*", times=None)

    status, lines = perform(replace(STAGE, open_shop=refuse_everybody))

    assert status == 1
    assert any(line.startswith("The import stopped: ") for line in lines)
    assert lines[-1] == "imported 0, updated 0, failed 0, flagged 0"


def test_every_flag_has_a_word_that_fits_the_table():
    assert set(FLAG_WORDS) == set(FlagKind)
    assert len(set(FLAG_WORDS.values())) == len(FlagKind)
    assert max(map(len, FLAG_WORDS.values())) <= len("unmatched")


def test_a_database_with_a_shop_in_it_is_left_alone(capsys):
    Channel.objects.create(slug="mine", currency="PLN")

    assert main(["demo"]) == 2

    assert "a shop in this database already" in capsys.readouterr().out
    assert Channel.objects.count() == 1


def test_without_a_database_the_demo_says_what_starts_one(capsys, monkeypatch):
    monkeypatch.delenv("DATABASE_URL")

    assert main(["demo"]) == 2

    assert "`make demo` starts one" in capsys.readouterr().out


@pytest.fixture
def empty_database():
    """The URL of a database that knows none of our tables."""
    name = f"demo_{os.getpid()}"
    with connection._nodb_cursor() as cursor:
        cursor.execute(f"CREATE DATABASE {name}")
    yield urlsplit(os.environ["DATABASE_URL"])._replace(path=f"/{name}").geturl()
    with connection._nodb_cursor() as cursor:
        cursor.execute(f"DROP DATABASE {name} WITH (FORCE)")


def test_the_command_fills_an_empty_database_and_ends_well(empty_database):
    env = {name: value for name, value in os.environ.items() if name != "DJANGO_SETTINGS_MODULE"}

    done = subprocess.run(
        [sys.executable, "-W", "error", "-m", "saleor_allegro", "demo", "--orders", "40"],
        env=env | {"DATABASE_URL": empty_database},
        capture_output=True,
        text=True,
    )

    assert (done.returncode, done.stderr) == (0, "")
    lines = done.stdout.splitlines()
    assert CLOSING.fullmatch(lines[-1])
    assert max(map(len, lines)) == 120
    assert "\x1b" not in done.stdout
