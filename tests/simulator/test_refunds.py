"""Money that goes back, as the list of refunds and the operations tell it."""

from datetime import timedelta
from decimal import Decimal
from uuid import uuid4

import pytest

from saleor_allegro.simulator import Kind
from saleor_allegro.simulator.life import CannotHappen

REFUNDS = "/payments/refunds"
OPERATIONS = "/payments/payment-operations"


@pytest.fixture
def refunds(allegro):
    return lambda **query: allegro.json(REFUNDS, **query)["refunds"]


@pytest.fixture
def moved(allegro):
    """Type, amount and payment of the operations asked for, oldest first."""

    def moved(**query):
        found = allegro.json(OPERATIONS, **query)["paymentOperations"]
        return [
            (each["type"], each["value"]["amount"], each["payment"]["id"])
            for each in reversed(found)
        ]

    return moved


def payment_of(simulator, form_id):
    """Its id and what was received."""
    payment = simulator.forms[form_id]["payment"]
    return payment["id"], Decimal(payment["paidAmount"]["amount"])


def test_a_payment_is_returned_wholly(simulator, refunds, moved, events_of):
    form_id = simulator.sell(Kind.MANY_LINES)
    before, told = simulator.forms[form_id], events_of(form_id)
    payment_id, paid = payment_of(simulator, form_id)

    refund_id = simulator.refund(form_id)

    (refund,) = refunds()
    assert (refund["id"], refund["payment"], refund["order"]) == (
        refund_id,
        {"id": payment_id},
        {"id": form_id},
    )
    assert (refund["status"], refund["reason"]) == ("SUCCESS", "REFUND")
    assert refund["totalValue"] == before["payment"]["paidAmount"]
    assert {line["type"] for line in refund["lineItems"]} == {"QUANTITY"}
    assert refund["delivery"] == {"value": before["delivery"]["cost"]}
    assert moved(group="REFUND") == [("REFUND_CHARGE", f"-{paid}", payment_id)]
    assert (simulator.forms[form_id], events_of(form_id)) == (before, told)
    with pytest.raises(CannotHappen, match="0"):
        simulator.refund(form_id)


def test_a_payment_is_returned_in_parts(simulator, refunds, moved):
    form_id = simulator.sell(Kind.PAID_ONLINE)
    _, paid = payment_of(simulator, form_id)

    simulator.refund(form_id, Decimal("5.00"))
    simulator.clock.advance(timedelta(hours=1))
    simulator.refund(form_id)

    assert [refund["totalValue"]["amount"] for refund in refunds()] == [
        str(paid - Decimal("5.00")),
        "5.00",
    ]
    assert refunds()[1]["lineItems"][0]["type"] == "AMOUNT"
    assert [amount for _, amount, _ in moved(group="REFUND")] == ["-5.00", str(5 - paid)]
    with pytest.raises(CannotHappen, match=r"not 0\.01"):
        simulator.refund(form_id, Decimal("0.01"))
    with pytest.raises(CannotHappen, match="not 0"):
        simulator.refund(form_id, Decimal(0))


def test_a_refund_made_in_the_panel_is_told_by_the_operations_alone(simulator, refunds, moved):
    form_id = simulator.sell(Kind.PAID_ONLINE)
    payment_id, paid = payment_of(simulator, form_id)

    simulator.refund(form_id, Decimal("5.00"), is_in_panel=True)

    assert refunds() == []
    assert moved(group="REFUND") == [("REFUND_CHARGE", "-5.00", payment_id)]
    with pytest.raises(CannotHappen, match=str(paid - 5)):
        simulator.refund(form_id, paid)


def test_a_refund_in_progress_takes_no_money_until_it_is_settled(simulator, refunds, moved):
    done, failed, returned = (simulator.sell(Kind.PAID_ONLINE) for _ in range(3))
    ids = [simulator.refund(each, is_settled=False) for each in (done, failed, returned)]
    assert {refund["status"] for refund in refunds()} == {"IN_PROGRESS"}
    assert moved(group="REFUND") == []

    simulator.settle_refund(ids[0])
    simulator.settle_refund(ids[1], "CANCELED")
    simulator.settle_refund(ids[2])
    simulator.settle_refund(ids[2], "CANCELED")

    assert [refund["status"] for refund in reversed(refunds())] == [
        "SUCCESS",
        "CANCELED",
        "CANCELED",
    ]
    assert [(kind, payment) for kind, _, payment in moved(group="REFUND")] == [
        ("REFUND_CHARGE", payment_of(simulator, done)[0]),
        ("REFUND_CHARGE", payment_of(simulator, returned)[0]),
        ("REFUND_CANCEL", payment_of(simulator, returned)[0]),
    ]
    # What came back can be returned again.
    assert simulator.refund(failed)
    for refund_id in (ids[0], "nothing"):
        with pytest.raises(CannotHappen):
            simulator.settle_refund(refund_id)


