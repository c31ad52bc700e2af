"""Who may set, map, connect and disconnect; nobody else changes a row."""

import pytest
from saleor.account.models import User
from saleor.graphql import api

from saleor_allegro.graphql.mutations.merchant import AllegroMerchantMutations
from saleor_allegro.graphql.schema import root_fields
from tests.ledger.rows import an_order
from tests.saleor.drafts import order
from tests.saleor.following import write_one
from tests.saleor.merchant_shop import a_merchant_shop, nothing_written
from tests.saleor.viewers import a_customer, a_member_of_staff, an_app

MUTATIONS = {
    "allegroSettingsUpdate": """mutation ($channel: String!) {
      allegroSettingsUpdate(channel: $channel, input: {importEveryMinutes: 30}) {
        errors { message } settings { importEveryMinutes } } }""",
    "allegroStatusMappingUpdate": """mutation ($channel: String!) {
      allegroStatusMappingUpdate(channel: $channel, suggested: true) {
        errors { message } mapping { channel } } }""",
    "allegroConnect": """mutation ($channel: String!) {
      allegroConnect(channel: $channel) { errors { message } authorizationUrl } }""",
    "allegroDisconnect": """mutation ($channel: String!) {
      allegroDisconnect(channel: $channel) { errors { message } account { login } } }""",
}
OTHERS = ("manage_orders", "manage_apps", "manage_users")
VIEWERS = {
    "anonymous": lambda shop: None,
    "customer": lambda shop: User.objects.get(orders__isnull=False),
    "other customer": lambda shop: a_customer("other@shop.test"),
    "staff without": lambda shop: a_member_of_staff(*OTHERS),
    "staff with": lambda shop: a_member_of_staff("manage_plugins"),
    "app without": lambda shop: an_app(*OTHERS),
    "app with": lambda shop: an_app("manage_plugins"),
}
ALLOWED = {"staff with", "app with"}


@pytest.fixture
def shop(world):
    shop = a_merchant_shop(world)
    world.make_variant("MUG")
    sold = write_one(order())
    an_order(shop.seller, sold.external_reference, order_id=sold.pk, channel_slug="allegro-pl")
    return shop


def test_every_mutation_is_asked_for():
    ours = {name for name in api.schema.get_type("Mutation").fields if name.startswith("allegro")}

    assert set(root_fields((AllegroMerchantMutations,))) == set(MUTATIONS)
    assert set(MUTATIONS) <= ours


@pytest.mark.parametrize("viewer", sorted(ALLOWED))
@pytest.mark.parametrize("name", MUTATIONS)
def test_who_manages_plugins_may(shop, name, viewer):
    answer = shop.ask(MUTATIONS[name], VIEWERS[viewer](shop))

    payload = answer[name]
    assert payload.pop("errors") == []
    assert all(payload.values())


@pytest.mark.parametrize("viewer", [name for name in VIEWERS if name not in ALLOWED])
@pytest.mark.parametrize("name", MUTATIONS)
def test_nobody_else_may(shop, name, viewer):
    person = VIEWERS[viewer](shop)

    with nothing_written():
        answer = shop.ask(MUTATIONS[name], person)

    assert answer.data == {name: None}
    [error] = answer.errors
    assert error.startswith("To access this path, you need one of the following permissions")
    assert "MANAGE_PLUGINS" in error


@pytest.mark.parametrize("name", MUTATIONS)
def test_staff_of_another_channel_may_not(shop, name):
    elsewhere = shop.world.make_channel("elsewhere")
    person = a_member_of_staff("manage_plugins", channels=[elsewhere])

    with nothing_written():
        answer = shop.ask(MUTATIONS[name], person)

    assert answer.data == {name: None}
    assert answer.errors == ["You don't have access to some objects' channel."]


@pytest.mark.parametrize("name", MUTATIONS)
def test_nobody_else_learns_which_channels_there_are(shop, name):
    with nothing_written():
        answer = shop.ask(MUTATIONS[name], None, channel="nowhere")

    assert "nowhere" not in str(answer)


@pytest.mark.parametrize("name", MUTATIONS)
def test_every_part_is_described(name):
    mutation = api.schema.get_type("Mutation").fields[name]
    assert "MANAGE_PLUGINS" in mutation.description
    assert all(argument.description for argument in mutation.args.values())
    assert all(field.description for field in mutation.type.fields.values())
    for argument in mutation.args.values():
        kind = argument.type
        while hasattr(kind, "of_type"):
            kind = kind.of_type
        if kind.name.startswith("Allegro"):
            assert kind.description
            assert all(field.description for field in kind.fields.values())
