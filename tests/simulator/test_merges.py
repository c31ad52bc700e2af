"""Several purchases become one form."""

from decimal import Decimal

import pytest

from saleor_allegro.simulator import Kind
from saleor_allegro.simulator.life import CannotHappen


def amounts(form):
    """Payment id -> what was received with it."""
    payments = [form["payment"], *form["surcharges"]]
    return {each["id"]: Decimal(each["paidAmount"]["amount"]) for each in payments}


def total_of(form):
    return Decimal(form["summary"]["totalToPay"]["amount"])


@pytest.mark.parametrize("second_kind", [Kind.UNPAID, Kind.BOUGHT])
def test_two_purchases_are_paid_together(simulator, allegro, second_kind):
    first = simulator.sell(Kind.UNPAID)
    second = simulator.sell(second_kind, buyer_of=first)
    lines = [line for form_id in (first, second) for line in simulator.forms[form_id]["lineItems"]]

    merged = simulator.merge([first, second])

    form = allegro.json(f"/order/checkout-forms/{merged}")
    assert merged not in (first, second)
    assert form["lineItems"] == lines
    assert form["status"] == "READY_FOR_PROCESSING"
    total = sum(Decimal(line["price"]["amount"]) * line["quantity"] for line in lines)
    total += Decimal(form["delivery"]["cost"]["amount"])
    assert Decimal(form["summary"]["totalToPay"]["amount"]) == total
    for form_id in (first, second):
        gone = allegro.get(f"/order/checkout-forms/{form_id}")
        assert gone.status_code == 404
        assert gone.json()["errors"][0]["code"] == "CheckoutFormNotFoundException"
        assert form_id not in simulator.forms
    events = allegro.json("/order/events")["events"]
    assert {event["order"]["checkoutForm"]["id"] for event in events} == {first, second, merged}
    assert allegro.json("/order/checkout-forms")["totalCount"] == 1
    assert simulator.forms.gone == {first: merged, second: merged}


def test_what_cannot_be_merged(simulator):
    first, of_another = simulator.sell(Kind.UNPAID), simulator.sell(Kind.GUEST)
    stranger = simulator.sell(Kind.BOUGHT)
    while simulator.forms[stranger]["buyer"]["id"] == simulator.forms[first]["buyer"]["id"]:
        stranger = simulator.sell(Kind.BOUGHT)

    with pytest.raises(CannotHappen, match="READY_FOR_PROCESSING"):
        simulator.merge([first, of_another])
    with pytest.raises(CannotHappen, match="one buyer"):
        simulator.merge([first, stranger])
    with pytest.raises(CannotHappen, match="two different"):
        simulator.merge([first, first])


def test_a_merge_may_wait_for_its_money(simulator):
    first = simulator.sell(Kind.UNPAID)

    merged = simulator.merge([first, simulator.sell(Kind.UNPAID, buyer_of=first)], is_paid=False)

    assert simulator.forms[merged]["status"] == "FILLED_IN"


@pytest.fixture
def paid_and_unpaid(simulator):
    """A form that is ready, and one of the same buyer that is not."""
    paid = simulator.sell(Kind.UNPAID)
    simulator.pay(paid)
    return paid, simulator.sell(Kind.UNPAID, buyer_of=paid)


@pytest.mark.parametrize(("rest_by", "surcharges"), [("surcharge", 1), ("payment", 0)])
def test_a_paid_form_keeps_its_payment_when_it_is_merged(
    simulator, events_of, paid_and_unpaid, rest_by, surcharges
):
    paid, unpaid = (simulator.forms[form_id] for form_id in paid_and_unpaid)
    stock = [offer.stock for offer in simulator.offers]

    merged = simulator.merge(paid_and_unpaid, with_ready=True, rest_by=rest_by)

    form = simulator.forms[merged]
    assert form["status"] == "READY_FOR_PROCESSING"
    assert form["payment"]["id"] == paid["payment"]["id"]
    assert form["delivery"] == paid["delivery"]
    assert form["lineItems"] == [*paid["lineItems"], *unpaid["lineItems"]]
    goods = total_of(unpaid) - Decimal(unpaid["delivery"]["cost"]["amount"])
    assert total_of(form) == total_of(paid) + goods
    assert sum(amounts(form).values()) == total_of(form)
    assert len(form["surcharges"]) == surcharges
    assert [offer.stock for offer in simulator.offers] == stock
    assert events_of(merged) == ["READY_FOR_PROCESSING"] * 2


def test_a_merged_form_may_wait_for_the_rest(simulator, paid_and_unpaid):
    paid = simulator.forms[paid_and_unpaid[0]]

    merged = simulator.merge(paid_and_unpaid, with_ready=True, is_paid=False)

    form = simulator.forms[merged]
    assert amounts(form) == {paid["payment"]["id"]: total_of(paid)}
    assert total_of(form) > total_of(paid)


def test_two_paid_forms_bring_both_payments(simulator, paid_and_unpaid):
    first, second = paid_and_unpaid
    simulator.pay(second)
    ids = [simulator.forms[form_id]["payment"]["id"] for form_id in paid_and_unpaid]

    merged = simulator.merge([first, second], with_ready=True)

    # One delivery less is to be paid than was paid.
    form = simulator.forms[merged]
    assert list(amounts(form)) == ids
    assert sum(amounts(form).values()) > total_of(form)


def test_a_part_that_was_paid_before_the_merge_is_not_lost(simulator, events_of):
    first = simulator.sell(Kind.UNPAID)
    second = simulator.sell(Kind.UNPAID, buyer_of=first)
    simulator.pay(first, Decimal("1.00"), is_ready=False)
    payment_id = simulator.forms[first]["payment"]["id"]

    waiting = simulator.merge([first, second], is_paid=False)
    assert amounts(simulator.forms[waiting]) == {payment_id: Decimal("1.00")}
    assert simulator.forms[waiting]["status"] == "FILLED_IN"
    simulator.pay_rest(waiting)

    form = simulator.forms[waiting]
    assert amounts(form) == {payment_id: total_of(form)}
    assert events_of(waiting) == ["FILLED_IN", "READY_FOR_PROCESSING"]


def test_what_was_filled_in_before_the_merge_is_told_after_it(simulator):
    first = simulator.sell(Kind.UNPAID)
    second = simulator.sell(Kind.UNPAID, buyer_of=first)
    simulator.change_address(second, street="Nowa 1")

    merged = simulator.merge([first, second])

    assert simulator.forms[merged]["delivery"]["address"]["street"] == "Nowa 1"


@pytest.mark.parametrize(
    "begin",
    [
        lambda simulator, form_id: simulator.set_fulfillment(form_id, "PROCESSING"),
        lambda simulator, form_id: simulator.add_parcel(form_id),
    ],
)
def test_what_the_seller_has_begun_is_not_merged(simulator, paid_and_unpaid, begin):
    begin(simulator, paid_and_unpaid[0])

    with pytest.raises(CannotHappen, match="begun"):
        simulator.merge(paid_and_unpaid, with_ready=True)
