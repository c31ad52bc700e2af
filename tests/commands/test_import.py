"""`allegro_import`: what a person imports at the terminal."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.core.management import load_command_class

from saleor_allegro import ledger
from saleor_allegro.demo.merchant import connect_seller
from saleor_allegro.models import Account, OrderLink, Run
from saleor_allegro.shop.rehearsal.models import Channel, Order
from saleor_allegro.simulator.kinds import Kind
from saleor_allegro.sync.import_account import import_account
from tests.commands.conftest import NOW, change_form
from tests.commands.terminal import run

UNKNOWN = "00000000-0000-4000-8000-000000000000"
DAY = timedelta(days=1)


@pytest.fixture
def command(simulator):
    def of(*arguments):
        made = load_command_class("saleor_allegro", "allegro_import")
        return run(made, *arguments, now=simulator.clock.now)

    return of


def import_by_beat(account, simulator):
    import_account(account.pk, clock=simulator.clock.now)
    simulator.requests.clear()


def order_of(form_id):
    return Order.objects.get(form_id=form_id)


def fail_with_money(simulator, form_id):
    """Make the form one that no order can be made of."""
    form = simulator.forms[form_id]
    form["lineItems"][0]["price"]["currency"] = "EUR"
    simulator.forms.put(form)


# What is due


def test_without_options_what_is_due_is_imported(account, simulator, command):
    simulator.sell_many(6, kinds_sold=[Kind.PAID_ONLINE, Kind.CANCELLED])

    printed = command()

    assert printed.status == 0
    assert printed.lines == ["imported 3, updated 0, failed 0, flagged 0"]
    assert Order.objects.count() == 3


def test_nothing_due_says_when_it_will_be(account, simulator, command):
    import_by_beat(account, simulator)

    printed = command()

    assert printed.status == 0
    assert printed.lines == [
        "Nothing is due now.",
        "sklep_demo: next import 2026-11-20 08:10 UTC (+10 min)",
        "imported 0, updated 0, failed 0, flagged 0",
    ]
    assert len(simulator.requests) == 0


@pytest.mark.parametrize("option", ["--channel=allegro-cz", "--account={}"])
def test_account_that_is_named_is_imported_though_it_is_not_due(
    account, simulator, command, option
):
    import_by_beat(account, simulator)
    simulator.sell(Kind.PAID_ONLINE)

    printed = command(option.format(account.pk))

    assert printed.lines[-1] == "imported 1, updated 0, failed 0, flagged 0"


def test_failures_are_told_and_end_in_status_1(account, simulator, command):
    good, bad = simulator.sell(Kind.PAID_ONLINE), simulator.sell(Kind.PAID_ONLINE)
    fail_with_money(simulator, bad)

    printed = command()

    assert printed.status == 1
    assert f"Form {bad} mixes currencies (EUR, PLN)." in printed.lines[0]
    assert printed.lines[1:] == ["imported 1, updated 0, failed 1, flagged 0"]
    assert printed.err.startswith("Not everything was imported")
    assert order_of(good)


def test_failure_of_before_is_not_told_again(account, simulator, command):
    bad = simulator.sell(Kind.PAID_ONLINE)
    fail_with_money(simulator, bad)
    import_by_beat(account, simulator)
    good = simulator.sell(Kind.PAID_ONLINE)

    printed = command("--channel=allegro-pl")

    assert printed.lines == ["imported 1, updated 0, failed 0, flagged 0"]
    assert printed.status == 0
    assert order_of(good)


@pytest.mark.parametrize(
    ("fault", "told"),
    [
        ("unavailable", "sklep_demo: stopped. Allegro cannot be reached;"),
        ("rate_limited", "sklep_demo: stopped. Allegro asks for a pause;"),
    ],
)
def test_run_that_stops_is_told(account, simulator, command, fault, told):
    simulator.sell()
    simulator.faults.add(fault, "/order/*", times=None)

    printed = command()

    assert printed.status == 1
    assert printed.lines[0].startswith(told)
    assert printed.lines[-1] == "imported 0, updated 0, failed 0, flagged 0"


def test_wrong_settings_are_told(account, simulator, command):
    change_form("allegro-pl", default_vat_rate="much")

    printed = command()

    assert printed.status == 1
    assert "Default VAT rate (%): A percentage from 0 to 100" in printed.lines[0]


def test_channels_that_were_deleted_are_told(account, simulator, command):
    Channel.objects.all().delete()

    printed = command(f"--account={account.pk}")

    assert printed.status == 1
    assert printed.lines[0].startswith("sklep_demo: stopped. Channel allegro-cz was deleted")
    assert len(simulator.requests) == 0


# Which account


@pytest.mark.usefixtures("shop")
def test_nobody_connected_says_how_to_connect(command):
    printed = command()

    assert printed.status == 1
    assert printed.err == (
        "No seller is connected. To connect: manage.py allegro_connect --channel SLUG"
    )


@pytest.mark.parametrize(
    ("option", "told"),
    [
        ("--account=99", "There is no account 99. The accounts are: {} (sklep_demo)."),
        ("--account=first", "There is no account first. The accounts are: {} (sklep_demo)."),
        (
            "--channel=nowhere",
            "There is no channel nowhere. The channels are: allegro-cz (CZK), allegro-pl (PLN).",
        ),
    ],
)
def test_unknown_account_is_answered_with_the_known_ones(account, command, option, told):
    printed = command(option)

    assert (printed.status, printed.err) == (1, told.format(account.pk))


def test_channel_without_a_seller_says_how_to_connect(account, command):
    ledger.disconnect(account.pk, "allegro-cz")

    printed = command("--channel=allegro-cz")

    assert printed.status == 1
    assert printed.err == (
        "The channel allegro-cz is connected to no seller. To connect: "
        "manage.py allegro_connect --channel allegro-cz"
    )


def test_seller_who_is_lost_is_to_be_connected_again(account, simulator, command):
    ledger.reconnect_needed(account.pk)

    printed = command(f"--account={account.pk}")

    assert printed.status == 1
    assert printed.err.startswith("The seller sklep_demo is not connected to Allegro now.")
    assert command().err.startswith("No seller is connected.")
    assert len(simulator.requests) == 0


def test_account_of_another_worker_is_left_to_it(account, simulator, command):
    ledger.lease(account.pk, simulator.clock.now())

    printed = command("--channel=allegro-pl")

    assert printed.status == 1
    assert printed.lines[0] == (
        "sklep_demo: another worker is busy with this account. Try again in a minute."
    )
    assert len(simulator.requests) == 0


def test_pause_of_allegro_is_kept(account, simulator, command):
    ledger.pause(account.pk, NOW + timedelta(minutes=5))

    printed = command("--channel=allegro-pl")

    assert printed.status == 1
    assert printed.lines[0].startswith(
        "sklep_demo: Allegro asked for a pause until 2026-11-20 08:05 UTC;"
    )
    assert len(simulator.requests) == 0


def test_without_a_channel_that_takes_orders_it_says_what_to_switch_on(account, simulator, command):
    change_form("allegro-pl", active=False)
    change_form("allegro-cz", create_orders=False)

    printed = command("--channel=allegro-pl")

    assert printed.status == 1
    assert printed.lines[0] == (
        "sklep_demo: no channel takes orders. Switch on the plugin and “Create orders from "
        "Allegro” in the plugin's form of allegro-cz, allegro-pl."
    )
    assert len(simulator.requests) == 0


def test_accounts_are_imported_one_after_another(two_accounts, simulator, other_simulator, command):
    simulator.sell(Kind.UNPAID)
    other_simulator.sell_many(2, kinds_sold=[Kind.UNPAID])

    printed = command()

    assert printed.status == 0
    assert [ledger.last_run(each.pk).imported for each in two_accounts] == [1, 2]
    assert printed.lines[-1].startswith("imported 3, updated 0, failed 0")


def test_account_nobody_wants_orders_of_is_no_failure_beside_another(
    two_accounts, simulator, command
):
    change_form("drugi-pl", create_orders=False)

    printed = command()

    assert printed.status == 0
    assert printed.lines[0].startswith("drugi: no channel takes orders.")


def test_form_of_one_of_several_sellers_needs_to_be_told_whose(
    two_accounts, other_simulator, command
):
    form_id = other_simulator.sell(Kind.PAID_ONLINE)

    printed = command("--form", form_id)

    first, second = two_accounts
    assert printed.status == 1
    assert printed.err == (
        "Several sellers are connected and none of them is known to have sold "
        f"{form_id}. Say which one with --account: {first.pk} (sklep_demo), {second.pk} (drugi)."
    )
    # Asking the wrong one teaches nobody that the form is theirs.
    assert command("--form", form_id, f"--account={first.pk}").status == 1
    assert command("--form", form_id).err == printed.err
    assert command("--form", form_id, f"--account={second.pk}").status == 0
    assert command("--form", form_id).lines[0].startswith(f"Form {form_id} is order")


# Forms by name


def test_named_form_is_imported_however_old(account, simulator, command):
    form_id = simulator.sell_many(1, kinds_sold=[Kind.PAID_ONLINE], since=NOW - 60 * DAY)[0]
    form = simulator.forms[form_id]
    form["lineItems"][0]["boughtAt"] = "2026-09-01T08:00:00.000Z"
    simulator.forms.put(form)

    printed = command("--form", form_id.upper())

    assert printed.status == 0
    number = order_of(form_id).number
    assert printed.lines == [
        f"Form {form_id} is now order {number}.",
        "imported 1, updated 0, failed 0, flagged 0",
    ]


def test_form_that_is_an_order_already_says_its_number(account, simulator, command):
    form_id = simulator.sell(Kind.PAID_ONLINE)
    import_by_beat(account, simulator)

    printed = command("--form", form_id)

    assert printed.status == 0
    assert printed.lines == [
        f"Form {form_id} is order {order_of(form_id).number} already; it was left as it is.",
        "imported 0, updated 0, failed 0, flagged 0",
    ]
    assert len(simulator.requests) == 0
    assert Order.objects.count() == 1


def test_several_forms_are_each_told(account, simulator, command):
    made = simulator.sell(Kind.PAID_ONLINE)
    import_by_beat(account, simulator)
    new, cancelled = simulator.sell(Kind.PAID_ONLINE), simulator.sell(Kind.CANCELLED)

    printed = command("--form", made, new, "--form", cancelled)

    assert printed.lines == [
        f"Form {made} is order {order_of(made).number} already; it was left as it is.",
        f"Form {new} is now order {order_of(new).number}.",
        f"Form {cancelled} was skipped: cancelled on Allegro.",
        "imported 1, updated 0, failed 0, flagged 0",
    ]


def test_unpaid_form_that_has_to_wait_says_why(account, simulator, command):
    change_form("allegro-pl", import_unpaid=False)
    form_id = simulator.sell(Kind.UNPAID)

    printed = command("--form", form_id)

    assert printed.lines[0] == (
        f"Form {form_id} waits: not paid yet, and the setting “Import unpaid purchases” is off."
    )
    assert printed.status == 0


def test_form_that_allegro_does_not_have_fails(account, command):
    printed = command("--form", UNKNOWN)

    assert printed.status == 1
    assert printed.lines[0].startswith(f"Allegro has no such purchase (any more): form {UNKNOWN}")
    assert printed.lines[-1] == "imported 0, updated 0, failed 1, flagged 0"


# The failed ones, and those since a day


def test_failed_forms_are_tried_again_at_once(account, simulator, command):
    form_id = simulator.sell(Kind.HUNGARIAN)
    import_by_beat(account, simulator)
    form = Channel.objects.get(slug="allegro-cz")
    channel = Channel.objects.create(
        slug="allegro-hu", currency="HUF", plugin_active=True, configuration=form.configuration
    )
    channel.warehouses.set(form.warehouses.all())
    connect_seller("allegro-hu", form.configuration, clock=simulator.clock.now)

    printed = command("--failed")

    assert printed.status == 0
    assert printed.lines == ["imported 1, updated 0, failed 0, flagged 0"]
    assert order_of(form_id).total_gross > Decimal(0)


def test_failed_forms_that_fail_again_are_told(account, simulator, command):
    simulator.sell(Kind.HUNGARIAN)
    import_by_beat(account, simulator)

    printed = command("--failed")

    assert printed.status == 1
    assert printed.lines[0].startswith("No channel takes form")
    assert OrderLink.objects.get().attempts == 2


@pytest.mark.parametrize("since", ["2026-10-20", "2026-10-20T00:00", "2026-10-20T02:00+02:00"])
def test_orders_since_a_day_are_imported_however_short_the_settings_reach(
    account, simulator, command, since
):
    simulator.sell_many(4, kinds_sold=[Kind.PAID_ONLINE], since=NOW - 32 * DAY)
    Account.objects.update(import_since=NOW - DAY)
    import_by_beat(account, simulator)
    # Bought 24, 16, 8 days ago, and just now.
    assert Order.objects.count() == 1
    OrderLink.objects.exclude(state="imported").delete()

    printed = command("--since", since)

    assert printed.lines == ["imported 3, updated 0, failed 0, flagged 0"]


# Wrong options


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["--form", "12345"], "12345 is no form id. One looks like 29738e61-"),
        (["--form", UNKNOWN, "Order 1"], "Order 1 is no form id."),
        (["--since", "yesterday"], "yesterday is no date. Give one such as 2026-11-20,"),
        (["--since", "2026-13-01"], "2026-13-01 is no date."),
        (["--since", "2027-01-01"], "2027-01-01 is still to come"),
        (["--failed", "--since", "2026-11-01"], "Give only one of --form, --failed and --since."),
        (["--failed", "--form", UNKNOWN], "Give only one of --form, --failed and --since."),
        (["--account=1", "--channel=a"], "Give only one of --channel and --account."),
    ],
)
def test_wrong_options_are_explained(account, simulator, command, arguments, told):
    printed = command(*arguments)

    assert printed.status == 2
    assert printed.err.startswith(told)
    assert len(simulator.requests) == 0
    assert not Run.objects.exists()


def test_polish_form_makes_a_polish_command(account, simulator, command):
    change_form("allegro-cz", language="pl")
    form_id = simulator.sell(Kind.CANCELLED)

    assert command("--form", "x").err.startswith("x nie jest identyfikatorem formularza.")
    assert command("--form", form_id).lines[0] == (
        f"Formularz {form_id} pominięto: anulowane w Allegro."
    )


def test_interrupt_keeps_what_was_imported(account, simulator, command, monkeypatch):
    from saleor_allegro.management.import_request import Request

    def interrupted(request, account, **options):
        import_account(account.pk, **options)
        raise KeyboardInterrupt

    monkeypatch.setattr(Request, "run", interrupted)
    form_id = simulator.sell(Kind.PAID_ONLINE)

    printed = command()

    assert (printed.status, printed.err[:12]) == (130, "Interrupted.")
    assert order_of(form_id)


def test_bar_is_shown_at_a_terminal_only(account, simulator, command):
    simulator.sell_many(3, kinds_sold=[Kind.PAID_ONLINE])

    assert "\x1b" not in command().out
    simulator.sell_many(2, kinds_sold=[Kind.PAID_ONLINE])

    shown = command("--channel=allegro-pl", "--force-color").out

    assert "2/2" in shown
    assert shown.endswith("imported 2, updated 0, failed 0, flagged 0\n")


def test_progress_never_promises_less_than_was_done(account, simulator):
    simulator.sell_many(130, kinds_sold=[Kind.PAID_ONLINE, Kind.CANCELLED])
    seen = []

    import_account(
        account.pk,
        clock=simulator.clock.now,
        progress=lambda report: seen.append((report.looked_at, report.to_look_at)),
    )

    assert all(done <= total for done, total in seen)
    assert [done for done, _ in seen] == sorted(done for done, _ in seen)
    assert seen[-1] == (130, 130)
