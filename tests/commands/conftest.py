"""A rehearsal shop and a simulated Allegro over real HTTP, on a clock that stands still."""

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

import pytest

from saleor_allegro.demo.merchant import CHANNELS, connect_seller, form_values
from saleor_allegro.demo.rehearsal import open_shop
from saleor_allegro.models import Account
from saleor_allegro.shop.rehearsal.models import Channel
from saleor_allegro.simulator import Simulator, serve

NOW = datetime(2026, 11, 20, 8, 0, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    """As wide here as anywhere."""
    monkeypatch.setenv("COLUMNS", "100")


@pytest.fixture
def simulator() -> Simulator:
    return Simulator(seed=7, now=NOW)


@pytest.fixture
def base_url(simulator: Simulator) -> Iterator[str]:
    with serve(simulator) as url:
        yield url


@pytest.fixture
def shop(db: None, simulator: Simulator, base_url: str) -> None:
    """Open, with the plugin's form filled in for both channels; nobody is connected."""
    open_shop(simulator, base_url)


@pytest.fixture
def account(shop: None, simulator: Simulator, base_url: str) -> Account:
    """The seller, connected to both channels; nothing is imported yet."""
    for slug in CHANNELS:
        account = connect_seller(slug, form_values(simulator, base_url), clock=simulator.clock.now)
    simulator.requests.clear()
    return account


def change_form(slug: str, *, active: bool = True, **values: Any) -> None:
    """What a merchant saves in the form of a channel."""
    channel = Channel.objects.get(slug=slug)
    channel.configuration |= values
    channel.plugin_active = active
    channel.save()
