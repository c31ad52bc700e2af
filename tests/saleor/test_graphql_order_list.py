"""`allegroOrders`: pages, filters, sorting, and forms without an order."""

from datetime import timedelta
from decimal import Decimal

import pytest
from graphene import Node
from saleor.order.models import Order

from saleor_allegro.models import OrderFlag, OrderLink, OrderPush
from saleor_allegro.rules.flags import FlagKind
from tests.ledger.rows import NOW, a_link, an_account
from tests.saleor.allegro_shop import an_allegro_shop
from tests.saleor.selections import whole
from tests.saleor.viewers import a_member_of_staff, ask

LIST = """
query ($filter: AllegroOrderFilterInput, $sortBy: AllegroOrderSortingInput,
       $first: Int, $after: String, $last: Int, $before: String) {
  allegroOrders(filter: $filter, sortBy: $sortBy,
                first: $first, after: $after, last: $last, before: $before) {
    totalCount pageInfo { hasNextPage hasPreviousPage startCursor endCursor }
    edges { node { checkoutFormId } } } }
"""


@pytest.fixture
def shop(world):
    return an_allegro_shop(world)


@pytest.fixture
def staff(shop):
    return a_member_of_staff("manage_orders")


def listed(viewer, **variables):
    page = ask(LIST, viewer, **{"first": 50} | variables)["allegroOrders"]
    return [edge["node"]["checkoutFormId"] for edge in page["edges"]]


def test_pages_of_orders_from_the_latest_to_the_first_and_back(shop, staff):
    links = [link for day in range(5) for link in shop.sell(1, bought_at=NOW + timedelta(days=day))]
    newest_first = [link.form_id for link in reversed(links)]

    first = ask(LIST, staff, first=2)["allegroOrders"]
    second = ask(LIST, staff, first=2, after=first["pageInfo"]["endCursor"])["allegroOrders"]
    back = ask(LIST, staff, last=2, before=second["pageInfo"]["startCursor"])["allegroOrders"]

    assert [page["totalCount"] for page in (first, second, back)] == [5, 5, 5]
    assert [
        [edge["node"]["checkoutFormId"] for edge in page["edges"]] for page in (first, second, back)
    ] == [newest_first[:2], newest_first[2:4], newest_first[:2]]
    assert first["pageInfo"]["hasNextPage"]
    assert not first["pageInfo"]["hasPreviousPage"]


def test_forms_that_were_never_read_come_first_page_by_page(shop, staff):
    [sold] = shop.sell()
    for number in range(3):
        a_link(shop.seller, f"never-read-{number}", state=OrderLink.State.FAILED)
    found, after = [], None
    for _ in range(4):
        page = ask(LIST, staff, first=1, after=after)["allegroOrders"]
        found += [edge["node"]["checkoutFormId"] for edge in page["edges"]]
        after = page["pageInfo"]["endCursor"]

    assert found == ["never-read-2", "never-read-1", "never-read-0", sold.form_id]
    assert not page["pageInfo"]["hasNextPage"]


def test_form_without_an_order_says_what_is_known(shop, staff):
    a_link(
        shop.seller,
        "broken",
        state=OrderLink.State.FAILED,
        error_code="unusable_form",
        error_message="Lines do not add up.",
        attempts=3,
        failed_since=NOW,
    )
    query = f"{{ allegroOrders(first: 1) {{ edges {{ node {whole('AllegroOrder')} }} }} }}"

    [edge] = ask(query, staff)["allegroOrders"]["edges"]

    node = edge["node"]
    known = {name for name, value in node.items() if value not in (None, [], False)}
    assert known == {"id", "checkoutFormId", "url", "account", "state", "error", "iconUrl"}
    assert (node["state"], node["error"]["message"]) == ("FAILED", "Lines do not add up.")


def test_form_that_is_not_for_us_says_why(shop, staff):
    a_link(shop.seller, "too-old", state=OrderLink.State.SKIPPED, error_code="too_old")
    query = "{ allegroOrders(first: 1) { edges { node { state error { code message } } } } }"

    [edge] = ask(query, staff)["allegroOrders"]["edges"]

    assert edge["node"]["state"] == "SKIPPED"
    assert edge["node"]["error"]["message"]


def test_order_that_was_deleted_is_gone_from_its_form(shop, staff):
    [link] = shop.sell()
    Order.objects.all().delete()
    query = "{ allegroOrders(first: 1) { edges { node { orderNumber order { id } smart } } } }"

    [edge] = ask(query, staff)["allegroOrders"]["edges"]

    assert edge["node"] == {"orderNumber": link.order_number, "order": None, "smart": None}


@pytest.fixture
def links(shop):
    """Each differs from the plain one in what it is named for."""
    shaped = {
        "plain": {},
        "paid": {"paid": Decimal("99.00")},
        "on delivery": {"is_cash_on_delivery": True},
        "czech": {"marketplace": "allegro-cz"},
        "failed": {"failed_since": NOW},
        "old": {"bought_at": NOW - timedelta(days=9)},
        "underpaid": {},
        "of another seller": {},
    }
    links = {
        name: shop.sell(1, **{"paid": Decimal(0), "failed_since": None} | fields)[0]
        for name, fields in shaped.items()
    }
    links["of another seller"].account = an_account(seller_id="45", channel="allegro-cz")
    links["of another seller"].save()
    OrderFlag.objects.exclude(link=links["underpaid"]).delete()
    OrderFlag.objects.update(kind=FlagKind.UNDERPAID)
    OrderPush.objects.exclude(link=links["old"]).update(failed_since=None)
    return links


