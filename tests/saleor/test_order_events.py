"""New orders are told of as if they had been placed in the shop: once, after commit, no mail."""

import datetime
from contextlib import suppress
from dataclasses import replace
from decimal import Decimal

import pytest
from django.db import transaction
from django.test import TestCase
from saleor.account.models import User
from saleor.order.actions import order_created
from saleor.order.fetch import fetch_order_info
from saleor.order.models import Order
from saleor.plugins.base_plugin import BasePlugin
from saleor.plugins.manager import get_plugins_manager
from saleor.site.models import Site

from saleor_allegro.rules.drafts import DeliveryDraft, InitialStatus, LineKind
from saleor_allegro.shop.saleor.shop import SaleorShop
from tests.saleor.drafts import HOME, POLICY, line, order
from tests.saleor.webhooks import receiver

ORDER = """
fragment Facts on Order { number externalReference lines { productName } userEmail
  shippingAddress { country { code } phone } billingAddress { country { code } } }
subscription { event {
  ... on OrderCreated { order { ...Facts } } ... on OrderFullyPaid { order { ...Facts } } } }
"""
CREATED = ["order_created"]
PAID_IN_FULL = ["order_paid", "order_fully_paid", "order_updated"]
CONFIRMED = ["order_confirmed"]

EVENTS = [*CREATED, *PAID_IN_FULL, *CONFIRMED, "customer_created", "notify_user"]

FREE = {"delivery": DeliveryDraft(), "lines": (line(unit_gross=Decimal(0)),)}
ORDERS = {
    "not paid": ({}, CREATED),
    "cash on delivery": ({"status": InitialStatus.UNFULFILLED}, CREATED + CONFIRMED),
    "paid": (
        {"status": InitialStatus.UNFULFILLED, "paid": "29.98"},
        CREATED + PAID_IN_FULL + CONFIRMED,
    ),
    "paid, to be confirmed": ({"paid": "29.98"}, CREATED + PAID_IN_FULL),
    "paid too much": ({"paid": "30.00"}, CREATED + PAID_IN_FULL),
    "nothing to pay": (FREE | {"total_gross": Decimal(0)}, CREATED + PAID_IN_FULL),
    "paid in part": ({"paid": "10.00"}, [*CREATED, "order_paid", "order_updated"]),
}


@pytest.fixture
def shop(world):
    world.make_channel("allegro-pl")
    world.make_variant("MUG", stock=100)
    return SaleorShop()


@pytest.fixture
def listener(world):
    with receiver() as found:
        found.subscribe(*EVENTS)
        yield found


def bring(shop, *drafts):
    """Write in one transaction, announce after it, and let commit do what waits for it."""
    with TestCase.captureOnCommitCallbacks(execute=True):
        with transaction.atomic():
            outcomes = shop.write_orders(drafts, POLICY)
        shop.announce_orders([outcome.order_id for outcome in outcomes])
    return outcomes


def about_orders(listener):
    return [event for event in listener.events if event.startswith("order_")]


@pytest.mark.parametrize(("fields", "expected"), ORDERS.values(), ids=ORDERS)
def test_listeners_are_told_of_an_order_once(shop, listener, fields, expected):
    bring(shop, order(**fields))

    assert about_orders(listener) == expected
    assert listener.events.count("customer_created") == 1


@pytest.mark.parametrize(
    "fields", [fields for fields, events in ORDERS.values() if fields.get("paid") != "10.00"]
)
def test_listeners_are_told_what_saleor_would_have_told(shop, listener, fields):
    [outcome] = bring(shop, order(**fields))
    ours = about_orders(listener)
    listener.deliveries.clear()
    placed = Order.objects.get(pk=outcome.order_id)
    placed.channel.automatically_confirm_all_new_orders = not placed.is_unconfirmed()

    with TestCase.captureOnCommitCallbacks(execute=True):
        order_created(
            fetch_order_info(placed),
            None,
            None,
            get_plugins_manager(allow_replica=False),
            site_settings=Site.objects.get_current().settings,
        )

    assert about_orders(listener) == ours


def test_a_batch_is_told_of_order_by_order(shop, listener):
    drafts = [order(paid="29.98", status=InitialStatus.UNFULFILLED) for _ in range(3)]

    outcomes = bring(shop, *drafts)

    told = [str(payload[0]["number"]) for payload in listener.of("order_created")]
    assert told == [outcome.number for outcome in outcomes]
    assert len(about_orders(listener)) == 15


