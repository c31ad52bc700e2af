"""Who sees what: every field and every query, asked by everybody."""

from typing import Any

import pytest
from graphene import Node
from saleor.graphql import api
from saleor.order.models import Order

from tests.saleor.allegro_shop import an_allegro_shop
from tests.saleor.selections import select, whole
from tests.saleor.viewers import a_customer, a_member_of_staff, an_app, ask

#: What a storefront shows the buyer; everything else is for those who manage orders.
FOR_THE_CUSTOMER = {
    "id",
    "checkoutFormId",
    "marketplace",
    "deliveryMethod",
    "pickupPoint",
    "smart",
    "dispatchBy",
    "iconUrl",
}
FOR_STAFF = {
    "url",
    "account",
    "order",
    "orderNumber",
    "channel",
    "state",
    "error",
    "buyerLogin",
    "boughtAt",
    "formStatus",
    "fulfillmentStatus",
    "paymentState",
    "cashOnDelivery",
    "total",
    "paid",
    "invoice",
    "flags",
    "push",
    "syncedAt",
    "importedAt",
}
#: Asked by everybody in the tests about jobs and about offers.
ELSEWHERE = {"allegroJob", "allegroOffers"}
VIEWERS = {
    "anonymous": lambda shop, link: None,
    "customer": lambda shop, link: shop.customer_of(link),
    "other customer": lambda shop, link: a_customer("other@shop.test"),
    "staff without": lambda shop, link: a_member_of_staff("manage_products", "manage_users"),
    "staff with manage_orders": lambda shop, link: a_member_of_staff("manage_orders"),
    "staff with manage_plugins": lambda shop, link: a_member_of_staff("manage_plugins"),
    "app without": lambda shop, link: an_app("manage_products", "manage_users"),
    "app with manage_orders": lambda shop, link: an_app("manage_orders"),
    "app with manage_plugins": lambda shop, link: an_app("manage_plugins"),
}
SEE_ORDERS = {"staff with manage_orders", "app with manage_orders"}
SEE_PLUGINS = {"staff with manage_plugins", "app with manage_plugins"}
QUERIES = {
    "allegroSettings": ('(channel: "allegro-pl")', SEE_PLUGINS),
    "allegroStatusMapping": ('(channel: "allegro-pl")', SEE_PLUGINS),
    "allegroAccounts": ("", SEE_ORDERS | SEE_PLUGINS),
    "allegroOrders": ("(first: 5)", SEE_ORDERS),
    "allegroRuns": ("(first: 5)", SEE_ORDERS),
    "allegroChannels": ("", SEE_ORDERS | SEE_PLUGINS),
    "allegroChoices": ('(channel: "allegro-pl")', SEE_PLUGINS),
    "allegroSummary": ('(since: "2026-11-22T12:00:00Z")', SEE_ORDERS),
}
SECRETS = ("very-secret", "c1ient-secret")
everybody = pytest.mark.parametrize("viewer", VIEWERS)


@pytest.fixture
def shop(world):
    return an_allegro_shop(world)


@pytest.fixture
def link(shop):
    [link] = shop.sell()
    return link


def field_of(link, name, viewer):
    """A field of the order's, asked for alone; `None` as well where `allegro` is null."""
    selection = select(name, api.schema.get_type("AllegroOrder").fields[name], {"AllegroOrder"})
    query = f"query ($id: ID!) {{ order(id: $id) {{ allegro {{ {selection} }} }} }}"
    answer = ask(query, viewer, id=Node.to_global_id("Order", link.order_id))
    allegro = answer["order"]["allegro"]
    return allegro and allegro[name]


def test_every_field_is_for_somebody():
    fields = set(api.schema.get_type("AllegroOrder").fields)

    assert fields == FOR_THE_CUSTOMER | FOR_STAFF
    assert set() == FOR_THE_CUSTOMER & FOR_STAFF
    queries = {each for each in api.schema.get_type("Query").fields if each.startswith("allegro")}
    assert queries == set(QUERIES) | ELSEWHERE


@everybody
def test_fields_of_an_order(shop, link, viewer):
    shown = set()
    if viewer in SEE_ORDERS:
        shown = FOR_THE_CUSTOMER | FOR_STAFF
    elif viewer == "customer":
        shown = FOR_THE_CUSTOMER
    person = VIEWERS[viewer](shop, link)

    for name in FOR_THE_CUSTOMER | FOR_STAFF:
        value = field_of(link, name, person)

        assert (value is not None) is (name in shown), (name, value)


