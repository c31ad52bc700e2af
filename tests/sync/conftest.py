"""A simulated Allegro over real HTTP, a rehearsal shop, and its seller connected."""

import pytest

from saleor_allegro.demo.rehearsal import open_shop
from saleor_allegro.models import Account
from saleor_allegro.simulator import Simulator
from saleor_allegro.simulator.kinds import Kind
from tests.standing_allegro import NOW, base_url, connect, simulator
from tests.sync.pushing import map_statuses
from tests.sync.steps import later, run_import
from tests.sync.stocking import switch_on

__all__ = ["NOW", "account", "base_url", "running", "simulator"]


@pytest.fixture
def account(db: None, simulator: Simulator, base_url: str) -> Account:
    """The seller, connected to both channels of the shop; nothing is imported yet."""
    open_shop(simulator, base_url)
    return connect(simulator, base_url)


@pytest.fixture
def running(account: Account, simulator: Simulator) -> Account:
    """An account whose backfill is over; what is sold now comes by the journal."""
    run_import(account, simulator)
    later(simulator, minutes=10)
    simulator.requests.clear()
    return account


@pytest.fixture
def sold(running: Account, simulator: Simulator) -> str:
    """An order that was paid, imported, and of which nothing was told: nothing was mapped."""
    form_id = simulator.sell(Kind.PAID_ONLINE)
    run_import(running, simulator)
    map_statuses()
    simulator.requests.clear()
    return form_id


@pytest.fixture
def offers(running: Account, simulator: Simulator) -> list[str]:
    """Ids of the offers, whose stock the merchant wants sent; both sides agree on every one."""
    switch_on()
    return [offer.id for offer in simulator.offers]
