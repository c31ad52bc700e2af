"""The companion App: what the dashboard is told of it, and what becomes of its rows."""

import logging
import threading
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from django.contrib.sites.models import Site
from django.core.files.storage import FileSystemStorage
from django.db import connections
from django.test import Client, override_settings
from saleor.app.models import App, AppExtension
from saleor.core.jwt import jwt_decode

from saleor_allegro import __version__
from saleor_allegro.dashboard.companion_app import install, refresh, remove
from saleor_allegro.dashboard.description import wanted_extensions
from saleor_allegro.dashboard.rows import alone as rows_alone
from saleor_allegro.icon import picture
from tests.database_state import changed, database_state
from tests.endurance.databases import wait_until_blocked
from tests.saleor.dashboard_app import (
    APPS,
    DEACTIVATE,
    DELETE,
    EXTENSIONS,
    HAS_HOME,
    HAS_IDENTIFIERS,
    PAGES,
    PUBLIC_URL,
    UPDATE,
    apps_of,
    extensions_of,
    ours,
    permissions_of,
    rows,
    staff_does,
)
from tests.saleor.viewers import a_member_of_staff, ask

LOGO = picture("icon.png")


@pytest.fixture(autouse=True)
def media(tmp_path, settings) -> Path:
    settings.MEDIA_ROOT = str(tmp_path)
    settings.PUBLIC_URL = PUBLIC_URL
    return tmp_path


def files(media):
    return sorted(path for path in media.rglob("*") if path.is_file())


# What the dashboard reads


def test_dashboard_lists_the_app_with_its_page_and_logo(world, media):
    install()

    [app] = apps_of(world.graphql(APPS))

    logo = app.pop("brand")["logo"]["default"]
    about = app.pop("aboutApp")
    app.pop("id")
    assert app == {
        "name": "Allegro",
        "identifier": "saleor-allegro",
        "type": "THIRDPARTY",
        "isActive": True,
        "appUrl": PAGES,
        "manifestUrl": None,
        "version": __version__,
        "permissions": [{"code": "MANAGE_ORDERS"}, {"code": "MANAGE_PLUGINS"}],
        "tokens": [],
        "webhooks": [],
    }
    assert about.startswith("Orders bought on Allegro")
    assert "Zamówienia z Allegro" in about
    [file] = files(media)
    assert file.read_bytes() == LOGO
    assert Client().get(logo.removeprefix(PUBLIC_URL)).status_code == 302


def test_dashboard_finds_each_extension_by_its_mount(world):
    install()
    staff = a_member_of_staff("manage_orders")
    found = {}

    for mount in ("ORDER_DETAILS_WIDGETS", "NAVIGATION_ORDERS", "HOMEPAGE_WIDGETS"):
        answer = ask(EXTENSIONS, staff, filter={"mountName": [mount]})
        found[mount] = [
            (each["label"], each["targetName"], each["url"], each["settings"])
            for each in extensions_of(answer)
        ]

    settings = {"widgetTarget": {"method": "POST"}}
    home = {"homeWidgetTarget": {"method": "POST", "fullscreen": False}}
    assert found == {
        "ORDER_DETAILS_WIDGETS": [("Allegro", "WIDGET", f"{PAGES}/widgets/order", settings)],
        "NAVIGATION_ORDERS": [("Allegro", "APP_PAGE", "/orders", {})],
        "HOMEPAGE_WIDGETS": [("Allegro", "WIDGET", f"{PAGES}/widgets/home", home)] * HAS_HOME,
    }


def test_extension_is_for_whoever_manages_orders(world):
    app = install()
    clerk = a_member_of_staff("manage_orders", "manage_plugins")
    other = a_member_of_staff("manage_products", email="other@shop.test")

    of_clerk = extensions_of(ask(EXTENSIONS, clerk))
    of_other = extensions_of(ask(EXTENSIONS, other))

    assert len(of_clerk) == len(of_other) == 2 + HAS_HOME
    for extension in of_clerk:
        assert extension["permissions"] == [{"code": "MANAGE_ORDERS"}]
        payload = jwt_decode(extension["accessToken"])
        assert (payload["app"], payload["type"]) == (extension["app"]["id"], "thirdparty")
        assert payload["permissions"] == ["MANAGE_ORDERS"]
    assert {extension["accessToken"] for extension in of_other} == {None}
    assert permissions_of(app) == {"manage_orders", "manage_plugins"}


@pytest.mark.skipif(not HAS_IDENTIFIERS, reason="Saleor 3.22 gives extensions no identifier")
def test_extensions_have_names_of_their_own(world):
    app = install()

    assert set(app.extensions.values_list("identifier", flat=True)) == {"order", "orders", "home"}


# install