def test_surcharges_go_back_with_their_payment(simulator, refunds, moved):
    form_id = simulator.sell(Kind.TOPPED_UP)
    form = simulator.forms[form_id]
    payment_id, paid = payment_of(simulator, form_id)

    simulator.refund(form_id)

    (refund,) = refunds()
    assert refund["totalValue"] == form["summary"]["totalToPay"]
    assert refund["surcharges"] == [
        {"id": form["surcharges"][0]["id"], "value": {"amount": "5.00", "currency": "PLN"}}
    ]
    assert moved(group="REFUND") == [("REFUND_CHARGE", f"-{paid + 5}", payment_id)]


def test_one_payment_alone_can_be_returned(simulator, refunds):
    form_id = simulator.sell(Kind.TOPPED_UP)
    surcharge_id = simulator.forms[form_id]["surcharges"][0]["id"]

    simulator.refund(form_id, payment_id=surcharge_id)

    (refund,) = refunds()
    assert refund["totalValue"]["amount"] == "5.00"
    assert [each["id"] for each in refund["surcharges"]] == [surcharge_id]


def test_booked_cash_is_returned_by_its_own_payment(simulator, refunds):
    waiting, booked = (
        simulator.sell(Kind.CASH_ON_DELIVERY),
        simulator.sell(Kind.BOOKED_CASH_ON_DELIVERY),
    )

    simulator.refund(booked)

    (refund,) = refunds()
    (booking,) = simulator.forms[booked]["codBookedPayments"]
    assert refund["payment"]["id"] == booking["paymentId"]
    with pytest.raises(CannotHappen):
        simulator.refund(waiting)


def test_a_cancelled_order_says_why_its_money_goes_back(simulator, refunds):
    form_id = simulator.sell(Kind.CANCELLED)

    simulator.refund(form_id)

    assert refunds()[0]["reason"] == "CANCELLED_BY_BUYER"


def test_what_buyers_pay_is_income_once(simulator, moved):
    form_id = simulator.sell(Kind.UNPAID)
    simulator.pay(form_id, Decimal("1.00"), is_ready=False)
    simulator.change_message(form_id, "Dzień dobry")
    simulator.pay_rest(form_id, Decimal("2.00"))
    simulator.pay_rest(form_id)
    simulator.top_up(form_id, Decimal("4.00"))
    payment_id, paid = payment_of(simulator, form_id)

    assert moved(group="INCOME") == [
        ("CONTRIBUTION", "1.00", payment_id),
        ("CONTRIBUTION", "2.00", payment_id),
        ("CONTRIBUTION", str(paid - 3), payment_id),
        ("SURCHARGE", "4.00", payment_id),
    ]


def test_refunds_are_filtered(simulator, refunds):
    first, second = simulator.sell(Kind.PAID_ONLINE), simulator.sell(Kind.PAID_ONLINE)
    early = simulator.refund(first)
    moment = simulator.clock.advance(timedelta(hours=1)).isoformat()
    late = simulator.refund(second, is_settled=False)

    def ids(**query):
        return [refund["id"] for refund in refunds(**query)]

    assert ids() == [late, early]
    assert ids(id=early) == [early]
    assert ids(**{"payment.id": payment_of(simulator, second)[0]}) == [late]
    assert ids(**{"order.id": first}) == [early]
    assert ids(**{"occurredAt.gte": moment}) == [late]
    assert ids(**{"occurredAt.lte": "2026-11-20T08:00:00Z"}) == [early]
    assert ids(status=["SUCCESS", "PARTIAL"]) == [early]
    assert ids(status=["SUCCESS", "IN_PROGRESS"]) == [late, early]
    assert ids(**{"order.id": first, "status": "IN_PROGRESS"}) == []


