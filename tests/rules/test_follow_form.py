from uuid import UUID

import pytest

from saleor_allegro.allegro.documents import CheckoutForm
from saleor_allegro.rules.aspects import digests_of
from saleor_allegro.rules.draft_order import DraftPolicy, draft_order
from saleor_allegro.rules.drafts import InitialStatus
from saleor_allegro.rules.follow_form import WhenSent, digests_to_keep, draft_update
from saleor_allegro.rules.updates import Aspect, OrderUpdate
from tests.factories import (
    cash_on_delivery,
    checkout_form_json,
    delivery,
    fulfillment,
    invoice,
    money,
    payment,
)

ORDER_ID = UUID(int=7)
FILLED_IN = {
    "status": "FILLED_IN",
    "payment": payment(None),
    "delivery": delivery(address=None),
}
UNFINISHED_COD = FILLED_IN | {"payment": cash_on_delivery()}
ELSEWHERE = delivery(address={"street": "Nowa 2", "city": "Nowe", "countryCode": "PL"})
CANCELLED = {"status": "CANCELLED", "delivery": delivery(address=None, pickupPoint=None)}
BOOKED = {"paymentId": "cod", "paidAmount": money("110.00"), "paidAt": None}


class Order:
    """An order of the shop, of one form, and what the ledger remembers of it."""

    def __init__(self, policy=None, when_sent=WhenSent.NOTHING, **form):
        self.body = checkout_form_json(**form)
        self.policy = policy or DraftPolicy()
        self.when_sent = when_sent
        self.known = self.digests()

    def drawn(self):
        form = CheckoutForm.from_json(self.body)
        return form, draft_order(form, self.policy)

    def digests(self):
        return digests_of(*self.drawn())

    def update(self, **change) -> OrderUpdate | None:
        """Let Allegro change the form, and draw up what the order is to bring over."""
        self.body |= change
        return draft_update(
            *self.drawn(),
            self.policy,
            order_id=ORDER_ID,
            now=self.digests(),
            known=self.known,
            when_sent=self.when_sent,
        )

    def follow(self, **change) -> OrderUpdate:
        """The same, brought over."""
        update = self.update(**change)
        assert update is not None
        self.known = digests_to_keep(update, self.known, self.digests())
        return update


def test_nothing_is_brought_over_from_a_form_that_stayed_the_same():
    assert Order().update(revision="bbbbbbbb", updatedAt="2026-11-30T00:00:00Z") is None


def test_what_changed_is_brought_over_once():
    order = Order()

    update = order.follow(delivery=ELSEWHERE, messageToSeller="Nowy adres")

    assert update.order_id == ORDER_ID
    assert update.form_id == order.body["id"]
    assert update.changed == {Aspect.SHIPPING_ADDRESS, Aspect.NOTE}
    assert update.draft.shipping_address.street == "Nowa 2"
    assert not any((update.cancel, update.confirm, update.fulfill, update.is_dispatched))
    assert update.refunds == {}
    assert update.parcels is None
    assert order.update() is None


def test_a_payment_confirms_the_order_and_tells_the_address():
    order = Order(**FILLED_IN)

    update = order.follow(
        status="READY_FOR_PROCESSING",
        payment=payment(id=order.body["payment"]["id"]),
        delivery=delivery(),
    )

    assert update.changed == {Aspect.SHIPPING_ADDRESS, Aspect.PAYMENTS, Aspect.STAGE}
    assert update.confirm
    assert order.update() is None


@pytest.mark.parametrize(
    ("policy", "form", "change", "confirm"),
    [
        # a part of the price does not confirm, the rest of it does
        ({}, FILLED_IN, {"status": "READY_FOR_PROCESSING", "payment": payment("1.00")}, False),
        ({}, {"payment": payment("100.00")}, {"surcharges": [payment("10.00")]}, True),
        # cash on delivery, once the buyer finished the form
        ({}, UNFINISHED_COD, {"status": "READY_FOR_PROCESSING"}, True),
        ({}, UNFINISHED_COD, {"messageToSeller": "Jeszcze nie"}, False),
        ({}, {"payment": cash_on_delivery()}, {"codBookedPayments": [BOOKED]}, True),
        # the merchant confirms by hand
        (
            {"paid_status": InitialStatus.UNCONFIRMED},
            FILLED_IN,
            {"status": "READY_FOR_PROCESSING", "payment": payment()},
            False,
        ),
        # nothing new about the payment
        ({}, {}, {"messageToSeller": "Dzień dobry"}, False),
        # paid, and cancelled
        ({}, FILLED_IN, {"status": "CANCELLED", "payment": payment()}, False),
    ],
)
def test_when_an_order_is_confirmed(policy, form, change, confirm):
    update = Order(DraftPolicy(**policy), **form).follow(**change)

    assert update.confirm is confirm


