"""`AllegroChannel.connectionState` and `connectionAdvice`: what the plugin's form says."""

import pytest
from saleor.plugins.models import PluginConfiguration

from saleor_allegro.models import Account, AccountChannel
from tests.ledger.rows import an_account
from tests.saleor.allegro_shop import an_allegro_shop
from tests.saleor.selections import whole
from tests.saleor.viewers import a_member_of_staff, an_app, ask

WORDS = """query ($language: AllegroLanguage) { allegroChannels {
    slug state: connectionState(language: $language) advice: connectionAdvice(language: $language)
} }"""
LANGUAGES = {"en": "ENGLISH", "pl": "POLISH"}


@pytest.fixture
def shop(world):
    return an_allegro_shop(world)


@pytest.fixture
def staff(shop):
    return a_member_of_staff("manage_orders")


def told(viewer, **variables):
    return {each.pop("slug"): each for each in ask(WORDS, viewer, **variables)["allegroChannels"]}


def as_it_is(shop):
    pass


def nobody_connected(shop):
    AccountChannel.objects.all().delete()


def disconnected(shop):
    Account.objects.update(connection=Account.Connection.DISCONNECTED)


def reconnect_needed(shop):
    Account.objects.update(connection=Account.Connection.RECONNECT_NEEDED)


def switched_off(shop):
    shop.form.save_well(active=False)


def not_importing(shop):
    shop.form.save_well(create_orders=False)


def without(shop, name):
    """As a release stored it that did not have the field."""
    stored = [item for item in shop.form.row.configuration if item["name"] != name]
    PluginConfiguration.objects.update(configuration=stored)


def incomplete(shop):
    without(shop, "client_id")


def of_an_older_release(shop):
    without(shop, "import_every_minutes")


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    ("happens", "state", "advice"),
    [
        (as_it_is, "Connected: seller (sandbox)", "Orders are imported every "),
        (incomplete, "Connected: seller (sandbox)", "No orders are imported. First fill in"),
        (nobody_connected, "Not connected", "No orders are imported. Open the link"),
        (disconnected, "Not connected", "No orders are imported. Open the link"),
        (reconnect_needed, "Reconnect needed: seller", "No orders are imported: Allegro no longer"),
        (switched_off, "Connected: seller (sandbox)", "No orders are imported, because the plugin"),
        (not_importing, "Connected: seller (sandbox)", "No orders are imported, because “"),
        (of_an_older_release, "Connected: seller (sandbox)", "Orders are imported every "),
    ],
)
def test_words_are_those_of_the_form(shop, staff, happens, state, advice, language):
    shop.form.save_well(language=language)
    happens(shop)
    line = shop.form.open()["fields"]["connection"]

    english, same = told(staff), told(staff, language=LANGUAGES[language])

    assert same["allegro-pl"] == {"state": line["value"], "advice": line["helpText"]}
    assert english["allegro-pl"]["state"].startswith(state)
    assert english["allegro-pl"]["advice"].startswith(advice)


def test_channel_that_nobody_set_up(shop, staff, world):
    world.make_channel(slug="zz-new")

    words = told(staff, language="POLISH")["zz-new"]

    assert words["state"] == "Nie połączono"
    assert words["advice"].startswith("Zamówienia nie są pobierane. Najpierw uzupełnij i zapisz: ")
    assert "Client ID" in words["advice"]


@pytest.mark.parametrize("viewer", ["staff", "restricted staff", "app"])
def test_twenty_channels_cost_as_many_statements_as_one(shop, world, count_statements, viewer):
    channels = [shop.channel]
    if viewer == "app":
        asking = an_app("manage_plugins")
    else:
        theirs = channels if viewer == "restricted staff" else None
        asking = a_member_of_staff("manage_plugins", channels=theirs)
    query = f"{{ allegroChannels {whole('AllegroChannel')} }}"
    counts = {}
    for more in (0, 19):
        for number in range(more):
            slug = f"allegro-{number}"
            channels.append(world.make_channel(slug=slug))
            an_account(seller_id=f"9{number}", channel=slug)
        if viewer == "restricted staff":
            asking.groups.get().channels.set(channels)
        with count_statements() as statements:
            answer = ask(query, asking)
        counts[len(answer["allegroChannels"])] = len(statements)

    assert counts[1] == counts[20], counts
