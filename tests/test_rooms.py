"""The walls between the rooms."""

import inspect
from pathlib import Path

import pytest
from django.core.management import call_command

from saleor_allegro.allegro import errors

ROOT = Path(__file__).resolve().parent.parent


@pytest.mark.django_db
def test_no_migration_is_missing():
    call_command("makemigrations", "saleor_allegro", check=True, dry_run=True, verbosity=0)


def test_every_error_inherits_allegro_error():
    classes = [
        value
        for _, value in inspect.getmembers(errors, inspect.isclass)
        if value.__module__ == errors.__name__ and issubclass(value, BaseException)
    ]

    assert errors.AllegroError in classes
    assert [cls for cls in classes if not issubclass(cls, errors.AllegroError)] == []


def test_import_contracts_hold(monkeypatch):
    linter = pytest.importorskip("importlinter.cli", reason="needs the extra `lint`")
    monkeypatch.chdir(ROOT)

    assert linter.lint_imports(no_cache=True) == linter.EXIT_STATUS_SUCCESS
