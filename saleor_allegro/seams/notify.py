"""Customers of Allegro hear of their orders from Allegro alone, where the merchant wants it so.

`PluginsManager.notify` asks every plugin in turn, and none can keep the next from writing to the
customer: the e-mail plugins do, and the webhook NOTIFY_USER. So the call itself is wrapped. What
is not muted goes on as it came, and an order from Allegro says so in it (`order.allegro`). So
does everything when something goes wrong here: a mail too many is better than none.
"""

import logging
import traceback
from collections.abc import Callable, Mapping
from contextlib import AbstractContextManager, nullcontext
from functools import partial, wraps
from typing import Any, Final
from uuid import UUID

from django.core.checks import CheckMessage, Error
from django.db import connection, transaction
from graphene import Node
from saleor.core.db.connection import allow_writer
from saleor.plugins.manager import PluginsManager
from saleor.plugins.models import PluginConfiguration

from saleor_allegro import plugin_form
from saleor_allegro.config import Settings, settings_from
from saleor_allegro.rules.muting import Concern, Silence, concern_of
from saleor_allegro.seams.wrapping import is_wrapped, wrap_once
from saleor_allegro.shop.saleor.channels import PLUGIN_ID
from saleor_allegro.shop.saleor.notified_orders import with_allegro
from saleor_allegro.shop.saleor.shop import SaleorShop
from saleor_allegro.sync.mute_notification import Notification, may_mute, note_muted, why_mute

logger = logging.getLogger(__name__)

Payload = Mapping[str, Any]
_PARAMETERS: Final = ["self", "event", "payload_func", "channel_slug", "plugin_id"]


def install() -> None:
    """Wrap it, unless it is not what we know; then `check` says so."""
    wrap_once(PluginsManager, "notify", _with_muting, _PARAMETERS)


def check(app_configs: Any = None, **_: Any) -> list[CheckMessage]:
    """`saleor_allegro.E004` where it is gone or changed, or another has taken its place."""
    if is_wrapped(PluginsManager, "notify"):
        return []
    return [
        Error(
            "saleor.plugins.manager.PluginsManager.notify does not leave customers to Allegro.",
            hint="Install a release of saleor-allegro made for this Saleor.",
            id="saleor_allegro.E004",
        )
    ]


def _with_muting(original: Callable[..., Any]) -> Callable[..., Any]:
    @wraps(original)
    def notify(
        self: PluginsManager,
        event: str,
        payload_func: Callable[[], Payload],
        channel_slug: str | None = None,
        plugin_id: str | None = None,
    ) -> Any:
        once = _Once(payload_func)
        if _is_muted(self, event, once, channel_slug):
            return None
        return original(self, event, partial(_told, event, once.given()), channel_slug, plugin_id)

    return notify


def _told(event: str, payload: Callable[[], Payload]) -> Payload:
    """What everybody is told, with `order.allegro` where the order is from there."""
    content = payload()
    try:
        with allow_writer(), _savepoint():
            return with_allegro(content)
    except Exception as error:  # noqa: BLE001 - no mail may be lost
        _log("Could not say what Allegro knows in %s", event, error)
        return content


class _Once:
    """A payload that is made for us at most, and not again for those who send it."""

    def __init__(self, make: Callable[[], Payload]) -> None:
        self._make = make
        self._made: Payload | None = None

    def __call__(self) -> Payload:
        if self._made is None:
            self._made = self._make()
        return self._made

    def given(self) -> Callable[[], Payload]:
        return self._make if self._made is None else self


def _is_muted(
    manager: PluginsManager, event: str, payload: Callable[[], Payload], channel_slug: str | None
) -> bool:
    """Judge one notification, and have it noted where it is muted."""
    if concern_of(event) is Concern.STAFF:
        return False
    try:
        with allow_writer():
            settings = _settings(manager, channel_slug)
            if settings is None or not may_mute(event, settings):
                return False
            with _savepoint():
                notification = _read(event, payload())
                reason = why_mute(notification, settings, SaleorShop())
            if reason is None:
                return False
            transaction.on_commit(partial(_note, notification, reason, settings.language.value))
    except Exception as error:  # noqa: BLE001 - no mail may be lost, and no mutation fail
        _log("Could not decide whether to mute %s: it is sent", event, error)
        return False
    return True


def _savepoint() -> AbstractContextManager[Any]:
    """Whatever the database refuses us must not end a transaction of Saleor's."""
    return transaction.atomic() if connection.in_atomic_block else nullcontext()


def _settings(manager: PluginsManager, channel_slug: str | None) -> Settings | None:
    """Those that count for a notification; `None`: our plugin has no say in it.

    Raises:
        WrongSettings: A stored value is not one the form takes.
    """
    if channel_slug is None:
        return _settings_without_channel()
    plugin = manager.get_plugin(PLUGIN_ID, channel_slug=channel_slug)
    if plugin is None or not plugin.active:
        return None
    return settings_from(plugin_form.values_of(plugin.configuration))


def _settings_without_channel() -> Settings | None:
    """About no channel: those of a channel that never mails masked addresses, if there is one."""
    rows = PluginConfiguration.objects.filter(
        identifier=PLUGIN_ID, active=True, channel__isnull=False
    )
    for row in rows.order_by("pk"):
        values = plugin_form.values_of(row.configuration)
        if values.get("never_mail_masked_addresses"):
            return settings_from(values)
    return None


def _read(event: str, content: Payload) -> Notification:
    """A payload names its order by its id in the API; an invoice names it in another place."""
    order, invoice = content.get("order") or {}, content.get("invoice") or {}
    named = order.get("id") or invoice.get("order_id")
    return Notification(
        event=event,
        recipient=str(content.get("recipient_email") or ""),
        order_id=UUID(Node.from_global_id(named)[1]) if named else None,
    )


@allow_writer()
def _note(notification: Notification, reason: Silence, language: str) -> None:
    """After the commit: nothing is left to break, and nothing to note of what was rolled back."""
    try:
        with transaction.atomic():
            note_muted(notification, reason, language, SaleorShop())
    except Exception as error:  # noqa: BLE001 - the mutation has succeeded
        _log("Could not note that %s was not sent", notification.event, error)


def _log(message: str, event: str, error: Exception) -> None:
    """Without the error's own words, which may quote what was in the order."""
    logger.error(
        f"{message} (%s)\n%s",
        event,
        type(error).__name__,
        "".join(traceback.format_tb(error.__traceback__)),
    )
