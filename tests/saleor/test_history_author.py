"""In whose name the entries of orders' histories stand: Allegro's, where its App is there."""

from dataclasses import replace

import pytest
from django.db import transaction
from django.utils import timezone
from graphene import Node
from saleor.app.models import App
from saleor.order import OrderEvents
from saleor.order.models import Order, OrderEvent

from saleor_allegro.dashboard.companion_app import install, remove
from saleor_allegro.rules.drafts import InitialStatus
from saleor_allegro.rules.updates import Aspect, OrderUpdate
from saleor_allegro.shop.saleor.shop import SaleorShop
from tests.saleor.drafts import HOME, POLICY, line, order, payment
from tests.saleor.following import write
from tests.saleor.viewers import a_member_of_staff, ask

HISTORY = """
query ($id: ID!) { order(id: $id) { events { type user { email } app { name } } } }
"""
UNPAID = {"payments": (), "status": InitialStatus.UNCONFIRMED}


@pytest.fixture
def shop(world, tmp_path, settings):
    settings.MEDIA_ROOT = str(tmp_path)
    world.make_channel("allegro-pl")
    world.make_variant("MUG", stock=100)
    return SaleorShop()


def paid_whole(draft):
    return replace(draft, payments=(payment(str(draft.total_gross)),))


def authors():
    """Kind of entry -> the names of the Apps its entries stand for."""
    found = {}
    for kind, name in OrderEvent.objects.values_list("type", "app__name"):
        found.setdefault(kind, set()).add(name)
    return found


def all_by(name):
    return {kind: {name} for kind in KINDS} | {OrderEvents.PLACED: {None}}


def follow(shop, outcome, draft, *aspects, **fields):
    update = OrderUpdate(
        order_id=outcome.order_id,
        form_id=outcome.form_id,
        draft=draft,
        changed=frozenset(aspects),
        **fields,
    )
    with transaction.atomic():
        return shop.update_orders([update], POLICY)


def live(shop):
    """An order's life: bought, paid, moved, sent; and another that is cancelled."""
    first, second = order(**UNPAID), order(line("NOBODY"), **UNPAID)
    sent, cancelled = write(first, second)
    first = paid_whole(first)
    moved = replace(first, shipping_address=replace(HOME, street="Polna 7"))
    follow(shop, sent, first, Aspect.PAYMENTS, Aspect.STAGE, confirm=True)
    follow(shop, sent, moved, Aspect.SHIPPING_ADDRESS)
    follow(shop, sent, moved, Aspect.STAGE, fulfill=True)
    follow(shop, cancelled, second, Aspect.STAGE, cancel=True)
    shop.note_orders({sent.order_id: ["Allegro: noted"]})
    return sent, cancelled


#: What the customer did not do.
KINDS = {
    OrderEvents.ORDER_FULLY_PAID,
    OrderEvents.CONFIRMED,
    OrderEvents.UPDATED_ADDRESS,
    OrderEvents.FULFILLMENT_FULFILLED_ITEMS,
    OrderEvents.CANCELED,
    OrderEvents.NOTE_ADDED,
}


def test_all_that_becomes_of_an_order_is_by_allegro(shop):
    install()

    live(shop)

    assert authors() == all_by("Allegro")


def test_without_the_app_it_is_by_nobody(shop):
    live(shop)

    assert authors() == all_by(None)


def test_app_that_staff_removed_writes_nothing_any_more(shop):
    install()
    App.objects.update(removed_at=timezone.now(), is_active=False)

    live(shop)

    assert authors() == all_by(None)


def test_app_that_is_switched_off_writes_on(shop):
    install()
    App.objects.update(is_active=False)

    live(shop)

    assert authors() == all_by("Allegro")


def test_customer_placed_the_order(shop):
    install()

    [outcome] = write(order(buyer_id="44"))

    placed = OrderEvent.objects.get(order=outcome.order_id, type=OrderEvents.PLACED)
    assert (placed.user, placed.app) == (Order.objects.get(pk=outcome.order_id).user, None)
    assert placed.user is not None


def test_staff_read_it_in_the_dashboard(shop):
    install()
    [outcome] = write(order())
    clerk = a_member_of_staff("manage_orders")

    answer = ask(HISTORY, clerk, id=Node.to_global_id("Order", outcome.order_id))

    events = answer["order"]["events"]
    assert {(event["type"], (event["app"] or {}).get("name")) for event in events} == {
        ("PLACED", None),
        ("NOTE_ADDED", "Allegro"),
    }


def test_history_outlives_the_app(shop):
    install()
    live(shop)
    before = list(OrderEvent.objects.order_by("pk").values("pk", "type", "parameters", "date"))

    remove()

    after = list(OrderEvent.objects.order_by("pk").values("pk", "type", "parameters", "date"))
    assert after == before
    assert authors() == all_by(None)


def test_batch_looks_the_app_up_once(shop, count_statements):
    install()
    drafts = [order(**UNPAID) for _ in range(5)]
    with count_statements() as statements:
        outcomes = write(*drafts)
    assert _looks(statements) == 1
    updates = [
        OrderUpdate(
            order_id=outcome.order_id,
            form_id=outcome.form_id,
            draft=replace(paid_whole(draft), shipping_address=replace(HOME, street="Polna 7")),
            changed=frozenset({Aspect.PAYMENTS, Aspect.STAGE, Aspect.SHIPPING_ADDRESS}),
            confirm=True,
        )
        for draft, outcome in zip(drafts, outcomes, strict=True)
    ]

    with transaction.atomic(), count_statements() as statements:
        told = shop.update_orders(updates, POLICY)
    with transaction.atomic(), count_statements() as again:
        shop.update_orders(updates, POLICY)
    with count_statements() as notes:
        shop.note_orders({each.order_id: ["Allegro: note"] for each in outcomes})

    assert all(each.changes for each in told)
    assert (_looks(statements), _looks(again), _looks(notes)) == (1, 0, 1)


def _looks(statements):
    return sum('FROM "app_app"' in sql for sql in statements)
