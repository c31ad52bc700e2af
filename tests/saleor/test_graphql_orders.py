"""`Order.allegro` over the real /graphql/, in webhooks and in a federation."""

import pytest
from django.test import TestCase
from graphene import Node
from saleor.order.models import Order
from saleor.plugins.manager import get_plugins_manager

from saleor_allegro.models import OrderFlag, OrderPush
from tests.ledger.rows import LATER, NOW
from tests.saleor.allegro_shop import DISPATCH_BY, an_allegro_shop
from tests.saleor.drafts import order
from tests.saleor.following import write_one
from tests.saleor.selections import whole
from tests.saleor.viewers import a_member_of_staff, ask
from tests.saleor.webhooks import receiver

SUBSCRIPTION = """
subscription { event { ... on OrderUpdated { order {
  number allegro { checkoutFormId buyerLogin pickupPoint { id } flags { kind } } } } } }
"""


@pytest.fixture
def shop(world):
    return an_allegro_shop(world)


@pytest.fixture
def staff(shop):
    return a_member_of_staff("manage_orders")


def allegro_of(link, selection, viewer):
    query = f"query ($id: ID!) {{ order(id: $id) {{ allegro {selection} }} }}"
    return ask(query, viewer, id=Node.to_global_id("Order", link.order_id))["order"]["allegro"]


def test_everything_that_is_known_of_an_order(shop, staff):
    [link] = shop.sell()
    [flag] = link.flags.all()

    allegro = allegro_of(link, whole("AllegroOrder", without={"AllegroAccount"}), staff)

    [shown] = allegro.pop("flags")
    assert shown.pop("message").startswith("Oversold: 2 sold on Allegro, 1 found in stock.")
    assert shown == {
        "id": Node.to_global_id("AllegroFlag", flag.pk),
        "kind": "OVERSOLD",
        "subject": "line-1",
        "raisedAt": NOW.isoformat(),
        "resolvedAt": None,
        "resolvedAlone": False,
        "note": None,
    }
    assert allegro == {
        "id": Node.to_global_id("AllegroOrder", link.pk),
        "checkoutFormId": link.form_id,
        "marketplace": "allegro-pl",
        "deliveryMethod": {"id": "method-1", "name": "Paczkomaty InPost"},
        "pickupPoint": {
            "id": "POZ08A",
            "name": "Paczkomat POZ08A",
            "description": "Stacja paliw",
            "address": "Grunwaldzka 108, 60-166, Poznań",
        },
        "smart": True,
        "dispatchBy": DISPATCH_BY.isoformat(),
        "iconUrl": "https://example.com/plugins/saleor_allegro/icon.svg",
        "url": f"https://salescenter.allegro.com.allegrosandbox.pl/orders/{link.form_id}",
        "order": {"number": link.order_number},
        "orderNumber": link.order_number,
        "channel": "allegro-pl",
        "state": "IMPORTED",
        "error": {
            "code": "not_followed",
            "message": "The order has changed since.",
            "attempts": 2,
            "since": NOW.isoformat(),
            "nextTryAt": LATER.isoformat(),
        },
        "buyerLogin": "kupujacy_17",
        "boughtAt": NOW.isoformat(),
        "formStatus": "READY_FOR_PROCESSING",
        "fulfillmentStatus": "NEW",
        "paymentState": "PARTLY_PAID",
        "cashOnDelivery": False,
        "total": {"currency": "PLN", "amount": 29.98},
        "paid": {"currency": "PLN", "amount": 10.0},
        "invoice": {
            "wanted": True,
            "taxId": "1234563218",
            "company": "Demo Biuro Sp. z o.o.",
        },
        "push": {
            "toldStatus": "PROCESSING",
            "toldAt": NOW.isoformat(),
            "dueAt": LATER.isoformat(),
            "operations": 1,
            "error": {
                "code": "unreachable",
                "message": "No answer.",
                "attempts": 0,
                "since": NOW.isoformat(),
                "nextTryAt": LATER.isoformat(),
            },
        },
        "syncedAt": LATER.isoformat(),
        "importedAt": NOW.isoformat(),
    }


