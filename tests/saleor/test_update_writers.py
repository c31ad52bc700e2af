"""Staff works on an order while a batch brings its form over, each on a connection of its own."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from decimal import Decimal
from functools import partial
from itertools import product

import pytest
from django.db import OperationalError, connection, transaction
from graphene import Node
from saleor.account.models import Address, User
from saleor.order.models import Order
from saleor.warehouse.models import Stock

from saleor_allegro.rules.updates import Aspect, OrderUpdate
from saleor_allegro.shop.saleor.shop import SaleorShop
from tests.endurance.databases import wait_until_blocked
from tests.saleor.connections import on_own_connection
from tests.saleor.drafts import HOME, POLICY, line, order, payment
from tests.saleor.world import World

MOVED = replace(HOME, street="Polna 7")
UPDATE = """
mutation ($id: ID!, $input: OrderUpdateInput!) {
  orderUpdate(id: $id, input: $input) { errors { field message } } }
"""
CANCEL = "mutation ($id: ID!) { orderCancel(id: $id) { errors { field message } } }"
FULFILL = """
mutation ($id: ID!, $lines: [OrderFulfillLineInput!]!) {
  orderFulfill(order: $id, input: {
    lines: $lines, notifyCustomer: false, allowStockToBeExceeded: true
  }) { errors { field message } } }
"""
METADATA = """
mutation ($id: ID!) { updateMetadata(id: $id, input: [{key: "erp.id", value: "7"}])
  { errors { message } } }
"""
ADDRESS = {
    "firstName": "Staff",
    "lastName": "Edited",
    "streetAddress1": "Sklepowa 1",
    "city": "Warszawa",
    "postalCode": "00-838",
    "country": "PL",
}


@pytest.fixture
def world(own_database) -> World:
    world = World()
    world.make_channel("allegro-pl")
    world.make_variant("MUG", stock=10)
    world.make_superuser()
    return world


@on_own_connection
def write(*drafts):
    with transaction.atomic():
        return SaleorShop().write_orders(drafts, POLICY)


def follow(outcome, draft, *aspects, **fields):
    update = OrderUpdate(
        order_id=outcome.order_id,
        form_id=outcome.form_id,
        draft=draft,
        changed=frozenset(aspects),
        **fields,
    )

    @on_own_connection
    def work():
        with transaction.atomic():
            [told] = SaleorShop().update_orders([update], POLICY)
        return told

    return work()


def staff(world, mutation, order_id, **variables):
    """Ask Saleor's API, and say what it answers."""

    @on_own_connection
    def ask():
        boss = User.objects.get(email="boss@shop.test")
        node = Node.to_global_id("Order", order_id)
        [answer] = world.graphql(mutation, {"id": node, **variables}, user=boss).values()
        return answer["errors"]

    return ask


def all_lines(world, outcome):
    """What Saleor's `orderFulfill` is asked to send, as the order is now."""
    place = Node.to_global_id("Warehouse", world.warehouses()[0].pk)
    return [
        {
            "orderLineId": Node.to_global_id("OrderLine", each.pk),
            "stocks": [{"quantity": each.quantity, "warehouse": place}],
        }
        for each in row(outcome).lines.all()
    ]


def row(outcome):
    return Order.objects.select_related("shipping_address").get(pk=outcome.order_id)


def test_what_staff_committed_while_we_waited_is_not_written_over(world, own_database):
    """We write whole rows: they must be those of after the wait."""
    draft = order(note="Pierwsza")
    [outcome] = write(draft)

    with ThreadPoolExecutor(1) as pool:
        with transaction.atomic():
            found = Order.objects.select_for_update().get()
            found.metadata = {**found.metadata, "erp.id": "7"}
            found.private_metadata = {"erp.id": "8"}
            found.customer_note = "Staff's own"
            found.shipping_method_name = "Staff's courier"
            found.weight = 5000
            found.save()
            changed = replace(
                draft, shipping_address=MOVED, private_metadata={"allegro.login": "a"}
            )
            running = pool.submit(follow, outcome, changed, Aspect.SHIPPING_ADDRESS, Aspect.DETAILS)
            wait_until_blocked(own_database)
        running.result()

    after = row(outcome)
    assert after.customer_note == "Staff's own"
    assert after.shipping_method_name == "Staff's courier"
    assert after.metadata["erp.id"] == "7"
    assert after.private_metadata == {"erp.id": "8", "allegro.login": "a"}
    assert after.weight.g == 5000
    assert after.shipping_address.street_address_1 == "Polna 7"


