"""`manage.py allegro_dashboard` where there is no Saleor."""

import pytest
from django.core.management import load_command_class

from tests.commands.terminal import run


@pytest.mark.django_db
@pytest.mark.parametrize("action", ["install", "remove", "status"])
def test_without_saleor_there_is_no_dashboard(action):
    printed = run(load_command_class("saleor_allegro", "allegro_dashboard"), action)

    assert (printed.status, printed.out) == (1, "")
    assert printed.err == "There is no Saleor here, so there is no dashboard."
