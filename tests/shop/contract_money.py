"""Money that comes in, and goes back, after an order was written."""

from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest

from saleor_allegro.rules.drafts import InitialStatus, OrderDraft, PaymentDraft
from saleor_allegro.rules.flags import FlagKind
from saleor_allegro.rules.updates import Aspect, RefundDraft
from saleor_allegro.shop.port import (
    OrderOutcome,
    RecordedPayment,
    Shop,
    Telling,
    UpdateOutcome,
)
from tests.shop.drafts import line_draft, order_draft, payment_draft, refund_draft
from tests.shop.updating import assert_nothing_happened, follow, look, news, pay, place

PAID_IN_FULL = [Telling.PAID, Telling.FULLY_PAID]


def paid_order(shop: Shop, amount: str = "10.00") -> tuple[OrderDraft, OrderOutcome, PaymentDraft]:
    """An order of 10.00 with a payment."""
    payment = payment_draft(amount, payment_id="payment-1")
    draft = order_draft(payments=(payment,))
    return draft, place(shop, draft), payment


def give_back(shop: Shop, order: OrderOutcome, *refunds: RefundDraft) -> UpdateOutcome:
    """All refunds of payment-1, as a run that reads nothing but refunds brings them over."""
    return follow(shop, order, refunds={"payment-1": refunds})


def refund(amount: str, refund_id: str) -> RefundDraft:
    return refund_draft(amount, refund_id=refund_id, payment_id="payment-1")


