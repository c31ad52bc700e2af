"""A plugin of a shop that writes down what it is told about orders, kill or no kill."""

from functools import cache
from typing import Any, ClassVar

from django.db import connection
from django.db.backends.base.base import BaseDatabaseWrapper
from saleor.plugins.base_plugin import BasePlugin

from tests.endurance.points import reach

#: A table of its own in the shop's database: which event of which order, in the order of telling.
TABLE = """CREATE TABLE endurance_told (
    id bigserial PRIMARY KEY, order_id uuid NOT NULL, event text NOT NULL
)"""


@cache
def _own_connection() -> BaseDatabaseWrapper:
    """What is written through it stays, whatever becomes of the worker and its transactions."""
    return connection.copy()


class Listener(BasePlugin):
    PLUGIN_ID = "endurance.listener"
    PLUGIN_NAME = "Listener"
    DEFAULT_ACTIVE = True
    #: Form id -> what it raises when it is told of that form's new order.
    failures: ClassVar[dict[str, Exception]] = {}

    def order_created(self, order: Any, previous_value: Any, **_: Any) -> Any:
        self._note("order_created", order, previous_value)
        if order.external_reference in self.failures:
            raise self.failures[order.external_reference]
        return previous_value

    def order_confirmed(self, order: Any, previous_value: Any, **_: Any) -> Any:
        return self._note("order_confirmed", order, previous_value)

    def order_paid(self, order: Any, previous_value: Any, **_: Any) -> Any:
        return self._note("order_paid", order, previous_value)

    def order_fully_paid(self, order: Any, previous_value: Any, **_: Any) -> Any:
        return self._note("order_fully_paid", order, previous_value)

    def order_cancelled(self, order: Any, previous_value: Any, **_: Any) -> Any:
        return self._note("order_cancelled", order, previous_value)

    def order_fulfilled(self, order: Any, previous_value: Any, **_: Any) -> Any:
        return self._note("order_fulfilled", order, previous_value)

    def order_updated(self, order: Any, previous_value: Any, **_: Any) -> Any:
        return self._note("order_updated", order, previous_value)

    def _note(self, event: str, order: Any, previous_value: Any) -> Any:
        reach(f"before {event}")
        with _own_connection().cursor() as cursor:
            cursor.execute(
                "INSERT INTO endurance_told (order_id, event) VALUES (%s, %s)", [order.pk, event]
            )
        reach(f"after {event}")
        return previous_value
