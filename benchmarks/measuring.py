"""Seconds, CPU and SQL statements of a piece of work."""

import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from typing import Any

from django.db import connections


@dataclass(slots=True)
class Measurement:
    """What some orders cost, all told."""

    orders: int = 0
    seconds: float = 0.0
    #: Seconds of CPU in this process, without the database's: what other programs disturb least.
    cpu: float = 0.0
    statements: int = 0
    #: To Allegro.
    calls: int = 0

    @property
    def rate(self) -> float:
        """Orders a second."""
        return self.orders / self.seconds

    @property
    def cpu_an_order(self) -> float:
        return self.cpu / self.orders

    @property
    def statements_an_order(self) -> float:
        return self.statements / self.orders

    @property
    def calls_an_order(self) -> float:
        return self.calls / self.orders


@contextmanager
def measuring(measurement: Measurement) -> Iterator[None]:
    """Add the time and the statements of the block, on the writer and on the replica."""

    def count(execute: Any, sql: Any, params: Any, many: bool, context: Any) -> Any:
        measurement.statements += 1
        return execute(sql, params, many, context)

    with ExitStack() as stack:
        # In tests the replica is the writer.
        for connection in dict.fromkeys(connections.all()):
            stack.enter_context(connection.execute_wrapper(count))
        started, cpu_before = time.perf_counter(), time.process_time()
        try:
            yield
        finally:
            measurement.seconds += time.perf_counter() - started
            measurement.cpu += time.process_time() - cpu_before
