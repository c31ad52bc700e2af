"""What every shop behind the port does with orders that are there, whatever its tables.

A test class of a shop inherits `ShopUpdateContract` and gives the fixtures of `ShopContract`.
Here its `world` also does what staff does, and says what staff sees:

    fulfill(order_id, quantity=)    goods leave: all, or so many pieces of each line
    cancel_fulfillments(order_id)   and are back on the shelf
    annotate(order_id, key, text)   another app keeps something in both metadata
    see(order_id)                   a `SeenOrder`
    notes_of(order_id)              the texts in the order's history, oldest first
    listening()                     a context with a list, which holds at its end what listeners
                                    were told in it: `(order_id, word)`, e.g. "created", "paid"
"""

from dataclasses import replace
from decimal import Decimal
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from saleor_allegro.rules.drafts import InitialStatus
from saleor_allegro.rules.updates import Aspect, OrderUpdate
from saleor_allegro.shop.port import CannotWriteOrder, Shop, Telling
from tests.shop.contract_content import ContentContract, all_changed, first_form
from tests.shop.contract_money import MoneyContract
from tests.shop.contract_replacing import ReplacingContract
from tests.shop.contract_stages import StageContract
from tests.shop.drafts import (
    line_draft,
    order_draft,
    order_update,
    parcel_draft,
    payment_draft,
    refund_draft,
    write_policy,
)
from tests.shop.updating import CONTENT, bring, look, place


