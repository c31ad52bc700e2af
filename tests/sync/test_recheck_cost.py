"""What a recheck costs in the rehearsal shop."""

from decimal import Decimal

import pytest
from django.utils import timezone

from saleor_allegro.shop.rehearsal.models import Channel, Customer, Order, OrderStatus
from tests.sync.recheck_cost import RecheckCost


class TestRehearsalRecheckCost(RecheckCost):
    @pytest.fixture
    def selling(self, account, simulator):
        return simulator, account

    def add_orders(self, forms):
        channel = Channel.objects.get(slug="allegro-pl")
        customer = Customer.objects.create(email="final@example.com")
        Order.objects.bulk_create(
            Order(
                uuid=order_id,
                form_id=form_id,
                channel=channel,
                customer=customer,
                status=OrderStatus.FULFILLED,
                currency="PLN",
                bought_at=timezone.now(),
                total_gross=Decimal(10),
            )
            for order_id, form_id in forms.items()
        )