@everybody
@pytest.mark.parametrize("name", QUERIES)
def test_queries(shop, link, name, viewer):
    arguments, allowed = QUERIES[name]
    field = select(name, api.schema.get_type("Query").fields[name], ())
    query = f"{{ {field.replace(name, name + arguments, 1)} }}"

    answer = ask(query, VIEWERS[viewer](shop, link))

    if viewer in allowed:
        assert answer[name]
        assert not any(secret in str(answer.data) for secret in SECRETS)
    else:
        assert answer.data == {name: None}
        [error] = answer.errors
        assert error.startswith("To access this path, you need one of the following permissions")


@pytest.mark.parametrize("viewer", ["anonymous", "other customer", "staff without", "app without"])
def test_order_is_no_more_than_saleor_shows_to_strangers(shop, link, viewer):
    query = "query ($id: ID!) { order(id: $id) { number allegro { id } } }"

    answer = ask(query, VIEWERS[viewer](shop, link), id=Node.to_global_id("Order", link.order_id))

    assert answer["order"] == {"number": link.order_number, "allegro": None}


def test_customer_sees_it_in_their_own_orders(shop, link):
    allegro = f"allegro {whole('AllegroOrder')}"

    answer = ask(
        f"{{ me {{ orders(first: 5) {{ edges {{ node {{ {allegro} }} }} }} }} }}",
        shop.customer_of(link),
    )

    [edge] = answer["me"]["orders"]["edges"]
    shown = {name for name, value in edge["node"]["allegro"].items() if value is not None}
    assert shown == FOR_THE_CUSTOMER


def test_staff_who_bought_it_themselves_see_what_a_customer_sees(shop, link):
    member = a_member_of_staff("manage_products")
    Order.objects.filter(pk=link.order_id).update(user=member)

    assert field_of(link, "pickupPoint", member)["id"] == "POZ08A"
    assert field_of(link, "buyerLogin", member) is None


def test_superuser_sees_all(shop, link):
    assert field_of(link, "buyerLogin", shop.world.make_superuser("root@shop.test"))


def test_staff_see_the_orders_of_their_channels(shop, link):
    other = shop.world.make_channel("allegro-cz", currency="CZK", country="CZ")
    query = "{ allegroOrders(first: 5) { totalCount } }"

    def count(viewer: Any) -> int:
        return ask(query, viewer)["allegroOrders"]["totalCount"]

    theirs = a_member_of_staff("manage_orders", email="a@shop.test", channels=[shop.channel])
    not_theirs = a_member_of_staff("manage_orders", email="b@shop.test", channels=[other])
    assert (count(theirs), count(not_theirs), count(an_app("manage_orders"))) == (1, 0, 1)


def test_staff_of_another_channel_see_nothing_of_an_order_they_name(shop, link):
    other = shop.world.make_channel("allegro-cz", currency="CZK", country="CZ")
    theirs = a_member_of_staff("manage_orders", email="a@shop.test", channels=[shop.channel])
    not_theirs = a_member_of_staff("manage_orders", email="b@shop.test", channels=[other])

    assert field_of(link, "buyerLogin", theirs) == "kupujacy_17"
    for name in FOR_THE_CUSTOMER | FOR_STAFF:
        assert field_of(link, name, not_theirs) is None


def test_staff_of_another_channel_who_bought_it_see_what_a_customer_sees(shop, link):
    other = shop.world.make_channel("allegro-cz", currency="CZK", country="CZ")
    member = a_member_of_staff("manage_orders", channels=[other])
    Order.objects.filter(pk=link.order_id).update(user=member)

    assert field_of(link, "pickupPoint", member)["id"] == "POZ08A"
    assert field_of(link, "buyerLogin", member) is None


@pytest.mark.parametrize("name", ["allegroSettings", "allegroStatusMapping", "allegroChoices"])
def test_staff_of_another_channel_do_not_see_its_settings(shop, name):
    arguments, _ = QUERIES[name]
    other = shop.world.make_channel("allegro-cz", currency="CZK", country="CZ")
    theirs = a_member_of_staff("manage_plugins", email="a@shop.test", channels=[shop.channel])
    not_theirs = a_member_of_staff("manage_plugins", email="b@shop.test", channels=[other])
    query = f"{{ {name}{arguments} {{ __typename }} }}"

    answer = ask(query, not_theirs)

    assert answer.data == {name: None}
    assert answer.errors == ["You don't have access to some objects' channel."]
    assert ask(query, theirs)[name]
