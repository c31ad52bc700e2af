"""`allegro_audit`: whether the shop has what Allegro has, proven or repaired."""

import json
from datetime import timedelta

import pytest
from django.core.management import load_command_class

from saleor_allegro import ledger
from saleor_allegro.shop.rehearsal.models import Order
from saleor_allegro.simulator.kinds import Kind
from saleor_allegro.sync.import_account import import_account
from tests.commands.conftest import NOW, change_form
from tests.commands.terminal import run

DAY = timedelta(days=1)


@pytest.fixture
def command(simulator):
    def of(*arguments):
        made = load_command_class("saleor_allegro", "allegro_audit")
        return run(made, *arguments, now=simulator.clock.now)

    return of


@pytest.fixture
def sold(account, simulator):
    """Four orders and a cancelled purchase, imported a minute ago; then the journal breaks."""
    simulator.sell_many(4, kinds_sold=[Kind.PAID_ONLINE, Kind.UNPAID], since=NOW - 2 * DAY)
    simulator.sell(Kind.CANCELLED)
    import_account(account.pk, clock=simulator.clock.now)
    simulator.clock.advance(timedelta(minutes=1))
    simulator.journal.hold()
    return list(Order.objects.order_by("pk"))


def unpaid(orders):
    return next(order for order in orders if order.status == "unconfirmed")


def test_equal_shop_is_said_to_be(sold, command):
    printed = command("--days=3")

    assert printed.status == 0
    assert printed.lines == [
        "imported 0, updated 0, failed 0, flagged 0",
        "Allegro 4, Saleor 4, missing 0, stale 0",
    ]


def test_what_the_journal_lost_is_repaired_and_counted(sold, simulator, command):
    simulator.sell(Kind.PAID_ONLINE)
    simulator.pay(unpaid(sold).form_id)
    simulator.clock.advance(timedelta(minutes=1))

    printed = command()

    assert printed.status == 0
    assert printed.lines == [
        "imported 1, updated 1, failed 0, flagged 0",
        "Allegro 5, Saleor 5, missing 0, stale 0",
    ]
    assert command().lines == [
        "imported 0, updated 0, failed 0, flagged 0",
        "Allegro 5, Saleor 5, missing 0, stale 0",
    ]


def test_what_cannot_be_repaired_is_named_with_its_reason(sold, simulator, command):
    hungarian = simulator.sell(Kind.HUNGARIAN)
    deleted = unpaid(sold)
    number = deleted.number
    deleted.delete()

    printed = command("--days", "3")

    assert printed.status == 1
    told = [line for line in printed.lines if line.startswith("missing: ")]
    assert f"missing: form {deleted.form_id}: its order {number} is no longer in the shop" in told
    assert any(
        line.startswith(f"missing: form {hungarian}: No channel takes form") for line in told
    )
    assert printed.lines[-1] == "Allegro 5, Saleor 3, missing 2, stale 0"
    assert printed.err.startswith("The shop does not have everything as Allegro has it;")


def test_order_of_a_channel_switched_off_is_stale(sold, simulator, command):
    order = unpaid(sold)
    simulator.pay(order.form_id)
    change_form("allegro-pl", create_orders=False)

    printed = command("--channel=allegro-cz")

    assert printed.status == 1
    assert (
        f"stale: form {order.form_id}: order {order.number}: the channel allegro-pl takes no "
        "orders from Allegro now"
    ) in printed.lines
    assert printed.lines[-1] == "Allegro 4, Saleor 4, missing 0, stale 1"


def test_many_missing_forms_are_counted_and_not_all_listed(account, simulator, command):
    simulator.sell_many(13, kinds_sold=[Kind.HUNGARIAN])
    import_account(account.pk, clock=simulator.clock.now)

    printed = command()

    assert sum(line.startswith("missing: ") for line in printed.lines) == 10
    assert "… and 3 more" in printed.lines
    assert printed.lines[-1] == "Allegro 13, Saleor 0, missing 13, stale 0"