def test_operations_are_filtered(simulator, moved):
    form_id, other = simulator.sell(Kind.PERSON_INVOICE), simulator.sell(Kind.CZECH)
    payment_id, paid = payment_of(simulator, form_id)
    simulator.clock.advance(timedelta(hours=1))
    simulator.refund(form_id, wallet="WAITING")

    charge = ("REFUND_CHARGE", f"-{paid}", payment_id)
    contribution = ("CONTRIBUTION", str(paid), payment_id)
    assert moved(**{"payment.id": payment_id}) == [contribution]
    assert moved(**{"payment.id": payment_id, "wallet.type": "WAITING"}) == [charge]
    assert moved(**{"wallet.type": "WAITING", "group": ["INCOME", "REFUND"]}) == [charge]
    assert moved(**{"wallet.type": "WAITING", "occurredAt.lte": "2026-11-20T08:59:59Z"}) == []
    assert moved(**{"wallet.paymentOperator": "P24"}) == [contribution]
    login = simulator.forms[form_id]["buyer"]["login"]
    assert moved(**{"participant.login": login}) == [contribution]
    in_czech = moved(marketplaceId="allegro-cz")
    assert in_czech == moved(currency="CZK") != []
    assert in_czech[0][2] == payment_of(simulator, other)[0]


@pytest.mark.parametrize(("path", "size"), [(REFUNDS, 100), (OPERATIONS, 50)])
def test_pages_hold_everything_once(simulator, allegro, path, size):
    for _ in range(120):
        simulator.refund(simulator.sell(Kind.PAID_ONLINE))
    name = path.rsplit("/", 1)[1]
    name = {"payment-operations": "paymentOperations"}.get(name, name)
    query = {"group": "REFUND"} if path == OPERATIONS else {}

    pages = [
        allegro.json(path, limit=size, offset=offset, **query) for offset in range(0, 120, size)
    ]

    assert {page["totalCount"] for page in pages} == {120}
    assert [page["count"] for page in pages] == [len(page[name]) for page in pages]
    payments = {each["payment"]["id"] for page in pages for each in page[name]}
    assert len(payments) == sum(page["count"] for page in pages) == 120
    assert allegro.json(path, **query)["count"] == 50


@pytest.mark.parametrize(
    ("path", "name", "value"),
    [
        (REFUNDS, "limit", "101"),
        (REFUNDS, "status", "NEW"),
        (REFUNDS, "order.id", "form-1"),
        (REFUNDS, "occurredAt.gte", "yesterday"),
        (OPERATIONS, "limit", "51"),
        (OPERATIONS, "offset", "10001"),
        (OPERATIONS, "group", "RETURN"),
        (OPERATIONS, "wallet.type", "EMPTY"),
        (OPERATIONS, "payment.id", "payment-1"),
        (OPERATIONS, "occurredAt.gte", "2026-11-20T08:00:00"),
    ],
)
def test_a_wrong_value_is_unprocessable(allegro, path, name, value):
    answer = allegro.get(path, params={name: value})

    assert answer.status_code == 422
    assert answer.json()["errors"][0]["code"] == "VALIDATION_ERROR"


def test_more_operations_than_allegro_looks_through(simulator, allegro, monkeypatch):
    monkeypatch.setattr("saleor_allegro.simulator.payments.MOST_OPERATIONS", 3)
    for _ in range(4):
        simulator.sell(Kind.PAID_ONLINE)

    assert allegro.get(OPERATIONS).status_code == 422
    assert allegro.json(OPERATIONS, group="REFUND")["totalCount"] == 0


def test_nothing_is_found_of_a_payment_that_is_not_there(refunds, moved):
    payment_id = str(uuid4())

    assert refunds(**{"payment.id": payment_id}) == moved(**{"payment.id": payment_id}) == []


@pytest.mark.parametrize("path", [REFUNDS, OPERATIONS])
def test_a_seller_who_did_not_grant_it_is_not_told(simulator, allegro, path):
    granted = ["allegro:api:orders:read", "allegro:api:profile:read"]
    allegro.session.headers["Authorization"] = f"Bearer {simulator.grant_token(granted)}"

    answer = allegro.get(path)

    assert answer.status_code == 403
    assert answer.json()["errors"][0]["code"] == "AccessDeniedException"
    assert allegro.get("/order/events").status_code == 200
