"""A real Saleor whose seller is connected to a simulated Allegro on the real clock."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.utils import timezone
from saleor.core.db.connection import allow_writer
from saleor.plugins.models import PluginConfiguration

from saleor_allegro.demo.merchant import CHANNELS, connect_seller, form_values
from saleor_allegro.demo.saleor import open_shop
from saleor_allegro.models import Account, Run
from saleor_allegro.simulator import Simulator, serve
from saleor_allegro.sync.push_account import push_account


@dataclass(slots=True, kw_only=True)
class Selling:
    simulator: Simulator
    base_url: str
    account: Account

    def change_forms(self, *, active: bool = True, **values: Any) -> None:
        """What a merchant saves in the plugin's form of every channel."""
        change_forms(active=active, **values)

    def change_account(self, **values: Any) -> None:
        Account.objects.filter(pk=self.account.pk).update(**values)
        self.account.refresh_from_db()

    def push(self) -> Run | None:
        """What the worker does a few seconds after a change."""
        with allow_writer():
            return push_account(
                self.account.pk, clock=lambda: timezone.now() + timedelta(seconds=3)
            )


def change_forms(*, active: bool = True, **values: Any) -> None:
    """What a merchant saves in the plugin's form of every channel."""
    for row in PluginConfiguration.objects.filter(identifier="saleor_allegro"):
        stored = {item["name"]: item["value"] for item in row.configuration} | values
        row.configuration = [{"name": name, "value": value} for name, value in stored.items()]
        row.active = active
        row.save()


@contextmanager
def selling_shop() -> Iterator[Selling]:
    """Nothing is sold or imported yet, and the requests so far are forgotten."""
    simulator = Simulator(seed=7)
    with serve(simulator) as base_url:
        open_shop(simulator, base_url)
        values = form_values(simulator, base_url)
        for slug in CHANNELS:
            account = connect_seller(slug, values, clock=simulator.clock.now)
        simulator.requests.clear()
        yield Selling(simulator=simulator, base_url=base_url, account=account)
