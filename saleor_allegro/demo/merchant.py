"""The merchant of the demo: what they typed into the form, and how they connect the seller."""

from collections.abc import Callable, Mapping
from datetime import timedelta
from typing import Final

import requests

from saleor_allegro.allegro.oauth import DeviceCode
from saleor_allegro.config import settings_from
from saleor_allegro.models import Account
from saleor_allegro.simulator import Simulator
from saleor_allegro.sync.connect_account import connect_by_device
from saleor_allegro.sync.connection import Clock

#: Channel slug -> currency and country: a seller sells abroad in the currency there.
CHANNELS: Final[Mapping[str, tuple[str, str]]] = {
    "allegro-pl": ("PLN", "PL"),
    "allegro-cz": ("CZK", "CZ"),
}
WAREHOUSE: Final = "magazyn"


def form_values(simulator: Simulator, base_url: str) -> dict[str, str | bool]:
    """The plugin's form, filled in for this simulator; what is not here keeps its default."""
    return {
        "create_orders": True,
        "client_id": simulator.client_id,
        "client_secret": simulator.client_secret,
        "environment": "custom",
        "api_url": base_url,
        "oauth_url": f"{base_url}/auth/oauth",
        "application_name": "Sklep Demo",
        "application_url": "https://sklep.example.com",
    }


def connect_seller(
    channel_slug: str,
    values: Mapping[str, object],
    *,
    clock: Clock,
    show: Callable[[DeviceCode], None] = lambda code: None,
) -> Account:
    """Connect the simulator's seller to a channel through the real device flow.

    The seller confirms the code at once, over the simulator's control API.

    Args:
        values: The channel's form, see `form_values`.
    """

    def show_and_confirm(code: DeviceCode) -> None:
        show(code)
        answer = requests.post(
            f"{values['api_url']}/_simulator/devices/{code.user_code}",
            json={"decision": "approved"},
            timeout=10,
        )
        answer.raise_for_status()

    return connect_by_device(
        channel_slug, settings_from(values), show=show_and_confirm, wait=_confirmed, clock=clock
    )


def _confirmed(interval: timedelta) -> None:
    """Nobody is waited for: the code is confirmed before the first poll."""
