"""A rehearsal shop and a simulated Allegro over real HTTP, on a clock that stands still."""

from typing import Any

import pytest

from saleor_allegro.demo.rehearsal import open_shop
from saleor_allegro.models import Account
from saleor_allegro.shop.rehearsal.models import Channel
from saleor_allegro.simulator import Simulator
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


def change_form(slug: str, *, active: bool = True, **values: Any) -> None:
    """What a merchant saves in the form of a channel."""
    channel = Channel.objects.get(slug=slug)
    channel.configuration |= values
    channel.plugin_active = active
    channel.save()
