"""The Settings view: every field of the form, saved as the form saves it."""

import re
from html import unescape

import pytest
from saleor.plugins.models import PluginConfiguration
from saleor.warehouse.models import Warehouse

from saleor_allegro.config import Language
from saleor_allegro.dashboard.settings.controls import SHOWN, WAS
from saleor_allegro.models import Directory
from tests.ledger.rows import NOW
from tests.saleor.allegro_shop import an_allegro_shop
from tests.saleor.dashboard_pages import look, the_app, token_of
from tests.saleor.viewers import a_member_of_staff

SLUG = "allegro-pl"
#: Name of a field -> a good text that is not its default, and one that it does not take.
TEXTS = {
    "import_every_minutes": ("25", "0"),
    "backfill_days": ("7", "99999"),
    "recheck_every_minutes": ("45", "1"),
    "default_vat_rate": ("8.5", "101"),
    "stock_buffer": ("2", "-1"),
    "application_url": ("https://sklep.example.com", "no address"),
    "marketplaces": ("allegro-pl,allegro-cz", "two words, two words"),
}


@pytest.fixture
def shop(world):
    the_app()
    return an_allegro_shop(world)


@pytest.fixture
def token(shop):
    return token_of(a_member_of_staff("manage_plugins"))


def said(token, **fields):
    page = look("settings", token, **{"channel": SLUG} | fields)
    assert page.status_code == 200
    return unescape(page.content.decode())


def stored(name):
    row = PluginConfiguration.objects.get(identifier="saleor_allegro", channel__slug=SLUG)
    return {item["name"]: item["value"] for item in row.configuration}[name]


def sent(page):
    """What a browser would send of the page, as it stands."""
    fields = dict(re.findall(r'<input type="hidden" name="(was_\w+)" value="([^"]*)"', page))
    for name, was in list(fields.items()):
        if was != "false":
            fields[name.removeprefix(WAS)] = was
    return fields


def saved(token, page, **changes):
    return said(token, action="save", **sent(page) | changes)


@pytest.mark.parametrize("language", list(Language))
def test_every_field_is_there_once_with_its_label_and_help(shop, token, language):
    page = said(token, language=language.value)

    for field in SHOWN:
        assert page.count(f'name="was_{field.name}"') == 1
        assert field.label.in_language(language) in page
        assert (field.page_help or field.help).in_language(language) in page


@pytest.mark.parametrize("name", TEXTS)
def test_good_text_is_saved_and_shown_again(shop, token, name):
    good, _ = TEXTS[name]

    page = saved(token, said(token), **{name: good})

    assert "Saved. What is new counts" in page
    assert stored(name) == good
    assert f'name="was_{name}" value="{good}"' in page


@pytest.mark.parametrize("name", TEXTS)
@pytest.mark.parametrize("language", ["en", "pl"])
def test_text_that_is_not_taken_is_said_at_its_field(shop, token, name, language):
    _, bad = TEXTS[name]
    before = stored(name)

    page = saved(token, said(token), language=language, **{name: bad, "backfill_days": bad})

    assert ("Nothing was saved." if language == "en" else "Nic nie zapisano.") in page
    assert f'id="error-{name}"' in page
    assert f'value="{bad}"' in page
    assert stored(name) == before


def test_nothing_changed(shop, token):
    assert "Nothing was changed." in saved(token, said(token))


def test_only_what_somebody_changed_is_saved(shop, token):
    """Two people at once: neither undoes the other."""
    mine = said(token)
    saved(token, said(token), backfill_days="3")

    saved(token, mine, import_every_minutes="12")

    assert (stored("backfill_days"), stored("import_every_minutes")) == ("3", "12")


def test_switches(shop, token):
    page = said(token)
    fields = sent(page)
    del fields["create_orders"]

    said(token, action="save", **fields)

    assert stored("create_orders") is False
    assert stored("import_unpaid") is (fields.get("import_unpaid") == "true")


def test_plugin_is_switched_off_and_on(shop, token):
    fields = sent(said(token))
    fields.pop("active")
    rows = PluginConfiguration.objects.filter(identifier="saleor_allegro", channel__slug=SLUG)

    off = said(token, action="save", **fields)
    assert not rows.get().active
    saved(token, off, active="true")
    assert rows.get().active


def test_secret_is_never_shown_is_replaced_and_is_not_cleared_while_needed(shop, token):
    secret = stored("client_secret")
    page = said(token)
    assert secret not in page
    assert "One is stored." in page

    saved(token, page, client_secret="another-secret-0123456789")
    assert stored("client_secret") == "another-secret-0123456789"

    refused = said(token, action="clear")
    assert "Nothing was saved." in refused
    assert stored("client_secret") == "another-secret-0123456789"
    PluginConfiguration.objects.update(active=False)
    assert "None is stored." in said(token, action="clear")
    assert stored("client_secret") == ""


def test_warehouses_in_their_order(shop, token):
    [first, *_] = Warehouse.objects.filter(channels__slug=SLUG)
    second = Warehouse.objects.create(slug="second", name="Drugi", address=first.address)
    second.channels.add(shop.channel)
    page = said(token)
    assert page.count('data-move="up"') == 2
    fields = sent(page) | {"listed_warehouses": "true"}

    page = said(token, action="save", **fields | {"warehouses": ["second", first.slug]})

    assert stored("warehouses") == f"second,{first.slug}"
    assert page.index('value="second"') < page.index(f'value="{first.slug}"')


def test_marketplaces_that_are_not_known_are_kept(shop, token):
    marketplaces = [{"id": "allegro-pl", "name": "allegro-pl"}]
    Directory.objects.create(account=shop.seller, read_at=NOW, marketplaces=marketplaces)
    saved(token, said(token), listed_marketplaces="true", marketplaces=["allegro-xx"])

    page = said(token)

    assert 'name="marketplaces" value="allegro-xx" checked' in page
    assert "not known" in page


def test_filled_in_from_another_channel_and_not_saved(shop, token, world):
    world.make_channel(slug="new")
    saved(token, said(token), import_every_minutes="33")

    page = said(token, channel="new", **{"from": SLUG})

    assert 'name="import_every_minutes" type="number" min="5"' in page or "33" in page
    assert "nothing is saved yet" in page
    assert "data-changed" in page
    assert not PluginConfiguration.objects.filter(channel__slug="new").exists()


def test_channel_that_is_gone_is_not_saved_in_another(shop, token):
    page = said(token)
    before = stored("backfill_days")

    saved(token, page, channel="gone", backfill_days="5")

    assert stored("backfill_days") == before


def test_address_to_register_is_shown(shop, token):
    assert 'value="https://example.com/plugins/saleor_allegro/oauth/callback"' in said(token)
