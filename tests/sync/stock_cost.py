"""What sending the stock of two thousand offers costs: a class that each shop's tests inherit."""

from collections.abc import Mapping
from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from saleor_allegro.models import Account, Offer, Run, StockCommand
from saleor_allegro.simulator import Simulator
from saleor_allegro.simulator.catalogue import Offer as SimulatedOffer
from saleor_allegro.sync.import_account import import_account
from saleor_allegro.sync.stock_account import stock_account
from tests.sync.stocking import OFFERS, QUANTITIES, commands, results_read, written

VARIANTS = 500
#: Offers of each variant.
OFFERS_EACH = 4
#: Variants whose stock changes, and to how many different quantities.
CHANGED = 75
QUANTITIES_SENT = 8
PIECES = 100
#: A comparison that finds no difference, whatever the number of offers.
MOST_STATEMENTS = 60


def sku(number: int) -> str:
    return f"W-{number:03d}"


class StockCost:
    def add_variants(self, pieces: Mapping[str, int]) -> None:
        """Variants of these SKUs with so many pieces in stock."""
        raise NotImplementedError

    def set_stock(self, pieces: Mapping[str, int]) -> None:
        raise NotImplementedError

    @pytest.fixture
    def offering(self, selling: tuple[Simulator, Account]) -> tuple[Simulator, Account]:
        """Two thousand offers on sale, four a variant, that show what the shop has."""
        simulator, account = selling
        for offer in simulator.offers:
            offer.status = "INACTIVE"
        simulator.add_offers(
            SimulatedOffer(
                id=str(18_000_000_000 + number),
                name=f"Offer {number}",
                sku=sku(number % VARIANTS),
                price=Decimal("19.90"),
                tax_rate="23.00",
                initial_stock=PIECES,
                stock=PIECES,
            )
            for number in range(VARIANTS * OFFERS_EACH)
        )
        self.add_variants({sku(number): PIECES for number in range(VARIANTS)})
        import_account(account.pk, clock=simulator.clock.now)
        self.pass_over(simulator, account)
        assert Offer.objects.filter(match="matched").count() == VARIANTS * OFFERS_EACH
        return simulator, account

    def test_one_command_a_quantity_and_one_reading_of_its_tasks(self, offering: Any, capsys: Any):
        simulator, account = offering
        unchanged, idle = self.pass_over(simulator, account)
        self.set_stock({sku(number): 1 + number % QUANTITIES_SENT for number in range(CHANGED)})

        changed, sending = self.pass_over(simulator, account)
        simulator.clock.advance(timedelta(minutes=1))
        run = self.run(simulator, account)

        assert (commands(simulator), results_read(simulator)) == (QUANTITIES_SENT, QUANTITIES_SENT)
        assert run.calls == QUANTITIES_SENT
        assert changed == CHANGED * OFFERS_EACH == 300
        assert not StockCommand.objects.exists()
        stock = {offer.sku: set() for offer in simulator.offers}
        for offer in simulator.offers:
            stock[offer.sku].add((offer.status, offer.stock))
        for number in range(VARIANTS):
            pieces = 1 + number % QUANTITIES_SENT if number < CHANGED else PIECES
            assert stock[sku(number)] == {("ACTIVE", pieces)}
        again, still = self.pass_over(simulator, account)
        with capsys.disabled():
            print(  # noqa: T201
                f"\n{VARIANTS * OFFERS_EACH} offers: {idle} statements where nothing changed, "
                f"{sending} where {changed} changed, in {QUANTITIES_SENT} commands"
            )
        assert (unchanged, again, commands(simulator)) == (0, 0, 0)
        assert max(idle, still) <= MOST_STATEMENTS
        # Two transactions a command, whatever the number of its offers.
        assert sending <= MOST_STATEMENTS + 10 * QUANTITIES_SENT

    def test_nothing_is_sent_when_nothing_changed(self, offering: Any):
        simulator, account = offering

        self.pass_over(simulator, account)

        assert written(simulator) == 0
        # Two pages of offers, and the journal.
        assert simulator.requests.count_of(OFFERS) == 2
        assert simulator.requests.count_of(QUANTITIES) == 0
        assert len(simulator.requests) == 3

    def pass_over(self, simulator: Simulator, account: Account) -> tuple[int, int]:
        """Offers told and SQL statements of one comparison, with its requests alone noted."""
        simulator.clock.advance(timedelta(minutes=16))
        simulator.requests.clear()
        with CaptureQueriesContext(connection) as captured:
            run = self.run(simulator, account)
        return run.told, len(captured)

    def run(self, simulator: Simulator, account: Account) -> Run:
        run = stock_account(account.pk, clock=simulator.clock.now)
        assert run is not None
        assert (run.outcome, run.failed) == (Run.Outcome.FINISHED, 0)
        return run
