"""What rechecking a thousand unpaid orders costs: a class that each shop's tests inherit."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from saleor_allegro import ledger
from saleor_allegro.models import Account, OrderLink, Run
from saleor_allegro.simulator import Simulator
from saleor_allegro.simulator.kinds import Kind
from saleor_allegro.sync.import_account import import_account
from saleor_allegro.sync.recheck_account import recheck_account

UNPAID = 1000
FINAL = 10_000
#: Issue 3, "Must show" 4.
MOST_CALLS = 11
MOST_STATEMENTS_PER_ORDER = 0.1


class RecheckCost:
    def add_orders(self, forms: Mapping[UUID, str]) -> None:
        """Orders of these ids, fulfilled, for these forms: as much of them as a row holds."""
        raise NotImplementedError

    @pytest.fixture
    def unpaid(self, selling: tuple[Simulator, Account]) -> tuple[Simulator, Account]:
        """A thousand orders that wait for payment, bought within a week, and no sweep due."""
        simulator, account = selling
        simulator.sell_many(
            UNPAID,
            kinds_sold=[Kind.UNPAID, Kind.BOUGHT],
            since=simulator.clock.now() - timedelta(days=6),
        )
        run = import_account(account.pk, clock=simulator.clock.now)
        assert run is not None
        assert (run.imported, run.failed) == (UNPAID, 0)
        simulator.clock.advance(timedelta(hours=1))
        ledger.next_sweep(account.pk, simulator.clock.now() + timedelta(days=1))
        return simulator, account

    def test_a_thousand_unchanged_orders(self, unpaid: Any, capsys: Any):
        simulator, account = unpaid
        calls, statements = self.recheck(simulator, account)
        self.add_final_orders(simulator, account)
        simulator.clock.advance(timedelta(hours=1))

        calls_beside_final, statements_beside_final = self.recheck(simulator, account)

        with capsys.disabled():
            print(  # noqa: T201
                f"\n{UNPAID} unpaid orders rechecked: {calls} calls, {statements} statements; "
                f"with {FINAL} final ones beside them {calls_beside_final} and "
                f"{statements_beside_final}"
            )
        assert calls == calls_beside_final <= MOST_CALLS
        assert statements == statements_beside_final <= UNPAID * MOST_STATEMENTS_PER_ORDER

    def recheck(self, simulator: Simulator, account: Account) -> tuple[int, int]:
        """Calls to Allegro and SQL statements of one run."""
        simulator.requests.clear()
        with CaptureQueriesContext(connection) as captured:
            run = recheck_account(account.pk, clock=simulator.clock.now)
        assert run is not None
        assert (run.outcome, run.updated, run.failed) == (Run.Outcome.FINISHED, 0, 0)
        checked = OrderLink.objects.filter(checked_at=simulator.clock.now())
        assert checked.count() == UNPAID
        return simulator.requests.count_of(), len(captured)

    def test_late_payments_cost_little_more(self, unpaid: Any):
        simulator, account = unpaid
        simulator.journal.hold()
        waiting = [link.form_id for link in OrderLink.objects.order_by("pk")[:30]]
        for form_id in waiting:
            simulator.pay(form_id)
        simulator.requests.clear()

        run = recheck_account(account.pk, clock=simulator.clock.now)

        assert run is not None
        assert (run.updated, run.failed) == (len(waiting), 0)
        assert simulator.requests.count_of() <= MOST_CALLS + 2

    def add_final_orders(self, simulator: Simulator, account: Account) -> None:
        """Paid and sent long since, on Allegro and with us."""
        now = simulator.clock.now()
        sold = simulator.sell_many(
            FINAL, kinds_sold=[Kind.PAID_ONLINE], since=now - timedelta(days=13)
        )
        forms = {uuid4(): form_id for form_id in sold}
        self.add_orders(forms)
        OrderLink.objects.bulk_create(
            OrderLink(
                account=account,
                form_id=form_id,
                state=OrderLink.State.IMPORTED,
                is_dirty=False,
                first_seen_at=now,
                bought_at=now,
                channel_slug="allegro-pl",
                order_id=order_id,
                announced_at=now,
                form_status="READY_FOR_PROCESSING",
                digests={"stage": "0123456789abcdef"},
            )
            for order_id, form_id in forms.items()
        )
