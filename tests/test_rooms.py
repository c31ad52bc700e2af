"""The walls between the rooms."""

import inspect
import subprocess
import sys
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


def test_import_contracts_hold():
    linter = Path(sys.executable).with_name("lint-imports")
    if not linter.exists():
        pytest.skip("needs the extra `lint`")

    # In a process of its own: it sets up logging for itself.
    run = subprocess.run(  # noqa: S603 - our own linter
        [linter, "--no-cache"], cwd=ROOT, capture_output=True, text=True
    )

    assert run.returncode == 0, run.stdout + run.stderr
