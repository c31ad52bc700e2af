"""What an imported order holds, as the dashboard asks Saleor's GraphQL for it.

From a form as Allegro sends it, through the rules and the shop.
"""

from dataclasses import replace
from decimal import Decimal

import graphene
import pytest
from saleor.account.models import User
from saleor.order.models import Order
from saleor.order.search import update_order_search_vector

from saleor_allegro.allegro.documents import CheckoutForm
from saleor_allegro.rules.draft_order import DraftPolicy, draft_order
from saleor_allegro.rules.flags import FlagKind
from saleor_allegro.shop.saleor.shop import SaleorShop
from tests import factories
from tests.saleor.drafts import POLICY

ADDRESS = """{ firstName lastName companyName streetAddress1 streetAddress2 city postalCode
  country { code } phone metadata { key value } }"""
ORDER = f"""
query ($id: ID!) {{ order(id: $id) {{
  number externalReference created status origin languageCodeEnum customerNote userEmail
  channel {{ slug currencyCode }} paymentStatus chargeStatus authorizeStatus isPaid
  metadata {{ key value }} privateMetadata {{ key value }}
  user {{ id email }} shippingAddress {ADDRESS} billingAddress {ADDRESS}
  shippingMethodName deliveryMethod {{ ... on ShippingMethod {{ name }} }}
  shippingPrice {{ gross {{ amount }} net {{ amount }} }} shippingTaxRate
  total {{ gross {{ amount currency }} net {{ amount }} }}
  undiscountedTotal {{ gross {{ amount }} }}
  totalCharged {{ amount }} totalBalance {{ amount }}
  lines {{ productName productSku quantity taxRate isShippingRequired
    variant {{ sku }} metadata {{ key value }} unitDiscount {{ amount }} unitDiscountReason
    unitPrice {{ gross {{ amount }} net {{ amount }} }}
    undiscountedUnitPrice {{ gross {{ amount }} }}
    allocations {{ quantity warehouse {{ slug }} }} }}
  transactions {{ name pspReference chargedAmount {{ amount }}
    events {{ type pspReference createdAt message amount {{ amount }} }} }}
  events {{ type date message user {{ email }} }}
}} }}
"""
CUSTOMER = f"""
query ($id: ID!) {{ user(id: $id) {{
  email firstName lastName isActive isConfirmed languageCode note
  metadata {{ key value }} privateMetadata {{ key value }}
  defaultShippingAddress {ADDRESS} defaultBillingAddress {ADDRESS} addresses {{ city }}
  orders(first: 10) {{ edges {{ node {{ number }} }} }}
}} }}
"""


@pytest.fixture
def shop(world):
    world.make_channel("allegro-pl")
    world.make_variant("SKU-1", stock=10, name="Mug in the catalogue")
    world.make_shipping_method("Kurier", tax_rate=Decimal("0.08"))
    return SaleorShop()


def bring(shop, *forms, policy=POLICY, **settings):
    drafts = [draft_order(CheckoutForm.from_json(form), DraftPolicy(**settings)) for form in forms]
    return shop.write_orders(drafts, policy)


def show(world, outcome):
    """The order as its page shows it, metadata as one mapping."""
    identity = graphene.Node.to_global_id("Order", outcome.order_id)
    return plain(world.graphql(ORDER, {"id": identity})["order"])


def plain(node):
    """Money without its wrapping, metadata as a mapping."""
    if isinstance(node, list):
        if node and set(node[0]) == {"key", "value"}:
            return {item["key"]: item["value"] for item in node}
        return [plain(item) for item in node]
    if not isinstance(node, dict):
        return node
    return {key: plain(value) for key, value in node.items()}


def company_form(**fields):
    """A company's purchase: discounted, with a service and a deposit, to a pickup point."""
    line = factories.line_item(price="80.00", original_price="100.00", quantity=2)
    line |= {
        "deposit": {"name": "Kaucja", "price": factories.money("0.50"), "quantity": 2},
        "selectedAdditionalServices": [
            {
                "definitionId": "GIFT",
                "name": "Pakowanie na prezent",
                "price": factories.money("5.00"),
                "quantity": 1,
            }
        ],
        "discounts": [{"type": "CAMPAIGN"}],
    }
    point = {
        "id": "TST02B",
        "name": "Paczkomat TST02B",
        "description": "Stacja paliw demo",
        "address": {
            "street": "Odbiorowa 9",
            "zipCode": "00-004",
            "city": "Testowo",
            "countryCode": "PL",
        },
    }
    return factories.checkout_form_json(
        lines=[line],
        total="176.80",
        delivery=factories.delivery("10.80", pickupPoint=point, smart=True),
        payment=factories.payment("176.80"),
        invoice=factories.invoice(),
        messageToSeller="Proszę o paragon",
        **fields,
    )