def test_a_setting_changed_later_confirms_no_order_that_was_paid_before():
    order = Order(DraftPolicy(paid_status=InitialStatus.UNCONFIRMED))
    order.policy = DraftPolicy()

    assert order.update() is None
    assert not order.follow(messageToSeller="Dzień dobry").confirm


@pytest.mark.parametrize(
    ("change", "changed"),
    [
        (CANCELLED, {Aspect.STAGE}),
        ({"fulfillment": fulfillment("CANCELLED")}, {Aspect.STAGE}),
        (
            CANCELLED | {"payment": payment(None), "messageToSeller": "Rezygnuję"},
            {Aspect.STAGE, Aspect.PAYMENTS},
        ),
    ],
)
def test_of_a_cancelled_form_only_its_stage_and_money_are_brought_over(change, changed):
    order = Order(delivery=delivery(pickupPoint={"id": "TST02B"}))

    update = order.follow(**change)

    assert update.changed == changed
    assert update.cancel
    assert order.update() is None  # what Allegro cleared is not brought over later either


def test_goods_that_have_left_are_not_put_back():
    order = Order(fulfillment=fulfillment("SENT"))

    update = order.follow(**CANCELLED)

    assert update.is_dispatched
    assert not update.cancel


def test_money_that_comes_after_the_cancellation_is_brought_over():
    order = Order()
    order.follow(**CANCELLED)

    update = order.follow(surcharges=[payment("5.00")])

    assert update.changed == {Aspect.PAYMENTS}
    assert update.cancel


def test_a_form_that_is_cancelled_no_more_brings_over_what_changed_meanwhile():
    order = Order()
    order.follow(fulfillment=fulfillment("CANCELLED"), messageToSeller="Jednak tak")

    update = order.follow(fulfillment=fulfillment("NEW"))

    assert update.changed == {Aspect.STAGE, Aspect.NOTE}
    assert not update.cancel
    assert order.update() is None


def test_an_address_that_is_not_known_any_more_is_no_change():
    order = Order()

    assert order.update(delivery=delivery(address=None)) is None

    order.follow(messageToSeller="Dzień dobry")
    assert order.update(delivery=delivery()) is None
    assert order.follow(delivery=ELSEWHERE).changed == {Aspect.SHIPPING_ADDRESS}


def test_everything_that_was_never_remembered_is_brought_over():
    order = Order()
    order.known = {}

    update = order.follow()

    assert update.changed == set(Aspect)
    assert update.confirm
    assert order.update() is None


def sent(status, items="NONE", provider="SELLER"):
    return fulfillment(status, provider) | {"shipmentSummary": {"lineItemsSent": items}}


@pytest.mark.parametrize(
    ("state", "is_dispatched", "fulfill"),
    [
        (sent("PROCESSING"), False, False),
        (sent("READY_FOR_SHIPMENT"), False, False),
        (sent("READY_FOR_PICKUP"), False, False),
        (sent("SENT"), True, True),
        (sent("SENT", "ALL"), True, True),
        (sent("SENT", "SOME"), True, False),
        (sent("PICKED_UP"), True, True),
        (sent("RETURNED"), True, False),
        (sent("SUSPENDED"), False, False),
        (sent("TELEPORTED"), False, False),
        (sent("SENT", provider="ALLEGRO"), True, True),
        (sent("CANCELLED", "ALL"), False, False),
    ],
)
def test_what_allegro_says_was_sent_is_fulfilled_where_the_merchant_wants_it(
    state, is_dispatched, fulfill
):
    for when_sent, expected in ((WhenSent.FULFILL, fulfill), (WhenSent.NOTHING, False)):
        update = Order(when_sent=when_sent).follow(fulfillment=state)

        assert (update.is_dispatched, update.fulfill) == (is_dispatched, expected)


def test_the_rest_of_a_parcel_that_was_sent_in_part_fulfills_the_order():
    order = Order(when_sent=WhenSent.FULFILL)

    assert not order.follow(fulfillment=sent("SENT", "SOME")).fulfill
    assert order.follow(fulfillment=sent("SENT", "ALL")).fulfill


def test_a_fulfillment_that_staff_undid_stays_undone():
    order = Order(when_sent=WhenSent.FULFILL)
    order.follow(fulfillment=sent("SENT"))

    update = order.follow(invoice=invoice())

    assert update.is_dispatched
    assert not update.fulfill


def test_the_setting_fulfills_nothing_that_was_sent_before_it_was_made():
    order = Order(fulfillment=sent("SENT"))
    order.when_sent = WhenSent.FULFILL

    assert order.update() is None


def test_an_update_about_refunds_alone_changes_no_digest():
    update = OrderUpdate(order_id=ORDER_ID, form_id="form-1", refunds={"p-1": ()})

    assert digests_to_keep(update, {"note": "0a"}, {"note": "0b"}) == {"note": "0a"}
