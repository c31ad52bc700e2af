"""Memory of a worker, on the rehearsal shop."""

from typing import Any

from tests.endurance.memory import (
    assert_a_hoard_is_seen,
    assert_flat,
    peak_of_backfill,
    peak_of_journal,
)


def test_a_worker_that_hoards_is_seen():
    assert_a_hoard_is_seen()


def test_memory_does_not_grow_with_the_orders_of_the_days_before(capsys: Any):
    assert_flat(capsys, {orders: peak_of_backfill(orders) for orders in (500, 5000)})


def test_memory_does_not_grow_with_the_orders_in_the_journal(capsys: Any):
    assert_flat(capsys, {orders: peak_of_journal(orders) for orders in (500, 2000)})
