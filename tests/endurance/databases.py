"""Databases of the worker processes: made for a test, copied for an attempt, dropped after."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.util import find_spec
from itertools import count
from time import monotonic

import psycopg
from psycopg.conninfo import conninfo_to_dict
from psycopg.sql import SQL, Composed, Identifier

URL = os.environ.get("DATABASE_URL", "postgresql:///postgres")
#: What a new shop's database begins as: inside Saleor the migrated one that `URL` names.
BEGINNING = str(conninfo_to_dict(URL)["dbname"]) if find_spec("saleor") else "template1"
_numbers = count(1)


@contextmanager
def database(*, copy_of: str = BEGINNING) -> Iterator[str]:
    """A new database on the server of `DATABASE_URL`.

    Nobody may be connected to the other one while it is copied.
    """
    name = f"endurance_{os.getpid()}_{next(_numbers)}"
    _execute(SQL("CREATE DATABASE {} TEMPLATE {}").format(Identifier(name), Identifier(copy_of)))
    try:
        yield name
    finally:
        _execute(SQL("DROP DATABASE {} WITH (FORCE)").format(Identifier(name)))


def wait_until_blocked(name: str, *, others: int = 1) -> None:
    """Return when so many connections to this database wait for a lock that another one holds.

    Raises:
        TimeoutError: They do not, after a minute.
    """
    blocked = SQL(
        "SELECT count(*) FROM pg_stat_activity WHERE datname = {} AND wait_event_type = 'Lock'"
    ).format(name)
    deadline = monotonic() + 60
    while _execute(blocked) < others:
        if monotonic() > deadline:
            raise TimeoutError(f"{others} connections were to wait for a lock in {name}")


def _execute(statement: Composed) -> int:
    with psycopg.connect(URL, dbname="postgres", autocommit=True) as server:
        cursor = server.execute(statement)
        return int(cursor.fetchone()[0]) if cursor.description else 0
