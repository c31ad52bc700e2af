"""Questions that a page asks again and again read no more rows than they show."""

from datetime import timedelta

import pytest
from django.db import connection

from saleor_allegro import ledger
from saleor_allegro.ledger import SeenOrders
from saleor_allegro.models import OrderLink, OrderPush, Run
from tests.ledger.rows import NOW, an_account

pytestmark = pytest.mark.django_db
HERE = "default"
COUNT = 3000


@pytest.fixture
def account():
    """One purchase a minute; of a hundred one fails, and one is not told."""
    account = an_account()
    links = OrderLink.objects.bulk_create(
        OrderLink(
            account=account,
            form_id=f"form-{number}",
            state=OrderLink.State.IMPORTED,
            is_dirty=False,
            first_seen_at=NOW,
            announced_at=NOW,
            bought_at=NOW - timedelta(minutes=number),
            failed_since=NOW if number % 100 == 0 else None,
            channel_slug="pl",
        )
        for number in range(COUNT)
    )
    OrderPush.objects.bulk_create(
        OrderPush(link=link, failed_since=link.failed_since) for link in links
    )
    Run.objects.bulk_create(
        Run(account=account, kind=Run.Kind.IMPORT, started_at=NOW - timedelta(hours=number))
        for number in range(COUNT)
    )
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    return account


def seen(**wanted):
    return ledger.seen_orders(SeenOrders(**wanted), database=HERE)


@pytest.mark.parametrize(
    "wanted",
    [{}, {"channel_slug": "pl"}, {"channels": ["pl"]}, {"state": OrderLink.State.IMPORTED}],
    ids=str,
)
@pytest.mark.parametrize("order", [("-bought_at", "-pk"), ("bought_at", "pk")])
def test_first_page_is_read_off_an_index(account, wanted, order):
    plan = seen(**wanted).order_by(*order)[:21].explain()

    assert "allegro_link_bought" in plan
    assert "Sort" not in plan
    assert "Seq Scan on saleor_allegro_orderlink" not in plan


@pytest.mark.parametrize("order", [("-bought_at", "-pk"), ("failed_since", "pk")])
def test_what_fails_is_found_without_the_rest(account, order):
    plan = seen(is_failed=True).order_by(*order)[:11].explain()

    assert "allegro_link_failing" in plan
    assert "Seq Scan" not in plan


def test_numbers_are_counted_without_what_is_well(account):
    statements = []

    def explain(execute, sql, params, many, context):
        with connection.cursor() as cursor:
            cursor.cursor.execute(f"EXPLAIN {sql}", params)
            statements.append("\n".join(row for (row,) in cursor.fetchall()))
        return execute(sql, params, many, context)

    with connection.execute_wrapper(explain):
        ledger.summarise(NOW - timedelta(hours=1), None, database=HERE)

    bought, failing, not_told, flagged = statements
    assert "allegro_link_bought" in bought
    assert "allegro_link_failing" in failing
    assert "allegro_push_failing" in not_told
    assert "saleor_allegro_orderlink" not in flagged


def test_last_day_is_read_off_an_index(account):
    day = Run.objects.filter(account__in=[account.pk], started_at__gte=NOW - timedelta(days=1))

    assert "allegro_run_last" in day.explain()
