"""`allegro_push`: what a person has told to Allegro at the terminal."""

import pytest
from django.core.management import load_command_class

from saleor_allegro.models import OrderPush
from saleor_allegro.shop.rehearsal.models import Order
from saleor_allegro.simulator.kinds import Kind
from saleor_allegro.sync.import_account import import_account
from tests.commands.conftest import change_form
from tests.commands.terminal import run
from tests.sync.pushing import at_allegro, change, map_statuses

UNKNOWN = "00000000-0000-4000-8000-000000000000"


@pytest.fixture
def command(simulator):
    def of(*arguments):
        made = load_command_class("saleor_allegro", "allegro_push")
        return run(made, *arguments, now=simulator.clock.now)

    return of


@pytest.fixture
def sold(account, simulator):
    form_id = simulator.sell(Kind.PAID_ONLINE)
    import_account(account.pk, clock=simulator.clock.now)
    map_statuses()
    return form_id


def number_of(form_id):
    return Order.objects.get(form_id=form_id).number


def test_what_changed_is_told(sold, simulator, command):
    change(sold, simulator, "fulfilled")

    printed = command()

    assert (printed.status, printed.lines) == (0, ["told 1, failed 0"])
    assert at_allegro(simulator, sold) == "SENT"


def test_where_nothing_changed_that_is_said(sold, simulator, command):
    printed = command()

    assert printed.status == 0
    assert printed.lines == [
        "Nothing of sklep_demo is to be told: no order changed since Allegro was told.",
        "told 0, failed 0",
    ]


def test_a_named_order_is_told_though_nothing_changed(sold, simulator, command):
    printed = command("--order", f"#{number_of(sold)}")

    assert printed.status == 0
    assert printed.lines == [
        f"Order {number_of(sold)}: Allegro shows PROCESSING.",
        "told 1, failed 0",
    ]


def test_what_allegro_refused_is_tried_again_and_said(sold, simulator, command):
    simulator.refusing.add(sold)
    change(sold, simulator, "fulfilled")
    printed = command()
    assert printed.status == 1
    assert printed.lines[0].startswith(
        f"Allegro does not take the status SENT for order {number_of(sold)}: "
    )

    simulator.refusing.clear()
    printed = command("--form", sold)

    assert printed.status == 0
    assert printed.lines[-1] == "told 1, failed 0"
    assert OrderPush.objects.get().error_code == ""


def test_a_form_that_is_no_order_is_named(sold, command):
    printed = command("--form", UNKNOWN)

    assert printed.status == 1
    assert f"Form {UNKNOWN} is no order in the shop" in printed.lines[0]


def test_the_merchants_language_is_spoken(sold, simulator, command):
    for slug in ("allegro-cz", "allegro-pl"):
        change_form(slug, language="pl")

    printed = command("--order", number_of(sold))

    assert printed.lines[0] == f"Zamówienie {number_of(sold)}: Allegro pokazuje PROCESSING."
