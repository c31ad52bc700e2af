"""A form we cannot use in the middle of a page: it fails with its reason, the others are orders."""

from decimal import Decimal

import pytest

from saleor_allegro.models import OrderLink
from saleor_allegro.shop.rehearsal.models import Channel, Order
from saleor_allegro.simulator import Kind
from tests.sync.steps import (
    link_of,
    misprint,
    ordered_forms,
    run_import,
    set_up,
    state_of,
)


def drop(form, *names):
    *path, last = names
    for name in path:
        form = form[name]
    del form[last]


def set_money(form, amount):
    form["summary"]["totalToPay"]["amount"] = amount


BAD = {
    "money that is a word": (lambda form: set_money(form, "abc"), "unreadable", '"abc"'),
    "money with a comma": (lambda form: set_money(form, "12,50"), "unreadable", '"12,50"'),
    "money that is no number": (lambda form: set_money(form, "NaN"), "unreadable", "totalToPay"),
    "a negative total": (lambda form: set_money(form, "-1.00"), "unreadable_money", "-1.00"),
    "no total": (lambda form: drop(form, "summary", "totalToPay"), "unreadable", "totalToPay"),
    "an unknown status": (
        lambda form: form.update(status="TELEPORTED"),
        "unknown_status",
        "TELEPORTED",
    ),
    "two currencies": (
        lambda form: form["delivery"]["cost"].update(currency="EUR"),
        "mixed_currencies",
        "EUR, PLN",
    ),
    "a line item twice": (
        lambda form: form["lineItems"].append(form["lineItems"][0]),
        "repeated_line",
        "",
    ),
    "no line items": (lambda form: form.update(lineItems=[]), "no_lines", ""),
    "a line item without an id": (
        lambda form: drop(form, "lineItems", 0, "id"),
        "unreadable",
        "lineItems.0.id",
    ),
    "nobody who bought": (lambda form: form.update(buyer=None), "unreadable", "buyer"),
}


@pytest.mark.parametrize(("change", "code", "words"), BAD.values(), ids=BAD.keys())
def test_it_fails_with_its_reason_and_the_others_are_imported(
    account, simulator, change, code, words
):
    sold = simulator.sell_many(9, kinds_sold=[Kind.PAID_ONLINE])
    bad = sold[4]
    misprint(simulator, bad, change)

    run = run_import(account, simulator)

    assert (run.outcome, run.imported, run.failed) == ("finished", 8, 1)
    assert ordered_forms() == set(sold) - {bad}
    link = link_of(bad)
    assert (link.state, link.error_code, link.attempts) == ("failed", code, 1)
    assert link.next_try_at > simulator.clock.now()
    assert link.error_message.startswith(f"Form {bad}")
    assert words in link.error_message

    set_up("allegro-cz", language="pl")
    simulator.clock.set(link.next_try_at)
    run_import(account, simulator)

    link = link_of(bad)
    assert (link.error_code, link.attempts) == (code, 2)
    assert link.error_message.startswith(("Formularz", "Nie można odczytać formularza"))
    assert words in link.error_message


def test_a_form_without_an_id_is_counted_and_stops_nothing(account, simulator, caplog):
    sold = simulator.sell_many(9, kinds_sold=[Kind.PAID_ONLINE])
    misprint(simulator, sold[4], lambda form: form.pop("id"))

    run = run_import(account, simulator)

    assert (run.outcome, run.imported, run.failed) == ("finished", 8, 1)
    assert "1 forms without an id" in caplog.text
    assert OrderLink.objects.count() == 8


def test_what_allegro_corrects_is_imported_by_itself(account, simulator):
    form_id = simulator.sell(Kind.PAID_ONLINE)
    before = misprint(simulator, form_id, lambda form: set_money(form, "abc"))
    run_import(account, simulator)
    simulator.forms.put(before)
    simulator.clock.set(link_of(form_id).next_try_at)

    assert run_import(account, simulator).imported == 1
    assert state_of(form_id) == ("imported", "", 0)
    assert Order.objects.get().total_gross == Decimal(before["summary"]["totalToPay"]["amount"])


def test_forints_without_decimals_are_whole_forints(account, simulator):
    Channel.objects.filter(slug="allegro-cz").update(currency="HUF")
    form_id = simulator.sell(Kind.HUNGARIAN)
    amounts = []

    def whole(part):
        if isinstance(part, dict) and "amount" in part:
            part["amount"] = str(round(Decimal(part["amount"])))
            amounts.append(part["amount"])
        for inner in part.values() if isinstance(part, dict) else part:
            if isinstance(inner, dict | list):
                whole(inner)

    before = misprint(simulator, form_id, whole)
    assert amounts
    assert not any("." in amount for amount in amounts)

    run = run_import(account, simulator)

    order = Order.objects.get()
    assert (run.failed, order.currency) == (0, "HUF")
    assert order.total_gross == round(Decimal(before["summary"]["totalToPay"]["amount"]))


def test_signs_that_no_database_stores_do_not_stop_an_order(account, simulator):
    form_id = simulator.sell(Kind.PAID_ONLINE)
    misprint(
        simulator,
        form_id,
        lambda form: form["buyer"].update(firstName="Ann\x00a", login="a\x00b"),
    )

    assert run_import(account, simulator).imported == 1

    assert Order.objects.get().billing_address["first_name"] == "Ann\ufffda"
