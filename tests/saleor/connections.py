"""Work on a connection of its own, as another process would do it."""

from collections.abc import Callable
from typing import Any

from django.db import connections
from saleor.core.db.connection import allow_writer


def on_own_connection(work: Callable[..., Any]) -> Callable[..., Any]:
    """The work, allowed to write, and its connections closed after it."""

    def run(*arguments: Any) -> Any:
        try:
            with allow_writer():
                return work(*arguments)
        finally:
            connections.close_all()

    return run
