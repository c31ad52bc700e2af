"""Odd buyers and odd addresses: an order comes in all the same, and nothing is made up."""

from dataclasses import replace
from decimal import Decimal

import graphene
import pytest
from django.db import transaction
from saleor.account.models import User
from saleor.order.models import Order

from saleor_allegro.rules.drafts import CustomerDraft, DeliveryDraft
from saleor_allegro.rules.flags import FlagKind
from saleor_allegro.shop.saleor.shop import SaleorShop
from tests.saleor.drafts import HOME, POLICY, line, order

ADDRESS = """
query ($id: ID!) { order(id: $id) { shippingAddress {
  country { code country } phone postalCode metadata { key value } } } }
"""


@pytest.fixture
def shop(world):
    world.make_channel("allegro-pl")
    world.make_variant("MUG", stock=10)
    return SaleorShop()


def write(shop, *drafts):
    with transaction.atomic():
        return shop.write_orders(drafts, POLICY)


def buyer(buyer_id, email, **fields):
    return CustomerDraft(buyer_id=buyer_id, login=f"login_{buyer_id}", email=email, **fields)


def test_buyer_who_returns_in_a_later_batch_is_the_same_customer(shop):
    [first] = write(shop, order(customer=buyer("b", "a+1@allegromail.pl")))
    returned = buyer("b", "a+2@allegromail.pl", customer_id=first.customer_id)

    [second] = write(shop, order(customer=returned))

    assert second.customer_id == first.customer_id
    assert User.objects.get().number_of_orders == 2


def test_two_buyers_with_one_email_are_one_customer(shop):
    one, two = write(
        shop,
        order(customer=buyer("1", "Same@allegromail.pl")),
        order(customer=buyer("2", "same@allegromail.pl")),
    )

    user = User.objects.get()
    assert one.customer_id == two.customer_id == str(user.pk)
    assert user.private_metadata["allegro.login"] == "login_1"
    assert (user.number_of_orders, user.addresses.count()) == (2, 2)


@pytest.mark.parametrize("fields", [{"is_staff": True}, {"is_active": False}], ids=str)
def test_whoever_has_the_email_is_the_customer_and_stays_as_they_are(shop, fields):
    known = User.objects.create(email="known@shop.test", first_name="Anna", **fields)
    known.set_password("secret")
    known.save()

    [outcome] = write(shop, order(email="known@shop.test"))

    after = User.objects.get()
    assert outcome.customer_id == str(known.pk)
    assert (after.first_name, after.password) == ("Anna", known.password)
    assert (after.is_staff, after.is_active) == (known.is_staff, known.is_active)
    assert (after.default_shipping_address, after.private_metadata) == (None, {})


def test_buyer_whose_customer_was_deleted_becomes_a_new_one(shop):
    [first] = write(shop, order(customer=buyer("b", "a+1@allegromail.pl")))
    User.objects.get().delete()

    [second] = write(
        shop, order(customer=buyer("b", "a+2@allegromail.pl", customer_id=first.customer_id))
    )

    assert second.customer_id not in ("", first.customer_id)
    assert Order.objects.get(pk=first.order_id).user is None


def test_buyers_without_an_email_are_not_made_customers(shop):
    nameless = [order(customer=buyer(str(number), ""), email="") for number in range(2)]

    outcomes = write(shop, *nameless)

    assert [outcome.customer_id for outcome in outcomes] == ["", ""]
    assert User.objects.count() == 0
    assert set(Order.objects.values_list("user", "user_email")) == {(None, "")}


@pytest.mark.parametrize(
    ("code", "kept", "note"),
    [("XX", "", {"allegro.country": "XX"}), ("POL", "", {"allegro.country": "POL"}), ("", "", {})],
)
def test_unknown_country_is_neither_guessed_nor_lost(world, shop, code, kept, note):
    [outcome] = write(shop, order(shipping_address=replace(HOME, country_code=code, phone="")))

    [flag] = outcome.flags
    assert (flag.kind, flag.subject) == (FlagKind.ADDRESS_REFUSED, "shipping")
    assert "country_code" in flag.details["fields"]
    identity = graphene.Node.to_global_id("Order", outcome.order_id)
    shown = world.graphql(ADDRESS, {"id": identity})["order"]["shippingAddress"]
    assert shown["country"]["code"] == kept
    assert {item["key"]: item["value"] for item in shown["metadata"]} == note


def test_very_long_words_are_cut_to_what_saleor_holds(shop):
    long = replace(
        HOME, first_name="A" * 400, last_name="B" * 400, company_name="C" * 400, street="D" * 400
    )
    customer = buyer("b" * 60, "a@allegromail.pl", first_name="E" * 400, last_name="F" * 400)
    delivery = DeliveryDraft(method_id="m", method_name="G" * 400, gross=Decimal("9.99"))

    write(
        shop,
        order(
            line(name="H" * 400),
            shipping_address=long,
            billing_address=replace(long, city="I" * 400, postal_code="1" * 40),
            customer=customer,
            delivery=delivery,
            note="J" * 4000,
        ),
    )

    written = Order.objects.get()
    assert len(written.shipping_address.street_address_1) == 256
    assert len(written.shipping_method_name) == 255
    assert len(written.lines.get().product_name) == 386
    assert len(written.customer_note) == 4000
    assert len(User.objects.get().last_name) == 256


def test_order_that_costs_nothing_is_paid(shop):
    draft = order(line(unit_gross=Decimal(0)), delivery=DeliveryDraft(), total_gross=Decimal(0))

    write(shop, draft)

    written = Order.objects.get()
    assert (written.total_gross_amount, written.charge_status) == (0, "full")
    assert written.payment_transactions.count() == 0


def test_numbers_are_saleors_next_also_after_a_batch_that_failed(shop):
    [before] = write(shop, order())
    twin = order()
    with pytest.raises(Exception, match="external_reference"):
        write(shop, twin, twin)

    outcomes = write(shop, order(), order())

    numbers = [int(outcome.number) for outcome in outcomes]
    assert numbers == sorted(set(numbers))
    assert numbers[0] > int(before.number)
    saleors_own = Order.objects.create(channel=Order.objects.first().channel, lines_count=0)
    assert saleors_own.number == numbers[-1] + 1
