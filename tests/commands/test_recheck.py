"""`allegro_recheck`: what a person has compared with Allegro at the terminal."""

from datetime import timedelta

import pytest
from django.core.management import load_command_class

from saleor_allegro import ledger
from saleor_allegro.models import Account, OrderLink, Run
from saleor_allegro.shop.rehearsal.models import Order
from saleor_allegro.shop.rehearsal.shop import RehearsalShop
from saleor_allegro.simulator.kinds import Kind
from saleor_allegro.sync.import_account import import_account
from tests.commands.conftest import NOW, change_form
from tests.commands.terminal import run
from tests.sync.steps import link_of

UNKNOWN = "00000000-0000-4000-8000-000000000000"
NOTHING = "imported 0, updated 0, failed 0, flagged 0"


@pytest.fixture
def command(simulator):
    def of(*arguments):
        made = load_command_class("saleor_allegro", "allegro_recheck")
        return run(made, *arguments, now=simulator.clock.now)

    return of


@pytest.fixture
def sell(account, simulator):
    """Sell and import; a minute later, so that what is compared then can be told apart."""

    def of(kind, **options):
        form_id = simulator.sell(kind, **options)
        import_account(account.pk, clock=simulator.clock.now)
        simulator.clock.advance(timedelta(minutes=1))
        simulator.requests.clear()
        return form_id

    return of


def number_of(form_id):
    return Order.objects.get(form_id=form_id).number


# Named orders


def test_order_that_was_paid_is_told_and_confirmed(sell, simulator, command):
    form_id = sell(Kind.UNPAID)
    simulator.pay(form_id)

    printed = command("--order", number_of(form_id))

    assert printed.status == 0
    assert printed.lines == [
        f"Order {number_of(form_id)}: paid in full, confirmed; changed: delivery address.",
        "imported 0, updated 1, failed 0, flagged 0",
    ]
    [held] = RehearsalShop().read_orders([link_of(form_id).order_id])
    assert (held.charged, held.charge_status) == (held.total_gross, "full")


def test_changed_address_is_named_and_not_shown(sell, simulator, command):
    form_id = sell(Kind.PAID_ONLINE)
    simulator.change_address(form_id, street="Nowa 1")

    printed = command("--form", form_id)

    assert printed.lines[0] == f"Order {number_of(form_id)}: changed: delivery address."
    assert "Nowa" not in printed.out


def test_order_that_is_as_allegro_has_it_says_so(sell, simulator, command):
    form_id = sell(Kind.PAID_ONLINE)

    printed = command("--order", f"#{number_of(form_id)}")

    assert printed.status == 0
    assert printed.lines == [f"Order {number_of(form_id)} is as Allegro has it.", NOTHING]
    assert len(simulator.requests) == 1


def test_second_time_finds_nothing(sell, simulator, command):
    form_id = sell(Kind.UNPAID)
    simulator.pay(form_id)
    command("--form", form_id)
    simulator.clock.advance(timedelta(minutes=1))

    printed = command("--form", form_id)

    assert printed.lines == [f"Order {number_of(form_id)} is as Allegro has it.", NOTHING]


def test_cancelled_order_is_told(sell, simulator, command):
    form_id = sell(Kind.UNPAID)
    simulator.cancel(form_id)

    printed = command("--order", number_of(form_id))

    assert printed.lines[0] == f"Order {number_of(form_id)}: cancelled."
    assert Order.objects.get().status == "canceled"


def test_order_of_a_merged_purchase_names_the_one_that_took_its_place(
    account, sell, simulator, command
):
    first = sell(Kind.UNPAID)
    second = sell(Kind.UNPAID, buyer_of=first)
    merged = simulator.merge([first, second])
    import_account(account.pk, clock=simulator.clock.now)

    printed = command("--order", number_of(first))

    assert printed.status == 0
    assert printed.lines == [
        f"Order {number_of(first)} is cancelled: the buyer paid it together with other "
        f"purchases, in form {merged} (order {number_of(merged)}).",
        NOTHING,
    ]


