"""What the tests do to the shop from outside, one method a verb."""

from contextlib import ExitStack
from datetime import timedelta
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.sites.models import Site
from django.core.cache import cache
from django.utils import timezone
from saleor.core.db.connection import allow_writer
from saleor.plugins.models import PluginConfiguration

from saleor_allegro import tasks
from saleor_allegro.connect_link import connect_link
from saleor_allegro.dashboard import companion_app
from saleor_allegro.demo.merchant import CHANNELS, connect_seller, form_values
from saleor_allegro.demo.saleor import open_shop
from saleor_allegro.models import Account, Run
from saleor_allegro.shop.saleor.channels import PLUGIN_ID
from saleor_allegro.simulator import Simulator, serve
from saleor_allegro.sync.import_account import import_account
from saleor_allegro.sync.push_account import push_account
from saleor_allegro.sync.recheck_account import recheck_account
from saleor_allegro.sync.stock_account import stock_account
from tests.browser.shop.databases import keep_database, restore_database
from tests.browser.shop.worker import Worker

SEED = 7
RUNS = {
    Run.Kind.IMPORT: import_account,
    Run.Kind.RECHECK: recheck_account,
    Run.Kind.PUSH: push_account,
    Run.Kind.STOCK: stock_account,
}


class Shop:
    """Two channels that sell what one seller has on Allegro."""

    def __init__(self, worker: Worker) -> None:
        self._worker = worker
        self._allegro = ExitStack()
        self._simulator = Simulator(SEED)
        #: The first that was free; the browser may then be sent there in every test.
        self._port = 0
        self._lasting = settings.JWT_TTL_APP_ACCESS
        open_shop(self._simulator, "http://localhost")
        companion_app.install()
        keep_database()

    def begin(self, connect: list[str] | None = None) -> dict[str, str]:
        """The shop as it was opened, and an Allegro on which nothing was sold.

        Args:
            connect: Slugs of the channels the seller is connected to; all.

        Returns:
            `allegro`: where it is steered.
        """
        self.end()
        restore_database()
        cache.clear()
        Site.objects.clear_cache()
        settings.JWT_TTL_APP_ACCESS = self._lasting
        self._simulator = Simulator(SEED)
        base_url = self._serve()
        self._port = urlsplit(base_url).port or 0
        values = form_values(self._simulator, base_url)
        self.change_form(**values)
        for slug in CHANNELS if connect is None else connect:
            connect_seller(slug, values, clock=self._simulator.clock.now)
        self._simulator.requests.clear()
        return {"allegro": base_url}

    def _serve(self) -> str:
        try:
            return self._allegro.enter_context(serve(self._simulator, self._port))
        except OSError:  # somebody took the port meanwhile
            return self._allegro.enter_context(serve(self._simulator))

    def end(self) -> None:
        """Nothing is being done any more, and Allegro is gone."""
        self._simulator.faults.clear()
        self._worker.release()
        self._worker.settle()
        self._allegro.close()

    def change_form(self, *, channel: str = "", active: bool = True, **values: Any) -> None:
        """What a merchant saves in the plugin's form, of every channel or one."""
        rows = PluginConfiguration.objects.filter(identifier=PLUGIN_ID)
        for row in rows.filter(channel__slug=channel) if channel else rows:
            stored = {item["name"]: item["value"] for item in row.configuration} | values
            row.configuration = [{"name": name, "value": value} for name, value in stored.items()]
            row.active = active
            row.save()

    def run(self, kind: str = "import", *, channel: str = "", later: float = 0) -> list[str]:
        """One run of every account, or that of a channel, over when this returns; their outcomes.

        Args:
            later: Seconds that the run's clock is ahead of now.
        """
        work = RUNS[Run.Kind(kind)]
        accounts = Account.objects.order_by("pk")
        if channel:
            accounts = accounts.filter(channels__channel_slug=channel)
        with allow_writer():
            runs = [
                work(account.pk, clock=lambda: timezone.now() + timedelta(seconds=later))
                for account in accounts
            ]
        return [str(run.outcome) if run else "none" for run in runs]

    def tick(self, *, is_due: bool = True) -> None:
        """What beat does every minute; the worker does what is due when it comes to it.

        Args:
            is_due: Every account's import is.
        """
        if is_due:
            Account.objects.update(next_import_at=timezone.now())
        tasks.import_due_accounts.delay()

    def connect_link_of(self, channel: str) -> str:
        """The link that a merchant opens to connect a seller."""
        return connect_link(channel, timezone.now())

    def app_tokens_last(self, seconds: float) -> None:
        """How long the tokens are good that the dashboard is given from now on."""
        settings.JWT_TTL_APP_ACCESS = timedelta(seconds=seconds)