def test_order_page_shows_the_purchase(world, shop):
    form = company_form()
    policy = replace(POLICY, shipping_methods={"method-1": "Kurier"})

    [outcome] = bring(shop, form, policy=policy)

    order = show(world, outcome)
    assert order["externalReference"] == form["id"]
    assert order["number"] == outcome.number
    assert order["created"] == "2026-11-20T08:15:30.120000+00:00"
    assert (order["status"], order["origin"]) == ("UNFULFILLED", "BULK_CREATE")
    assert order["channel"] == {"slug": "allegro-pl", "currencyCode": "PLN"}
    assert order["languageCodeEnum"] == "PL_PL"
    assert order["customerNote"] == "Proszę o paragon"
    assert order["userEmail"] == "t000000001+0a1b2c3d4@allegromail.pl"
    assert order["metadata"] == {
        "allegro.form_id": form["id"],
        "allegro.marketplace": "allegro-pl",
        "allegro.delivery_method_id": "method-1",
        "allegro.delivery_method_name": "Allegro Kurier DPD",
        "allegro.pickup_point_id": "TST02B",
        "allegro.pickup_point_name": "Paczkomat TST02B",
        "allegro.pickup_point_description": "Stacja paliw demo",
        "allegro.pickup_point_address": "Odbiorowa 9, 00-004, Testowo, PL",
        "allegro.smart": "true",
    }
    private = order["privateMetadata"]
    assert (
        private.items()
        >= {
            "allegro.buyer_id": "90000001",
            "allegro.login": "kupujacy_demo01",
            "allegro.revision": "a39219fd",
            "allegro.payment_id": form["payment"]["id"],
            "allegro.payment_provider": "AF",
            "allegro.invoice_required": "true",
            "allegro.invoice_tax_ids": "PL_NIP:1234563218",
            "allegro.dispatch_until": "2026-11-23T22:59:59+00:00",
        }.items()
    )


def test_order_page_shows_the_lines(world, shop):
    [outcome] = bring(shop, company_form())

    offer, service, deposit = show(world, outcome)["lines"]
    assert (offer["productName"], offer["productSku"]) == ("Kubek 300 ml", "SKU-1")
    assert offer["variant"] == {"sku": "SKU-1"}
    assert (offer["quantity"], offer["taxRate"]) == (2, 0.23)
    assert offer["unitPrice"] == {"gross": {"amount": 80.0}, "net": {"amount": 65.04}}
    assert offer["undiscountedUnitPrice"]["gross"]["amount"] == 100.0
    assert (offer["unitDiscount"]["amount"], offer["unitDiscountReason"]) == (20.0, "Allegro")
    assert offer["allocations"] == [{"quantity": 2, "warehouse": {"slug": "allegro-main"}}]
    assert offer["metadata"]["allegro.offer_id"] == "17000000001"
    assert offer["metadata"]["allegro.line_item_id"] == outcome.lines[0].line_item_id
    assert (service["productName"], service["variant"]) == ("Pakowanie na prezent", None)
    assert service["unitPrice"]["gross"]["amount"] == 5.0
    assert (service["isShippingRequired"], service["allocations"]) == (False, [])
    assert (deposit["quantity"], deposit["taxRate"]) == (2, 0.0)
    assert deposit["unitPrice"] == {"gross": {"amount": 0.5}, "net": {"amount": 0.5}}


def test_order_page_shows_delivery_and_totals(world, shop):
    policy = replace(POLICY, shipping_methods={"method-1": "Kurier"})

    [mapped] = bring(shop, company_form(), policy=policy)
    [unmapped] = bring(shop, company_form())

    order = show(world, mapped)
    assert order["shippingMethodName"] == "Allegro Kurier DPD"
    assert order["deliveryMethod"] == {"name": "Kurier"}
    assert order["shippingPrice"] == {"gross": {"amount": 10.8}, "net": {"amount": 10.0}}
    assert order["total"]["gross"] == {"amount": 176.8, "currency": "PLN"}
    assert order["undiscountedTotal"]["gross"]["amount"] == 216.8
    assert show(world, unmapped)["deliveryMethod"] is None
    assert show(world, unmapped)["shippingMethodName"] == "Allegro Kurier DPD"


def test_order_page_shows_the_recipient_and_the_invoice_party(world, shop):
    [outcome] = bring(shop, company_form())

    order = show(world, outcome)
    assert order["shippingAddress"] == {
        "firstName": "Olga",
        "lastName": "Odbiorca",
        "companyName": "",
        "streetAddress1": "Wzorcowa 12/3",
        "streetAddress2": "",
        "city": "Przykładów",
        "postalCode": "11-111",
        "country": {"code": "PL"},
        "phone": "+48000000002",
        "metadata": [],
    }
    billing = order["billingAddress"]
    assert (billing["companyName"], billing["streetAddress1"]) == (
        "Demo Biuro Sp. z o.o.",
        "Fakturowa 8",
    )
    assert billing["metadata"]["allegro.tax_id.PL_NIP"] == "1234563218"
    assert billing["metadata"]["vat_id"] == "1234563218"


