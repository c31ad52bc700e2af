"""Saleor's own event about new customers, as if a person had made them."""

from collections.abc import Sequence
from functools import partial

from saleor.account.models import User
from saleor.plugins.manager import PluginsManager
from saleor.plugins.webhook.plugin import WebhookPlugin
from saleor.webhook.event_types import WebhookEventAsyncType
from saleor.webhook.utils import get_webhooks_for_event

from saleor_allegro.shop.saleor.announce import tell


def announce_customers(users: Sequence[User], manager: PluginsManager) -> None:
    """Tell of new customers, one call each, where anybody listens.

    Saleor's webhook plugin asks for its subscribers at every call. Where it is the only one to
    be called and has none, it is asked once. A listener that fails is logged: the customers are
    there, and the next one is told of all the same.

    Raises:
        OperationalError, InterfaceError, BrokerDown: The database or Celery's broker is down.
    """
    listeners = [
        plugin
        for plugin in manager.get_plugins(active_only=True)
        if hasattr(plugin, "customer_created")
    ]
    only_webhooks = all(plugin.PLUGIN_ID == WebhookPlugin.PLUGIN_ID for plugin in listeners)
    if only_webhooks and not get_webhooks_for_event(WebhookEventAsyncType.CUSTOMER_CREATED):
        return
    for user in users:
        tell("new customer", user.pk, partial(manager.customer_created, user))
