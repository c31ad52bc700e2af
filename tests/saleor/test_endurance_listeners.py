"""A listener of the shop fails when it is told of a new order."""

from collections.abc import Iterator
from datetime import datetime

import pytest
from kombu.exceptions import OperationalError as BrokerDown

from saleor_allegro.simulator import Kind
from tests.endurance import jobs
from tests.endurance.scene import Scene, assert_whole, orders_told_twice, scene
from tests.saleor.endurance_listener import Listener

ORDERS = 15


def import_with_failure(
    account_pk: int, now: datetime, form_id: str, error: Exception
) -> jobs.Pass:
    Listener.failures[form_id] = error
    return jobs.import_once(account_pk, now)


@pytest.fixture
def shop() -> Iterator[Scene]:
    with scene() as opened:
        opened.simulator.sell_many(ORDERS, kinds_sold=[Kind.PAID_ONLINE])
        yield opened


def test_one_order_that_a_listener_cannot_bear_is_announced_like_the_others(shop: Scene):
    form_ids = list(shop.simulator.forms)

    assert shop.run(import_with_failure, form_ids[4], KeyError("theirs")).value.imported == ORDERS
    assert shop.run().value.outcome == "finished"

    held = shop.look()
    assert_whole(shop, held)
    assert orders_told_twice(held) == 0


def test_orders_that_cannot_be_announced_now_are_announced_by_the_next_run(shop: Scene):
    form_ids = list(shop.simulator.forms)

    first = shop.run(import_with_failure, form_ids[4], BrokerDown("no route to the broker")).value
    between = shop.look()
    assert shop.run().value.outcome == "finished"

    assert (first.outcome, first.imported) == ("finished", ORDERS)
    # One of those that its listener was told of could not be announced to the end.
    assert between.unannounced == ORDERS - len(between.announced) + 1
    held = shop.look()
    assert_whole(shop, held)
    assert orders_told_twice(held) == 1