def test_second_installation_writes_nothing(world, media):
    install()
    before, stored = database_state(), files(media)

    install()

    assert changed(before, database_state()) == set()
    assert files(media) == stored


class MeetingStorage(FileSystemStorage):
    """The first two look for the logo at once, and find none."""

    both = threading.Barrier(2)
    looked = threading.local()

    def exists(self, name):
        is_there = super().exists(name)
        if not is_there and not hasattr(self.looked, "once"):
            self.looked.once = True
            self.both.wait(30)
        return is_there


def test_installations_at_once_make_one_app_with_one_logo(own_database, media, settings):
    meeting = {"default": {"BACKEND": f"{__name__}.{MeetingStorage.__name__}"}}
    settings.STORAGES = settings.STORAGES | meeting

    with ThreadPoolExecutor(3) as pool:
        with rows_alone():
            first = [pool.submit(_install_elsewhere) for _ in range(2)]
            wait_until_blocked(own_database, others=2)
            assert len(files(media)) == 2
            third = pool.submit(_install_elsewhere)
            wait_until_blocked(own_database, others=3)
        made = {each.result() for each in [*first, third]}

    assert made == {ours().pk}
    assert AppExtension.objects.count() == 2 + HAS_HOME
    [file] = files(media)
    assert (file.read_bytes(), file) == (LOGO, Path(ours().brand_logo_default.path))


def test_app_that_another_makes_meanwhile_is_taken(own_database):
    with ThreadPoolExecutor(1) as pool:
        with rows_alone():
            waiting = pool.submit(_install_elsewhere)
            wait_until_blocked(own_database)
            app = App.objects.create(name="Allegro", identifier="saleor-allegro")
        assert waiting.result() == app.pk == ours().pk


def _install_elsewhere():
    try:
        return install().pk
    finally:
        connections.close_all()


def test_app_that_staff_deleted_is_the_same_one_again(world):
    app = install()
    keys = [row["id"] for row in rows()]
    staff_does(world, DELETE)
    assert apps_of(world.graphql(APPS)) == []

    install()

    assert ours().pk == app.pk
    assert (ours().is_active, ours().removed_at) == (True, None)
    assert [row["id"] for row in rows()] == keys
    assert len(apps_of(world.graphql(APPS))) == 1


def test_app_whose_rows_saleor_purged_is_made_anew(world):
    install()
    staff_does(world, DELETE)
    ours().delete()

    install()

    assert len(apps_of(world.graphql(APPS))) == 1
    assert AppExtension.objects.count() == 2 + HAS_HOME


def test_installation_mends_what_was_changed(world):
    app = install()
    first = app.extensions.order_by("pk").first()
    app.extensions.exclude(pk=first.pk).delete()
    AppExtension.objects.filter(pk=first.pk).update(url="https://elsewhere.test", label="x")
    AppExtension.objects.create(app=app, label="x", url="/x", mount="navigation_catalog")
    AppExtension.objects.create(app=app, label="x", url="/x", mount=first.mount)
    first.permissions.clear()
    app.permissions.clear()
    App.objects.update(is_active=False, app_url="https://elsewhere.test", type="local")
    staff_does(world, UPDATE, input={"name": "Our Allegro"})

    install()

    assert ours().pk == app.pk
    assert (ours().is_active, ours().app_url, ours().type) == (True, PAGES, "thirdparty")
    assert ours().name == "Our Allegro"
    assert permissions_of(ours()) == {"manage_orders", "manage_plugins"}
    extensions = ours().extensions.order_by("pk")
    assert extensions[0].pk == first.pk
    assert [each.mount for each in extensions] == [each.mount for each in wanted_extensions()]
    assert [each.url for each in extensions] == [each.url for each in wanted_extensions()]
    assert all(permissions_of(each) == {"manage_orders"} for each in extensions)


def test_apps_of_others_are_left_alone(world):
    other = App.objects.create(name="Allegro", identifier="allegro")
    AppExtension.objects.create(app=other, label="x", url="/x", mount="navigation_orders")
    before = App.objects.filter(pk=other.pk).values().get()

    install()
    remove()

    assert App.objects.filter(pk=other.pk).values().get() == before
    assert other.extensions.count() == 1


class FullStorage(FileSystemStorage):
    def _save(self, name, content):
        raise OSError("no space left on device")


def test_storage_that_takes_nothing_costs_the_logo_alone(world, settings, media, caplog):
    full = {"default": {"BACKEND": f"{__name__}.{FullStorage.__name__}"}}

    with caplog.at_level(logging.WARNING), override_settings(STORAGES=settings.STORAGES | full):
        install()

    assert files(media) == []
    [app] = apps_of(world.graphql(APPS))
    assert (app["brand"], app["appUrl"]) == (None, PAGES)
    [warning] = [each for each in caplog.messages if "logo" in each]
    assert "OSError: no space left on device" in warning
    assert "manage.py allegro_dashboard install" in warning
    install()
    assert [file.read_bytes() for file in files(media)] == [LOGO]
    assert Path(ours().brand_logo_default.path) in files(media)


