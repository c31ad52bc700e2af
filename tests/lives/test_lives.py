"""Lives of orders in the rehearsal shop."""

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from typing import Any
from uuid import UUID

import pytest
from django.db import transaction
from django.db.models import Sum

from saleor_allegro.demo.rehearsal import open_shop
from saleor_allegro.models import Run
from saleor_allegro.shop.rehearsal.models import Allocation, Announcement, Note
from saleor_allegro.shop.rehearsal.shop import RehearsalShop
from saleor_allegro.simulator import Simulator, serve
from tests.lives.journals import Arrange
from tests.lives.lives import Lives
from tests.lives.street import NOW, Street
from tests.shop.rehearsal_world import RehearsalWorld
from tests.standing_allegro import connect


class RehearsalWitness:
    def told(self) -> Mapping[UUID, list[str]]:
        return _by_order(Announcement.objects.order_by("pk"), "kind")

    def born(self, events: tuple[str, ...]) -> tuple[str, ...]:
        return events[:1]

    def allocated(self) -> Mapping[UUID, int]:
        rows = Allocation.objects.values_list("line__order__uuid").annotate(Sum("quantity"))
        return dict(rows)

    def history(self) -> Mapping[UUID, list[str]]:
        return _by_order(Note.objects.order_by("pk"), "message")

    def fulfill(self, order_id: UUID) -> None:
        RehearsalWorld().fulfill(order_id)

    def seen(self, work: Callable[[], Run | None]) -> Run | None:
        return work()


@pytest.fixture(scope="class")
def open_street(django_db_setup: None, django_db_blocker: Any) -> Any:
    @contextmanager
    def opened(arrange: Arrange) -> Iterator[Street]:
        with django_db_blocker.unblock(), transaction.atomic():
            simulator = Simulator(seed=7, now=NOW, is_odd=False)
            with serve(simulator) as base_url:
                open_shop(simulator, base_url)
                account = connect(simulator, base_url)
                yield Street(
                    simulator=simulator,
                    account=account,
                    shop=RehearsalShop(),
                    witness=RehearsalWitness(),
                    arrange=arrange,
                )
            transaction.set_rollback(True)

    return opened


@pytest.mark.django_db
class TestRehearsalLives(Lives):
    pass


def _by_order(rows: Any, field: str) -> Mapping[UUID, list[str]]:
    found: dict[UUID, list[str]] = defaultdict(list)
    for order_id, text in rows.values_list("order__uuid", field):
        found[order_id].append(text)
    return found
