"""What an order costs in SQL statements, from the page of forms that was read to its webhooks."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta

import pytest
from django.test import TestCase
from saleor import __version__ as saleor_version
from saleor.order.models import Order

from saleor_allegro import ledger
from saleor_allegro.demo.merchant import CHANNELS, connect_seller, form_values
from saleor_allegro.demo.saleor import open_shop
from saleor_allegro.models import Account, Run
from saleor_allegro.simulator import Simulator, serve
from saleor_allegro.sync.connection import OpenRun
from saleor_allegro.sync.decisions import window_of
from saleor_allegro.sync.runs import conduct
from saleor_allegro.sync.write_forms import write_forms
from tests.saleor.statements import StatementCounter

NOW = datetime(2026, 11, 20, 8, 0, tzinfo=UTC)
#: Asked for are 4; it has been below 1.2, of which half is the second channel's own batch.
MOST_AN_ORDER = 2
PAGE = 100


@pytest.fixture
def simulator() -> Simulator:
    return Simulator(seed=7, now=NOW)


@pytest.fixture
def account(db: None, simulator: Simulator) -> Iterator[Account]:
    """The seller, connected to both channels of a shop that sells what the seller offers."""
    with serve(simulator) as base_url:
        open_shop(simulator, base_url)
        for slug in CHANNELS:
            account = connect_seller(
                slug, form_values(simulator, base_url), clock=simulator.clock.now
            )
        yield account


def test_an_order_costs_few_statements(
    simulator: Simulator,
    account: Account,
    count_statements: Callable[[], StatementCounter],
    capsys: pytest.CaptureFixture[str],
) -> None:
    simulator.sell_many(130, since=NOW - timedelta(days=3))
    statements = count_statements()

    def work(run: OpenRun) -> None:
        forms = {}
        for page in run.client.checkout_form_pages():
            forms |= {form.id: form for form in page.checkout_forms}
        ledger.receive(run.lease, [*forms], run.clock())
        links = ledger.due(run.account.pk, run.clock(), limit=PAGE)
        readings = [(link, forms[link.form_id]) for link in links]
        with statements, TestCase.captureOnCommitCallbacks(execute=True):
            write_forms(run, readings, window_of(run.account))

    run = conduct(account.pk, Run.Kind.IMPORT, work, clock=simulator.clock.now)

    assert run is not None
    assert run.failed == 0
    orders = Order.objects.count()
    lines = sum(Order.objects.values_list("lines_count", flat=True))
    with capsys.disabled():
        print(  # noqa: T201 - the figure is what the run is asked for
            f"\nSaleor {saleor_version}: {len(statements) / orders:.2f} statements an order "
            f"({len(statements)} for {orders} orders with {lines} lines)\n"
        )
    assert orders == run.imported
    assert len(statements) <= MOST_AN_ORDER * orders, statements.most_frequent()
