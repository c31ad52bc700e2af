"""A batch that the shop refuses is written one by one: the bad order stands alone."""

from datetime import timedelta

import pytest
from django.db import connection, transaction

from saleor_allegro.models import LineLink, OrderLink
from saleor_allegro.rules.retry import DELAYS
from saleor_allegro.shop.rehearsal.models import Channel, Order, Stock
from saleor_allegro.simulator import Kind
from tests.sync.steps import (
    link_of,
    misprint,
    ordered_forms,
    run_import,
    set_up,
    state_of,
)

#: Longer than the shop's column for the name of a line.
LONG_NAME = "Kubek " * 100
ORDERS = Order._meta.db_table


def too_long(form):
    form["lineItems"][0]["offer"]["name"] = LONG_NAME


def test_the_others_of_the_batch_are_written_and_the_bad_one_says_why(account, simulator, caplog):
    sold = simulator.sell_many(12, kinds_sold=[Kind.PAID_ONLINE])
    bad = sold[5]
    misprint(simulator, bad, too_long)

    run = run_import(account, simulator)

    assert (run.outcome, run.imported, run.failed) == ("finished", 11, 1)
    assert ordered_forms() == set(sold) - {bad}
    link = link_of(bad)
    assert (link.state, link.error_code, link.attempts) == ("failed", "bug", 1)
    assert link.error_message == (
        f"The shop could not write the order of form {bad}: DataError. It is tried again by itself."
    )
    assert (link.order_id, link.revision) == (None, simulator.forms[bad]["revision"])
    assert bad in caplog.text
    assert "Kubek" not in caplog.text
    assert not LineLink.objects.filter(link=link).exists()


def test_no_stock_is_taken_by_an_order_that_is_not_written(account, simulator):
    sold = simulator.sell_many(6, kinds_sold=[Kind.PAID_ONLINE])
    misprint(simulator, sold[2], too_long)

    run_import(account, simulator)

    assert sum(Stock.objects.values_list("allocated", flat=True)) == 5


def test_it_is_tried_less_and_less_often_down_to_hourly(account, simulator):
    form_id = simulator.sell(Kind.PAID_ONLINE)
    before = misprint(simulator, form_id, too_long)
    waits = []
    for attempt in range(1, len(DELAYS) + 2):
        assert run_import(account, simulator).failed == 1
        link = link_of(form_id)
        assert link.attempts == attempt
        assert link.failed_since <= simulator.clock.now()
        waits.append(link.next_try_at - simulator.clock.now())
        simulator.clock.set(link.next_try_at - timedelta(seconds=1))
        assert run_import(account, simulator).failed == 0
        simulator.clock.set(link.next_try_at)

    assert waits == [*DELAYS, timedelta(hours=1)]
    simulator.forms.put(before)
    assert run_import(account, simulator).imported == 1
    assert (state_of(form_id), link_of(form_id).failed_since) == (("imported", "", 0), None)


def test_the_shops_own_words_are_told(account, simulator):
    """The currency of a channel is changed between the decision and the writing."""
    set_up("allegro-pl", language="pl")
    form_id = simulator.sell(Kind.PAID_ONLINE)
    decided = []

    def change(execute, sql, params, many, context):
        if LineLink._meta.db_table in sql:
            decided.append(sql)
        elif decided and "lease_expires_at" in sql:
            Channel.objects.filter(slug="allegro-pl").update(currency="EUR")
        return execute(sql, params, many, context)

    with connection.execute_wrapper(change):
        run = run_import(account, simulator)

    assert run.failed == 1
    assert state_of(form_id) == ("failed", "refused", 1)
    message = link_of(form_id).error_message
    assert message.startswith(f"Sklep nie zapisał zamówienia z formularza {form_id}: ")
    assert "connect the seller in a channel with PLN" in message


@pytest.mark.django_db(transaction=True)
def test_an_order_that_is_too_much_for_an_index_of_the_shop_stops_nothing_else(account, simulator):
    """PostgreSQL calls that operational, as it calls a lost connection."""
    sold = simulator.sell_many(5, kinds_sold=[Kind.PAID_ONLINE])
    noise = "".join(chr(200 + number * 7919 % 40_000) for number in range(9_000))
    misprint(simulator, sold[2], lambda form: form.update(messageToSeller=noise))
    with connection.cursor() as cursor:
        cursor.execute(f"CREATE INDEX too_small ON {ORDERS} (note)")
    try:
        run = run_import(account, simulator)
    finally:
        with connection.cursor() as cursor:
            cursor.execute("DROP INDEX too_small")

    assert (run.outcome, run.imported, run.failed) == ("finished", 4, 1)
    assert link_of(sold[2]).error_message.endswith("OperationalError. It is tried again by itself.")


@pytest.mark.django_db(transaction=True)
def test_a_listener_that_fails_after_the_commit_undoes_no_order(account, simulator):
    """As a plugin of Saleor does that hears of stock running out."""
    sold = simulator.sell_many(3, kinds_sold=[Kind.PAID_ONLINE])

    heard = []

    def boom():
        raise RuntimeError("a listener failed")

    def listen(execute, sql, params, many, context):
        if sql.startswith(f'INSERT INTO "{ORDERS}" '):
            heard.append(sql)
            transaction.on_commit(boom)
        return execute(sql, params, many, context)

    with connection.execute_wrapper(listen):
        run = run_import(account, simulator)

    assert len(heard) == 1
    assert (run.outcome, run.imported, run.failed) == ("finished", 3, 0)
    assert ordered_forms() == set(sold)
    assert Order.objects.filter(announcements=None).count() == 0
    assert OrderLink.objects.filter(state="imported", announced_at__isnull=False).count() == 3
