"""`allegroOffers` and `allegroOfferMatch` over the real /graphql/."""

import pytest
from graphene import Node
from saleor.core.db.connection import allow_writer
from saleor.order.models import OrderLine
from saleor.product.models import ProductVariant
from saleor.warehouse.models import Stock

from saleor_allegro.models import Account, Offer
from saleor_allegro.simulator.kinds import Kind
from saleor_allegro.sync.import_account import import_account
from saleor_allegro.sync.stock_account import stock_account
from tests.ledger.rows import LATER, NOW, an_account
from tests.saleor.selling import selling_shop
from tests.saleor.viewers import a_customer, a_member_of_staff, an_app, ask

OFFER = """{
  id offerId name externalId status available onSale match variant { id sku } chosen wanted
  sentQuantity sentAt refused { quantity code message since } account { login } url
}"""
OFFERS = f"""
query ($filter: AllegroOfferFilterInput, $sortBy: AllegroOfferSortingInput,
       $first: Int, $after: String) {{
  allegroOffers(filter: $filter, sortBy: $sortBy, first: $first, after: $after) {{
    totalCount pageInfo {{ endCursor hasNextPage }} edges {{ node {OFFER} }} }} }}
"""
MATCH = f"""
mutation ($offerId: String!, $variantId: ID, $account: ID) {{
  allegroOfferMatch(offerId: $offerId, variantId: $variantId, account: $account) {{
    offer {OFFER} errors {{ field message code }} }} }}
"""
MUTATION = "allegroOfferMatch"


@pytest.fixture
def account(world):
    world.make_channel("allegro-pl")
    return an_account(channel="allegro-pl", next_stock_at=LATER)


@pytest.fixture
def mug(world, account):
    return world.make_variant("MUG")


@pytest.fixture
def staff(world):
    return a_member_of_staff("manage_orders")


def an_offer(account, offer_id="17001234567", **fields):
    return Offer.objects.create(
        account=account,
        offer_id=offer_id,
        **{"name": "Kubek 300 ml", "external_id": "KUB-S", "status": "ACTIVE", "available": 3}
        | fields,
    )


def identity(row, type_name=None):
    return Node.to_global_id(type_name or type(row).__name__, row.pk)


def account_id(account):
    return identity(account, "AllegroAccount")


def shown(answer, name="offerId"):
    return [edge["node"][name] for edge in answer["allegroOffers"]["edges"]]


def match(viewer, **given):
    return ask(MATCH, viewer, **given)[MUTATION]


def rows():
    return sorted(Offer.objects.values_list("account_id", "offer_id", "chosen_variant_id", "match"))


# What is shown


def test_everything_that_is_known_of_an_offer(account, mug, staff):
    offer = an_offer(
        account,
        match="matched",
        variant_id=str(mug.pk),
        wanted=7,
        sent_quantity=5,
        sent_at=NOW,
        refused_quantity=7,
        error_code="BAD",
        error_message="Oferta jest w trakcie edycji.",
        failed_since=LATER,
    )

    assert ask(OFFERS, staff, first=10)["allegroOffers"]["edges"][0]["node"] == {
        "id": identity(offer, "AllegroOffer"),
        "offerId": "17001234567",
        "name": "Kubek 300 ml",
        "externalId": "KUB-S",
        "status": "ACTIVE",
        "available": 3,
        "onSale": True,
        "match": "MATCHED",
        "variant": {"id": identity(mug), "sku": "MUG"},
        "chosen": False,
        "wanted": 7,
        "sentQuantity": 5,
        "sentAt": NOW.isoformat(),
        "refused": {
            "quantity": 7,
            "code": "BAD",
            "message": "Oferta jest w trakcie edycji.",
            "since": LATER.isoformat(),
        },
        "account": {"login": "seller"},
        "url": "https://allegro.pl.allegrosandbox.pl/oferta/17001234567",
    }


def test_what_is_not_known_of_an_offer_is_null(account, staff):
    an_offer(account, name="", external_id="", status="", available=None, match="")

    [edge] = ask(OFFERS, staff, first=10)["allegroOffers"]["edges"]

    known = {name for name, value in edge["node"].items() if value is not None}
    assert known == {"id", "offerId", "onSale", "chosen", "account", "url"}
    assert (edge["node"]["onSale"], edge["node"]["chosen"]) == (False, False)


