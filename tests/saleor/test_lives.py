"""Lives of orders in a real Saleor."""

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from functools import cached_property
from typing import Any, ClassVar
from uuid import UUID

import pytest
from django.conf import settings
from django.db import transaction
from django.db.models import Sum
from django.test import TestCase, override_settings
from saleor.order.models import OrderEvent
from saleor.plugins.base_plugin import BasePlugin
from saleor.warehouse.models import Allocation

from saleor_allegro.demo.merchant import CHANNELS, connect_seller, form_values
from saleor_allegro.demo.saleor import open_shop
from saleor_allegro.models import Run
from saleor_allegro.shop.saleor.shop import SaleorShop
from saleor_allegro.simulator import Simulator, serve
from tests.lives.journals import Arrange
from tests.lives.lives import Lives
from tests.lives.street import NOW, Street
from tests.saleor.world import World

#: Saleor's events -> the words of the table.
EVENTS = {
    "order_created": "created",
    "order_paid": "paid",
    "order_fully_paid": "fully_paid",
    "order_refunded": "refunded",
    "order_fully_refunded": "fully_refunded",
    "order_confirmed": "confirmed",
    "order_fulfilled": "fulfilled",
    "order_cancelled": "cancelled",
    "order_updated": "updated",
}


class Listener(BasePlugin):
    """A plugin of the shop that writes down what it is told, letters to buyers included."""

    PLUGIN_ID = "lives.listener"
    PLUGIN_NAME = "Listener"
    DEFAULT_ACTIVE = True
    told: ClassVar[list[tuple[UUID, str]]] = []
    letters: ClassVar[list[str]] = []

    def notify(self, event: str, payload_func: Any, previous_value: Any) -> Any:
        self.letters.append(event)
        return previous_value


def _listening(event: str) -> Callable[..., Any]:
    def hear(self: Listener, order: Any, previous_value: Any, **_version_specific: Any) -> Any:
        self.told.append((order.pk, EVENTS[event]))
        return previous_value

    return hear


for _event in EVENTS:
    setattr(Listener, _event, _listening(_event))


class SaleorWitness:
    @cached_property
    def world(self) -> World:
        return World()

    def told(self) -> Mapping[UUID, list[str]]:
        found: dict[UUID, list[str]] = defaultdict(list)
        for order_id, event in Listener.told:
            found[order_id].append(event)
        return found

    def born(self, events: tuple[str, ...]) -> tuple[str, ...]:
        return events

    def allocated(self) -> Mapping[UUID, int]:
        rows = Allocation.objects.values_list("order_line__order_id")
        return dict(rows.annotate(Sum("quantity_allocated")))

    def history(self) -> Mapping[UUID, list[str]]:
        found: dict[UUID, list[str]] = defaultdict(list)
        for event in OrderEvent.objects.filter(type="note_added").order_by("pk"):
            found[event.order_id].append(event.parameters["message"])
        return found

    def fulfill(self, order_id: UUID) -> None:
        with TestCase.captureOnCommitCallbacks(execute=True):
            self.world.fulfill(order_id)

    def seen(self, work: Callable[[], Run | None]) -> Run | None:
        with TestCase.captureOnCommitCallbacks(execute=True):
            return work()


@pytest.fixture(scope="class")
def open_street(django_db_setup: None, django_db_blocker: Any) -> Any:
    @contextmanager
    def opened(arrange: Arrange) -> Iterator[Street]:
        Listener.told.clear()
        Listener.letters.clear()
        plugins = [*settings.PLUGINS, f"{__name__}.Listener"]
        simulator = Simulator(seed=7, now=NOW, is_odd=False)
        with (
            django_db_blocker.unblock(),
            override_settings(PLUGINS=plugins),
            transaction.atomic(),
            serve(simulator) as base_url,
        ):
            open_shop(simulator, base_url)
            values = form_values(simulator, base_url)
            for slug in CHANNELS:
                account = connect_seller(slug, values, clock=simulator.clock.now)
            yield Street(
                simulator=simulator,
                account=account,
                shop=SaleorShop(),
                witness=SaleorWitness(),
                arrange=arrange,
            )
            transaction.set_rollback(True)

    return opened


class TestSaleorLives(Lives):
    def test_nobody_writes_to_a_buyer(self, played: Any):
        assert [letter for letter in Listener.letters if letter.startswith("order")] == []
