"""What a recheck costs in a real Saleor."""

import pytest

from saleor_allegro.demo.merchant import CHANNELS, connect_seller, form_values
from saleor_allegro.demo.saleor import open_shop
from saleor_allegro.simulator import Simulator, serve
from tests.standing_allegro import NOW
from tests.sync.recheck_cost import RecheckCost


@pytest.mark.django_db
class TestSaleorRecheckCost(RecheckCost):
    @pytest.fixture
    def selling(self, db):
        simulator = Simulator(seed=7, now=NOW)
        with serve(simulator) as base_url:
            open_shop(simulator, base_url)
            values = form_values(simulator, base_url)
            for slug in CHANNELS:
                account = connect_seller(slug, values, clock=simulator.clock.now)
            yield simulator, account