@pytest.mark.parametrize(
    ("environment", "url"),
    [("production", "https://allegro.pl/oferta/17001234567"), ("https://allegro.test", None)],
)
def test_an_offers_page_is_that_of_its_environment(account, staff, environment, url):
    Account.objects.update(environment=environment)
    an_offer(account)

    assert shown(ask(OFFERS, staff, first=1), "url") == [url]


def test_a_variant_that_was_deleted_is_null(account, mug, staff):
    an_offer(account, match="matched", variant_id=str(mug.pk))
    mug.delete()

    assert shown(ask(OFFERS, staff, first=1), "variant") == [None]


# Which are shown


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ({}, ["1001", "1002", "1003", "1001"]),
        ({"match": "AMBIGUOUS"}, ["1002"]),
        ({"match": "UNCOUNTED"}, []),
        ({"refused": True}, ["1003"]),
        ({"refused": False, "onSale": True}, ["1001", "1002", "1001"]),
        ({"onSale": False}, ["1003"]),
        ({"search": "kub"}, ["1001", "1002", "1003", "1001"]),
        ({"search": " 1002 "}, ["1002"]),
        ({"search": "10\x0002"}, ["1002"]),
        ({"search": ""}, ["1001", "1002", "1003", "1001"]),
        ({"search": "100% %", "match": None}, []),
    ],
)
def test_offers_are_looked_for(account, staff, asked, found):
    an_offer(account, "1001", match="matched")
    an_offer(account, "1002", match="ambiguous")
    an_offer(account, "1003", status="ENDED", failed_since=NOW)
    an_offer(an_account(channel="cz", seller_id="45"), "1001", match="matched")

    answer = ask(OFFERS, staff, filter=asked, first=10)

    assert shown(answer) == found
    assert answer["allegroOffers"]["totalCount"] == len(found)


def test_offers_of_one_seller(account, staff):
    an_offer(account, "1001")
    other = an_account(channel="cz", seller_id="45")
    an_offer(other, "2001")

    answer = ask(OFFERS, staff, filter={"account": account_id(other)}, first=10)

    assert shown(answer) == ["2001"]


@pytest.mark.parametrize(
    ("field", "found"),
    [
        ("OFFER_ID", ["1001", "1002", "1003"]),
        ("NAME", ["1003", "1001", "1002"]),
        ("AVAILABLE", ["1002", "1001", "1003"]),
        ("SENT_AT", ["1001", "1002", "1003"]),
        ("REFUSED_SINCE", ["1003", "1001", "1002"]),
    ],
)
def test_offers_are_sorted_and_paged(account, staff, field, found):
    an_offer(account, "1001", name="B", available=2, sent_at=NOW, failed_since=LATER)
    an_offer(account, "1002", name="C", available=1, sent_at=LATER)
    an_offer(account, "1003", name="A", available=3, failed_since=NOW)
    for direction, wanted in (("ASC", found), ("DESC", found[::-1])):
        sort_by = {"field": field, "direction": direction}
        seen, after = [], None
        for _ in found:
            answer = ask(OFFERS, staff, sortBy=sort_by, first=1, after=after)
            seen += shown(answer)
            after = answer["allegroOffers"]["pageInfo"]["endCursor"]
        assert seen == wanted
        assert not answer["allegroOffers"]["pageInfo"]["hasNextPage"]


@pytest.mark.parametrize(
    "given", ["nonsense", "QWxsZWdyb1J1bjox", "QWxsZWdyb0FjY291bnQ6eA==", "Zażółć", "x" * 5000]
)
def test_a_malformed_account_is_one_clear_error(account, staff, given):
    answer = ask(OFFERS, staff, filter={"account": given}, first=5)

    assert answer.data == {"allegroOffers": None}
    assert answer.errors == [f"Invalid ID: {given}. Expected: AllegroAccount."]


