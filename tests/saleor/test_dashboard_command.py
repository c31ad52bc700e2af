"""`manage.py allegro_dashboard`, as whoever runs a shop uses it."""

from pathlib import Path

import pytest
from django.core.management import load_command_class
from django.utils import timezone
from graphene import Node
from saleor.app.models import App
from saleor.permission.models import Permission

from saleor_allegro import __version__
from saleor_allegro.dashboard.companion_app import install
from tests.commands.terminal import run
from tests.database_state import changed, database_state
from tests.saleor.dashboard_app import HAS_HOME, PAGES, PUBLIC_URL, ours
from tests.saleor.merchant_form import MerchantForm
from tests.saleor.test_dashboard_app import FullStorage, files


@pytest.fixture(autouse=True)
def media(tmp_path, settings, monkeypatch) -> Path:
    monkeypatch.setenv("COLUMNS", "140")
    settings.MEDIA_ROOT = str(tmp_path)
    settings.PUBLIC_URL = PUBLIC_URL
    return tmp_path


@pytest.fixture(params=["en", "pl"])
def language(request, world):
    MerchantForm(world, world.make_channel("allegro-pl")).save_well(language=request.param)
    return request.param


def command(*arguments):
    return run(load_command_class("saleor_allegro", "allegro_dashboard"), *arguments)


def shown(printed):
    """Label -> lines, of the table that `status` prints."""
    assert (printed.status, printed.err) == (0, "")
    found, label = {}, ""
    for row in (line.split("│") for line in printed.lines if "│" in line):
        label = row[1].strip() or label
        found.setdefault(label, []).append(row[2].strip())
    return found


def test_app_is_installed_and_removed(language, media):
    said = command("install")

    assert (said.status, said.lines) == (
        0,
        {
            "en": [f"The App “Allegro” is in the dashboard: {PAGES}"],
            "pl": [f"Aplikacja „Allegro” jest w panelu: {PAGES}"],
        }[language],
    )
    assert ours().app_url == PAGES

    said = command("remove")

    count = 2 + HAS_HOME
    begin = {
        "en": f"Removed from the dashboard: Apps 1, extensions {count}. Orders are imported as",
        "pl": f"Usunięto z panelu: aplikacje 1, rozszerzenia {count}. Zamówienia są pobierane jak",
    }[language]
    assert (said.status, said.out.startswith(begin)) == (0, True)
    assert not App.objects.exists()
    assert files(media) == []
    said = command("remove")
    assert (said.status, len(said.lines)) == (0, 1)
    assert {"en": "nothing to remove", "pl": "Nie ma czego usuwać"}[language] in said.out


def test_status_of_an_app_at_work(language):
    app = install()
    before = database_state()

    status = shown(command("status"))

    english = language == "en"
    app_id = Node.to_global_id("App", app.pk)
    pages = [PAGES, f"{PAGES}/widgets/order", f"{PAGES}/widgets/home"][: 2 + HAS_HOME]
    assert status == (
        {
            "App": [f"installed, {app_id}"],
            "Addresses": ["as they should be today", *pages],
            "Release": [__version__],
            "Shown in the dashboard of": ["'self'", "www.example.com:*"],
            "Logo": ["stored"],
            "To do": ["nothing"],
        }
        if english
        else {
            "Aplikacja": [f"zainstalowana, {app_id}"],
            "Adresy": ["aktualne", *pages],
            "Wydanie": [__version__],
            "Widoczna w panelu pod": ["'self'", "www.example.com:*"],
            "Logo": ["zapisane"],
            "Do zrobienia": ["nic"],
        }
    )
    assert changed(before, database_state()) == set()


def test_status_where_there_is_none(world):
    assert shown(command("status")) == {
        "App": ["not installed"],
        "To do": ["to have Allegro in the dashboard: manage.py allegro_dashboard install"],
    }


def test_status_after_staff_removed_it(world):
    install()
    App.objects.update(removed_at=timezone.now(), is_active=False)

    status = shown(command("status"))

    assert status["App"] == ["removed by staff"]
    assert status["To do"][0].startswith("nothing, if it is not wanted")
    assert status.keys() == {"App", "To do"}


def test_status_says_all_that_is_to_be_done(world, settings, media):
    app = install()
    App.objects.update(is_active=False)
    files(media)[0].unlink()
    settings.PUBLIC_URL = "https://moved.test"

    status = shown(command("status"))

    assert status["App"] == [f"switched off by staff, {Node.to_global_id('App', app.pk)}"]
    assert status["Addresses"][:2] == [
        "outdated: the shop's address or the release has changed",
        PAGES,
    ]
    assert status["Logo"] == ["missing"]
    todo = " ".join(status["To do"])
    assert [part in todo for part in ("switch it on", "ten minutes", "media can be written")] == [
        True,
        True,
        True,
    ]
    command("install")
    assert shown(command("status"))["To do"] == ["nothing"]


def test_logo_that_could_not_be_stored_is_said(world, settings):
    full = {"default": {"BACKEND": f"{FullStorage.__module__}.{FullStorage.__name__}"}}
    settings.STORAGES = settings.STORAGES | full

    said = command("install")

    assert said.status == 1
    assert said.out == f"The App “Allegro” is in the dashboard: {PAGES}\n"
    assert said.err.startswith("Its logo could not be stored, all else works.")


def test_shop_that_is_not_migrated_is_told_to(world):
    Permission.objects.filter(codename="manage_orders").delete()

    said = command("install")

    assert (said.status, said.out) == (1, "")
    assert said.err == "Saleor has not made its permissions yet. Run: manage.py migrate"
    assert not App.objects.exists()


class KeepingStorage(FullStorage):
    def delete(self, name):
        raise OSError("read-only file system")


def test_files_that_stay_are_named(world, settings):
    install()
    name = ours().brand_logo_default.name
    keeping = {"default": {"BACKEND": f"{__name__}.{KeepingStorage.__name__}"}}
    settings.STORAGES = settings.STORAGES | keeping

    said = command("remove")

    assert said.status == 1
    assert not App.objects.exists()
    assert said.err.endswith(f"delete them by hand: {name}")
