"""An app that listens to the shop: real webhook rows, delivered by Saleor over real HTTP."""

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from saleor.app.models import App
from saleor.permission.models import Permission
from saleor.webhook.models import Webhook, WebhookEvent

STOP_SEEN_AFTER = 0.01  # seconds
PERMISSIONS = ("manage_orders", "manage_products", "manage_users", "manage_checkouts")


@dataclass(frozen=True, slots=True)
class Delivery:
    event: str  # as Saleor names it, e.g. "order_created"
    payload: Any


class Receiver:
    """Keeps what arrives at its URL, in the order of arrival."""

    def __init__(self, url: str) -> None:
        self.url = url
        self.deliveries: list[Delivery] = []

    @property
    def events(self) -> list[str]:
        return [delivery.event for delivery in self.deliveries]

    def of(self, event: str) -> list[Any]:
        return [each.payload for each in self.deliveries if each.event == event]

    def subscribe(self, *events: str, query: str | None = None) -> None:
        """Install an app with a webhook for these events ("any_events": for all)."""
        app = App.objects.create(name="Listener", is_active=True)
        app.permissions.set(Permission.objects.filter(codename__in=PERMISSIONS))
        webhook = Webhook.objects.create(
            app=app, target_url=self.url, is_active=True, subscription_query=query
        )
        WebhookEvent.objects.bulk_create(
            WebhookEvent(webhook=webhook, event_type=event) for event in events
        )


@contextmanager
def receiver() -> Iterator[Receiver]:
    """A receiver at work on loopback."""

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            kept.deliveries.append(Delivery(self.headers["Saleor-Event"], json.loads(body)))
            self.send_response(200)
            self.end_headers()

        def log_message(self, *_: Any) -> None:
            """Say nothing."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        kept = Receiver(f"http://127.0.0.1:{server.server_port}/")
        thread = threading.Thread(target=server.serve_forever, args=(STOP_SEEN_AFTER,))
        thread.start()
        try:
            yield kept
        finally:
            server.shutdown()
            thread.join()