def test_hundred_offers_cost_as_many_statements_as_ten(world, account, staff, count_statements):
    whole = OFFERS.replace("{ id sku }", "{ id sku product { name slug } }")
    counts = {}
    ask(whole, staff, first=1)
    for more in (10, 90):
        for _ in range(more):
            number = Offer.objects.count()
            variant = world.make_variant(f"V-{number}")
            seller = an_account(channel=f"channel-{number}", seller_id=f"9{number}")
            an_offer(seller, str(number), match="matched", variant_id=str(variant.pk))
        with count_statements() as statements:
            answer = ask(whole, staff, first=100)
        counts[len(answer["allegroOffers"]["edges"])] = len(statements)

    assert counts[10] == counts[100], counts
    assert counts[100] <= 10, counts


# A person's choice


def test_a_choice_is_made_for_an_offer_and_its_stock_is_due(account, mug, staff, time_machine):
    time_machine.move_to(NOW, tick=False)
    an_offer(account, match="unmatched")

    answer = match(staff, offerId="17001234567", variantId=identity(mug))

    assert answer["errors"] == []
    offer = answer["offer"]
    assert (offer["match"], offer["chosen"], offer["variant"]["sku"]) == ("MATCHED", True, "MUG")
    assert (offer["name"], offer["available"], offer["wanted"]) == ("Kubek 300 ml", 3, None)
    assert rows() == [(account.pk, "17001234567", str(mug.pk), "matched")]
    account.refresh_from_db()
    assert account.next_stock_at == NOW
    assert shown(ask(OFFERS, staff, first=10), "chosen") == [True]


def test_a_choice_may_be_made_for_an_offer_never_seen(account, mug, staff):
    answer = match(staff, offerId=" 123 ", variantId=identity(mug))

    assert answer["errors"] == []
    assert answer["offer"]["offerId"] == "123"
    assert answer["offer"]["name"] is None
    assert rows() == [(account.pk, "123", str(mug.pk), "matched")]


def test_another_choice_takes_the_place_of_the_first(world, account, mug, staff):
    lamp = world.make_variant("LAMP")
    for variant in (mug, lamp, lamp):
        answer = match(staff, offerId="123", variantId=identity(variant))

    assert answer["offer"]["variant"]["sku"] == "LAMP"
    assert rows() == [(account.pk, "123", str(lamp.pk), "matched")]


@pytest.mark.parametrize("given", [{}, {"variantId": None}])
def test_a_choice_is_taken_back(account, mug, staff, time_machine, given):
    an_offer(account)
    match(staff, offerId="17001234567", variantId=identity(mug))
    time_machine.move_to(NOW, tick=False)

    answer = match(staff, offerId="17001234567", **given)

    assert answer["errors"] == []
    offer = answer["offer"]
    assert (offer["match"], offer["chosen"], offer["variant"]) == (None, False, None)
    assert rows() == [(account.pk, "17001234567", "", "")]
    account.refresh_from_db()
    assert account.next_stock_at == NOW


def test_nothing_stays_of_an_offer_that_was_known_by_the_choice_alone(account, mug, staff):
    match(staff, offerId="123", variantId=identity(mug))

    assert match(staff, offerId="123") == {"offer": None, "errors": []}

    assert rows() == []


def test_where_nobody_chose_nothing_is_taken_back(account, mug, staff):
    an_offer(account, match="matched", variant_id=str(mug.pk))

    answer = match(staff, offerId="17001234567")

    assert (answer["errors"], answer["offer"]["variant"]["sku"]) == ([], "MUG")
    account.refresh_from_db()
    assert account.next_stock_at == LATER


def test_a_choice_of_a_variant_that_was_deleted_counts_no_more(account, mug, staff):
    an_offer(account)
    match(staff, offerId="17001234567", variantId=identity(mug))
    mug.delete()
    # As the next comparison finds it.
    Offer.objects.update(variant_id="", match="unmatched")

    answer = ask(OFFERS, staff, first=1)

    assert (shown(answer, "chosen"), shown(answer, "match")) == ([False], ["UNMATCHED"])


