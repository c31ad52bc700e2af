"""What a page of orders costs: statements that do not grow with it."""

import re
from collections import Counter

from django.db import connection
from django.test.utils import CaptureQueriesContext

from saleor_allegro.shop.rehearsal.models import Announcement
from saleor_allegro.simulator import Kind
from tests.sync.steps import later, run_import

#: Orders are announced one after another, and marked by tens with a heartbeat.
ANNOUNCING = (Announcement._meta.db_table, '"announced_at" = ', '"lease_expires_at" = ')


def statements(account, simulator, orders):
    """How often an import of so many orders says what, without announcing them."""
    later(simulator, hours=3)
    simulator.sell_many(orders, kinds_sold=[Kind.EXTRAS, Kind.CASH_ON_DELIVERY])
    with CaptureQueriesContext(connection) as captured:
        assert run_import(account, simulator).imported == orders
    said = [query["sql"] for query in captured.captured_queries]
    said = [sql for sql in said if not any(words in sql for words in ANNOUNCING)]
    # Savepoints have names of their own.
    return Counter(re.sub(r'"s[0-9_x]+"', "", " ".join(sql.split()[:3])) for sql in said)


def test_a_page_of_a_hundred_orders_costs_the_statements_of_fifty(account, simulator):
    statements(account, simulator, 10)  # the backfill

    fifty = statements(account, simulator, 50)
    hundred = statements(account, simulator, 100)

    assert hundred == fifty
    assert hundred.total() <= 55
