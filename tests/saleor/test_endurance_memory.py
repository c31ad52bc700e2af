"""Memory of a worker, inside a real Saleor."""

from typing import Any

from tests.endurance.memory import assert_a_hoard_is_seen, assert_flat, peak_of_backfill

#: Less than the issue asks for, at the same memory an order: 5,000 take a minute.
FEW, MANY = 200, 1200


def test_a_worker_that_hoards_is_seen():
    assert_a_hoard_is_seen()


def test_memory_does_not_grow_with_the_orders_of_the_days_before(capsys: Any):
    assert_flat(capsys, {orders: peak_of_backfill(orders) for orders in (FEW, MANY)})
