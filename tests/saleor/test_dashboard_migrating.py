"""When the companion App is made: once, by the first installation or the upgrade, never again."""

import logging
from datetime import UTC, datetime
from pathlib import Path

import pytest
from django.apps import apps
from django.core.management import call_command
from django.db.migrations.loader import MigrationLoader
from django.db.models.signals import post_migrate
from saleor.app.models import App
from saleor.order.models import Order, OrderEvent
from saleor.permission.models import Permission

from saleor_allegro import ledger, tasks
from saleor_allegro.dashboard.companion_app import install
from saleor_allegro.dashboard.migrating import MADE_BY
from tests.saleor.dashboard_app import (
    APPS,
    DELETE,
    HAS_HOME,
    PUBLIC_URL,
    apps_of,
    ours,
    rows,
    staff_does,
)
from tests.saleor.selling import selling_shop
from tests.saleor.world import World

BEFORE = "0005"


@pytest.fixture(autouse=True)
def media(tmp_path, settings) -> Path:
    settings.MEDIA_ROOT = str(tmp_path)
    settings.PUBLIC_URL = PUBLIC_URL
    del settings.SALEOR_ALLEGRO_DASHBOARD_APP
    return tmp_path


@pytest.fixture
def shop(own_database) -> str:
    """A shop of the release before, with its plugin's tables."""
    migrate(BEFORE)
    assert not App.objects.exists()
    return own_database


def migrate(*target):
    call_command("migrate", "saleor_allegro", *target, verbosity=0)


def test_trigger_is_a_migration_of_ours():
    loader = MigrationLoader(None)

    assert ("saleor_allegro", MADE_BY) in loader.graph.nodes


def test_upgrade_makes_the_app(shop, media):
    migrate()

    app = ours()
    assert (app.is_active, app.app_url) == (
        True,
        f"{PUBLIC_URL}/plugins/saleor_allegro/dashboard",
    )
    assert app.extensions.count() == 2 + HAS_HOME
    assert len(list(media.rglob("*.png"))) == 1


def test_first_installation_makes_the_app(own_database):
    migrate("zero")
    assert not App.objects.exists()

    migrate()

    assert ours().extensions.count() == 2 + HAS_HOME


def test_nobody_who_says_so_gets_it(shop, settings):
    settings.SALEOR_ALLEGRO_DASHBOARD_APP = False

    migrate()

    assert not App.objects.exists()


@pytest.mark.parametrize("purged", [False, True], ids=["removed", "purged"])
def test_app_that_staff_removed_is_not_made_again(shop, purged):
    migrate()
    staff_does(World(), DELETE)
    if purged:  # a day later
        ours().delete()
    left = rows()
    assert len(left) == (0 if purged else 3 + HAS_HOME)

    migrate()
    call_command("migrate", verbosity=0)
    tasks.refresh_dashboard_app.delay()

    assert rows() == left


def test_later_migrations_bring_the_address_up_to_date(shop, settings):
    migrate()
    settings.PUBLIC_URL = "https://moved.test"

    migrate()

    assert ours().app_url == "https://moved.test/plugins/saleor_allegro/dashboard"


@pytest.mark.parametrize("target", ["zero", BEFORE])
def test_who_migrates_back_has_nothing_of_it_left(shop, media, target):
    migrate()
    assert rows()

    migrate(target)

    assert rows() == []
    assert list(media.rglob("*.png")) == []


def test_flush_makes_no_app(db):
    post_migrate.send(
        sender=_config(), app_config=_config(), verbosity=0, interactive=False, using="default"
    )

    assert not App.objects.exists()


def test_other_databases_are_none_of_ours(db):
    install()
    before = rows()
    App.objects.update(version="0.0.1")

    post_migrate.send(
        sender=_config(), app_config=_config(), verbosity=0, interactive=False, using="replica"
    )

    assert ours().version == "0.0.1"
    assert [row["id"] for row in rows()] == [row["id"] for row in before]


def _config():
    return apps.get_app_config("saleor_allegro")


def test_shop_without_permissions_is_migrated_all_the_same(shop, caplog):
    Permission.objects.filter(codename="manage_plugins").delete()

    with caplog.at_level(logging.WARNING):
        migrate_without_saleors_own_handlers()

    assert not App.objects.exists()
    [warning] = [each for each in caplog.messages if "App Allegro" in each]
    assert "manage.py allegro_dashboard install" in warning


def migrate_without_saleors_own_handlers():
    """As where our app stands before Saleor's: its permissions are made after us."""
    receivers = post_migrate.receivers
    post_migrate.receivers = [
        each for each in receivers if each[0][0] == "saleor_allegro.dashboard"
    ]
    post_migrate.sender_receivers_cache.clear()
    try:
        migrate()
    finally:
        post_migrate.receivers = receivers
        post_migrate.sender_receivers_cache.clear()


# The tick


@pytest.mark.parametrize(("at", "is_looked_after"), [(0, True), (7, False), (50, True)])
def test_tick_looks_after_the_app_every_ten_minutes(
    db, settings, time_machine, at, is_looked_after
):
    install()
    settings.PUBLIC_URL = "https://moved.test"
    time_machine.move_to(datetime(2026, 11, 20, 8, at, tzinfo=UTC))

    tasks.import_due_accounts.delay()

    assert ours().app_url.startswith("https://moved.test/") is is_looked_after


def test_orders_are_imported_without_the_app(db):
    install()
    with selling_shop() as selling:
        world = World()
        staff_does(world, DELETE)
        selling.simulator.sell()

        tasks.import_due_accounts.delay()

    run = ledger.last_run(selling.account.pk)
    assert (run.outcome, run.imported, run.failed) == ("finished", 1, 0)
    assert Order.objects.count() == 1
    assert set(OrderEvent.objects.values_list("app", flat=True)) == {None}
    assert apps_of(world.graphql(APPS)) == []
