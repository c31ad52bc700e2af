"""A worker is killed and started again: nothing lost, nothing doubled, whatever the moment.

A test class of a shop inherits `Kills` and gives `TOLD`, the point at which a listener of the
shop has been told of a new order.
"""

from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from random import Random
from typing import Any, ClassVar

import pytest

from saleor_allegro.simulator.tokens import ACCESS_LIFE, REFRESH_GRACE
from saleor_allegro.sync.telling import MARKED_AT_ONCE
from tests.endurance import jobs
from tests.endurance.points import At, Fate
from tests.endurance.scene import SEED, Scene, assert_whole, orders_told_twice, scene, show
from tests.endurance.workers import do

ORDERS = 200
FEW = 40
KILLS = 20

LEASE = 'UPDATE "saleor_allegro_account" SET "lease_fence"'
CURSOR = 'UPDATE "saleor_allegro_account" SET "cursor"'
LAST_ROW = 'INSERT INTO "saleor_allegro_buyerlink"'  # of what is written in an order's transaction
NOTED_AS_TOLD = 'UPDATE "saleor_allegro_orderlink" SET "announced_at"'
TOKENS = 'UPDATE "saleor_allegro_account" SET "scope"'
REFRESH = "POST /auth/oauth/token"

#: What is going on -> names of points, each the first one after that before it.
PLACES = {
    "the account is being taken": (f"after {LEASE}",),
    "the journal's end is being asked for": ("after GET /order/event-stats",),
    "the journal's end is noted": (f"after {CURSOR}", "after COMMIT"),
    "the list is being read": ("before GET /order/checkout-forms",),
    "the list was read": ("after GET /order/checkout-forms",),
    "a batch is written, not committed": (f"after {LAST_ROW}",),
    "a batch is about to be committed": (f"after {LAST_ROW}", "before COMMIT"),
    "a batch is committed, nobody told": (f"after {LAST_ROW}", "after COMMIT"),
    "a listener was told": ("TOLD",),
    "ten orders were told": (f"before {NOTED_AS_TOLD}",),
    "ten orders are noted as told": (f"after {NOTED_AS_TOLD}",),
    "the journal is being read": ("before GET /order/events",),
    "the run is over": ('before UPDATE "saleor_allegro_run" SET "account_id"',),
    "the account is being given back": (
        'after UPDATE "saleor_allegro_run" SET "account_id"',
        'before UPDATE "saleor_allegro_account" SET "lease_expires_at" = NULL',
    ),
}
JOURNAL_PLACES = {
    "the journal was read": ("after GET /order/events",),
    "the journal's forms are taken in, not committed": (f"after {CURSOR}",),
    "the journal's forms are taken in": (f"after {CURSOR}", "after COMMIT"),
    "the list was read": ("after GET /order/checkout-forms",),
    "a batch is committed, nobody told": (f"after {LAST_ROW}", "after COMMIT"),
}


