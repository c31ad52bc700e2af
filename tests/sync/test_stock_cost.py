"""What sending stock costs in the rehearsal shop."""

import pytest

from saleor_allegro.shop.rehearsal.models import Stock, Variant, Warehouse
from tests.sync.stock_cost import StockCost
from tests.sync.stocking import switch_on


class TestRehearsalStockCost(StockCost):
    @pytest.fixture
    def selling(self, account, simulator):
        switch_on()
        return simulator, account

    def add_variants(self, pieces):
        warehouse = Warehouse.objects.get()
        variants = Variant.objects.bulk_create(Variant(sku=sku) for sku in pieces)
        Stock.objects.bulk_create(
            Stock(variant=variant, warehouse=warehouse, quantity=pieces[variant.sku])
            for variant in variants
        )

    def set_stock(self, pieces):
        for sku, quantity in pieces.items():
            Stock.objects.filter(variant__sku=sku).update(quantity=quantity)
