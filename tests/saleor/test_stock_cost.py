"""What sending stock costs in a real Saleor."""

import pytest
from saleor.product.models import Product, ProductType, ProductVariant
from saleor.warehouse.models import Stock, Warehouse

from saleor_allegro.demo.merchant import CHANNELS, connect_seller, form_values
from saleor_allegro.demo.saleor import open_shop
from saleor_allegro.simulator import Simulator, serve
from tests.saleor.selling import change_forms
from tests.standing_allegro import NOW
from tests.sync.stock_cost import StockCost


@pytest.mark.django_db
class TestSaleorStockCost(StockCost):
    @pytest.fixture
    def selling(self, db):
        simulator = Simulator(seed=7, now=NOW)
        with serve(simulator) as base_url:
            open_shop(simulator, base_url)
            values = form_values(simulator, base_url)
            for slug in CHANNELS:
                account = connect_seller(slug, values, clock=simulator.clock.now)
            change_forms(send_stock=True)
            yield simulator, account

    def add_variants(self, pieces):
        warehouse = Warehouse.objects.get()
        product = Product.objects.create(
            name="Many", slug="many", product_type=ProductType.objects.get()
        )
        variants = ProductVariant.objects.bulk_create(
            ProductVariant(product=product, sku=sku) for sku in pieces
        )
        Stock.objects.bulk_create(
            Stock(product_variant=variant, warehouse=warehouse, quantity=pieces[variant.sku])
            for variant in variants
        )

    def set_stock(self, pieces):
        for sku, quantity in pieces.items():
            Stock.objects.filter(product_variant__sku=sku).update(quantity=quantity)