def test_without_an_invoice_the_buyer_is_billed(world, shop):
    [outcome] = bring(shop, factories.checkout_form_json())

    billing = show(world, outcome)["billingAddress"]
    assert (billing["lastName"], billing["streetAddress1"]) == ("Kupujący", "Kontowa 1")
    assert billing["phone"] == "+48000000001"
    assert billing["metadata"] == []


def test_what_allegro_does_not_say_stays_missing(world, shop):
    delivery = factories.delivery()
    delivery["address"] |= {"phoneNumber": "-----", "zipCode": None}

    [outcome] = bring(shop, factories.checkout_form_json(delivery=delivery))

    shipping = show(world, outcome)["shippingAddress"]
    assert (shipping["phone"], shipping["postalCode"]) == ("", "")
    refused = [flag for flag in outcome.flags if flag.kind is FlagKind.ADDRESS_REFUSED]
    assert {"shipping": "postal_code"}.items() <= {
        flag.subject: flag.details["fields"] for flag in refused
    }.items()


def booked(amount):
    return {
        "paymentId": factories.new_id(),
        "paidAmount": factories.money(amount),
        "paidAt": factories.PAID_AT,
    }


ONLINE = {"payment": factories.payment("110.00")}
PAYMENTS = {
    "unpaid": ({"payment": None}, "UNFULFILLED", "NONE", "NOT_CHARGED", -110.0, 0),
    "part paid": (
        {"payment": factories.payment("60.00")},
        "UNFULFILLED",
        "PARTIAL",
        "PARTIALLY_CHARGED",
        -50.0,
        1,
    ),
    "paid": (ONLINE, "UNFULFILLED", "FULL", "FULLY_CHARGED", 0.0, 1),
    "topped up": (
        ONLINE | {"surcharges": [factories.payment("5.00")]},
        "UNFULFILLED",
        "OVERCHARGED",
        "FULLY_CHARGED",
        5.0,
        2,
    ),
    "on delivery": (
        {"payment": factories.cash_on_delivery()},
        "UNFULFILLED",
        "NONE",
        "NOT_CHARGED",
        -110.0,
        0,
    ),
    "on delivery, booked": (
        {"payment": factories.cash_on_delivery(), "codBookedPayments": [booked("110.00")]},
        "UNFULFILLED",
        "FULL",
        "FULLY_CHARGED",
        0.0,
        1,
    ),
}


@pytest.mark.parametrize(
    ("fields", "status", "charge", "payment", "balance", "receipts"),
    PAYMENTS.values(),
    ids=PAYMENTS,
)
def test_order_page_shows_the_money(
    world, shop, fields, status, charge, payment, balance, receipts
):
    [outcome] = bring(shop, factories.checkout_form_json(**fields))

    order = show(world, outcome)
    is_unpaid_online = fields["payment"] is None or charge == "PARTIAL"
    assert order["status"] == ("UNCONFIRMED" if is_unpaid_online else status)
    assert (order["chargeStatus"], order["paymentStatus"]) == (charge, payment)
    assert order["isPaid"] is (charge in ("FULL", "OVERCHARGED"))
    assert order["totalBalance"]["amount"] == balance
    assert order["totalCharged"]["amount"] == 110.0 + balance
    assert len(order["transactions"]) == receipts


def test_a_receipt_names_its_provider_and_its_moment(world, shop):
    form = factories.checkout_form_json(**ONLINE)

    [outcome] = bring(shop, form)

    [receipt] = show(world, outcome)["transactions"]
    assert receipt["name"] == "Allegro: Allegro Finance"
    assert receipt["pspReference"] == form["payment"]["id"]
    assert receipt["chargedAmount"]["amount"] == 110.0
    [event] = receipt["events"]
    assert (event["type"], event["amount"]["amount"]) == ("CHARGE_SUCCESS", 110.0)
    assert event["createdAt"] == "2026-11-20T08:20:40.300000+00:00"
    assert event["pspReference"] == form["payment"]["id"]


def test_history_tells_who_bought_and_when(world, shop):
    [outcome] = bring(shop, company_form())

    # A note on each flag follows.
    events = show(world, outcome)["events"][:4]
    assert [event["type"] for event in events] == [
        "PLACED",
        "ORDER_FULLY_PAID",
        "CONFIRMED",
        "NOTE_ADDED",
    ]
    assert events[0]["date"] == "2026-11-20T08:15:30.120000+00:00"
    assert events[0]["user"] == {"email": "t000000001+0a1b2c3d4@allegromail.pl"}
    assert events[1]["date"] == "2026-11-20T08:20:40.300000+00:00"
    assert all(word in events[3]["message"] for word in ("kupujacy_demo01", "TST02B"))


