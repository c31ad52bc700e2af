"""`allegro_import --dry-run`: what a person reads, and that nothing changes."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.core.management import load_command_class

from saleor_allegro import ledger
from saleor_allegro.models import Account
from saleor_allegro.shop.rehearsal.models import Customer, Order, Stock, Variant
from saleor_allegro.simulator.kinds import Kind
from saleor_allegro.sync.import_account import import_account
from tests.commands.conftest import NOW, change_form
from tests.commands.terminal import run
from tests.database_state import changed, database_state


@pytest.fixture
def dry_run(simulator):
    """The command, held to writing nothing."""

    def of(*arguments):
        before = database_state()
        command = load_command_class("saleor_allegro", "allegro_import")
        printed = run(command, "--dry-run", *arguments, now=simulator.clock.now)
        assert changed(before, database_state()) == set()
        return printed

    return of


def block(printed, form_id):
    """The lines about a form, without the first."""
    [start] = [
        number for number, line in enumerate(printed.lines) if line.startswith(f"Form {form_id}")
    ]
    rest = printed.lines[start + 1 :]
    end = next(number for number, line in enumerate(rest) if not line.startswith(" "))
    return [line.strip() for line in rest[:end]]


def test_order_is_told_line_by_line(account, simulator, dry_run):
    form_id = simulator.sell(Kind.EXTRAS)
    form = simulator.forms[form_id]
    first = form["lineItems"][0]
    variant = Variant.objects.get(offer_id=first["offer"]["id"])

    printed = dry_run()

    assert printed.status == 0
    lines = block(printed, form_id)
    total = form["summary"]["totalToPay"]["amount"]
    assert lines[0] == f"order in allegro-pl: UNFULFILLED, total {total} PLN"
    assert lines[1] == f"customer {form['buyer']['login']}: new"
    rate = f"{Decimal(first['tax']['rate']).normalize():f}%"
    price, name = first["price"]["amount"], first["offer"]["name"]
    assert lines[2] == f"{first['quantity']} × {price}  VAT {rate}  {name}"
    assert lines[3] == (
        f"key {variant.sku}: variant {variant.pk}, 2 of {first['quantity']} taken from stock"
    )
    assert any(line.endswith(" (additional service)") for line in lines)
    assert any(line.endswith(" (deposit)") for line in lines)
    delivery = form["delivery"]
    assert f"delivery {delivery['cost']['amount']}  {delivery['method']['name']}" in lines
    paid = form["payment"]["paidAmount"]["amount"]
    assert any(line.startswith(f"paid {paid}  Allegro: ") for line in lines)
    assert printed.lines[-1] == (
        "Dry run: nothing was written. It would be: imported 1, updated 0, failed 0, flagged 0; "
        "waiting 0, skipped 0"
    )


def test_unpaid_purchase_without_a_delivery_is_told(account, simulator, dry_run):
    form_id = simulator.sell(Kind.BOUGHT)

    lines = block(dry_run(), form_id)

    assert lines[0].startswith("order in allegro-pl: UNCONFIRMED, total ")
    assert lines[-2:] == ["no delivery chosen yet", "nothing paid yet"]


def test_czech_order_is_told_in_its_own_channel(account, simulator, dry_run):
    form_id = simulator.sell(Kind.CZECH)

    [head, *_] = block(dry_run(), form_id)

    assert head.startswith("order in allegro-cz: UNFULFILLED, total ")
    assert head.endswith(" CZK")


def test_flags_are_told_as_the_merchant_will_read_them(account, simulator, dry_run):
    form_id = simulator.sell(Kind.NO_SKU)
    Stock.objects.update(quantity=0)
    other = simulator.sell(Kind.PAID_ONLINE)

    printed = dry_run()

    assert any(
        line.startswith("! No product matches the offer") for line in block(printed, form_id)
    )
    assert "key -: no variant, takes no stock" in block(printed, form_id)
    assert any(line.startswith("! Oversold: 1 sold") for line in block(printed, other))
    assert "flagged 2;" in printed.lines[-1]
    assert printed.status == 0


def test_a_persons_choice_is_told_as_such(account, simulator, dry_run):
    form_id = simulator.sell(Kind.NO_SKU)
    variant = Variant.objects.first()
    gone = Variant.objects.create(sku="GONE")
    other = simulator.sell(Kind.PAID_ONLINE)
    for sold, chosen in ((form_id, variant), (other, gone)):
        for line in simulator.forms[sold]["lineItems"]:
            now = simulator.clock.now()
            ledger.choose_variant(account.pk, line["offer"]["id"], str(chosen.pk), now)
    gone.delete()

    printed = dry_run()

    lines = block(printed, form_id)
    assert any(line.startswith(f"chosen by a person: variant {variant.pk}, ") for line in lines)
    assert not any(line.startswith("!") for line in lines)
    assert any(line.startswith("key ") for line in block(printed, other))


def test_rate_that_the_shop_gives_is_told(account, simulator, dry_run):
    form_id = simulator.sell(Kind.NO_TAX)
    Variant.objects.update(tax_rate=Decimal("0.05"))

    assert any("  VAT 5%  " in line for line in block(dry_run(), form_id))


def test_customers_are_told_as_known_new_or_made_above(account, simulator, dry_run):
    known = simulator.sell(Kind.PAID_ONLINE)
    import_account(account.pk, clock=simulator.clock.now)
    again = simulator.sell(Kind.PAID_ONLINE, buyer_of=known)
    simulator.clock.advance(timedelta(hours=1))
    new = simulator.sell(Kind.COMPANY_INVOICE)
    simulator.clock.advance(timedelta(hours=1))
    twice = simulator.sell(Kind.PAID_ONLINE, buyer_of=new)

    printed = dry_run("--channel=allegro-pl")

    told = [block(printed, form_id)[1].rpartition(": ")[2] for form_id in (again, new, twice)]
    assert told == ["known to the shop", "new", "made by an order above"]
    assert Customer.objects.count() == 1


def test_what_waits_is_skipped_or_fails_is_told_with_the_reason(account, simulator, dry_run):
    change_form("allegro-pl", import_unpaid=False)
    waiting, skipped = simulator.sell(Kind.UNPAID), simulator.sell(Kind.CANCELLED)
    failing = simulator.sell(Kind.HUNGARIAN)

    printed = dry_run()

    assert (
        f"Form {waiting} would wait: not paid yet, and the setting “Import unpaid purchases” is off"
    ) in printed.lines
    assert f"Form {skipped} would be skipped: cancelled on Allegro" in printed.lines
    assert f"Form {failing} would fail:" in printed.lines
    assert block(printed, failing)[0].startswith(f"No channel takes form {failing}: it is in HUF")
    assert printed.lines[-1].endswith("failed 1, flagged 0; waiting 1, skipped 1")
    assert (printed.status, printed.err) == (
        1,
        "Not everything could be imported; what is said above tells why.",
    )


def test_form_that_is_an_order_already_says_its_number(account, simulator, dry_run):
    form_id = simulator.sell(Kind.PAID_ONLINE)
    import_account(account.pk, clock=simulator.clock.now)

    printed = dry_run("--form", form_id)

    number = Order.objects.get().number
    assert printed.lines[0] == (f"Form {form_id} is order {number} already; it was left as it is.")


def test_order_whose_link_was_lost_would_be_taken_over(account, simulator, dry_run):
    form_id = simulator.sell(Kind.PAID_ONLINE)
    import_account(account.pk, clock=simulator.clock.now)
    account.links.all().delete()

    lines = block(dry_run("--form", form_id), form_id)

    number = Order.objects.get().number
    assert lines == [
        f"order {number} of the shop has this form already: it would be taken over as it is"
    ]


def test_failed_forms_and_those_since_a_day_can_be_foretold(account, simulator, dry_run):
    failing = simulator.sell(Kind.HUNGARIAN)
    import_account(account.pk, clock=simulator.clock.now)
    new = simulator.sell(Kind.PAID_ONLINE)

    assert f"Form {failing} would fail:" in dry_run("--failed").lines
    assert block(dry_run("--since", "2026-11-19"), new)


def test_nothing_due_says_when_it_will_be(account, simulator, dry_run):
    import_account(account.pk, clock=simulator.clock.now)

    printed = dry_run()

    assert printed.lines[:2] == [
        "Nothing is due now.",
        "sklep_demo: next import 2026-11-20 08:10 UTC (+10 min)",
    ]
    assert printed.status == 0


@pytest.mark.parametrize(
    ("fault", "told"),
    [
        ("unavailable", "sklep_demo: stopped. Allegro cannot be reached;"),
        ("rate_limited", "sklep_demo: stopped. Allegro asks for a pause;"),
        ("revoked_tokens", "sklep_demo: stopped. Allegro refused the access token"),
    ],
)
def test_allegro_that_does_not_let_us_read_is_told(account, simulator, dry_run, fault, told):
    simulator.sell(Kind.PAID_ONLINE)
    simulator.faults.add(fault, "/order/*", times=None)

    printed = dry_run()

    assert printed.status == 1
    assert printed.lines[0].startswith(told)


def test_pause_of_allegro_is_kept(account, simulator, dry_run):
    ledger.pause(account.pk, NOW + timedelta(minutes=5))

    assert dry_run("--channel=allegro-pl").status == 1
    assert len(simulator.requests) == 0


def test_account_of_another_worker_can_be_foretold(account, simulator, dry_run):
    form_id = simulator.sell(Kind.PAID_ONLINE)
    ledger.lease(account.pk, simulator.clock.now())

    assert block(dry_run("--channel=allegro-pl"), form_id)


def test_nobodys_name_or_address_is_shown(account, simulator, dry_run):
    simulator.sell_many(40)

    printed = dry_run()

    for form in simulator.forms.values():
        buyer, address = form["buyer"], (form["delivery"] or {}).get("address") or {}
        for word in (buyer["email"], buyer["lastName"], address.get("street")):
            assert not word or word not in printed.out


def test_words_of_allegro_cannot_steer_the_terminal(account, simulator, dry_run):
    form_id = simulator.sell(Kind.PAID_ONLINE)
    form = simulator.forms[form_id]
    form["lineItems"][0]["offer"]["name"] = "Kubek\x1b[2J[red]"
    form["buyer"]["login"] = "kto\u202eś"
    simulator.forms.put(form)

    printed = dry_run()

    assert "\x1b" not in printed.out
    assert "\u202e" not in printed.out
    assert "Kubek\N{REPLACEMENT CHARACTER}[2J[red]" in printed.out


def test_polish_form_makes_a_polish_dry_run(account, simulator, dry_run):
    change_form("allegro-pl", language="pl")
    change_form("allegro-cz", language="pl")
    simulator.sell(Kind.NO_SKU)
    simulator.sell(Kind.CANCELLED)

    printed = dry_run()

    assert any(line.startswith("  zamówienie w allegro-pl: ") for line in printed.lines)
    assert any(line.startswith("  ! Żaden produkt nie pasuje") for line in printed.lines)
    assert any(line.endswith("byłby pominięty: anulowane w Allegro") for line in printed.lines)
    assert printed.lines[-1].startswith("Na próbę: niczego nie zapisano.")


def test_account_is_read_anew_each_time(account, simulator, dry_run):
    form_id = simulator.sell(Kind.PAID_ONLINE)

    first, second = dry_run(), dry_run()

    assert first.out == second.out
    assert block(second, form_id)
    assert Account.objects.get().cursor == ""
