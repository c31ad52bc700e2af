"""`RehearsalShop` does what every shop behind the port does with orders that are there."""

import pytest

from saleor_allegro.shop.rehearsal.shop import RehearsalShop
from tests.shop.contract_updates import ShopUpdateContract
from tests.shop.rehearsal_world import RehearsalWorld


@pytest.fixture
def shop():
    return RehearsalShop()


@pytest.fixture
def world(db):
    return RehearsalWorld()


class TestRehearsalShopUpdates(ShopUpdateContract):
    """The contract, on the tables of the rehearsal."""
