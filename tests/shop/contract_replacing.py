"""One order takes the place of several: purchases that the buyer paid together."""

from dataclasses import replace
from decimal import Decimal
from typing import Any
from uuid import uuid4

import pytest
from django.db import transaction

from saleor_allegro.rules.drafts import InitialStatus
from saleor_allegro.rules.flags import FlagKind
from saleor_allegro.rules.updates import Aspect
from saleor_allegro.shop.port import CannotWriteOrder, Shop, Telling
from tests.shop.drafts import line_draft, order_draft, payment_draft, refund_draft, write_policy
from tests.shop.updating import follow, look, place

CANCELLED = (Telling.CANCELLED, Telling.UPDATED)


class ReplacingContract:
    def test_stock_that_is_just_enough_stays_enough(self, shop: Shop, world: Any):
        world.make_variant("SKU-1", stock=3)
        first, second = line_draft("SKU-1", 2), line_draft("SKU-1", 1)
        one, two = place(shop, order_draft(first)), place(shop, order_draft(second))
        assert world.stock_of("SKU-1").allocated == 3

        new = place(shop, order_draft(first, second, replaces=(one.order_id, two.order_id)))

        assert [line.allocated for line in new.lines] == [2, 1]
        assert new.flags == ()
        assert (world.stock_of("SKU-1").quantity, world.stock_of("SKU-1").allocated) == (3, 3)
        assert [look(shop, old).status for old in (one, two)] == ["canceled", "canceled"]
        assert look(shop, new).status == "unfulfilled"

    def test_what_was_replaced_is_told_by_order(self, shop: Shop, world: Any):
        one, two = place(shop, order_draft()), place(shop, order_draft())

        new = place(shop, order_draft(replaces=(two.order_id, one.order_id)))

        assert [old.order_id for old in new.replaced] == [two.order_id, one.order_id]
        assert [old.number for old in new.replaced] == [two.number, one.number]
        assert [old.charged for old in new.replaced] == [0, 0]
        assert [old.tellings for old in new.replaced] == [CANCELLED, CANCELLED]
        for old in (one, two):
            assert any(new.number in note for note in world.notes_of(old.order_id))

    def test_an_order_that_replaces_none_says_so(self, shop: Shop):
        assert place(shop, order_draft()).replaced == ()

    def test_a_payment_that_both_name_moves(self, shop: Shop, world: Any):
        shared = payment_draft("10.00", payment_id="payment-1")
        old = place(shop, order_draft(payments=(shared,)))
        other = payment_draft("5.00", payment_id="payment-2")

        new = place(shop, order_draft(payments=(shared, other), replaces=(old.order_id,)))

        assert look(shop, new).charged == Decimal("15.00")
        assert look(shop, old).charged == 0
        assert [each.charged for each in new.replaced] == [0]
        assert world.see(new.order_id).payments == {
            "payment-1": Decimal("10.00"),
            "payment-2": Decimal("5.00"),
        }
        assert shop.recorded_payments(["payment-1"])["payment-1"].order_id == new.order_id

    def test_a_payment_that_moves_may_have_grown(self, shop: Shop):
        shared = payment_draft("10.00", payment_id="payment-1")
        old = place(shop, order_draft(payments=(shared,)))
        grown = replace(shared, amount=Decimal("25.00"))
        draft = order_draft(line_draft(unit_gross=Decimal("25.00")), payments=(grown,))

        new = place(shop, replace(draft, replaces=(old.order_id,)))

        held = look(shop, new)
        assert (held.charged, held.charge_status) == (Decimal("25.00"), "full")
        assert look(shop, old).charged == 0

    def test_what_was_refunded_stays_refunded(self, shop: Shop):
        shared = payment_draft("10.00", payment_id="payment-1")
        old = place(shop, order_draft(payments=(shared,)))
        refund = refund_draft("4.00", refund_id="refund-1", payment_id="payment-1")
        follow(shop, old, refunds={"payment-1": (refund,)})

        draft = order_draft(payments=(shared,), replaces=(old.order_id,))
        new = place(shop, draft)

        assert look(shop, new).charged == Decimal("6.00")
        again = follow(shop, new, draft, Aspect.PAYMENTS, refunds={"payment-1": (refund,)})
        assert (again.charged, again.tellings) == (Decimal("6.00"), ())

    def test_money_that_the_new_form_does_not_name_is_reported(self, shop: Shop):
        old = place(shop, order_draft(payments=(payment_draft("10.00"),)))

        new = place(shop, order_draft(replaces=(old.order_id,)))

        assert [each.charged for each in new.replaced] == [Decimal("10.00")]
        held = look(shop, old)
        assert (held.charged, held.status) == (Decimal("10.00"), "canceled")
        assert look(shop, new).charged == 0

    def test_what_was_cancelled_before_is_not_cancelled_again(self, shop: Shop, world: Any):
        world.make_variant("SKU-1", stock=5)
        draft = order_draft(line_draft("SKU-1", 2))
        old = place(shop, draft)
        follow(shop, old, draft, Aspect.STAGE, cancel=True)

        new = place(shop, order_draft(*draft.lines, replaces=(old.order_id,)))

        assert [each.tellings for each in new.replaced] == [()]
        assert world.stock_of("SKU-1").allocated == 2

    @pytest.mark.parametrize("quantity", [None, 1])
    def test_what_was_fulfilled_is_not_replaced(self, shop: Shop, world: Any, quantity: int | None):
        world.make_variant("SKU-1", stock=5)
        sent = place(shop, order_draft(line_draft("SKU-1", 2)))
        waiting = place(shop, order_draft(line_draft("SKU-1", 1)))
        world.fulfill(sent.order_id, quantity=quantity)
        stock, notes = world.stock_of("SKU-1"), world.notes_of(waiting.order_id)
        draft = order_draft(line_draft("SKU-1", 3), replaces=(waiting.order_id, sent.order_id))

        with pytest.raises(CannotWriteOrder, match=sent.number) as caught:
            place(shop, draft)

        assert caught.value.form_id == draft.form_id
        assert look(shop, waiting).status == "unfulfilled"
        assert world.stock_of("SKU-1") == stock
        assert world.notes_of(waiting.order_id) == notes
        assert look(shop, sent).status in ("fulfilled", "partially fulfilled")

    def test_an_order_that_is_gone_needs_no_replacement(self, shop: Shop, world: Any):
        world.make_variant("SKU-1", stock=5)
        old = place(shop, order_draft(line_draft("SKU-1")))

        new = place(shop, order_draft(line_draft("SKU-1"), replaces=(uuid4(), old.order_id)))

        assert [each.order_id for each in new.replaced] == [old.order_id]
        assert world.stock_of("SKU-1").allocated == 1

    def test_what_was_replaced_once_stays_so(self, shop: Shop, world: Any):
        world.make_variant("SKU-1", stock=2)
        line = line_draft("SKU-1", 2)
        old = place(shop, order_draft(line))
        draft = order_draft(line, replaces=(old.order_id,))
        new = place(shop, draft)
        notes = world.notes_of(old.order_id)

        again = place(shop, draft)

        assert (again.existed, again.order_id) == (True, new.order_id)
        assert world.stock_of("SKU-1").allocated == 2
        assert world.notes_of(old.order_id) == notes

    def test_a_batch_may_hold_others_beside_it(self, shop: Shop, world: Any):
        world.make_variant("SKU-1", stock=2)
        line = line_draft("SKU-1", 2)
        old = place(shop, order_draft(line))
        drafts = [order_draft(line_draft(None)), order_draft(line, replaces=(old.order_id,))]

        with transaction.atomic():
            other, new = shop.write_orders(drafts, write_policy())

        assert (len(other.replaced), len(new.replaced)) == (0, 1)
        assert new.flags == ()
        assert world.stock_of("SKU-1").allocated == 2

    def test_a_preview_frees_the_pieces_in_thought_only(self, shop: Shop, world: Any):
        world.make_variant("SKU-1", stock=2)
        line = line_draft("SKU-1", 2)
        old = place(shop, order_draft(line, status=InitialStatus.UNCONFIRMED))
        draft = order_draft(line, line_draft("SKU-1", 1), replaces=(old.order_id,))
        notes = world.notes_of(old.order_id)

        (preview,) = shop.preview_orders([draft], write_policy())

        assert [each.allocated for each in preview.lines] == [2, 0]
        assert [flag.kind for flag in preview.flags] == [FlagKind.OVERSOLD]
        assert [(each.order_id, each.charged) for each in preview.replaced] == [(old.order_id, 0)]
        assert look(shop, old).status == "unconfirmed"
        assert world.stock_of("SKU-1").allocated == 2
        assert world.notes_of(old.order_id) == notes
        assert place(shop, draft).flags == preview.flags
