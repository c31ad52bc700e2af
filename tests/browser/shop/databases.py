"""The shop's database as it was when the shop opened, as often as it is wanted."""

from typing import Any

import psycopg
from django.db import connections
from psycopg import sql

KEPT = "_as_opened"


def keep_database() -> None:
    """Remember what is in it now."""
    _copy(_name(), f"{_name()}{KEPT}")


def restore_database() -> None:
    """Make it again as it was kept; whoever is connected is cut off."""
    _copy(f"{_name()}{KEPT}", _name())


def _name() -> str:
    return str(connections["default"].settings_dict["NAME"])


def _copy(source: str, target: str) -> None:
    connections.close_all()
    given = connections["default"].get_connection_params()
    keep: Any = {
        name: given[name] for name in ("host", "port", "user", "password") if name in given
    }
    with psycopg.connect(dbname="postgres", autocommit=True, **keep) as server:
        names = {"source": sql.Identifier(source), "target": sql.Identifier(target)}
        server.execute(sql.SQL("DROP DATABASE IF EXISTS {target} WITH (FORCE)").format(**names))
        server.execute(sql.SQL("CREATE DATABASE {target} TEMPLATE {source}").format(**names))