def test_an_address_that_staff_entered_while_we_waited_is_the_orders(world, own_database):
    """Not taken for none, which would leave it behind with nobody's name on it."""
    draft = order(shipping_address=None, billing_address=None)
    [outcome] = write(draft)

    with ThreadPoolExecutor(1) as pool:
        with transaction.atomic():
            found = Order.objects.select_for_update().get()
            found.shipping_address = Address.objects.create(
                street_address_1="Sklepowa 1", country="PL"
            )
            found.save()
            running = pool.submit(
                follow, outcome, replace(draft, shipping_address=MOVED), Aspect.SHIPPING_ADDRESS
            )
            wait_until_blocked(own_database)
        told = running.result()

    [change] = told.changes
    assert change.before.startswith("Sklepowa 1")
    after = row(outcome)
    assert after.shipping_address_id == found.shipping_address_id
    assert after.shipping_address.street_address_1 == "Polna 7"
    assert Address.objects.filter(warehouse=None).count() == 1  # the order's


def test_staff_and_batch_never_wait_for_each_other_over_an_address(world, own_database):
    """Saleor holds the address while it waits for the order."""
    draft = order()
    [outcome] = write(draft)
    edit = staff(world, UPDATE, outcome.order_id, input={"shippingAddress": ADDRESS})

    with ThreadPoolExecutor(2) as pool:
        with transaction.atomic():
            Order.objects.select_for_update().get()
            ours = pool.submit(
                follow, outcome, replace(draft, shipping_address=MOVED), Aspect.SHIPPING_ADDRESS
            )
            wait_until_blocked(own_database)
            theirs = pool.submit(edit)
            wait_until_blocked(own_database, others=2)
        assert len(ours.result().changes) == 1
        assert theirs.result() == []

    assert row(outcome).shipping_address.street_address_1 == "Sklepowa 1"  # the later one
    assert Order.objects.get().events.filter(type="updated_address").count() == 1


OURS = {
    "lines": ({Aspect.LINES}, {}),
    "cancel": ({Aspect.STAGE}, {"cancel": True}),
    "fulfill": ({Aspect.STAGE}, {"fulfill": True}),
}


@pytest.mark.parametrize(
    ("first", "second"),
    [
        *product(OURS, ["staff cancels", "staff fulfills"]),
        *product(["staff cancels", "staff fulfills"], OURS),
    ],
    ids=lambda name: name.replace(" ", "_"),
)
def test_staff_and_batch_never_wait_for_each_other_over_the_stock(
    world, own_database, first, second
):
    """Both want what the order holds; one of them is too late, and neither fails."""
    draft = order(line("MUG", quantity=2))
    draft = replace(draft, payments=(payment(str(draft.total_gross)),))
    [outcome] = write(draft)
    follow(outcome, draft, Aspect.STAGE, confirm=True)
    more = replace(draft, lines=(replace(draft.lines[0], quantity=3),))

    works = {
        name: partial(follow, outcome, more if name == "lines" else draft, *aspects, **fields)
        for name, (aspects, fields) in OURS.items()
    } | {
        "staff cancels": staff(world, CANCEL, outcome.order_id),
        "staff fulfills": staff(world, FULFILL, outcome.order_id, lines=all_lines(world, outcome)),
    }
    with ThreadPoolExecutor(2) as pool:
        with transaction.atomic():
            Stock.objects.select_for_update().get()
            running = [pool.submit(works[first])]
            wait_until_blocked(own_database)
            running.append(pool.submit(works[second]))
            wait_until_blocked(own_database, others=2)
        for each in running:
            each.result()

    found = row(outcome)
    sold = sum(found.lines.values_list("quantity", flat=True))
    sent = sum(found.lines.values_list("quantity_fulfilled", flat=True))
    held = world.stock_of("MUG").allocated
    assert Stock.objects.get().quantity == 10 - sent
    if (first, second) == ("fulfill", "staff cancels"):  # Saleor's own asks before it waits
        assert (held, sent, found.status) == (0, 2, "canceled")
    else:
        ends = {"canceled": (0, 0), "fulfilled": (0, sold), "partially fulfilled": (sold - 2, 2)}
        assert (held, sent) == ends[found.status]


