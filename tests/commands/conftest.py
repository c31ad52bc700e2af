"""A rehearsal shop and a simulated Allegro over real HTTP, on a clock that stands still."""

from collections.abc import Iterator
from typing import Any

import pytest

from saleor_allegro.demo.merchant import connect_seller, form_values
from saleor_allegro.demo.rehearsal import open_shop
from saleor_allegro.models import Account
from saleor_allegro.shop.rehearsal.models import Channel
from saleor_allegro.simulator import Simulator, serve
from tests.standing_allegro import NOW, base_url, connect, simulator

__all__ = ["NOW", "account", "base_url", "change_form", "shop", "simulator"]


@pytest.fixture(autouse=True)
def _terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    """As wide here as anywhere."""
    monkeypatch.setenv("COLUMNS", "100")


@pytest.fixture
def shop(db: None, simulator: Simulator, base_url: str) -> None:
    """Open, with the plugin's form filled in for both channels; nobody is connected."""
    open_shop(simulator, base_url)


@pytest.fixture
def account(shop: None, simulator: Simulator, base_url: str) -> Account:
    """The seller, connected to both channels; nothing is imported yet."""
    account = connect(simulator, base_url)
    simulator.requests.clear()
    return account


@pytest.fixture
def other_simulator() -> Simulator:
    """Where a second seller sells."""
    simulator = Simulator(seed=8, now=NOW)
    simulator.seller = type(simulator.seller)(id="45", login="drugi")
    return simulator


@pytest.fixture
def two_accounts(account: Account, other_simulator: Simulator) -> Iterator[list[Account]]:
    """The first seller has two channels, the second one a third."""
    with serve(other_simulator) as url:
        values = form_values(other_simulator, url)
        Channel.objects.create(
            slug="drugi-pl", currency="PLN", plugin_active=True, configuration=values
        )
        yield [account, connect_seller("drugi-pl", values, clock=other_simulator.clock.now)]


def change_form(slug: str, *, active: bool = True, **values: Any) -> None:
    """What a merchant saves in the form of a channel."""
    channel = Channel.objects.get(slug=slug)
    channel.configuration |= values
    channel.plugin_active = active
    channel.save()