class MoneyContract:
    # Money in

    def test_a_payment_is_recorded_and_told_once(self, shop: Shop, world: Any):
        draft = order_draft()
        order = place(shop, draft)
        payment = payment_draft("10.00")

        outcome = pay(shop, order, draft, payment)

        assert outcome.charged == Decimal("10.00")
        assert news(outcome) == PAID_IN_FULL
        assert outcome.tellings.count(Telling.UPDATED) == 1
        held = look(shop, order)
        assert (held.charged, held.charge_status) == (Decimal("10.00"), "full")
        assert world.see(order.order_id).payments == {payment.payment_id: Decimal("10.00")}

        again = pay(shop, order, draft, payment)

        assert_nothing_happened(again)
        assert again.charged == look(shop, order).charged == Decimal("10.00")

    def test_a_payment_of_the_import_is_not_recorded_again(self, shop: Shop, world: Any):
        draft, order, payment = paid_order(shop)

        outcome = pay(shop, order, draft, payment)

        assert_nothing_happened(outcome)
        assert world.see(order.order_id).payments == {"payment-1": Decimal("10.00")}

    def test_part_of_the_money_is_part_of_the_money(self, shop: Shop):
        draft = order_draft()
        order = place(shop, draft)

        outcome = pay(shop, order, draft, payment_draft("4.00"))

        assert (outcome.charged, news(outcome)) == (Decimal("4.00"), [Telling.PAID])
        assert look(shop, order).charge_status == "partial"

    def test_a_surcharge_is_a_payment_of_its_own(self, shop: Shop, world: Any):
        draft, order, payment = paid_order(shop, "4.00")
        surcharge = payment_draft("6.00", payment_id="surcharge-1")

        outcome = pay(shop, order, draft, payment, surcharge)

        assert (outcome.charged, news(outcome)) == (Decimal("10.00"), PAID_IN_FULL)
        assert look(shop, order).charge_status == "full"
        assert world.see(order.order_id).payments == {
            "payment-1": Decimal("4.00"),
            "surcharge-1": Decimal("6.00"),
        }

    def test_a_payment_that_grew_is_raised(self, shop: Shop, world: Any):
        draft, order, payment = paid_order(shop, "4.00")
        grown = replace(payment, amount=Decimal("10.00"))

        outcome = pay(shop, order, draft, grown)

        assert (outcome.charged, news(outcome)) == (Decimal("10.00"), PAID_IN_FULL)
        assert world.see(order.order_id).payments == {"payment-1": Decimal("10.00")}
        assert_nothing_happened(pay(shop, order, draft, grown))
        assert look(shop, order).charged == Decimal("10.00")

    @pytest.mark.parametrize(("now", "amount"), [("3.00", "3.00"), (None, "0.00")])
    def test_a_payment_that_shrank_is_left_and_flagged(
        self, shop: Shop, now: str | None, amount: str
    ):
        draft, order, payment = paid_order(shop)
        named = [replace(payment, amount=Decimal(now))] if now else []

        outcome = pay(shop, order, draft, *named)

        assert_nothing_happened(outcome)
        assert [(flag.kind, flag.subject) for flag in outcome.flags] == [
            (FlagKind.PAYMENT_LOWERED, "payment-1")
        ]
        (flag,) = outcome.flags
        assert (flag.details["before"], flag.details["after"]) == ("10.00", amount)
        assert outcome.charged == look(shop, order).charged == Decimal("10.00")

    def test_cash_on_delivery_is_money_once_it_is_booked(self, shop: Shop):
        draft = order_draft(status=InitialStatus.UNFULFILLED)
        order = place(shop, draft)
        assert_nothing_happened(pay(shop, order, draft, confirm=True))

        outcome = pay(shop, order, draft, payment_draft("10.00", name="Allegro: CASH_ON_DELIVERY"))

        assert (outcome.charged, news(outcome)) == (Decimal("10.00"), PAID_IN_FULL)
        assert outcome.status == "unfulfilled"

    def test_cash_is_booked_when_goods_have_left(self, shop: Shop, world: Any):
        world.make_variant("SKU-1", stock=5)
        draft = order_draft(status=InitialStatus.UNFULFILLED)
        order = place(shop, draft)
        world.fulfill(order.order_id)

        outcome = pay(shop, order, draft, payment_draft("10.00"), is_dispatched=True)

        assert (outcome.charged, outcome.status) == (Decimal("10.00"), "fulfilled")
        assert news(outcome) == PAID_IN_FULL
        assert outcome.withheld == ()

    def test_too_much_money_is_kept_and_shown(self, shop: Shop):
        draft = order_draft()
        order = place(shop, draft)

        outcome = pay(shop, order, draft, payment_draft("12.00"))

        assert (outcome.charged, news(outcome)) == (Decimal("12.00"), PAID_IN_FULL)
        assert look(shop, order).charge_status == "overcharged"

    def test_an_order_is_fully_paid_once(self, shop: Shop):
        draft, order, payment = paid_order(shop)

        outcome = pay(shop, order, draft, payment, payment_draft("2.00"))

        assert news(outcome) == [Telling.PAID]
        assert look(shop, order).charge_status == "overcharged"

    def test_money_for_a_cancelled_order_is_seen(self, shop: Shop):
        draft = order_draft()
        order = place(shop, draft)
        follow(shop, order, draft, Aspect.STAGE, cancel=True)

        outcome = pay(shop, order, draft, payment_draft("10.00"), confirm=True)

        assert (outcome.charged, outcome.status) == (Decimal("10.00"), "canceled")
        assert Telling.PAID in outcome.tellings
        assert Telling.CONFIRMED not in outcome.tellings

    def test_what_is_paid_in_full_may_have_to_be_paid_again(self, shop: Shop, world: Any):
        world.make_variant("SKU-1", stock=5)
        draft, order, _ = paid_order(shop)
        (line,) = draft.lines
        more = replace(draft, lines=(replace(line, quantity=2),), total_gross=Decimal("20.00"))

        follow(shop, order, more, Aspect.LINES)

        assert look(shop, order).charge_status == "partial"
        assert not shop.read_states([order.order_id])[order.order_id].is_paid

    # Money back

    def test_a_part_is_refunded(self, shop: Shop, world: Any):
        _, order, _ = paid_order(shop)

        outcome = give_back(shop, order, refund("4.00", "refund-1"))

        assert (outcome.charged, news(outcome)) == (Decimal("6.00"), [Telling.REFUNDED])
        assert outcome.tellings.count(Telling.UPDATED) == 1
        assert look(shop, order).charged == Decimal("6.00")
        seen = world.see(order.order_id)
        assert seen.payments == {"payment-1": Decimal("6.00")}
        assert seen.refunds == {"refund-1": Decimal("4.00")}

    def test_everything_is_refunded(self, shop: Shop):
        _, order, _ = paid_order(shop)
        give_back(shop, order, refund("4.00", "refund-1"))

        outcome = give_back(shop, order, refund("4.00", "refund-1"), refund("6.00", "refund-2"))

        assert outcome.charged == 0
        assert news(outcome) == [Telling.REFUNDED, Telling.FULLY_REFUNDED]
        held = look(shop, order)
        assert (held.charged, held.charge_status) == (0, "none")

    def test_a_refund_is_brought_over_once(self, shop: Shop, world: Any):
        _, order, _ = paid_order(shop)
        give_back(shop, order, refund("4.00", "refund-1"))
        notes = world.notes_of(order.order_id)

        again = give_back(shop, order, refund("4.00", "refund-1"))

        assert_nothing_happened(again)
        assert again.charged == look(shop, order).charged == Decimal("6.00")
        assert world.see(order.order_id).refunds == {"refund-1": Decimal("4.00")}
        assert world.notes_of(order.order_id) == notes

    def test_money_that_gets_a_name_later_is_not_refunded_again(self, shop: Shop, world: Any):
        _, order, _ = paid_order(shop)
        give_back(shop, order, refund("10.00", "operations:payment-1"))

        outcome = give_back(
            shop, order, refund("6.00", "operations:payment-1"), refund("4.00", "refund-1")
        )

        assert outcome.charged == look(shop, order).charged == 0
        assert news(outcome) == []
        assert world.see(order.order_id).refunds == {
            "operations:payment-1": Decimal("6.00"),
            "refund-1": Decimal("4.00"),
        }

    def test_a_refund_that_did_not_happen_is_taken_back(self, shop: Shop, world: Any):
        _, order, _ = paid_order(shop)
        give_back(shop, order, refund("6.00", "refund-1"), refund("2.00", "refund-2"))

        outcome = give_back(shop, order, refund("2.00", "refund-2"))

        assert outcome.charged == look(shop, order).charged == Decimal("8.00")
        assert Telling.REFUNDED not in outcome.tellings
        assert Telling.UPDATED in outcome.tellings
        assert world.see(order.order_id).refunds == {"refund-2": Decimal("2.00")}

    def test_refunds_of_other_payments_stay(self, shop: Shop, world: Any):
        payments = (
            payment_draft("4.00", payment_id="payment-1"),
            payment_draft("6.00", payment_id="payment-2"),
        )
        order = place(shop, order_draft(payments=payments))
        give_back(shop, order, refund("4.00", "refund-1"))

        other = refund_draft("1.00", refund_id="refund-2", payment_id="payment-2")
        outcome = follow(shop, order, refunds={"payment-2": (other,)})

        assert outcome.charged == Decimal("5.00")
        assert world.see(order.order_id).refunds.keys() == {"refund-1", "refund-2"}

    def test_refunds_of_an_unknown_payment_are_no_refunds(self, shop: Shop):
        _, order, _ = paid_order(shop)

        outcome = follow(shop, order, refunds={"elsewhere": (refund_draft("4.00"),)})

        assert_nothing_happened(outcome)
        assert outcome.charged == Decimal("10.00")

    def test_refunded_money_is_not_received_again(self, shop: Shop):
        draft, order, payment = paid_order(shop)
        give_back(shop, order, refund("4.00", "refund-1"))

        outcome = pay(shop, order, draft, payment)

        assert_nothing_happened(outcome)
        assert outcome.flags == ()
        assert outcome.charged == look(shop, order).charged == Decimal("6.00")

    def test_a_payment_grows_though_some_of_it_was_refunded(self, shop: Shop):
        draft, order, payment = paid_order(shop, "8.00")
        give_back(shop, order, refund("3.00", "refund-1"))

        outcome = pay(shop, order, draft, replace(payment, amount=Decimal("10.00")))

        assert outcome.charged == look(shop, order).charged == Decimal("7.00")
        assert news(outcome) == [Telling.PAID]

    def test_a_payment_and_its_refund_may_come_together(self, shop: Shop, world: Any):
        draft = order_draft()
        order = place(shop, draft)
        payment = payment_draft("10.00", payment_id="payment-1")

        outcome = pay(
            shop, order, draft, payment, refunds={"payment-1": (refund("10.00", "refund-1"),)}
        )

        assert outcome.charged == look(shop, order).charged == 0
        assert Telling.PAID in outcome.tellings
        assert Telling.FULLY_REFUNDED in outcome.tellings
        assert world.see(order.order_id).refunds == {"refund-1": Decimal("10.00")}

    def test_money_goes_back_when_goods_have_left(self, shop: Shop, world: Any):
        world.make_variant("SKU-1", stock=5)
        payment = payment_draft("10.00", payment_id="payment-1")
        order = place(shop, order_draft(line_draft("SKU-1"), payments=(payment,)))
        world.fulfill(order.order_id)

        outcome = give_back(shop, order, refund("10.00", "refund-1"))

        assert (outcome.charged, outcome.status) == (0, "fulfilled")
        assert world.stock_of("SKU-1").quantity == 4

    # Who holds a payment

    def test_the_order_of_a_payment_is_found_with_what_was_returned(self, shop: Shop):
        _, one, _ = paid_order(shop)
        draft = order_draft()
        other = place(shop, draft)
        pay(shop, other, draft, payment_draft("10.00", payment_id="payment-2"))
        give_back(shop, one, refund("10.00", "refund-1"))

        found = shop.recorded_payments(["payment-2", "nowhere", "payment-1"])

        assert found.keys() == {"payment-1", "payment-2"}
        assert found["payment-1"] == RecordedPayment(
            order_id=one.order_id, currency="PLN", refunds={"refund-1": Decimal("10.00")}
        )
        assert found["payment-2"] == RecordedPayment(order_id=other.order_id, currency="PLN")
        assert dict(shop.recorded_payments([])) == {}
