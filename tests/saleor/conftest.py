"""Fixtures of the tests that run inside a real Saleor."""

import os
from collections.abc import Callable, Iterator
from typing import Any

import django.test
import pytest
from django.conf import settings
from django.core.management import call_command
from django.db import connections
from saleor.tests.utils import prepare_test_db_connections

from tests.endurance.databases import database
from tests.saleor.statements import StatementCounter
from tests.saleor.world import World

WRITER = settings.DATABASE_CONNECTION_DEFAULT_NAME
REPLICA = settings.DATABASE_CONNECTION_REPLICA_NAME

# As in Saleor's own conftest: tests may use both aliases, and the replica is the writer.
django.test.TransactionTestCase.databases = {WRITER, REPLICA}
django.test.TestCase.databases = {WRITER, REPLICA}
prepare_test_db_connections()


@pytest.fixture(scope="session")
def django_db_setup(django_db_blocker: Any) -> Iterator[None]:
    """Copy the migrated database that `DATABASE_URL` names, and migrate our app in the copy.

    Migrating an empty Saleor takes minutes, copying it a second. Nobody may be connected to the
    original while it is copied.
    """
    template = settings.DATABASES[WRITER]["NAME"]
    name = f"test_{template}_{os.getpid()}"
    writer = connections[WRITER]
    with django_db_blocker.unblock():
        with writer._nodb_cursor() as cursor:
            cursor.execute(f'DROP DATABASE IF EXISTS "{name}"')
            cursor.execute(f'CREATE DATABASE "{name}" TEMPLATE "{template}"')
        for alias in (WRITER, REPLICA):
            connections[alias].settings_dict["NAME"] = name
        call_command("migrate", "saleor_allegro", verbosity=0)
    yield
    with django_db_blocker.unblock():
        writer.close()
        writer.settings_dict["NAME"] = template
        with writer._nodb_cursor() as cursor:
            cursor.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')


@pytest.fixture
def world(db: None) -> World:
    """An empty shop with its site settings; the test makes what it is about."""
    return World()


@pytest.fixture
def count_statements() -> Callable[[], StatementCounter]:
    """`with count_statements() as statements: ...; len(statements)`."""
    return lambda: StatementCounter(connections[WRITER])


@pytest.fixture
def own_database(django_db_setup: None, django_db_blocker: Any) -> Iterator[str]:
    """A database of the test's own, in which everything is committed; its name."""
    before = {alias: connections.databases[alias]["NAME"] for alias in (WRITER, REPLICA)}
    with database() as name, django_db_blocker.unblock():
        connections[WRITER].close()
        for alias in (WRITER, REPLICA):
            connections.databases[alias]["NAME"] = name
        try:
            call_command("migrate", "saleor_allegro", verbosity=0)
            yield name
        finally:
            connections[WRITER].close()
            for alias in (WRITER, REPLICA):
                connections.databases[alias]["NAME"] = before[alias]
