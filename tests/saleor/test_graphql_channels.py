"""`allegroChannels`, `allegroChoices`, `allegroSummary`, `allegroDirectoryRead`."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.db.models import F
from saleor.order import OrderStatus
from saleor.order.models import Order

from saleor_allegro.models import Account, AccountChannel, Directory, Job, OrderLink
from tests.ledger.rows import NOW, a_link
from tests.saleor.allegro_shop import an_allegro_shop
from tests.saleor.merchant_shop import nothing_written
from tests.saleor.viewers import a_customer, a_member_of_staff, an_app, ask

CHANNELS = """{ allegroChannels {
    slug active createsOrders missing account { login } connectedAt } }"""
CHOICES = """query ($channel: String!) { allegroChoices(channel: $channel) {
    warehouses { id name } deliveryMethods { id name } carriers { id } readAt } }"""
SUMMARY = """query ($since: DateTime!) { allegroSummary(since: $since) {
    bought value { amount currency } toPack late flagged failed notFollowed notTold } }"""
READ = """mutation ($channel: String!) { allegroDirectoryRead(channel: $channel) {
    job { kind state } errors { field code } } }"""
SINCE = NOW - timedelta(days=1)


@pytest.fixture
def shop(world):
    return an_allegro_shop(world)


@pytest.fixture
def merchant(shop):
    return a_member_of_staff("manage_plugins", email="merchant@shop.test")


@pytest.fixture
def staff(shop):
    return a_member_of_staff("manage_orders")


def summary(viewer):
    return ask(SUMMARY, viewer, since=SINCE.isoformat())["allegroSummary"]


def test_every_channel_and_what_it_lacks(shop, merchant, world):
    world.make_channel(slug="zz-new")

    ours, new = ask(CHANNELS, merchant)["allegroChannels"]

    assert (ours["slug"], ours["active"], ours["account"]) == (
        "allegro-pl",
        True,
        {"login": "seller"},
    )
    assert ours["connectedAt"] == AccountChannel.objects.get().connected_at.isoformat()
    assert new == {
        "slug": "zz-new",
        "active": False,
        "createsOrders": False,
        "missing": new["missing"],
        "account": None,
        "connectedAt": None,
    }
    assert "Client ID" in new["missing"]


def test_restricted_staff_see_their_channels_and_numbers(shop, world):
    elsewhere = world.make_channel(slug="elsewhere")
    shop.sell(2, bought_at=NOW)
    viewer = a_member_of_staff("manage_orders", email="e@shop.test", channels=[elsewhere])

    assert [each["slug"] for each in ask(CHANNELS, viewer)["allegroChannels"]] == ["elsewhere"]
    assert summary(viewer) == {
        "bought": 0,
        "value": [],
        "toPack": 0,
        "late": 0,
        "flagged": 0,
        "failed": 0,
        "notFollowed": 0,
        "notTold": 0,
    }


def test_numbers_of_a_day(shop, staff, time_machine):
    time_machine.move_to(NOW, tick=False)
    today, paid = shop.sell(2, bought_at=NOW, failed_since=None)
    shop.sell(1, bought_at=NOW - timedelta(days=2), failed_since=None)
    a_link(shop.seller, "broken", state=OrderLink.State.FAILED, failed_since=NOW, bought_at=NOW)
    OrderLink.objects.filter(pk=today.pk).update(paid=0, form_status="FILLED_IN")
    OrderLink.objects.filter(pk=paid.pk).update(paid=paid.total_to_pay)
    Order.objects.update(status=OrderStatus.FULFILLED)
    Order.objects.filter(pk__in=[today.order_id, paid.order_id]).update(
        status=OrderStatus.UNFULFILLED
    )

    assert summary(staff) == {
        "bought": 3,
        "value": [
            {"amount": float(today.total_to_pay + paid.total_to_pay), "currency": "PLN"},
        ],
        "toPack": 1,
        "late": 0,
        "flagged": 3,
        "failed": 1,
        "notFollowed": 0,
        "notTold": 3,
    }


def test_cash_on_delivery_is_to_be_packed_unpaid(shop, staff):
    shop.sell(bought_at=NOW)
    OrderLink.objects.update(paid=Decimal(0), is_cash_on_delivery=True)
    Order.objects.update(status=OrderStatus.PARTIALLY_FULFILLED)

    assert summary(staff)["toPack"] == 1


@pytest.mark.parametrize(
    ("until", "late"),
    [("11:59:59+00:00", 2), ("12:00:00.500000+00:00", 0), ("23:59:59+00:00", 0)],
)
def test_late_is_what_should_have_left(shop, staff, time_machine, until, late):
    time_machine.move_to(NOW, tick=False)
    links = shop.sell(3, bought_at=NOW)
    OrderLink.objects.update(paid=F("total_to_pay"))
    for link in links:
        kept = {"allegro.dispatch_until": f"{NOW:%Y-%m-%d}T{until}"}
        Order.objects.filter(pk=link.order_id).update(private_metadata=kept)
    Order.objects.update(status=OrderStatus.UNFULFILLED)
    Order.objects.filter(pk=links[0].order_id).update(private_metadata={})

    counted = summary(staff)

    assert (counted["toPack"], counted["late"]) == (3, late)


def test_lists_are_read_by_a_worker_once_at_a_time(shop, merchant):
    for _ in range(2):
        answer = ask(READ, merchant, channel="allegro-pl")["allegroDirectoryRead"]
        assert answer == {"job": {"kind": "DIRECTORY", "state": "QUEUED"}, "errors": []}

    assert Job.objects.count() == 1


def test_lists_are_not_read_without_a_seller(shop, merchant):
    Account.objects.update(connection=Account.Connection.DISCONNECTED)

    answer = ask(READ, merchant, channel="allegro-pl")["allegroDirectoryRead"]

    assert answer == {"job": None, "errors": [{"field": "channel", "code": "NOT_CONNECTED"}]}


def test_choices_are_what_was_read(shop, merchant):
    nothing = ask(CHOICES, merchant, channel="allegro-pl")["allegroChoices"]
    assert (nothing["deliveryMethods"], nothing["carriers"], nothing["readAt"]) == ([], [], None)
    assert nothing["warehouses"]
    Directory.objects.create(
        account=shop.seller, read_at=NOW, carriers=[{"id": "DPD", "name": "DPD"}]
    )

    read = ask(CHOICES, merchant, channel="allegro-pl")["allegroChoices"]

    assert (read["carriers"], read["readAt"]) == ([{"id": "DPD"}], NOW.isoformat())


@pytest.mark.parametrize(
    ("query", "allowed"),
    [
        (CHANNELS, {"orders", "plugins"}),
        (CHOICES, {"plugins"}),
        (SUMMARY, {"orders"}),
        (READ, {"plugins"}),
    ],
)
def test_who_may_ask(shop, query, allowed):
    variables = {"channel": "allegro-pl", "since": SINCE.isoformat()}
    variables = {name: value for name, value in variables.items() if f"${name}" in query}
    viewers = {
        "nobody": None,
        "customer": a_customer("c@shop.test"),
        "products": a_member_of_staff("manage_products", email="p@shop.test"),
        "orders": a_member_of_staff("manage_orders", email="o@shop.test"),
        "plugins": a_member_of_staff("manage_plugins", email="m@shop.test"),
        "app of orders": an_app("manage_orders"),
        "app of plugins": an_app("manage_plugins"),
    }

    for name, viewer in viewers.items():
        if name.removeprefix("app of ") in allowed:
            assert ask(query, viewer, **variables).errors == []
        else:
            with nothing_written():
                [error] = ask(query, viewer, **variables).errors
            assert "permission" in error
