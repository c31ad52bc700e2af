"""The commands inside Saleor, on its own tables."""

import json
from datetime import timedelta

import pytest
from django.core.management import load_command_class
from django.utils import timezone
from saleor.account.models import User
from saleor.channel.models import Channel
from saleor.order.models import Order, OrderLine
from saleor.warehouse.models import Stock

from saleor_allegro import ledger
from saleor_allegro.demo.sold import read_form
from saleor_allegro.demo.verdict import differences
from saleor_allegro.models import OrderLink, Run
from saleor_allegro.shop.saleor.shop import SaleorShop
from saleor_allegro.simulator.consents import Decision
from saleor_allegro.simulator.kinds import USUAL_IN_ZLOTY, Kind
from saleor_allegro.sync.import_account import import_account
from saleor_allegro.sync.preview_orders import PreviewedOrder, preview_account
from tests.commands.terminal import run
from tests.database_state import changed, database_state
from tests.saleor.selling import selling_shop

DAY = timedelta(days=1)


@pytest.fixture
def selling(db, monkeypatch):
    monkeypatch.setenv("COLUMNS", "100")
    with selling_shop() as selling:
        yield selling


def command(name, *arguments, **changes):
    made = load_command_class("saleor_allegro", name)
    for attribute, value in changes.items():
        setattr(made, attribute, value)
    return run(made, *arguments)


# allegro_connect


def test_seller_is_connected_to_a_channel_of_saleor(selling):
    ledger.disconnect(selling.account.pk, "allegro-cz")

    def confirm(interval):
        for code in selling.simulator.consents.waiting_codes():
            selling.simulator.consents.decide(code, Decision.APPROVED)

    printed = command("allegro_connect", "--channel=allegro-cz", wait=confirm)

    assert printed.status == 0
    assert "Connected: the seller sklep_demo and the channel allegro-cz." in printed.lines
    assert ledger.channels_of(selling.account.pk) == ["allegro-cz", "allegro-pl"]


def test_channels_of_saleor_are_named_to_who_mistypes_one(selling):
    printed = command("allegro_connect", "--channel=allegro")

    assert printed.err == (
        "There is no channel allegro. The channels are: allegro-cz (CZK), allegro-pl (PLN)."
    )


# allegro_status


def test_status_reads_the_forms_of_saleor(selling):
    selling.change_forms(active=False)

    assert "allegro-pl  takes no orders: switched off" in command("allegro_status").out
    selling.change_forms(active=True, import_every_minutes="never")
    printed = command("allegro_status", "--json", "--check")
    [account] = json.loads(printed.out)["accounts"]
    assert [each["code"] for each in account["attention"]] == ["wrong_settings", "wrong_settings"]
    assert printed.status == 1


def test_status_after_an_import(selling):
    selling.simulator.sell_many(6, kinds_sold=[Kind.PAID_ONLINE, Kind.CANCELLED])
    import_account(selling.account.pk)

    printed = command("allegro_status", "--json", "--check")

    [account] = json.loads(printed.out)["accounts"]
    assert (account["forms"]["imported"], account["forms"]["skipped"]) == (3, 3)
    assert account["last_run"]["outcome"] == "finished"
    assert printed.status == 0


def test_status_of_a_saleor_without_channels_says_what_to_do(db):
    Channel.objects.all().delete()

    assert command("allegro_status").out.startswith("No seller is connected.")


# allegro_import


def test_orders_are_imported_into_saleor(selling):
    selling.simulator.sell_many(20, since=timezone.now() - 2 * DAY)

    printed = command("allegro_import")

    sold = [read_form(form) for form in selling.simulator.forms.values()]
    held = SaleorShop().read_orders(list(Order.objects.values_list("pk", flat=True)))
    assert differences(sold, held) == []
    assert printed.lines[-1].startswith(
        f"imported {sum(not each.is_cancelled for each in sold)}, updated 0, failed 0, flagged "
    )
    assert printed.status == 0


def test_form_that_is_an_order_already_says_saleors_number(selling):
    form_id = selling.simulator.sell(Kind.PAID_ONLINE)
    command("allegro_import", "--form", form_id)

    printed = command("allegro_import", "--form", form_id)

    number = Order.objects.get().number
    assert printed.lines[0] == f"Form {form_id} is order {number} already; it was left as it is."
    assert Order.objects.count() == 1


