"""The import of one account, from a seller's sales to orders that agree to the grosz."""

from datetime import timedelta

from saleor_allegro.demo.sold import read_form
from saleor_allegro.demo.verdict import differences
from saleor_allegro.shop.rehearsal.models import Order
from saleor_allegro.shop.rehearsal.shop import RehearsalShop
from saleor_allegro.sync.import_account import import_account


def held():
    return RehearsalShop().read_orders(Order.objects.values_list("uuid", flat=True))


def test_orders_of_the_days_before_are_imported_as_they_were_sold(account, simulator):
    simulator.sell_many(60, since=simulator.clock.now() - timedelta(days=3))

    run = import_account(account.pk, clock=simulator.clock.now)

    sold = [read_form(form) for form in simulator.forms.values()]
    assert differences(sold, held()) == []
    assert (run.outcome, run.failed) == ("finished", 0)
    assert run.imported == Order.objects.count() == sum(not sale.is_cancelled for sale in sold)