def test_orders_and_stock_follow_the_choice(world):
    """From the person who chooses to the order, and to what Allegro shows."""
    with selling_shop() as selling:
        selling.change_forms(send_stock=True, match_offers_by="EXTERNAL_REFERENCE")
        import_account(selling.account.pk)
        manager = a_member_of_staff("manage_orders")
        chosen = ProductVariant.objects.get(sku=selling.simulator.offers[0].sku)
        Stock.objects.filter(product_variant=chosen).update(quantity=9)
        for offer in selling.simulator.offers:
            answer = match(manager, offerId=offer.id, variantId=identity(chosen))
            assert answer["errors"] == []
        form_id = selling.simulator.sell(Kind.PAID_ONLINE)
        with allow_writer():
            stock_account(selling.account.pk)

        lines = OrderLine.objects.filter(order__external_reference=form_id)
        sold = [line for line in lines if line.metadata["allegro.kind"] == "offer"]
        left = 9 - sum(line.quantity for line in sold)
        assert {line.variant_id for line in sold} == {chosen.pk}
        assert {offer.stock for offer in selling.simulator.offers} == {left}
        offers = ask(OFFERS, manager, filter={"match": "MATCHED"}, first=100)
        assert offers["allegroOffers"]["totalCount"] == len(selling.simulator.offers)
        assert set(shown(offers, "chosen")) == {True}
        assert set(shown(offers, "sentQuantity")) <= {left, None}


# Refusals


def assert_refused(seller, viewer, field, code, words, /, **given):
    before = rows()
    answer = match(viewer, **given)
    assert answer["offer"] is None
    [error] = answer["errors"]
    assert (error["field"], error["code"]) == (field, code)
    assert words in error["message"]
    assert rows() == before
    seller.refresh_from_db()
    assert seller.next_stock_at == LATER


@pytest.mark.parametrize(
    "offer_id", ["", " ", "12a", "-12", "1.5", "１２３", "²", "1" * 65, "12 34", "x" * 10_000]
)
def test_an_offer_id_has_digits_alone(account, mug, staff, offer_id):
    for variant_id in (identity(mug), None):
        assert_refused(
            account,
            staff,
            "offerId",
            "INVALID",
            "digits",
            offerId=offer_id,
            variantId=variant_id,
        )


def test_the_longest_offer_id_is_taken(account, mug, staff):
    assert match(staff, offerId="1" * 64, variantId=identity(mug))["errors"] == []


def test_a_variant_that_was_deleted_cannot_be_chosen(account, mug, staff):
    an_offer(account)
    gone = identity(mug)
    mug.delete()

    assert_refused(
        account, staff, "variantId", "NOT_FOUND", gone, offerId="17001234567", variantId=gone
    )


@pytest.mark.parametrize(
    "given",
    [
        "",
        "nonsense",
        "17",
        Node.to_global_id("Product", 1),
        Node.to_global_id("ProductVariant", "x"),
        Node.to_global_id("ProductVariant", "0b5a3d6e-5b1c-4c36-9a1c-5d0f3b0f0c11"),
        Node.to_global_id("ProductVariant", "9" * 30),
        Node.to_global_id("ProductVariant", -1),
    ],
)
def test_a_malformed_variant_cannot_be_chosen(account, staff, given):
    an_offer(account)

    assert_refused(
        account,
        staff,
        "variantId",
        "GRAPHQL_ERROR",
        "Expected: ProductVariant.",
        offerId="17001234567",
        variantId=given,
    )


def test_a_variant_of_a_number_that_no_row_has_cannot_be_chosen(account, staff):
    for pk in ("0", "9" * 18):
        given = Node.to_global_id("ProductVariant", pk)
        assert_refused(
            account, staff, "variantId", "NOT_FOUND", given, offerId="1", variantId=given
        )


def test_a_choice_cannot_be_taken_back_from_an_offer_nobody_knows(account, staff):
    assert_refused(account, staff, "offerId", "NOT_FOUND", "offer 999", offerId="999")


# Whose offer


def test_of_several_sellers_one_is_named(account, mug, staff):
    other = an_account(channel="cz", seller_id="45", login="other")
    asked = {"offerId": "123", "variantId": identity(mug)}

    assert_refused(account, staff, "account", "REQUIRED", "seller, other", **asked)
    assert match(staff, **asked, account=account_id(other))["errors"] == []

    assert rows() == [(other.pk, "123", str(mug.pk), "matched")]


