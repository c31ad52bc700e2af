"""A simulated Allegro over real HTTP, on a clock that stands still: fixtures for a conftest."""

from collections.abc import Iterator
from datetime import UTC, datetime

import pytest

from saleor_allegro.demo.merchant import CHANNELS, connect_seller, form_values
from saleor_allegro.models import Account
from saleor_allegro.simulator import Simulator, serve

NOW = datetime(2026, 11, 20, 8, 0, tzinfo=UTC)


@pytest.fixture
def simulator() -> Simulator:
    """A test that moves its clock moves everybody's."""
    return Simulator(seed=7, now=NOW)


@pytest.fixture
def base_url(simulator: Simulator) -> Iterator[str]:
    with serve(simulator) as url:
        yield url


def connect(simulator: Simulator, base_url: str) -> Account:
    """Connect the seller to both channels of the shop; nothing is imported yet."""
    for slug in CHANNELS:
        account = connect_seller(slug, form_values(simulator, base_url), clock=simulator.clock.now)
    return account
