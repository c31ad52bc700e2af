"""Several workers on one account at the same time; slow ones, and one order that is spoiled.

A test class of a shop inherits `Crowd` and gives `TOLD`, as in `tests.endurance.kills`.
"""

from typing import Any, ClassVar

from saleor_allegro.demo.sold import read_form
from saleor_allegro.demo.verdict import differences
from saleor_allegro.rules.retry import retry_delay
from saleor_allegro.simulator.tokens import ACCESS_LIFE
from saleor_allegro.sync.telling import MARKED_AT_ONCE
from tests.endurance import jobs
from tests.endurance.databases import wait_until_blocked
from tests.endurance.kills import LAST_ROW, REFRESH
from tests.endurance.points import At, Fate
from tests.endurance.scene import Scene, assert_whole, orders_told_twice, scene, show
from tests.endurance.workers import Worker

WORKERS = 3
ORDERS = 200


class Crowd:
    TOLD: ClassVar[str]

    def test_three_workers_at_once_import_each_order_once(self, capsys: Any):
        with scene(orders=ORDERS // 2) as shop:
            crowd = [
                shop.worker(jobs.import_and_buy, shop.base_url, ORDERS, counts_points=False)
                for _ in range(WORKERS)
            ]
            works = [worker.wait().value for worker in crowd]
            held = shop.look()

        forms = len(shop.simulator.forms)
        assert forms >= ORDERS
        assert_whole(shop, held)
        assert orders_told_twice(held) == 0
        imported = [sum(one.imported for one in work) for work in works]
        refused = [sum(one.outcome == "none" for one in work) for work in works]
        assert sum(imported) == len(held.orders)
        assert sum(refused) > 0
        assert {one.outcome for work in works for one in work} == {"none", "finished"}
        show(
            capsys,
            f"{WORKERS} workers at once on {forms} forms: whole, every order told once; imported "
            f"{imported}, found the account taken {refused} times",
        )

    def test_two_workers_that_need_a_new_token_at_once_ask_for_one(self):
        with scene() as shop:
            shop.simulator.clock.advance(ACCESS_LIFE)
            asked_before = shop.simulator.requests.count_of("/auth/oauth/token")
            first = shop.worker(jobs.access_token, fate=Fate.HOLD, at=At(f"after {REFRESH}"))
            first.wait_until_held()
            others = [shop.worker(jobs.access_token), shop.worker()]
            wait_until_blocked(shop.database, others=len(others))
            first.go_on()

            token, same = first.wait().value, others[0].wait().value

            assert others[1].wait().value.outcome == "finished"
            assert token == same
            assert shop.simulator.requests.count_of("/auth/oauth/token") == asked_before + 1
            assert shop.simulator.tokens.scopes_of(token)

    def test_a_slow_worker_writes_nothing_after_another_took_over(self):
        with scene(orders=30) as shop:
            slow = hold(shop, At("after GET /order/checkout-forms"))
            shop.let_lease_end()
            assert shop.run().value.outcome == "finished"
            held = shop.look()

            slow.go_on()

            assert slow.wait().value.imported == 0
            assert shop.look() == held
            assert_whole(shop, held)
            assert orders_told_twice(held) == 0

    def test_a_slow_worker_that_is_committing_is_waited_for(self):
        with scene(orders=30) as shop:
            slow = hold(shop, At(f"after {LAST_ROW}"))
            shop.let_lease_end()
            other = shop.worker()
            wait_until_blocked(shop.database)

            slow.go_on()

            slow.wait()
            quickly = other.wait().value.imported
            held = shop.look()
            assert_whole(shop, held)
            assert orders_told_twice(held) <= MARKED_AT_ONCE
            assert quickly < len(held.orders)

    def test_a_slow_worker_announces_no_more_than_a_few_orders_after_another_took_over(self):
        with scene(orders=60) as shop:
            slow = hold(shop, At(self.TOLD))
            shop.let_lease_end()
            assert shop.run().value.outcome == "finished"

            slow.go_on()

            slow.wait()
            held = shop.look()
            assert_whole(shop, held)
            assert 0 < orders_told_twice(held) <= MARKED_AT_ONCE

    def test_an_order_with_unreadable_money_holds_up_nobody(self):
        with scene(orders=9) as shop:
            form_ids = [
                form_id
                for form_id, form in shop.simulator.forms.items()
                if form["status"] != "CANCELLED"
            ]
            spoiled_id = form_ids[len(form_ids) // 2]
            sound = shop.simulator.forms[spoiled_id]
            spoiled = shop.simulator.forms[spoiled_id]
            spoiled["summary"]["totalToPay"]["amount"] = "12,50 zł"
            shop.simulator.forms.put(spoiled)

            first = shop.run().value

            held = shop.look()
            others = [form for form in shop.simulator.forms.values() if form["id"] != spoiled_id]
            assert (first.imported, first.failed) == (len(form_ids) - 1, 1)
            assert differences(map(read_form, others), held.orders) == []
            assert list(held.failures) == [spoiled_id]
            assert spoiled_id in held.failures[spoiled_id]
            assert "totalToPay" in held.failures[spoiled_id]
            shop.simulator.forms.put(sound)
            shop.simulator.clock.advance(retry_delay(1))
            assert shop.run().value.imported == 1
            assert_whole(shop, shop.look())


def hold(shop: Scene, at: At) -> Worker:
    worker = shop.worker(fate=Fate.HOLD, at=at)
    worker.wait_until_held()
    return worker