def test_order_of_the_shop_is_none_of_allegros(shop, staff):
    sold_here = write_one(order())
    query = "query ($id: ID!) { order(id: $id) { number allegro { id } } }"

    answer = ask(query, staff, id=Node.to_global_id("Order", sold_here.pk))

    assert answer["order"] == {"number": str(sold_here.number), "allegro": None}


def test_little_is_known_of_an_order_whose_metadata_was_emptied(shop, staff):
    [link] = shop.sell()
    Order.objects.update(metadata={}, private_metadata={}, billing_address=None)
    OrderFlag.objects.all().delete()
    OrderPush.objects.all().delete()
    selection = (
        "{ deliveryMethod { id } pickupPoint { id } smart dispatchBy buyerLogin push { dueAt }"
        " flags { id } invoice { wanted taxId company } }"
    )

    assert allegro_of(link, selection, staff) == {
        "deliveryMethod": None,
        "pickupPoint": None,
        "smart": None,
        "dispatchBy": None,
        "buyerLogin": None,
        "push": None,
        "flags": [],
        "invoice": {"wanted": False, "taxId": None, "company": None},
    }


def test_resolved_flags_are_shown_when_asked_for_and_messages_in_polish(shop, staff):
    [link] = shop.sell()
    OrderFlag.objects.update(resolved_at=LATER, note="Agreed with the buyer.")
    selection = """{ flags { kind }
        all: flags(includeResolved: true) { kind note resolvedAt message(language: POLISH) } }"""

    allegro = allegro_of(link, selection, staff)

    assert allegro["flags"] == []
    [flag] = allegro["all"]
    assert flag.pop("message").startswith("Brak na stanie: w Allegro sprzedano 2")
    assert flag == {
        "kind": "OVERSOLD",
        "note": "Agreed with the buyer.",
        "resolvedAt": LATER.isoformat(),
    }


def test_inactive_plugin_shows_nothing_of_allegro(shop, staff):
    [link] = shop.sell()
    shop.form.save_well(active=False)

    assert allegro_of(link, "{ checkoutFormId }", staff) is None
    assert allegro_of(link, "{ checkoutFormId }", shop.customer_of(link)) is None


def test_plugin_that_is_active_elsewhere_shows_nothing_here(shop, staff):
    [link] = shop.sell()
    other = shop.world.make_channel("allegro-cz", currency="CZK", country="CZ")
    Order.objects.filter(pk=link.order_id).update(channel=other)

    assert allegro_of(link, "{ checkoutFormId }", staff) is None


def test_webhooks_of_orders_tell_of_allegro(shop):
    [link] = shop.sell()

    with receiver() as app:
        app.subscribe("order_updated", query=SUBSCRIPTION)
        with TestCase.captureOnCommitCallbacks(execute=True):
            get_plugins_manager(allow_replica=False).order_updated(shop.order_of(link))

    [payload] = app.of("order_updated")
    assert payload == {
        "order": {
            "number": link.order_number,
            "allegro": {
                "checkoutFormId": link.form_id,
                "buyerLogin": "kupujacy_17",
                "pickupPoint": {"id": "POZ08A"},
                "flags": [{"kind": "OVERSOLD"}],
            },
        }
    }


def test_federation_finds_orders_with_allegro(shop, staff):
    [link] = shop.sell()
    query = """query ($orders: [_Any!]!) {
        _entities(representations: $orders) { ... on Order { allegro { checkoutFormId } } } }"""
    if "[_Any]" in str(_argument_of_entities()):
        query = query.replace("[_Any!]!", "[_Any]")

    answer = ask(
        query,
        staff,
        orders=[{"__typename": "Order", "id": Node.to_global_id("Order", link.order_id)}],
    )

    assert answer["_entities"] == [{"allegro": {"checkoutFormId": link.form_id}}]


def _argument_of_entities():
    from saleor.graphql.api import schema

    return schema.get_type("Query").fields["_entities"].args["representations"].type
