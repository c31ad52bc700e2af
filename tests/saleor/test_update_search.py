"""Orders and customers are found by what they are now, and no longer by what they were."""

from dataclasses import replace

import pytest
from graphene import Node
from saleor.account.models import User
from saleor.discount.models import OrderDiscount
from saleor.invoice.models import Invoice
from saleor.order.models import Order
from saleor.payment.models import Payment

from saleor_allegro.rules.drafts import DeliveryDraft
from saleor_allegro.rules.updates import Aspect
from saleor_allegro.shop.saleor.shop import SaleorShop
from tests.saleor.drafts import HOME, line, order, payment
from tests.shop.updating import CONTENT, follow, place

MOVED = replace(HOME, last_name="Przeprowadzony", street="Sztormowa 7", city="Gdańsk")


@pytest.fixture
def shop(world):
    world.make_channel("allegro-pl")
    world.make_variant("MUG", stock=10)
    world.make_variant("LAMP", stock=10)
    return SaleorShop()


def is_found(world, word, kind="orders"):
    answer = world.graphql(
        f"query ($word: String!) {{ {kind}(first: 5, search: $word) {{ totalCount }} }}",
        {"word": word},
    )
    return bool(answer[kind]["totalCount"])


def found_of(world, *words, kind="orders"):
    return [word for word in words if is_found(world, word, kind)]


def test_orders_are_found_by_the_new_words(world, shop):
    draft = order(line("MUG", name="Kubek"), note="zadzwonić")
    outcome = place(shop, draft)
    old = ("Paczkowy", "Wzorcowa", "Kubek", "MUG", "zadzwonić")
    new = ("Przeprowadzony", "Sztormowa", "Gdańsk", "Lampa", "LAMP", "szybko")
    fixed = (outcome.form_id, outcome.number, draft.email)
    assert found_of(world, *old, *new, *fixed) == [*old, *fixed]

    changed = replace(
        draft,
        lines=(line("LAMP", name="Lampa"),),
        shipping_address=MOVED,
        billing_address=MOVED,
        delivery=DeliveryDraft(method_name="Paczkomat", gross=draft.delivery.gross),
        note="szybko",
    )
    follow(shop, outcome, changed, *CONTENT)

    assert found_of(world, *new, *fixed) == [*new, *fixed]
    # The SKU stands in no note; what the notes say was there before is still found, as notes are.
    assert not is_found(world, "MUG")
    assert found_of(world, "Wzorcowa", "zadzwonić") == ["Wzorcowa", "zadzwonić"]


def test_orders_are_found_by_their_payments_and_still_once_cancelled(world, shop):
    draft = order()
    outcome = place(shop, draft)
    paid = replace(draft, payments=(payment(str(draft.total_gross), "pay-4711"),))

    follow(shop, outcome, paid, Aspect.PAYMENTS)
    assert is_found(world, "pay-4711")
    follow(shop, outcome, paid, Aspect.STAGE, cancel=True)

    assert Order.objects.get().status == "canceled"
    assert found_of(world, "pay-4711", "Wzorcowa", outcome.number) == [
        "pay-4711",
        "Wzorcowa",
        outcome.number,
    ]


def test_orders_are_found_by_notes_about_them(world, shop):
    outcome = place(shop, order())

    shop.note_orders({outcome.order_id: ["Allegro: wymaga decyzji"]})

    assert is_found(world, "decyzji")


def test_what_staff_and_other_apps_added_is_still_found(world, shop):
    draft = order()
    outcome = place(shop, draft)
    found = Order.objects.get()
    invoice = Invoice.objects.create(order=found, number="FV/7")
    OrderDiscount.objects.create(order=found, name="Reklamacja", value=1, amount_value=1)
    Payment.objects.create(order=found, gateway="manual", psp_reference="psp-99")
    world.graphql(
        'mutation ($id: ID!) { orderNoteAdd(order: $id, input: {message: "Kurier dzwonił"})'
        " { errors { message } } }",
        {"id": Node.to_global_id("Order", found.pk)},
    )
    words = ("Reklamacja", "psp-99", "dzwonił")
    node = Node.to_global_id("Invoice", invoice.pk)
    assert found_of(world, *words, node) == [*words, node]

    follow(shop, outcome, replace(draft, note="Inaczej"), Aspect.NOTE)

    assert found_of(world, *words, node, "Inaczej") == [*words, node, "Inaczej"]


def test_customers_are_found_by_their_new_address(world, shop):
    draft = order(billing_address=None)
    outcome = place(shop, draft)
    user = User.objects.get()
    user.addresses.create(last_name="Drugi", street_address_1="Inna 1", country="PL")
    login = draft.customer.login

    follow(shop, outcome, replace(draft, shipping_address=MOVED), Aspect.SHIPPING_ADDRESS)

    words = ("Sztormowa", "Wzorcowa", "Inna", login, "Hubert")
    assert found_of(world, *words, kind="customers") == ["Sztormowa", "Inna", login, "Hubert"]
