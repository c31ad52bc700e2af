"""`SaleorShop` does what every shop behind the port does."""

import pytest

from saleor_allegro.shop.saleor.shop import SaleorShop
from tests.shop.contract import ShopContract


class TestSaleorShop(ShopContract):
    @pytest.fixture
    def shop(self) -> SaleorShop:
        return SaleorShop()
