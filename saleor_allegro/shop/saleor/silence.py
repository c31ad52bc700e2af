"""Saleor's own actions without what they say.

An action tells the buyer and the listeners as soon as the transaction is committed, and what a
killed worker has not told by then is never told. We tell the listeners ourselves, see
`telling`, and the buyer nothing: Allegro writes to him.
"""

from typing import Any, Final

from saleor.plugins.manager import PluginsManager

#: What the manager is not to hear: mails to the buyer, and what `telling` tells.
SILENCED: Final = frozenset(
    {
        PluginsManager.notify.__name__,
        PluginsManager.order_cancelled.__name__,
        PluginsManager.order_fulfilled.__name__,
        PluginsManager.order_updated.__name__,
        PluginsManager.fulfillment_created.__name__,
        PluginsManager.fulfillment_approved.__name__,
        PluginsManager.tracking_number_updated.__name__,
    }
)


class Silence:
    """A manager of plugins to hand to Saleor's actions; all else, e.g. stock, reaches them."""

    def __init__(self, manager: PluginsManager) -> None:
        self._manager = manager

    def __getattr__(self, name: str) -> Any:
        return _say_nothing if name in SILENCED else getattr(self._manager, name)


def _say_nothing(*_: Any, **__: Any) -> None:
    """Take whatever an event carries."""