def test_subscriptions_are_answered_from_the_order(shop, listener):
    with receiver() as subscriber:
        subscriber.subscribe("order_created", "order_fully_paid", query=ORDER)
        draft = order(paid="29.98")

        [outcome] = bring(shop, draft)

    assert subscriber.events == ["order_created", "order_fully_paid"]
    for delivery in subscriber.deliveries:
        assert delivery.payload["order"]["number"] == outcome.number
        assert delivery.payload["order"]["externalReference"] == draft.form_id


def test_nothing_is_told_of_what_is_rolled_back(shop, listener):
    class UndoError(Exception):
        pass

    with TestCase.captureOnCommitCallbacks(execute=True), suppress(UndoError), transaction.atomic():
        outcomes = shop.write_orders([order(line("MUG", quantity=100), paid="9.99")], POLICY)
        shop.announce_orders([outcome.order_id for outcome in outcomes])
        raise UndoError

    assert listener.events == []


def test_writing_alone_tells_nobody_of_the_order(shop, listener):
    with TestCase.captureOnCommitCallbacks(execute=True), transaction.atomic():
        shop.write_orders([order(paid="29.98")], POLICY)

    assert listener.events == ["customer_created"]


def test_customer_who_is_known_is_not_new(shop, listener):
    User.objects.create(email="known@shop.test")

    bring(shop, order(email="known@shop.test"), order(buyer_id="b"), order(buyer_id="b"))

    assert listener.events.count("customer_created") == 1


class BreaksOnTheFirst(BasePlugin):
    """Another plugin of the shop, with a mistake in it."""

    PLUGIN_ID = "test.breaks"
    DEFAULT_ACTIVE = True
    CONFIGURATION_PER_CHANNEL = False

    def customer_created(self, customer, previous_value):
        if customer.email == "first@shop.test":
            raise ValueError(f"no room for {customer.email}")


def test_listener_that_fails_on_a_customer_keeps_nobody_else_from_hearing(
    shop, listener, caplog, settings
):
    settings.PLUGINS = [*settings.PLUGINS, f"{__name__}.{BreaksOnTheFirst.__name__}"]

    bring(shop, order(email="first@shop.test"), order(email="second@shop.test"))

    told = [payload[0]["email"] for payload in listener.of("customer_created")]
    assert told == ["first@shop.test", "second@shop.test"]
    assert listener.events.count("order_created") == 2
    [failure] = [each.getMessage() for each in caplog.records if "listener failed" in each.msg]
    assert "ValueError" in failure
    assert "first@shop.test" not in failure


def test_buyers_get_no_mail_from_the_shop(shop, listener):
    """Saleor itself thanks for a payment: it notifies the plugins and apps that write mails."""
    [outcome] = bring(shop, order(paid="29.98", status=InitialStatus.UNFULFILLED))

    assert "notify_user" not in listener.events
    placed = Order.objects.get(pk=outcome.order_id)
    with TestCase.captureOnCommitCallbacks(execute=True):
        order_created(
            fetch_order_info(placed), None, None, get_plugins_manager(allow_replica=False)
        )
    assert "notify_user" in listener.events


ODD = {
    "no addresses": {"shipping_address": None, "billing_address": None},
    "an unknown country": {"shipping_address": replace(HOME, country_code="XX")},
    "no country": {"billing_address": replace(HOME, country_code="")},
    "no e-mail": {"email": ""},
    "no variant": {"lines": (line("NOBODY"), line(None, kind=LineKind.SERVICE))},
    "no delivery": {"delivery": DeliveryDraft()},
    "an odd phone": {"shipping_address": replace(HOME, phone="po 16:00")},
    "very long names": {
        "shipping_address": replace(
            HOME, first_name="A" * 400, company_name="B" * 400, street="C" * 400, city="D" * 400
        ),
        "lines": (line(name="Kubek " * 100),),
    },
    "a long time ago": {"bought_at": datetime.datetime(2016, 2, 29, tzinfo=datetime.UTC)},
}


@pytest.mark.parametrize("fields", ODD.values(), ids=ODD)
def test_odd_orders_are_told_of_like_any_other(shop, listener, fields):
    with receiver() as subscriber:
        subscriber.subscribe("order_created", query=ORDER)

        bring(shop, order(**fields))

    assert (subscriber.events, about_orders(listener)) == (CREATED, CREATED)