def test_a_seller_who_was_disconnected_is_not_meant(account, mug, staff):
    an_account(channel="cz", seller_id="45", connection="disconnected")

    assert match(staff, offerId="123", variantId=identity(mug))["errors"] == []

    assert rows() == [(account.pk, "123", str(mug.pk), "matched")]


def test_without_a_seller_nothing_can_be_chosen(account, mug, staff):
    Account.objects.update(connection="disconnected")

    assert_refused(
        account,
        staff,
        "account",
        "NOT_CONNECTED",
        "No seller",
        offerId="123",
        variantId=identity(mug),
    )


@pytest.mark.parametrize(
    ("given", "code"),
    [
        ("nonsense", "GRAPHQL_ERROR"),
        ("", "GRAPHQL_ERROR"),
        (Node.to_global_id("Order", 1), "GRAPHQL_ERROR"),
        (Node.to_global_id("AllegroAccount", 0), "NOT_FOUND"),
    ],
)
def test_an_account_that_is_none_is_refused(account, mug, staff, given, code):
    assert_refused(
        account,
        staff,
        "account",
        code,
        given,
        offerId="123",
        variantId=identity(mug),
        account=given,
    )


# Who may

#: Who asks -> whether they see offers, whether they see whose they are, whether they may choose.
MATRIX = {
    "anonymous": (lambda: None, False, False, False),
    "customer": (lambda: a_customer("buyer@shop.test"), False, False, False),
    "other customer": (lambda: a_customer("other@shop.test"), False, False, False),
    "staff without": (lambda: a_member_of_staff("manage_plugins"), False, False, False),
    "staff of orders": (lambda: a_member_of_staff("manage_orders"), True, True, True),
    "staff of products": (lambda: a_member_of_staff("manage_products"), True, False, False),
    "app without": (lambda: an_app("manage_plugins"), False, False, False),
    "app of orders": (lambda: an_app("manage_orders"), True, True, True),
    "app of products": (lambda: an_app("manage_products"), True, False, False),
}


@pytest.mark.parametrize("who", MATRIX)
def test_who_sees_offers_and_who_may_choose(account, mug, who):
    an_offer(account, match="matched", variant_id=str(mug.pk))
    viewer, sees, sees_account, may_choose = MATRIX[who]
    viewer = viewer()

    answer = ask(OFFERS, viewer, first=10)

    if sees:
        [edge] = answer.data["allegroOffers"]["edges"]
        assert edge["node"].pop("account") == ({"login": "seller"} if sees_account else None)
        missing = [name for name, value in edge["node"].items() if value is None]
        assert missing == ["wanted", "sentQuantity", "sentAt", "refused"]
        assert answer.errors == []
    else:
        assert answer.data == {"allegroOffers": None}
    assert all("you need one of the following permissions" in each for each in answer.errors)
    assert bool(answer.errors) != sees

    before = rows()
    answers = [
        ask(MATCH, viewer, offerId="17001234567", variantId=identity(mug)),
        ask(MATCH, viewer, offerId="123", variantId=identity(mug)),
        ask(MATCH, viewer, offerId="123"),
    ]
    for answer in answers:
        assert (answer.errors == []) == may_choose
        assert may_choose or answer.data == {MUTATION: None}
    account.refresh_from_db()
    if may_choose:
        assert rows() != before
        assert account.next_stock_at != LATER
    else:
        assert rows() == before
        assert account.next_stock_at == LATER


def test_every_part_is_described(world):
    query = """{ __schema { types { name description
        fields { name description args { name description } }
        inputFields { name description } enumValues { name description } } } }"""
    described = 0
    for each in ask(query)["__schema"]["types"]:
        parts = [each, *(each["fields"] or ())]
        parts += [*(each["inputFields"] or ()), *(each["enumValues"] or ())]
        if not each["name"].startswith("AllegroOffer"):
            parts = [part for part in parts if part["name"] in ("allegroOffers", MUTATION)]
        arguments = [argument for part in parts for argument in part.get("args") or ()]
        undescribed = [part["name"] for part in [*parts, *arguments] if not part["description"]]
        assert undescribed == [], each["name"]
        described += len(parts) + len(arguments)
    assert described > 50
