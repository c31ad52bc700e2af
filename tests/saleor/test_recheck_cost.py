"""What a recheck costs in a real Saleor."""

import pytest
from saleor.channel.models import Channel
from saleor.order import OrderStatus
from saleor.order.models import Order

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

    def add_orders(self, forms):
        channel = Channel.objects.get(slug="allegro-pl")
        last = Order.objects.order_by("number").values_list("number", flat=True).last()
        Order.objects.bulk_create(
            Order(
                id=order_id,
                number=number,
                external_reference=form_id,
                channel=channel,
                currency="PLN",
                status=OrderStatus.FULFILLED,
                lines_count=0,
            )
            for number, (order_id, form_id) in enumerate(forms.items(), start=last + 1)
        )
