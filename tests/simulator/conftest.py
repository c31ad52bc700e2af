"""A simulated Allegro on a standing clock, and a client that does everything right."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from typing import Any

import pytest
import requests

from saleor_allegro.simulator import Simulator, serve

NOW = datetime(2026, 11, 20, 8, 0, tzinfo=UTC)
HEADERS = {
    "Accept": "application/vnd.allegro.public.v1+json",
    "User-Agent": "My-Shop/1.0 (+https://shop.test)",
}


class Caller:
    """Calls the API with right headers, unless a test gives others."""

    def __init__(self, base_url: str, token: str) -> None:
        self.base_url = base_url
        self.session = requests.Session()
        self.session.headers.update(HEADERS | {"Authorization": f"Bearer {token}"})

    def get(self, path: str, **arguments: Any) -> requests.Response:
        return self.session.get(self.base_url + path, timeout=5, **arguments)

    def send(self, method: str, path: str, document: Any) -> requests.Response:
        return self.session.request(method, self.base_url + path, json=document, timeout=5)

    def json(self, path: str, **query: Any) -> Any:
        response = self.get(path, params=query)
        assert response.status_code == 200, response.text
        return response.json()


@pytest.fixture
def simulator() -> Simulator:
    return Simulator(seed=7, now=NOW, is_odd=False)


@pytest.fixture
def base_url(simulator: Simulator) -> Iterator[str]:
    with serve(simulator) as url:
        yield url


@pytest.fixture
def allegro(simulator: Simulator, base_url: str) -> Iterator[Caller]:
    caller = Caller(base_url, simulator.grant_token())
    yield caller
    caller.session.close()


@pytest.fixture
def events_of(simulator: Simulator) -> Callable[[str], list[str]]:
    """The kinds of event of a form, oldest first."""

    def events_of(form_id: str) -> list[str]:
        events = simulator.journal.read(
            after=None, kinds=frozenset(), limit=1000, now=simulator.clock.now()
        )
        return [event.type for event in events if event.form_id == form_id]

    return events_of