def test_customer_page_shows_the_buyer(world, shop):
    [outcome] = bring(shop, company_form())

    identity = graphene.Node.to_global_id("User", outcome.customer_id)
    customer = plain(world.graphql(CUSTOMER, {"id": identity})["user"])
    assert customer["email"] == "t000000001+0a1b2c3d4@allegromail.pl"
    assert (customer["firstName"], customer["lastName"]) == ("Bolek", "Kupujący")
    assert (customer["isActive"], customer["isConfirmed"]) == (True, False)
    assert customer["languageCode"] == "PL_PL"
    assert customer["privateMetadata"] == {
        "allegro.login": "kupujacy_demo01",
        "allegro.buyer_id": "90000001",
    }
    assert customer["defaultShippingAddress"]["lastName"] == "Odbiorca"
    assert customer["defaultShippingAddress"]["phone"] == "+48000000002"
    assert customer["defaultBillingAddress"]["metadata"]["vat_id"] == "1234563218"
    assert {each["city"] for each in customer["addresses"]} == {"Przykładów", "Testowo"}
    assert [edge["node"]["number"] for edge in customer["orders"]["edges"]] == [outcome.number]
    assert User.objects.get(pk=outcome.customer_id).has_usable_password() is False


WORDS = [
    "kupujacy_demo01",
    "t000000001+0a1b2c3d4@allegromail.pl",
    "Odbiorca",
    "Paczkomat",
    "TST02B",
    "Kubek",
    "SKU-1",
    "Fakturowa",
    "paragon",
]


def found_orders(world, word):
    answer = world.graphql(
        "query ($word: String!) { orders(first: 5, search: $word) "
        "{ edges { node { externalReference } } } }",
        {"word": word},
    )
    return [edge["node"]["externalReference"] for edge in answer["orders"]["edges"]]


def other_form():
    return factories.checkout_form_json(
        lines=[factories.line_item(sku=None, name="Lampa", offer_id="18")],
        buyer=factories.buyer(
            id="7",
            login="ktos_inny",
            email="x@allegromail.pl",
            firstName="Ktoś",
            lastName="Obcy",
            address=None,
        ),
        delivery=None,
        payment=None,
    )


def test_order_is_found_by_what_the_dashboard_searches_for(world, shop):
    form = company_form()
    outcome, _ = bring(shop, form, other_form())

    for word in [*WORDS, form["id"], form["payment"]["id"], outcome.number]:
        assert found_orders(world, word) == [form["id"]], word


def test_order_is_still_found_after_saleor_indexed_it_anew(world, shop):
    """Every edit does that."""
    form = company_form()
    outcome, _ = bring(shop, form, other_form())

    update_order_search_vector(Order.objects.get(pk=outcome.order_id))

    for word in [*WORDS, form["id"], form["payment"]["id"], outcome.number]:
        assert found_orders(world, word) == [form["id"]], word


@pytest.mark.parametrize(
    "word", ["kupujacy_demo01", "t000000001+0a1b2c3d4@allegromail.pl", "Bolek", "Fakturowa"]
)
def test_customer_is_found_by_what_the_dashboard_searches_for(world, shop, word):
    bring(shop, company_form(), other_form())

    answer = world.graphql(
        "query ($word: String!) { customers(first: 5, search: $word) "
        "{ edges { node { email } } } }",
        {"word": word},
    )

    emails = [edge["node"]["email"] for edge in answer["customers"]["edges"]]
    assert emails == ["t000000001+0a1b2c3d4@allegromail.pl"]


def test_orders_are_found_by_metadata(world, shop):
    form = company_form()
    bring(shop, form, other_form())

    answer = world.graphql(
        "query ($filter: OrderFilterInput!) { orders(first: 5, filter: $filter) "
        "{ edges { node { externalReference } } } }",
        {"filter": {"metadata": [{"key": "allegro.pickup_point_id", "value": "TST02B"}]}},
    )

    edges = answer["orders"]["edges"]
    assert [edge["node"]["externalReference"] for edge in edges] == [form["id"]]


def test_allegro_ships_what_it_keeps(world, shop):
    form = factories.checkout_form_json(
        fulfillment=factories.fulfillment(provider="ALLEGRO"), **ONLINE
    )

    [outcome] = bring(shop, form)

    assert show(world, outcome)["lines"][0]["allocations"] == []
    kinds = {flag.kind for flag in outcome.flags}
    assert FlagKind.ONE_FULFILLMENT in kinds
    assert FlagKind.OVERSOLD not in kinds