@pytest.mark.parametrize(
    ("asked", "expected"),
    [
        ({"paid": True}, {"paid"}),
        ({"cashOnDelivery": True}, {"on delivery"}),
        ({"marketplace": "allegro-cz"}, {"czech"}),
        ({"failed": True}, {"failed"}),
        ({"flag": "UNDERPAID"}, {"underpaid"}),
        ({"flag": "OVERSOLD"}, set()),
        ({"flagged": True}, {"underpaid"}),
        ({"boughtAt": {"lte": (NOW - timedelta(days=1)).isoformat()}}, {"old"}),
        ({"boughtAt": {"gte": (NOW + timedelta(days=1)).isoformat()}}, set()),
        ({"notTold": True}, {"old"}),
        ({"notTold": False, "failed": True}, {"failed"}),
        ({"paid": False, "failed": True}, {"failed"}),
        ({"paid": True, "failed": True}, set()),
    ],
    ids=str,
)
def test_filters(links, staff, asked, expected):
    names = {link.form_id: name for name, link in links.items()}

    assert {names[form_id] for form_id in listed(staff, filter=asked)} == expected


def test_filters_by_channel_and_account(links, staff):
    link = links["of another seller"]
    account = Node.to_global_id("AllegroAccount", link.account_id)

    assert listed(staff, filter={"account": account}) == [link.form_id]
    assert len(listed(staff, filter={"channel": "allegro-pl"})) == len(links)
    assert len(listed(staff, filter={})) == len(links)
    assert len(listed(staff, filter=None)) == len(links)


def test_search(shop, staff):
    first, second = shop.sell(2)
    Order.objects.filter(pk=second.order_id).update(user_email="anna@shop.test")

    assert listed(staff, filter={"search": first.form_id[:36]}) == [first.form_id]
    assert listed(staff, filter={"search": second.order_number}) == [second.form_id]
    assert listed(staff, filter={"search": "nobody-at-all"}) == []
    assert len(listed(staff, filter={"search": "  "})) == 2
    assert listed(staff, filter={"search": f"\0{first.form_id}\0"}) == [first.form_id]


def test_search_finds_what_saleors_own_search_finds(shop, staff):
    first, _ = shop.sell(2)
    customer_email = shop.order_of(first).user_email

    assert listed(staff, filter={"search": customer_email}) == [first.form_id]


@pytest.mark.parametrize("direction", ["ASC", "DESC"])
@pytest.mark.parametrize(
    "field", ["BOUGHT_AT", "IMPORTED_AT", "SYNCED_AT", "FAILED_SINCE", "TOTAL"]
)
def test_sorting(shop, staff, field, direction):
    columns = ("bought_at", "imported_at", "checked_at", "failed_since")
    links = [
        shop.sell(
            1,
            total_to_pay=Decimal(10 + number),
            **dict.fromkeys(columns, NOW + timedelta(days=number)),
        )[0].form_id
        for number in range(3)
    ]

    found = listed(staff, sortBy={"field": field, "direction": direction})

    assert found == (links if direction == "ASC" else links[::-1])


@pytest.mark.parametrize("state", OrderLink.State)
def test_what_became_of_a_purchase(shop, staff, state):
    for each in OrderLink.State:
        a_link(shop.seller, f"is {each}", state=each)

    assert listed(staff, filter={"state": state.name}) == [f"is {state}"]


def test_what_fails_longest_comes_first(shop, staff):
    shop.sell(2, failed_since=None)
    [follows_no_more] = shop.sell(failed_since=NOW - timedelta(hours=1))
    for hours in (3, 0):
        since = NOW - timedelta(hours=hours)
        a_link(shop.seller, f"{hours} hours", state=OrderLink.State.FAILED, failed_since=since)
    longest_first = {"field": "FAILED_SINCE", "direction": "ASC"}

    found = listed(staff, filter={"failed": True}, sortBy=longest_first)

    assert found == ["3 hours", follows_no_more.form_id, "0 hours"]


@pytest.mark.parametrize(
    ("asked", "error"),
    [
        ({"channel": "nowhere"}, "Channel with 'nowhere' slug does not exist."),
        ({"account": "nonsense"}, "Invalid ID: nonsense. Expected: AllegroAccount."),
        ({"account": "T3JkZXI6MQ=="}, "Invalid ID: T3JkZXI6MQ==. Expected: AllegroAccount."),
        ({"account": "7"}, "Invalid ID: 7. Expected: AllegroAccount."),
        (
            {"account": Node.to_global_id("AllegroAccount", "x")},
            f"Invalid ID: {Node.to_global_id('AllegroAccount', 'x')}. Expected: AllegroAccount.",
        ),
        (
            {"account": Node.to_global_id("AllegroAccount", 10**30)},
            f"Invalid ID: {Node.to_global_id('AllegroAccount', 10**30)}. Expected: AllegroAccount.",
        ),
    ],
    ids=str,
)
def test_filter_that_names_nothing_is_one_clear_error(shop, staff, asked, error):
    answer = ask(LIST, staff, filter=asked, first=5)

    assert answer.data == {"allegroOrders": None}
    assert answer.errors == [error]


def test_account_that_does_not_exist_has_no_orders(shop, staff):
    shop.sell()

    account = Node.to_global_id("AllegroAccount", 10**9)
    assert listed(staff, filter={"account": account}) == []


@pytest.mark.parametrize(
    ("page", "error"),
    [
        ({}, "You must provide a `first` or `last` value to properly paginate"),
        ({"first": 5, "after": "nonsense"}, "Received cursor is invalid."),
        ({"first": 101}, "Requesting 101 records on the `allegroOrders` connection exceeds"),
    ],
    ids=str,
)
def test_page_that_cannot_be_is_refused_as_by_saleor(shop, staff, page, error):
    answer = ask(LIST, staff, **page)

    [message] = answer.errors
    assert message.startswith(error)
