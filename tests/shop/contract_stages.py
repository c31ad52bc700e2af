"""An order is confirmed, cancelled and fulfilled where its form says so."""

from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest

from saleor_allegro.rules.drafts import InitialStatus
from saleor_allegro.rules.updates import Aspect
from saleor_allegro.shop.port import Shop, Telling
from tests.shop.drafts import (
    address_draft,
    line_draft,
    order_draft,
    parcel_draft,
    payment_draft,
)
from tests.shop.updating import (
    aspects,
    assert_nothing_happened,
    follow,
    look,
    news,
    pay,
    place,
)

CANCELLED = (Telling.CANCELLED, Telling.UPDATED)


class StageContract:
    # Confirmed

    def test_a_waiting_order_is_confirmed(self, shop: Shop):
        draft = order_draft(status=InitialStatus.UNCONFIRMED)
        order = place(shop, draft)

        outcome = follow(shop, order, draft, Aspect.STAGE, confirm=True)

        assert news(outcome) == [Telling.CONFIRMED]
        assert outcome.status == look(shop, order).status == "unfulfilled"
        assert_nothing_happened(follow(shop, order, draft, Aspect.STAGE, confirm=True))

    def test_what_is_paid_is_confirmed_with_the_payment(self, shop: Shop):
        draft = order_draft(status=InitialStatus.UNCONFIRMED)
        order = place(shop, draft)

        outcome = pay(shop, order, draft, payment_draft("10.00"), confirm=True)

        assert news(outcome) == [Telling.PAID, Telling.FULLY_PAID, Telling.CONFIRMED]
        held = look(shop, order)
        assert (held.status, held.charge_status) == ("unfulfilled", "full")

    def test_nothing_is_confirmed_unasked(self, shop: Shop):
        draft = order_draft(status=InitialStatus.UNCONFIRMED)
        order = place(shop, draft)

        outcome = pay(shop, order, draft, payment_draft("10.00"))

        assert outcome.status == look(shop, order).status == "unconfirmed"

    def test_prices_survive_the_confirmation(self, shop: Shop, world: Any):
        world.make_variant("SKU-1", stock=5)
        line = line_draft("SKU-1", 2, unit_gross=Decimal("7.77"))
        draft = order_draft(line, status=InitialStatus.UNCONFIRMED)
        order = place(shop, draft)
        before = look(shop, order)

        follow(shop, order, draft, Aspect.STAGE, confirm=True)

        after = look(shop, order)
        assert (after.lines, after.total_gross) == (before.lines, before.total_gross)
        assert world.stock_of("SKU-1").allocated == 2

    @pytest.mark.parametrize("stage", ["unfulfilled", "fulfilled", "canceled"])
    def test_only_a_waiting_order_is_confirmed(self, shop: Shop, world: Any, stage: str):
        world.make_variant("SKU-1", stock=5)
        draft = order_draft(status=InitialStatus.UNFULFILLED)
        order = place(shop, draft)
        if stage == "fulfilled":
            world.fulfill(order.order_id)
        if stage == "canceled":
            follow(shop, order, draft, Aspect.STAGE, cancel=True)

        outcome = follow(shop, order, draft, Aspect.STAGE, confirm=True)

        assert_nothing_happened(outcome)
        assert outcome.status == look(shop, order).status == stage

    # Cancelled

    @pytest.mark.parametrize("status", list(InitialStatus))
    def test_a_cancelled_order_gives_its_stock_back_once(
        self, shop: Shop, world: Any, status: InitialStatus
    ):
        world.make_variant("SKU-1", stock=5)
        draft = order_draft(line_draft("SKU-1", 2), status=status)
        order = place(shop, draft)
        place(shop, order_draft(line_draft("SKU-1", 3)))

        outcome = follow(shop, order, draft, Aspect.STAGE, cancel=True)

        assert outcome.tellings == CANCELLED
        assert outcome.status == look(shop, order).status == "canceled"
        assert outcome.is_cancelled
        assert not outcome.has_left
        assert (world.stock_of("SKU-1").quantity, world.stock_of("SKU-1").allocated) == (5, 3)

        again = follow(shop, order, draft, Aspect.STAGE, cancel=True)

        assert_nothing_happened(again)
        assert again.is_cancelled
        assert (world.stock_of("SKU-1").quantity, world.stock_of("SKU-1").allocated) == (5, 3)

    def test_a_cancelled_order_keeps_its_money(self, shop: Shop):
        draft = order_draft(payments=(payment_draft("10.00"),))
        order = place(shop, draft)

        outcome = follow(shop, order, draft, Aspect.STAGE, cancel=True)

        assert (outcome.charged, outcome.tellings) == (Decimal("10.00"), CANCELLED)
        assert look(shop, order).charged == Decimal("10.00")

    def test_paid_and_cancelled_between_two_looks_is_both(self, shop: Shop):
        draft = order_draft(status=InitialStatus.UNCONFIRMED)
        order = place(shop, draft)

        outcome = pay(shop, order, draft, payment_draft("10.00"), cancel=True)

        assert (outcome.charged, outcome.status) == (Decimal("10.00"), "canceled")
        assert news(outcome) == [Telling.PAID, Telling.FULLY_PAID, Telling.CANCELLED]
        assert outcome.tellings.count(Telling.UPDATED) == 1

    def test_what_was_fulfilled_is_not_cancelled(self, shop: Shop, world: Any):
        world.make_variant("SKU-1", stock=5)
        draft = order_draft(line_draft("SKU-1", 2))
        order = place(shop, draft)
        world.fulfill(order.order_id)

        outcome = follow(shop, order, draft, Aspect.STAGE, cancel=True)

        assert_nothing_happened(outcome)
        assert (outcome.status, outcome.has_left) == ("fulfilled", True)
        assert not outcome.is_cancelled
        assert (world.stock_of("SKU-1").quantity, world.stock_of("SKU-1").allocated) == (3, 0)

    def test_what_was_fulfilled_in_part_is_not_cancelled(self, shop: Shop, world: Any):
        world.make_variant("SKU-1", stock=5)
        draft = order_draft(line_draft("SKU-1", 2))
        order = place(shop, draft)
        world.fulfill(order.order_id, quantity=1)

        outcome = follow(shop, order, draft, Aspect.STAGE, cancel=True)

        assert_nothing_happened(outcome)
        assert outcome.status == "partially fulfilled"
        assert (world.stock_of("SKU-1").quantity, world.stock_of("SKU-1").allocated) == (4, 1)

    def test_oversold_pieces_are_not_given_back(self, shop: Shop, world: Any):
        world.make_variant("SKU-1", stock=1)
        draft = order_draft(line_draft("SKU-1", 3))
        order = place(shop, draft)

        follow(shop, order, draft, Aspect.STAGE, cancel=True)

        assert (world.stock_of("SKU-1").quantity, world.stock_of("SKU-1").allocated) == (1, 0)

    # Fulfilled

    def test_sent_goods_leave_the_shelf_once(self, shop: Shop, world: Any):
        world.make_variant("SKU-1", stock=5)
        draft = order_draft(line_draft("SKU-1", 2))
        order = place(shop, draft)
        place(shop, order_draft(line_draft("SKU-1", 1)))

        outcome = follow(shop, order, draft, Aspect.STAGE, fulfill=True, is_dispatched=True)

        assert news(outcome) == [Telling.FULFILLED]
        assert outcome.status == look(shop, order).status == "fulfilled"
        assert outcome.has_left
        assert (world.stock_of("SKU-1").quantity, world.stock_of("SKU-1").allocated) == (3, 1)

        again = follow(shop, order, draft, Aspect.STAGE, fulfill=True, is_dispatched=True)

        assert_nothing_happened(again)
        assert (world.stock_of("SKU-1").quantity, world.stock_of("SKU-1").allocated) == (3, 1)

    def test_what_is_left_of_a_part_is_fulfilled(self, shop: Shop, world: Any):
        world.make_variant("SKU-1", stock=5)
        draft = order_draft(line_draft("SKU-1", 3))
        order = place(shop, draft)
        world.fulfill(order.order_id, quantity=1)

        outcome = follow(shop, order, draft, Aspect.STAGE, fulfill=True, is_dispatched=True)

        assert (outcome.status, news(outcome)) == ("fulfilled", [Telling.FULFILLED])
        assert (world.stock_of("SKU-1").quantity, world.stock_of("SKU-1").allocated) == (2, 0)

    def test_sent_is_sent_though_the_shelf_was_empty(self, shop: Shop, world: Any):
        world.make_variant("SKU-1", stock=1)
        draft = order_draft(line_draft("SKU-1", 3), line_draft("UNKNOWN"))
        order = place(shop, draft)

        outcome = follow(shop, order, draft, Aspect.STAGE, fulfill=True, is_dispatched=True)

        assert outcome.status == look(shop, order).status == "fulfilled"
        assert world.stock_of("SKU-1").allocated == 0

    def test_what_allegro_ships_leaves_no_shelf_of_ours(self, shop: Shop, world: Any):
        world.make_variant("SKU-1", stock=5)
        draft = order_draft(line_draft("SKU-1", 2), takes_stock=False)
        order = place(shop, draft)

        outcome = follow(shop, order, draft, Aspect.STAGE, fulfill=True, is_dispatched=True)

        assert (outcome.status, news(outcome)) == ("fulfilled", [Telling.FULFILLED])
        assert (world.stock_of("SKU-1").quantity, world.stock_of("SKU-1").allocated) == (5, 0)

    @pytest.mark.parametrize("confirm", [True, False])
    def test_what_is_sent_is_confirmed_with_it(self, shop: Shop, world: Any, confirm: bool):
        world.make_variant("SKU-1", stock=5)
        draft = order_draft(status=InitialStatus.UNCONFIRMED)
        order = place(shop, draft)

        outcome = follow(
            shop, order, draft, Aspect.STAGE, confirm=confirm, fulfill=True, is_dispatched=True
        )

        assert news(outcome) == [Telling.CONFIRMED, Telling.FULFILLED]
        assert outcome.status == look(shop, order).status == "fulfilled"

    def test_a_cancelled_order_is_not_fulfilled(self, shop: Shop, world: Any):
        world.make_variant("SKU-1", stock=5)
        draft = order_draft()
        order = place(shop, draft)
        follow(shop, order, draft, Aspect.STAGE, cancel=True)

        outcome = follow(shop, order, draft, Aspect.STAGE, fulfill=True, is_dispatched=True)

        assert_nothing_happened(outcome)
        assert outcome.status == look(shop, order).status == "canceled"
        assert world.stock_of("SKU-1").quantity == 5

    def test_dispatched_on_allegro_is_not_fulfilled_unasked(self, shop: Shop, world: Any):
        world.make_variant("SKU-1", stock=5)
        draft = order_draft()
        order = place(shop, draft)
        moved = replace(draft, shipping_address=address_draft(street="Nowa 2"))

        outcome = follow(
            shop, order, moved, Aspect.STAGE, Aspect.SHIPPING_ADDRESS, is_dispatched=True
        )

        assert_nothing_happened(outcome)
        assert (outcome.has_left, outcome.status) == (True, "unfulfilled")
        assert aspects(outcome.withheld) == {Aspect.SHIPPING_ADDRESS}
        assert world.stock_of("SKU-1").quantity == 5

    # Parcels

    def test_a_parcel_is_noted_once(self, shop: Shop, world: Any):
        draft = order_draft()
        order = place(shop, draft)
        first, second = parcel_draft("WAYBILL-1"), parcel_draft("WAYBILL-2")

        told = [
            follow(shop, order, draft, Aspect.STAGE, parcels=parcels, is_dispatched=True).tellings
            for parcels in ((first,), (first,), (first, second))
        ]

        assert told == [(Telling.UPDATED,), (), (Telling.UPDATED,)]
        notes = world.notes_of(order.order_id)
        assert [sum(waybill in note for note in notes) for waybill in ("LL-1", "LL-2")] == [1, 1]

    def test_parcels_that_were_not_read_are_no_news(self, shop: Shop, world: Any):
        draft = order_draft()
        order = place(shop, draft)
        follow(shop, order, draft, Aspect.STAGE, parcels=(parcel_draft("WAYBILL-1"),))
        notes = world.notes_of(order.order_id)

        for parcels in (None, ()):
            assert_nothing_happened(follow(shop, order, draft, Aspect.STAGE, parcels=parcels))

        assert world.notes_of(order.order_id) == notes
