"""`RehearsalShop` does what every shop behind the port does with orders that are there."""

from decimal import Decimal

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from saleor_allegro.rules.flags import FlagKind
from saleor_allegro.rules.updates import Aspect
from saleor_allegro.shop.rehearsal.shop import RehearsalShop
from tests.shop.contract_updates import ShopUpdateContract
from tests.shop.drafts import (
    line_draft,
    order_draft,
    order_update,
    payment_draft,
    refund_draft,
    write_policy,
)
from tests.shop.rehearsal_world import RehearsalWorld
from tests.shop.updating import follow, look, pay, place


@pytest.fixture
def shop():
    return RehearsalShop()


@pytest.fixture
def world(db):
    return RehearsalWorld()


class TestRehearsalShopUpdates(ShopUpdateContract):
    """The contract, on the tables of the rehearsal."""


@pytest.mark.django_db
@pytest.mark.parametrize("stage", ["cancel", "fulfill"])
def test_statements_of_a_stage_do_not_grow_with_the_batch(shop, world, stage):
    world.make_channel("allegro-pl")
    world.make_variant("SKU-1", stock=1000)

    def statements_of(size):
        drafts = [order_draft(line_draft("SKU-1", 2)) for _ in range(size)]
        with transaction.atomic():
            orders = shop.write_orders(drafts, write_policy())
        updates = [
            order_update(
                order_id=order.order_id,
                draft=draft,
                changed=frozenset({Aspect.STAGE}),
                **{stage: True},
            )
            for order, draft in zip(orders, drafts, strict=True)
        ]
        with transaction.atomic(), CaptureQueriesContext(connection) as statements:
            outcomes = shop.update_orders(updates, write_policy())
        assert all(outcome.tellings for outcome in outcomes)
        return len(statements)

    assert statements_of(50) == statements_of(2) <= 20


@pytest.mark.django_db
def test_statements_of_replacing_do_not_grow_with_the_batch(shop, world):
    world.make_channel("allegro-pl")
    world.make_variant("SKU-1", stock=1000)

    def statements_of(size):
        payments = [payment_draft("10.00") for _ in range(size)]
        with transaction.atomic():
            old = shop.write_orders(
                [order_draft(payments=(payment,)) for payment in payments], write_policy()
            )
        drafts = [
            order_draft(line_draft("SKU-1", 2), payments=(payment,), replaces=(each.order_id,))
            for each, payment in zip(old, payments, strict=True)
        ]
        with transaction.atomic(), CaptureQueriesContext(connection) as statements:
            new = shop.write_orders(drafts, write_policy())
        assert all(outcome.replaced for outcome in new)
        return len(statements)

    assert statements_of(50) == statements_of(2) <= 25


@pytest.mark.django_db
def test_history_is_in_the_language_of_the_staff(shop, world):
    world.make_channel("allegro-pl")
    draft = order_draft()
    order = place(shop, draft)
    polish = write_policy(language="pl")

    pay(shop, order, draft, payment_draft("10.00"), policy=polish)

    assert world.notes_of(order.order_id) == ["Allegro: wpłynęło 10.00 PLN (PayU)."]


@pytest.mark.django_db
def test_two_parts_of_a_payment_become_one(shop, world):
    world.make_channel("allegro-pl")
    parts = [payment_draft(amount, payment_id="payment-1") for amount in ("4.00", "6.00")]
    one, two = (place(shop, order_draft(payments=(part,))) for part in parts)
    refund = refund_draft("1.00", refund_id="refund-1", payment_id="payment-1")
    follow(shop, two, refunds={"payment-1": (refund,)})

    whole = payment_draft("10.00", payment_id="payment-1")
    new = place(shop, order_draft(payments=(whole,), replaces=(one.order_id, two.order_id)))

    seen = world.see(new.order_id)
    assert seen.payments == {"payment-1": Decimal("9.00")}
    assert seen.refunds == {"refund-1": Decimal("1.00")}
    assert [look(shop, old).charged for old in (one, two)] == [0, 0]
    assert FlagKind.PAYMENT_LOWERED not in [flag.kind for flag in new.flags]