def test_form_that_allegro_has_no_more_is_told(sell, simulator, command):
    form_id = sell(Kind.UNPAID)
    simulator.vanish(form_id)

    printed = command("--form", form_id)

    assert printed.status == 0
    assert printed.lines[0].startswith(
        f"Allegro has form {form_id} of order {number_of(form_id)} no more."
    )


def test_order_deleted_in_the_shop_is_told(sell, command):
    form_id = sell(Kind.PAID_ONLINE)
    number = number_of(form_id)
    Order.objects.all().delete()

    printed = command("--order", number)

    assert printed.lines == [f"Order {number} is no longer in the shop.", NOTHING]
    assert not Order.objects.exists()


def test_form_that_is_no_order_yet_is_imported(account, simulator, command):
    form_id = simulator.sell(Kind.PAID_ONLINE)

    printed = command("--form", form_id)

    assert printed.lines == [
        f"Form {form_id} is now order {number_of(form_id)}.",
        "imported 1, updated 0, failed 0, flagged 0",
    ]


def test_form_that_allegro_never_had_fails(account, command):
    printed = command("--form", UNKNOWN)

    assert printed.status == 1
    assert printed.lines[-1] == "imported 0, updated 0, failed 1, flagged 0"
    assert printed.err.startswith("Not everything could be compared")


def test_form_that_cannot_be_read_is_told_and_ends_in_status_1(sell, simulator, command):
    form_id = sell(Kind.PAID_ONLINE)
    form = simulator.forms[form_id]
    form["summary"]["totalToPay"]["amount"] = "a lot"
    simulator.forms.misprint(form_id, form)

    printed = command("--form", form_id)

    assert printed.status == 1
    assert form_id in printed.lines[0]
    assert printed.lines[-1] == "imported 0, updated 0, failed 1, flagged 0"


def test_order_of_a_channel_that_is_switched_off_was_not_compared(sell, simulator, command):
    form_id = sell(Kind.UNPAID)
    simulator.pay(form_id)
    change_form("allegro-pl", create_orders=False)

    printed = command("--order", number_of(form_id))

    assert printed.lines[0] == (
        f"Order {number_of(form_id)} was not compared: the channel allegro-pl takes no orders "
        "from Allegro now."
    )
    assert Order.objects.get().status == "unconfirmed"


def test_several_orders_are_each_told_once(sell, simulator, command):
    paid, same = sell(Kind.UNPAID), sell(Kind.PAID_ONLINE)
    simulator.pay(paid)

    printed = command("--order", number_of(same), number_of(paid), "--order", number_of(same))

    assert printed.lines == [
        f"Order {number_of(paid)}: paid in full, confirmed; changed: delivery address.",
        f"Order {number_of(same)} is as Allegro has it.",
        "imported 0, updated 1, failed 0, flagged 0",
    ]


def test_named_orders_leave_the_schedule_as_it_is(account, sell, simulator, command):
    form_id = sell(Kind.UNPAID)
    Account.objects.update(next_recheck_at=NOW + timedelta(hours=1))

    command("--form", form_id)

    assert ledger.account(account.pk).next_recheck_at == NOW + timedelta(hours=1)


# Everything


def test_without_options_all_that_waits_is_compared_whatever_is_due(
    account, sell, simulator, command
):
    paid, waiting = sell(Kind.UNPAID), sell(Kind.UNPAID)
    command()
    simulator.clock.advance(timedelta(minutes=1))
    simulator.pay(paid)

    printed = command()

    assert printed.status == 0
    assert printed.lines == [
        f"Order {number_of(paid)}: paid in full, confirmed; changed: delivery address.",
        "imported 0, updated 1, failed 0, flagged 0",
    ]
    assert OrderLink.objects.get(form_id=waiting).checked_at == simulator.clock.now()
    run = ledger.last_run(account.pk)
    assert (run.kind, run.updated) == ("recheck", 1)


