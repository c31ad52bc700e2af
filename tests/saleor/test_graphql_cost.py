"""However many orders a query shows, each question is asked once."""

import pytest
from graphene import Node

from tests.saleor.allegro_shop import an_allegro_shop
from tests.saleor.selections import whole
from tests.saleor.viewers import a_member_of_staff, an_app, ask

EVERYTHING = {
    "orders": "{ orders(first: 100) { edges { node { number allegro %s } } } }",
    "allegroOrders": "{ allegroOrders(first: 100) { totalCount edges { node %s } } }",
}
#: Two are for the last day of the sellers, two for their counts. Saleor reads more of a person, in
#: 3.23 more than in 3.22.
MOST = {"app": 18, "staff": 26}


@pytest.fixture
def shop(world):
    return an_allegro_shop(world)


@pytest.mark.parametrize("name", EVERYTHING)
@pytest.mark.parametrize("viewer", ["staff", "app"])
def test_hundred_orders_cost_as_many_statements_as_ten(shop, count_statements, name, viewer):
    asking = (a_member_of_staff if viewer == "staff" else an_app)("manage_orders")
    query = EVERYTHING[name] % whole("AllegroOrder")
    counts = {}
    for more in (10, 90):
        shop.sell(more)
        with count_statements() as statements:
            answer = ask(query, asking)
        counts[len(answer[name]["edges"])] = len(statements)

    assert counts[10] == counts[100], counts
    assert counts[100] <= MOST[viewer], counts


def test_customer_pays_for_no_field_that_is_refused(shop, count_statements):
    [link] = shop.sell()
    customer = shop.customer_of(link)
    few, all_of_it = "{ checkoutFormId pickupPoint { id } }", whole("AllegroOrder")
    counts = []
    for selection in (few, all_of_it):
        query = f"query ($id: ID!) {{ order(id: $id) {{ allegro {selection} }} }}"
        with count_statements() as statements:
            ask(query, customer, id=Node.to_global_id("Order", link.order_id))
        counts.append(len(statements))

    assert counts[0] == counts[1]
