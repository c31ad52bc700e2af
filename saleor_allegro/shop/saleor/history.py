"""Entries of orders' histories, in the name of the companion App where the shop has it."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cached_property
from typing import Any, Final

from saleor.app.models import App
from saleor.order import OrderEvents
from saleor.order.models import OrderEvent

from saleor_allegro.shop.saleor.companion import companion_app


class _Author:
    """Whoever writes the entries of a batch; looked up once, and not before there is an entry."""

    @cached_property
    def app(self) -> App | None:
        return companion_app()


_AUTHOR: Final[ContextVar[_Author | None]] = ContextVar("saleor_allegro_author", default=None)


@contextmanager
def one_author() -> Iterator[None]:
    """A batch: its entries cost one statement more, however many they are. Batches within a batch
    are part of it.
    """
    token = _AUTHOR.set(_AUTHOR.get() or _Author())
    try:
        yield
    finally:
        _AUTHOR.reset(token)


def author() -> App | None:
    """In whose name Saleor's own actions are done, too; `None`: in nobody's."""
    return (_AUTHOR.get() or _Author()).app


def entry(kind: str, **columns: Any) -> OrderEvent:
    """An unsaved entry; what the buyer did stays in the buyer's name.

    Args:
        kind: One of `OrderEvents`.
        columns: `order` or `order_id`, and what else there is to say.
    """
    app = None if columns.get("user") else author()
    return OrderEvent(type=kind, app=app, **columns)


def note(message: str, **columns: Any) -> OrderEvent:
    """An unsaved note for the staff."""
    return entry(OrderEvents.NOTE_ADDED, parameters={"message": message}, **columns)