def test_whole_pass_finds_what_the_journal_lost(account, sell, simulator, command):
    sell(Kind.PAID_ONLINE)
    simulator.journal.hold()
    lost = simulator.sell(Kind.PAID_ONLINE)
    simulator.clock.advance(timedelta(minutes=1))

    printed = command()

    assert printed.lines[-1] == "imported 1, updated 0, failed 0, flagged 0"
    assert number_of(lost)


# Which order, which account


def test_number_of_no_order_from_allegro_is_explained(account, command):
    printed = command("--order", "4711")

    assert printed.status == 1
    assert printed.err.startswith("No order 4711 was imported from Allegro. Compare the number")


def test_order_of_another_seller_is_not_looked_for_at_this_one(
    two_accounts, sell, simulator, command
):
    first, second = two_accounts
    number = number_of(sell(Kind.PAID_ONLINE))

    printed = command("--order", number, f"--account={second.pk}")

    assert printed.status == 1
    assert printed.err == (
        f"Order {number} was not sold by drugi. It is of the account {first.pk} (sklep_demo)."
    )
    assert command("--order", number, "--channel=allegro-pl").status == 0


def test_number_that_two_accounts_have_is_to_be_told_apart(two_accounts, sell, command):
    form_id = sell(Kind.PAID_ONLINE)
    first, second = two_accounts
    link = OrderLink.objects.get(form_id=form_id)
    link.pk, link.account, link.order_id = None, second, "00000000-0000-4000-8000-000000000001"
    link.save()

    printed = command("--order", link.order_number)

    assert printed.status == 1
    assert printed.err == (
        f"Several accounts have an order {link.order_number}. Say which one with --account: "
        f"{first.pk} (sklep_demo), {second.pk} (drugi)."
    )
    assert command("--order", link.order_number, f"--account={first.pk}").status == 0


def test_order_of_a_seller_who_is_lost_is_to_be_connected_again(account, sell, command):
    number = number_of(sell(Kind.PAID_ONLINE))
    ledger.reconnect_needed(account.pk)

    printed = command("--order", number)

    assert printed.status == 1
    assert printed.err.startswith("The seller sklep_demo is not connected to Allegro now.")


def test_account_of_another_worker_is_left_to_it(account, sell, simulator, command):
    form_id = sell(Kind.PAID_ONLINE)
    ledger.lease(account.pk, simulator.clock.now())

    printed = command("--form", form_id)

    assert printed.status == 1
    assert printed.lines == [
        "sklep_demo: another worker is busy with this account. Try again in a minute.",
        NOTHING,
    ]
    assert len(simulator.requests) == 0


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["--form", "12345"], "12345 is no form id."),
        (["--form", UNKNOWN, "--order", "1"], "Give only one of --form and --order."),
        (["--account=1", "--channel=a"], "Give only one of --channel and --account."),
        (["--order=1", "--account=1", "--channel=a"], "Give only one of --channel and --account."),
    ],
)
def test_wrong_options_are_explained(account, simulator, command, arguments, told):
    printed = command(*arguments)

    assert printed.status == 2
    assert printed.err.startswith(told)
    assert len(simulator.requests) == 0
    assert not Run.objects.exists()


def test_run_that_stops_is_told(sell, simulator, command):
    form_id = sell(Kind.UNPAID)
    simulator.faults.add("unavailable", "/order/*", times=None)

    printed = command("--form", form_id)

    assert printed.status == 1
    assert printed.lines[0].startswith("sklep_demo: stopped. Allegro cannot be reached;")
    assert "as Allegro has it" not in printed.out


def test_polish_form_makes_a_polish_command(sell, simulator, command):
    change_form("allegro-cz", language="pl")
    change_form("allegro-pl", language="pl")
    form_id = sell(Kind.UNPAID)
    simulator.pay(form_id)

    printed = command("--form", form_id)

    assert printed.lines[0] == (
        f"Zamówienie {number_of(form_id)}: opłacone w całości, potwierdzone; zmieniono: adres "
        "dostawy."
    )
    assert command("--order", "4711").err.startswith("Nie ma pobranego z Allegro zamówienia 4711.")