def test_logo_that_was_lost_is_stored_again(world, media):
    install()
    files(media)[0].unlink()

    install()

    assert [file.read_bytes() for file in files(media)] == [LOGO]


# refresh


def test_app_follows_the_address_of_the_shop(world, settings):
    app = install()
    keys = [row["id"] for row in rows()]
    settings.PUBLIC_URL = "https://moved.test"

    assert refresh() is True

    assert [row["id"] for row in rows()] == keys
    assert ours().app_url == "https://moved.test/plugins/saleor_allegro/dashboard"
    assert (
        list(app.extensions.order_by("pk").values_list("url", flat=True))
        == [
            "https://moved.test/plugins/saleor_allegro/dashboard/widgets/order",
            "/orders",
            "https://moved.test/plugins/saleor_allegro/dashboard/widgets/home",
        ][: 2 + HAS_HOME]
    )
    assert refresh() is False


def test_app_follows_the_domain_that_another_process_changed(world, settings):
    settings.PUBLIC_URL = None
    install()
    Site.objects.filter(pk=settings.SITE_ID).update(domain="moved.test")  # no signal, as elsewhere

    assert refresh() is True

    assert ours().app_url == "http://moved.test/plugins/saleor_allegro/dashboard"


def test_new_release_brings_its_logo(world, media):
    install()
    old = media / "app-brand-data" / "saleor-allegro-of-before.png"
    files(media)[0].rename(old)
    App.objects.update(version="0.0.1", brand_logo_default=f"app-brand-data/{old.name}")
    thumbnail = apps_of(world.graphql(APPS))[0]["brand"]["logo"]["default"]
    Client().get(thumbnail.removeprefix(PUBLIC_URL))
    assert len(files(media)) == 2

    assert refresh() is True

    assert ours().version == __version__
    [file] = files(media)
    assert (file.read_bytes(), file == old) == (LOGO, False)
    assert ours().thumbnails.count() == 0


def test_refresh_of_what_is_up_to_date_is_two_statements(world, count_statements):
    install()
    before = database_state()

    with count_statements() as statements:
        assert refresh() is False

    assert len(statements) == 2, statements
    assert changed(before, database_state()) == set()


def test_where_there_is_no_app_it_is_one(world, count_statements):
    with count_statements() as statements:
        assert refresh() is False

    assert len(statements) == 1
    assert not App.objects.exists()


def test_refresh_switches_nothing_on_and_gives_nothing_back(world, settings):
    app = install()
    staff_does(world, DEACTIVATE)
    app.permissions.set(app.permissions.filter(codename="manage_orders"))
    settings.PUBLIC_URL = "https://moved.test"

    assert refresh() is True

    assert ours().is_active is False
    assert permissions_of(ours()) == {"manage_orders"}
    assert ours().app_url.startswith("https://moved.test/")


def test_removed_app_stays_as_staff_left_it(world, settings):
    install()
    staff_does(world, DELETE)
    before = database_state()
    settings.PUBLIC_URL = "https://moved.test"

    assert refresh() is False

    assert changed(before, database_state()) == set()


def test_extensions_of_an_older_saleor_keep_their_keys(world):
    install()
    keys = [row["id"] for row in rows()]
    if HAS_IDENTIFIERS:
        AppExtension.objects.update(identifier=None)
    AppExtension.objects.filter(mount="homepage_widgets").delete()

    assert refresh() is HAS_IDENTIFIERS

    assert [row["id"] for row in rows()][:3] == keys[:3]
    assert len(rows()) == len(keys)


# remove


def test_after_removal_no_row_and_no_file_is_left(world, media):
    boss = world.make_superuser()
    before = tables()
    install()
    logo = apps_of(world.graphql(APPS, user=boss))[0]["brand"]["logo"]["default"]
    Client().get(logo.removeprefix(PUBLIC_URL))  # a smaller one is made
    assert len(files(media)) == 2
    assert tables() != before

    removed = remove()

    assert (removed.apps, removed.extensions, removed.files_left) == (1, 2 + HAS_HOME, ())
    assert files(media) == []
    assert tables() == before
    assert remove().apps == 0


def test_app_that_staff_deleted_is_removed_as_well(world):
    before = tables()
    install()
    App.objects.update(removed_at="2026-11-20T08:00:00Z", is_active=False)

    assert remove().apps == 1

    assert tables() == before


def tables():
    """Every row of every table: what there was before is there again, and nothing else."""
    state = database_state().items()
    return {name: rows for name, rows in state if not name.startswith("sequence")}