def test_a_circle_ends_in_another_try_that_does_it_all(world, own_database):
    """Whoever comes with locks in an order of their own."""
    draft = order(line("MUG", quantity=2))
    [outcome] = write(draft)
    changed = replace(draft, lines=(replace(draft.lines[0], quantity=3),), note="Inaczej")
    aspects = (Aspect.LINES, Aspect.NOTE)
    with ThreadPoolExecutor(1) as pool:
        with transaction.atomic():
            with connection.cursor() as cursor:
                cursor.execute("SET LOCAL deadlock_timeout = '60s'")  # let it be the batch's
            Order.objects.select_for_update().get()
            running = pool.submit(follow, outcome, changed, *aspects)
            wait_until_blocked(own_database)
            Stock.objects.select_for_update().get()
        with pytest.raises(OperationalError, match="deadlock"):
            running.result()

    assert (row(outcome).customer_note, world.stock_of("MUG").allocated) == ("", 2)
    told = follow(outcome, changed, *aspects)
    assert len(told.changes) == 2
    assert (row(outcome).customer_note, world.stock_of("MUG").allocated) == ("Inaczej", 3)


def test_two_batches_with_a_customer_in_common(world, own_database):
    """Two sellers of one shop; the customer's address follows the first, and no row is lost."""
    drafts = [order(buyer_id="b", email="b@allegromail.pl", billing_address=None) for _ in range(2)]
    outcomes = write(*drafts)
    user = User.objects.get(email="b@allegromail.pl")

    with ThreadPoolExecutor(2) as pool:
        with transaction.atomic():
            User.objects.select_for_update().get(pk=user.pk)
            running = [
                pool.submit(
                    follow,
                    outcome,
                    replace(draft, shipping_address=replace(HOME, street=f"Polna {number}")),
                    Aspect.SHIPPING_ADDRESS,
                )
                for number, (outcome, draft) in enumerate(zip(outcomes, drafts, strict=True))
            ]
            wait_until_blocked(own_database, others=2)
        for each in running:
            each.result()

    [address] = user.addresses.all()
    assert address.street_address_1 in ("Polna 0", "Polna 1")
    streets = Order.objects.values_list("shipping_address__street_address_1", flat=True)
    assert sorted(streets) == ["Polna 0", "Polna 1"]


def test_payment_while_staff_writes_metadata(world, own_database):
    draft = order()
    [outcome] = write(draft)
    paid = replace(draft, payments=(payment(str(draft.total_gross)),), note="Inaczej")
    write_metadata = staff(world, METADATA, outcome.order_id)

    with ThreadPoolExecutor(2) as pool:
        with transaction.atomic():
            Order.objects.select_for_update().get()
            running = [pool.submit(follow, outcome, paid, *Aspect, confirm=True)]
            wait_until_blocked(own_database)
            running.append(pool.submit(write_metadata))
            wait_until_blocked(own_database, others=2)
        told, errors = (each.result() for each in running)

    assert errors == []
    after = row(outcome)
    assert (after.status, after.total_charged_amount) == (told.status, draft.total_gross)
    assert after.metadata["erp.id"] == "7"
    assert after.metadata["allegro.form_id"] == draft.form_id
    assert after.customer_note == "Inaczej"
    assert after.total_gross_amount - after.total_charged_amount == Decimal(0)
