"""Orders from Allegro are found as staff look for them in the dashboard's own list."""

from dataclasses import replace

import pytest
from graphene import Node
from saleor.channel.models import Channel
from saleor.order.models import Order

from saleor_allegro.models import OrderLink
from saleor_allegro.simulator.kinds import Kind
from saleor_allegro.sync.import_account import import_account
from tests.saleor.drafts import POLICY, order
from tests.saleor.following import write
from tests.saleor.selling import selling_shop
from tests.saleor.viewers import a_member_of_staff, ask

SEARCH = """
query ($search: String) { orders(first: 20, search: $search) { edges { node { number } } } }
"""
#: As the dashboard asks since 3.22.
WHERE = """
query ($where: OrderWhereInput) { orders(first: 20, where: $where) { edges { node { number } } } }
"""
#: As older dashboards ask, and apps.
FILTER = """
query ($filter: OrderFilterInput) {
  orders(first: 20, filter: $filter) { edges { node { number } } }
}
"""


@pytest.fixture
def staff(db):
    return a_member_of_staff("manage_orders")


@pytest.fixture
def selling(db):
    with selling_shop() as selling:
        yield selling


@pytest.fixture
def links(selling):
    """Two orders as the import writes them, among others of the shop's own in the same channel."""
    for kind in (Kind.PAID_ONLINE, Kind.PAID_ONLINE):
        selling.simulator.sell(kind)
    import_account(selling.account.pk)
    write(order(), policy=replace(POLICY, channel_slug="allegro-pl"))
    Order.objects.exclude(pk__in=OrderLink.objects.values("order_id")).update(
        metadata={}, private_metadata={}, external_reference=None
    )
    found = list(OrderLink.objects.filter(state=OrderLink.State.IMPORTED).order_by("pk"))
    assert (len(found), Order.objects.count()) == (2, 3)
    return found


def found(staff, query, **variables):
    """Numbers of the orders that are found."""
    edges = ask(query, staff, **variables)["orders"]["edges"]
    return {edge["node"]["number"] for edge in edges}


def test_search_finds_the_purchase(staff, links):
    for link in links:
        assert found(staff, SEARCH, search=link.form_id) == {link.order_number}


def test_search_finds_the_buyer(staff, links):
    for link in links:
        login = Order.objects.get(pk=link.order_id).private_metadata["allegro.login"]
        assert found(staff, SEARCH, search=login) == {link.order_number}


@pytest.mark.parametrize("query", ["where", "filter"])
def test_metadata_finds_one_purchase(staff, links, query):
    for link in links:
        assert by_metadata(staff, query, "allegro.form_id", link.form_id) == {link.order_number}
        assert by_metadata(staff, query, "allegro.form_id", "another") == set()


@pytest.mark.parametrize("query", ["where", "filter"])
def test_metadata_finds_the_marketplace(staff, links, query):
    numbers = {link.order_number for link in links}

    assert by_metadata(staff, query, "allegro.marketplace", "allegro-pl") == numbers
    assert by_metadata(staff, query, "allegro.marketplace", "allegro-cz") == set()


@pytest.mark.parametrize("query", ["where", "filter"])
def test_metadata_key_alone_finds_every_purchase(staff, links, query):
    numbers = {link.order_number for link in links}

    assert by_metadata(staff, query, "allegro.form_id") == numbers
    assert by_metadata(staff, query, "allegro.nothing") == set()


@pytest.mark.parametrize("query", ["where", "filter"])
def test_channel_finds_its_orders(staff, links, query):
    polish, czech = (Channel.objects.get(slug=slug) for slug in ("allegro-pl", "allegro-cz"))
    everything = {str(each.number) for each in Order.objects.all()}

    assert by_channel(staff, query, polish) == everything
    assert by_channel(staff, query, czech) == set()


def by_metadata(staff, query, key, value=None):
    if query == "where":
        wanted = {"key": key} | ({"value": {"eq": value}} if value else {})
        return found(staff, WHERE, where={"AND": [{"metadata": wanted}]})
    wanted = {"key": key} | ({"value": value} if value else {})
    return found(staff, FILTER, filter={"metadata": [wanted]})


def by_channel(staff, query, channel):
    ids = [Node.to_global_id("Channel", channel.pk)]
    if query == "where":
        return found(staff, WHERE, where={"AND": [{"channelId": {"oneOf": ids}}]})
    return found(staff, FILTER, filter={"channels": ids})
