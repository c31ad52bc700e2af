"""`SaleorShop` does what every shop behind the port does with orders that are there."""

import pytest

from saleor_allegro.shop.saleor.shop import SaleorShop
from tests.shop.contract_updates import ShopUpdateContract


class TestSaleorShopUpdates(ShopUpdateContract):
    @pytest.fixture
    def shop(self) -> SaleorShop:
        return SaleorShop()