def test_failed_form_is_imported_once_its_channel_is_there(selling):
    selling.simulator.sell(Kind.HUNGARIAN)
    assert command("allegro_import").status == 1
    Channel.objects.filter(slug="allegro-cz").update(currency_code="HUF")

    printed = command("allegro_import", "--failed")

    assert printed.lines[-1].startswith("imported 1, updated 0, failed 0")
    assert Order.objects.get().channel.slug == "allegro-cz"


# allegro_recheck


def test_order_of_saleor_is_rechecked_by_its_number(selling):
    form_id = selling.simulator.sell(Kind.UNPAID)
    command("allegro_import")
    order = Order.objects.get()
    selling.simulator.pay(form_id)

    printed = command("allegro_recheck", "--order", str(order.number))

    assert printed.lines == [
        f"Order {order.number}: paid in full, confirmed; changed: delivery address.",
        "imported 0, updated 1, failed 0, flagged 0",
    ]
    order.refresh_from_db()
    assert (order.status, order.charge_status) == ("unfulfilled", "full")
    again = command("allegro_recheck", "--order", str(order.number))
    assert again.lines[0] == f"Order {order.number} is as Allegro has it."


def test_order_placed_in_saleor_itself_has_nothing_to_be_compared_with(selling):
    channel = Channel.objects.get(slug="allegro-pl")
    own = Order.objects.create(channel=channel, currency="PLN", status="unfulfilled", lines_count=0)

    printed = command("allegro_recheck", "--order", str(own.number))

    assert printed.status == 1
    assert printed.err.startswith(f"No order {own.number} was imported from Allegro.")
    assert len(selling.simulator.requests) == 0


def test_what_staff_changed_in_saleor_survives_a_recheck(selling):
    form_id = selling.simulator.sell(Kind.PAID_ONLINE)
    command("allegro_import")
    address = Order.objects.get().shipping_address
    address.street_address_1 = "Poprawiona 7"
    address.save()
    selling.simulator.change_message(form_id, "Proszę zapakować na prezent")

    printed = command("allegro_recheck")

    order = Order.objects.get()
    assert printed.lines[0] == f"Order {order.number}: changed: message to the seller."
    assert order.shipping_address.street_address_1 == "Poprawiona 7"
    assert "prezent" in order.customer_note


# allegro_audit


def test_audit_repairs_what_the_journal_lost_in_saleor(selling):
    simulator = selling.simulator
    simulator.sell_many(8, since=timezone.now() - 2 * DAY, kinds_sold=USUAL_IN_ZLOTY)
    unpaid = simulator.sell(Kind.UNPAID)
    command("allegro_import")
    simulator.journal.hold()
    lost = simulator.sell(Kind.PAID_ONLINE)
    simulator.pay(unpaid)

    printed = command("allegro_audit", "--days=3")

    count = Order.objects.count()
    assert printed.lines[-1] == f"Allegro {count}, Saleor {count}, missing 0, stale 0"
    assert printed.lines[0].startswith("imported 1, updated 1, failed 0")
    assert printed.status == 0
    assert Order.objects.get(external_reference=unpaid).charge_status == "full"
    assert Order.objects.filter(external_reference=lost).exists()


def test_order_deleted_from_saleor_is_missing(selling):
    selling.simulator.sell_many(2, kinds_sold=[Kind.UNPAID])
    command("allegro_import")
    deleted = Order.objects.first()
    form_id, number = deleted.external_reference, deleted.number
    deleted.delete()

    printed = command("allegro_audit", "--json")

    [found] = json.loads(printed.out)["accounts"]
    assert printed.status == 1
    assert (found["allegro"], found["saleor"], found["stale"]) == (2, 1, [])
    assert found["missing"] == [
        {"form_id": form_id, "reason": f"its order {number} is no longer in the shop"}
    ]


# allegro_import --dry-run


def dry_run(*arguments):
    return command("allegro_import", "--dry-run", *arguments)


@pytest.fixture
def sales(selling):
    """Orders of every sort, and some that cannot be imported."""
    simulator = selling.simulator
    simulator.sell_many(40, since=timezone.now() - 2 * DAY)
    simulator.sell(Kind.NO_SKU)
    simulator.sell(Kind.HUNGARIAN)
    form_id = simulator.sell(Kind.PAID_ONLINE)
    form = simulator.forms[form_id]
    form["lineItems"][0]["price"]["currency"] = "EUR"
    simulator.forms.put(form)
    return simulator