@pytest.mark.django_db
class ShopUpdateContract(ContentContract, MoneyContract, StageContract, ReplacingContract):
    @pytest.fixture(autouse=True)
    def _channel(self, world: Any) -> None:
        world.make_channel("allegro-pl", currency="PLN")

    # Batches

    def test_outcomes_come_in_the_order_of_the_updates(self, shop: Shop):
        drafts = [order_draft() for _ in range(5)]
        orders = [place(shop, draft) for draft in drafts]
        pairs = list(zip(orders, drafts, strict=True))

        outcomes = bring(
            shop,
            *(
                OrderUpdate(
                    order_id=order.order_id,
                    form_id=order.form_id,
                    draft=replace(draft, note=f"note {number}"),
                    changed=frozenset({Aspect.NOTE}),
                )
                for number, (order, draft) in reversed(list(enumerate(pairs)))
            ),
        )

        assert [outcome.changes[0].after for outcome in outcomes] == [
            f"note {number}" for number in (4, 3, 2, 1, 0)
        ]

    def test_an_empty_batch_is_nothing(self, shop: Shop):
        assert list(bring(shop)) == []
        shop.note_orders({})
        shop.announce_changes({})
        assert dict(shop.read_states([])) == {}

    def test_an_order_that_is_gone_holds_up_no_other(self, shop: Shop):
        draft = order_draft()
        order = place(shop, draft)
        changed = frozenset({Aspect.NOTE, Aspect.STAGE})
        noted = replace(draft, note="now")
        there = OrderUpdate(
            order_id=order.order_id, form_id=order.form_id, draft=noted, changed=changed
        )
        gone = order_update(
            draft=order_draft(note="now", payments=(payment_draft("10.00"),)),
            changed=changed,
            confirm=True,
            cancel=True,
            fulfill=True,
            parcels=(parcel_draft("WAYBILL-1"),),
            refunds={"payment-1": (refund_draft("1.00"),)},
        )

        first, second = bring(shop, gone, there)

        assert first.is_gone
        assert (first.status, first.charged) == ("", 0)
        assert (first.changes, first.withheld, first.tellings) == ((), (), ())
        assert (first.flags, first.lines) == ((), ())
        assert second.tellings == (Telling.UPDATED,)

    def test_what_the_caller_takes_back_did_not_happen(self, shop: Shop, world: Any):
        world.make_variant("SKU-1", stock=10)
        draft = first_form()
        order = place(shop, draft)
        before = (look(shop, order), world.see(order.order_id), world.notes_of(order.order_id))
        update = OrderUpdate(
            order_id=order.order_id,
            form_id=order.form_id,
            draft=replace(all_changed(draft), payments=(payment_draft("38.00"),)),
            changed=frozenset(Aspect),
            confirm=True,
        )

        def bring_and_take_back() -> None:
            with transaction.atomic():
                shop.update_orders([update], write_policy())
                shop.note_orders({order.order_id: ["a note"]})
                raise InterruptedError

        with pytest.raises(InterruptedError):
            bring_and_take_back()

        assert before == (
            look(shop, order),
            world.see(order.order_id),
            world.notes_of(order.order_id),
        )
        assert world.stock_of("SKU-1").allocated == 2

    def test_money_of_another_currency_is_refused(self, shop: Shop):
        draft = order_draft()
        order = place(shop, draft)
        update = OrderUpdate(
            order_id=order.order_id,
            form_id=order.form_id,
            draft=replace(draft, currency="CZK", payments=(payment_draft("10.00"),)),
            changed=frozenset({Aspect.PAYMENTS}),
        )

        with pytest.raises(CannotWriteOrder, match="CZK") as caught:
            bring(shop, update)

        assert caught.value.form_id == order.form_id
        assert look(shop, order).charged == 0

    def test_pieces_are_shared_by_the_moment_of_purchase(self, shop: Shop, world: Any):
        world.make_variant("SKU-1", stock=3)
        lines = [line_draft("SKU-1"), line_draft("SKU-1")]
        early = order_draft(lines[0])
        late = order_draft(lines[1], bought_at=early.bought_at.replace(hour=20))
        orders = [place(shop, draft) for draft in (early, late)]

        updates = [
            OrderUpdate(
                order_id=order.order_id,
                form_id=order.form_id,
                draft=replace(
                    draft,
                    lines=(replace(draft.lines[0], quantity=2),),
                    total_gross=Decimal("20.00"),
                ),
                changed=frozenset({Aspect.LINES}),
            )
            for order, draft in zip(orders, (early, late), strict=True)
        ]
        outcomes = bring(shop, *reversed(updates))

        assert [outcome.lines[0].allocated for outcome in outcomes] == [1, 2]
        assert world.stock_of("SKU-1").allocated == 3

    def test_statements_do_not_grow_with_the_batch(self, shop: Shop, world: Any):
        for sku in ("SKU-1", "SKU-2"):
            world.make_variant(sku, stock=1000)

        def statements_of(size: int) -> int:
            drafts = [replace(first_form(), payments=(payment_draft("3.00"),)) for _ in range(size)]
            with transaction.atomic():
                orders = shop.write_orders(drafts, write_policy())
            updates = [
                OrderUpdate(
                    order_id=order.order_id,
                    form_id=order.form_id,
                    draft=replace(
                        all_changed(draft),
                        lines=(*all_changed(draft).lines, line_draft("SKU-2")),
                        total_gross=Decimal("48.00"),
                        payments=(*draft.payments, payment_draft("45.00")),
                    ),
                    changed=frozenset(Aspect),
                    confirm=True,
                    parcels=(parcel_draft("WAYBILL-1"),),
                    refunds={
                        payment.payment_id: (refund_draft("1.00", payment_id=payment.payment_id),)
                        for payment in draft.payments
                    },
                )
                for draft, order in zip(drafts, orders, strict=True)
            ]
            with transaction.atomic(), CaptureQueriesContext(connection) as statements:
                outcomes = shop.update_orders(updates, write_policy())
            assert all(outcome.charged == Decimal("47.00") for outcome in outcomes)
            assert all(outcome.status == "unfulfilled" for outcome in outcomes)
            with transaction.atomic(), CaptureQueriesContext(connection) as repeated:
                shop.update_orders(updates, write_policy())
            assert len(repeated) <= len(statements)
            return len(statements)

        statements_of(1)  # what Saleor reads once a process
        assert statements_of(50) == statements_of(5)

    # Notes

    def test_notes_stand_in_the_history_of_their_order(self, shop: Shop, world: Any):
        one, two = place(shop, order_draft()), place(shop, order_draft())
        before = world.notes_of(two.order_id)

        shop.note_orders(
            {one.order_id: ["Zażółć gęślą", "second"], uuid4(): ["lost"], two.order_id: []}
        )

        assert world.notes_of(one.order_id)[-2:] == ["Zażółć gęślą", "second"]
        assert world.notes_of(two.order_id) == before

    # Telling

    def test_listeners_are_told_what_they_are_to_be_told(self, shop: Shop, world: Any):
        one, two = place(shop, order_draft()), place(shop, order_draft())

        with world.listening() as heard:
            shop.announce_changes(
                {
                    two.order_id: [Telling.PAID, Telling.FULLY_PAID, Telling.UPDATED],
                    one.order_id: [Telling.CANCELLED, Telling.UPDATED],
                }
            )

        assert heard == [
            (two.order_id, "paid"),
            (two.order_id, "fully_paid"),
            (two.order_id, "updated"),
            (one.order_id, "cancelled"),
            (one.order_id, "updated"),
        ]

    @pytest.mark.parametrize("telling", list(Telling))
    def test_everything_can_be_told(self, shop: Shop, world: Any, telling: Telling):
        world.make_variant("SKU-1", stock=5)
        order = place(shop, order_draft(payments=(payment_draft("10.00"),)))
        world.fulfill(order.order_id)
        before = look(shop, order)

        with world.listening() as heard:
            shop.announce_changes({order.order_id: [telling]})

        assert heard == [(order.order_id, telling.value)]
        assert look(shop, order) == before

    def test_of_each_order_it_is_said_when_it_was_told(self, shop: Shop, world: Any):
        one, two = place(shop, order_draft()), place(shop, order_draft())
        gone = uuid4()
        told: list[UUID] = []

        with world.listening() as heard:
            shop.announce_changes(
                dict.fromkeys([two.order_id, gone, one.order_id], (Telling.UPDATED,)), told.append
            )

        assert told == [two.order_id, gone, one.order_id]
        assert [order_id for order_id, _ in heard] == [two.order_id, one.order_id]

    def test_telling_ends_where_the_caller_ends_it(self, shop: Shop, world: Any):
        one, two = place(shop, order_draft()), place(shop, order_draft())

        def stop(order_id: UUID) -> None:
            raise InterruptedError

        with world.listening() as heard, pytest.raises(InterruptedError):
            shop.announce_changes(
                dict.fromkeys([one.order_id, two.order_id], (Telling.UPDATED,)), stop
            )

        assert {order_id for order_id, _ in heard} <= {one.order_id}

    def test_updating_and_noting_tell_nobody(self, shop: Shop, world: Any):
        world.make_variant("SKU-1", stock=10)
        draft = replace(first_form(), status=InitialStatus.UNCONFIRMED)
        orders = [place(shop, draft) for draft in (draft, first_form())]

        with world.listening() as heard:
            bring(
                shop,
                OrderUpdate(
                    order_id=orders[0].order_id,
                    form_id=draft.form_id,
                    draft=replace(all_changed(draft), payments=(payment_draft("38.00"),)),
                    changed=frozenset({*CONTENT, Aspect.PAYMENTS, Aspect.STAGE}),
                    confirm=True,
                ),
                OrderUpdate(
                    order_id=orders[1].order_id,
                    form_id=orders[1].form_id,
                    changed=frozenset({Aspect.STAGE}),
                    cancel=True,
                ),
            )
            shop.note_orders({orders[0].order_id: ["a note"]})
            place(shop, order_draft(replaces=(orders[0].order_id,)))

        assert heard == []

    # How orders stand

    def test_states_are_read_in_one_statement(self, shop: Shop, world: Any):
        world.make_variant("SKU-1", stock=5)
        paid = place(shop, order_draft(payments=(payment_draft("10.00"),)))
        unpaid = place(shop, order_draft(status=InitialStatus.UNCONFIRMED))
        part = place(shop, order_draft(payments=(payment_draft("9.99"),)))
        world.fulfill(paid.order_id)

        with CaptureQueriesContext(connection) as statements:
            states = shop.read_states([unpaid.order_id, uuid4(), paid.order_id, part.order_id])

        assert len(statements) == 1
        assert states.keys() == {unpaid.order_id, paid.order_id, part.order_id}
        assert [
            (each.order_id, each.status, each.total_gross, each.charged, each.is_paid)
            for each in (states[order.order_id] for order in (paid, unpaid, part))
        ] == [
            (paid.order_id, "fulfilled", Decimal("10.00"), Decimal("10.00"), True),
            (unpaid.order_id, "unconfirmed", Decimal("10.00"), Decimal(0), False),
            (part.order_id, "unfulfilled", Decimal("10.00"), Decimal("9.99"), False),
        ]

    def test_a_state_is_the_orders_after_a_refund(self, shop: Shop):
        payment = payment_draft("10.00", payment_id="payment-1")
        order = place(shop, order_draft(payments=(payment,)))
        refund = refund_draft("4.00", payment_id="payment-1")
        bring(
            shop,
            OrderUpdate(
                order_id=order.order_id,
                form_id=order.form_id,
                refunds={"payment-1": (refund,)},
            ),
        )

        state = shop.read_states([order.order_id])[order.order_id]

        assert (state.charged, state.is_paid) == (Decimal("6.00"), False)