def test_only_what_changed_in_the_days_is_compared(account, simulator, command):
    simulator.sell_many(4, kinds_sold=[Kind.PAID_ONLINE], since=NOW - 12 * DAY)
    import_account(account.pk, clock=simulator.clock.now)

    assert command("--days=4").lines[-1] == "Allegro 2, Saleor 2, missing 0, stale 0"
    assert command("--days=14").lines[-1] == "Allegro 4, Saleor 4, missing 0, stale 0"


def test_audit_that_stops_proves_nothing(sold, simulator, command):
    simulator.faults.add("unavailable", "/order/*", times=None)

    printed = command()

    assert printed.status == 1
    assert printed.lines[0].startswith("sklep_demo: stopped. Allegro cannot be reached;")
    assert printed.lines[-1] == "Allegro 0, Saleor 0, missing 0, stale 0"


def test_busy_account_proves_nothing(account, sold, simulator, command):
    ledger.lease(account.pk, simulator.clock.now())

    printed = command()

    assert printed.status == 1
    assert printed.lines[0].startswith("sklep_demo: another worker is busy with this account.")


def test_account_nobody_wants_orders_of_proves_nothing_alone(account, command):
    change_form("allegro-pl", active=False)
    change_form("allegro-cz", active=False)

    printed = command()

    assert printed.status == 1
    assert printed.lines[0].startswith("sklep_demo: no channel takes orders.")


def test_account_nobody_wants_orders_of_is_no_failure_beside_another(two_accounts, sold, command):
    change_form("drugi-pl", create_orders=False)

    printed = command()

    assert printed.status == 0
    assert printed.lines[-1] == "Allegro 4, Saleor 4, missing 0, stale 0"


def test_audit_leaves_the_schedules_as_they_are(account, sold, command):
    before = ledger.account(account.pk)

    command()

    after = ledger.account(account.pk)
    for name in ("next_import_at", "next_recheck_at", "next_sweep_at"):
        assert getattr(before, name) == getattr(after, name)


@pytest.mark.parametrize("days", ["0", "366", "-1", "two", "1.5", "", "9999999999", "²"])
def test_wrong_days_are_explained(account, simulator, command, days):
    printed = command(f"--days={days}")

    assert printed.status == 2
    assert printed.err.startswith(f"{days} is no number of days. Give one from 1 to 365")
    assert len(simulator.requests) == 0


def test_json_is_a_document_of_its_own(account, sold, simulator, command):
    order = unpaid(sold)
    number = order.number
    order.delete()

    printed = command("--json", "--days=3")

    assert printed.status == 1
    assert json.loads(printed.out) == {
        "days": 3,
        "accounts": [
            {
                "id": account.pk,
                "login": "sklep_demo",
                "is_equal": False,
                "allegro": 4,
                "saleor": 3,
                "missing": [
                    {
                        "form_id": order.form_id,
                        "reason": f"its order {number} is no longer in the shop",
                    }
                ],
                "stale": [],
                "run": {
                    "outcome": "finished",
                    "imported": 0,
                    "updated": 0,
                    "failed": 0,
                    "flagged": 0,
                    "error_code": "",
                    "error_message": "",
                },
            }
        ],
    }


def test_json_of_a_busy_account_is_still_a_document(account, sold, simulator, command, capsys):
    ledger.lease(account.pk, simulator.clock.now())

    printed = command("--json")

    [found] = json.loads(printed.out)["accounts"]
    assert (found["is_equal"], found["allegro"], found["run"]) == (False, None, None)
    assert "another worker is busy with this account" in capsys.readouterr().err


def test_polish_form_makes_a_polish_command_with_the_same_closing_line(sold, command):
    change_form("allegro-cz", language="pl")

    printed = command()

    assert printed.lines[-1] == "Allegro 4, Saleor 4, missing 0, stale 0"
    assert command("--days=x").err.startswith("x nie jest liczbą dni.")
