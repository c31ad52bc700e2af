"""A database that ends our connection in the middle of something."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.db import connection, connections


@contextmanager
def dying_at(words: str, *, after: bool = False) -> Iterator[list[str]]:
    """End the connection at the first statement with these words, before or after it.

    Gives the statements at which that happened: none or one.
    """
    died: list[str] = []

    def watch(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        is_it = words in sql and not died
        if is_it:
            died.append(sql)
        if is_it and not after:
            _terminate(connection.connection.info.backend_pid)
        result = execute(sql, params, many, context)
        if is_it and after:
            _terminate(connection.connection.info.backend_pid)
        return result

    with connection.execute_wrapper(watch):
        yield died


def _terminate(backend: int) -> None:
    other = connections.create_connection("default")
    try:
        with other.cursor() as cursor:
            cursor.execute("SELECT pg_terminate_backend(%s, 5000)", [backend])
            assert cursor.fetchone() == (True,)
    finally:
        other.close()