class Kills:
    TOLD: ClassVar[str]

    @pytest.fixture(scope="class")
    @classmethod
    def shop(cls) -> Iterator[Scene]:
        with scene(orders=ORDERS) as opened:
            yield opened

    @pytest.fixture(scope="class")
    @classmethod
    def points(cls, shop: Scene) -> list[str]:
        """Those of an import that nobody disturbs."""
        with shop.copy() as copy:
            ending = copy.run()
            held = copy.look()
        assert ending.value.outcome == "finished"
        assert_whole(shop, held)
        assert orders_told_twice(held) == 0
        return ending.points

    def test_killed_at_random_points_of_an_import(
        self, shop: Scene, points: list[str], capsys: Any
    ):
        """Each kill is drawn over the whole length of an import, so an import takes a few."""
        random = Random(20)
        killed_at: list[str] = []
        imports = told_twice = 0
        while len(killed_at) < KILLS:
            imports += 1
            kills = 0
            with shop.copy() as copy:
                while len(killed_at) < KILLS:
                    ending = copy.run(fate=Fate.KILL, at=At(number=random.randint(1, len(points))))
                    if not ending.was_killed:
                        break
                    kills += 1
                    killed_at += ending.points
                    copy.let_lease_end()
                assert copy.run().value.outcome == "finished"
                held = copy.look()
                assert_whole(copy, held)
            assert orders_told_twice(held) <= kills * MARKED_AT_ONCE
            told_twice += orders_told_twice(held)
        show(
            capsys,
            f"{KILLS} kills at random among the {len(points)} points of an import, spread over "
            f"{imports} imports of {ORDERS} forms: each whole, {told_twice} orders told twice. "
            f"Killed {kinds(killed_at)}",
        )

    def test_killed_twenty_times_while_buyers_go_on_buying(self, capsys: Any):
        """One import of 200 forms, ten of them new for each worker, and none survives it."""
        random = Random(7)
        killed_at: list[str] = []
        portion = ORDERS // KILLS
        with scene(orders=portion) as shop:
            with shop.copy() as copy:
                length = len(copy.run().points)
            for sold in range(portion, ORDERS + 1, portion):
                ending = shop.run(fate=Fate.KILL, at=At(number=random.randint(1, length)))
                assert ending.was_killed
                killed_at += ending.points
                shop.let_lease_end()
                if sold < ORDERS:
                    shop.simulator.sell_many(portion)
            assert shop.run().value.outcome == "finished"
            held = shop.look()
        assert len(shop.simulator.forms) == ORDERS
        assert_whole(shop, held)
        assert held.runs.count(("finished", "")) == 1
        assert orders_told_twice(held) <= KILLS * MARKED_AT_ONCE
        show(
            capsys,
            f"{KILLS} kills in one import of {ORDERS} forms: whole, {orders_told_twice(held)} "
            f"orders told twice. Killed {kinds(killed_at)}",
        )

    @pytest.fixture(scope="class")
    @classmethod
    def new_shop(cls) -> Iterator[Scene]:
        with scene(orders=FEW) as opened:
            yield opened

    @pytest.mark.parametrize("place", PLACES)
    def test_killed_while(self, place: str, new_shop: Scene):
        self.kill_and_import(new_shop, PLACES[place])

    @pytest.fixture(scope="class")
    @classmethod
    def busy_shop(cls) -> Iterator[Scene]:
        with scene_with_new_orders() as opened:
            yield opened

    @pytest.mark.parametrize("place", JOURNAL_PLACES)
    def test_killed_when_new_orders_come_and(self, place: str, busy_shop: Scene):
        self.kill_and_import(busy_shop, JOURNAL_PLACES[place])

    def kill_and_import(self, shop: Scene, place: tuple[str, ...]) -> None:
        names = (self.TOLD if name == "TOLD" else name for name in place)
        with shop.copy() as copy:
            kill(copy, At(*names))

            assert_whole_after_one_more_run(copy)

    @pytest.fixture
    def shop_with_old_tokens(self, busy_shop: Scene) -> Iterator[Scene]:
        with busy_shop.copy() as copy:
            # A consent of its own, so that no other copy's tokens are retired.
            do(copy.database, jobs.connect, SEED, copy.base_url, copy.now)
            copy.simulator.clock.advance(ACCESS_LIFE)
            yield copy

    @pytest.mark.parametrize(
        "at", [At(f"before {REFRESH}"), At(f"after {TOKENS}", "after COMMIT")], ids=repr
    )
    def test_killed_before_or_after_tokens_are_refreshed(self, at: At, shop_with_old_tokens: Scene):
        kill(shop_with_old_tokens, at)

        assert_whole_after_one_more_run(shop_with_old_tokens)

    @pytest.mark.parametrize("name", [f"after {REFRESH}", f"after {TOKENS}"])
    def test_new_tokens_that_were_not_stored_are_given_again_within_allegros_minute(
        self, name: str, shop_with_old_tokens: Scene
    ):
        shop = shop_with_old_tokens
        kill(shop, At(name))
        shop.simulator.clock.advance(REFRESH_GRACE)
        shop.run(jobs.access_token)

        assert_whole_after_one_more_run(shop)

    def test_new_tokens_that_were_not_stored_ask_for_the_seller_after_allegros_minute(
        self, shop_with_old_tokens: Scene
    ):
        shop = shop_with_old_tokens
        kill(shop, At(f"after {REFRESH}"))
        shop.let_lease_end()

        stopped = shop.run().value

        assert (stopped.outcome, stopped.error_code) == ("stopped", "reconnect_needed")
        assert shop.look().connection == "reconnect_needed"
        do(shop.database, jobs.connect, SEED, shop.base_url, shop.now)
        assert_whole_after_one_more_run(shop)


@contextmanager
def scene_with_new_orders() -> Iterator[Scene]:
    """The days before are imported, then thirty orders more came in ten minutes."""
    with scene(orders=10) as shop:
        assert shop.run().value.outcome == "finished"
        begin = shop.now
        shop.opened_at = shop.simulator.clock.advance(timedelta(minutes=10))
        shop.simulator.sell_many(30, since=begin)
        yield shop


def kinds(points: list[str]) -> str:
    """Before and after what, in the words of SQL and HTTP, and how often."""
    counted = Counter(" ".join(point.split()[:3])[:32] for point in points)
    return ", ".join(f"{times}x {kind}" for kind, times in sorted(counted.items()))


def kill(shop: Scene, at: At) -> None:
    assert shop.run(fate=Fate.KILL, at=at).was_killed


def assert_whole_after_one_more_run(shop: Scene) -> None:
    shop.let_lease_end()
    assert shop.run().value.outcome == "finished"
    held = shop.look()
    assert_whole(shop, held)
    assert orders_told_twice(held) <= MARKED_AT_ONCE
    assert held.runs.count(("running", "")) == 0