@pytest.mark.parametrize(
    "arguments", [(), ("--failed",), ("--since", "2026-01-01"), ("--channel=allegro-pl",)]
)
def test_dry_run_changes_no_table_and_no_sequence_of_saleor(selling, sales, arguments):
    before = database_state()
    assert {"order_order", "warehouse_stock", "account_user", "saleor_allegro_account"} <= {*before}
    assert "sequence order_order_number_seq" in before

    printed = dry_run(*arguments)

    assert changed(before, database_state()) == set()
    assert "Dry run: nothing was written." in printed.lines[-1]
    assert (Order.objects.count(), Run.objects.count()) == (0, 0)


def test_dry_run_of_a_named_form_changes_nothing(selling):
    form_id = selling.simulator.sell(Kind.EXTRAS)
    before = database_state()

    printed = dry_run("--form", form_id)

    assert changed(before, database_state()) == set()
    assert printed.lines[0].startswith(f"Form {form_id}, bought ")


def test_import_that_is_none_would_show_in_the_tables(selling):
    selling.simulator.sell(Kind.PAID_ONLINE)
    before = database_state()

    command("allegro_import")

    found = changed(before, database_state())
    assert {"order_order", "order_orderline", "warehouse_stock", "account_user"} <= found
    assert "sequence order_order_number_seq" in found


def test_what_saleor_would_make_is_what_it_makes(selling):
    simulator = selling.simulator
    # One channel: the orders of two are not foretold each other's stock.
    simulator.sell_many(40, since=timezone.now() - 2 * DAY, kinds_sold=USUAL_IN_ZLOTY)
    simulator.sell(Kind.HUNGARIAN)
    Stock.objects.update(quantity=3)

    previews = preview_account(selling.account, SaleorShop(), clock=timezone.now)
    import_account(selling.account.pk)

    orders = {each.link.form_id: each for each in previews if isinstance(each, PreviewedOrder)}
    assert set(orders) == set(Order.objects.values_list("external_reference", flat=True))
    raised = ledger.open_flags(selling.account.pk)
    for form_id, preview in orders.items():
        told = sorted((flag.kind, flag.subject) for flag in preview.outcome.flags)
        assert told == sorted((flag.kind, flag.subject) for flag in raised.get(form_id, ()))
    failed = {each.link.form_id for each in previews if isinstance(each, ledger.Failure)}
    links = OrderLink.objects.filter(state="failed")
    assert failed == set(links.values_list("form_id", flat=True)) != set()
    held = {
        line.metadata["allegro.line_item_id"]: (line.variant_id, line.quantity, line.tax_rate)
        for line in OrderLine.objects.filter(metadata__contains={"allegro.kind": "offer"})
    }
    assert held == {
        line.line_item_id: (int(line.variant_id), line.quantity, line.tax_rate)
        for each in orders.values()
        for line in each.outcome.lines
    }


def test_dry_run_tells_variant_rate_and_customer_of_saleor(selling):
    form_id = selling.simulator.sell(Kind.NO_TAX)
    form = selling.simulator.forms[form_id]
    User.objects.create(email=form["buyer"]["email"].lower())

    printed = dry_run()

    assert f"  customer {form['buyer']['login']}: known to the shop" in printed.lines
    assert any("variant" in line and "1 of 1 taken from stock" in line for line in printed.lines)
    assert any("  VAT " in line for line in printed.lines)


def test_dry_run_refreshes_an_old_token_and_keeps_nothing_else(selling):
    selling.simulator.sell(Kind.PAID_ONLINE)
    selling.change_account(token_expires_at=timezone.now())
    before, tokens = database_state(), ledger.tokens_of(selling.account.pk)

    printed = dry_run()

    assert printed.status == 0
    assert changed(before, database_state()) == {"saleor_allegro_account"}
    kept = ledger.account(selling.account.pk)
    names = [
        field.name
        for field in kept._meta.concrete_fields
        if getattr(kept, field.name) != getattr(selling.account, field.name)
    ]
    assert names == ["access_token", "refresh_token", "token_expires_at"]
    assert ledger.tokens_of(selling.account.pk).refresh_token != tokens.refresh_token
    assert command("allegro_import").status == 0
