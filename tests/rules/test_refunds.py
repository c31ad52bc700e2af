from datetime import UTC, datetime
from decimal import Decimal

import pytest

from saleor_allegro.allegro.documents.payments import PaymentOperation, Refund
from saleor_allegro.rules.refunds import draft_refunds
from tests.factories import money


def refund(id, amount, status="SUCCESS", *, payment="p-1", day=20, surcharges=None, currency="PLN"):
    return Refund.from_json(
        {
            "id": id,
            "payment": {"id": payment},
            "order": {"id": "form-1"},
            "reason": "REFUND",
            "status": status,
            "createdAt": f"2026-11-{day}T10:00:00Z",
            "totalValue": money(amount, currency),
            "surcharges": [
                {"id": id, "value": money(part, currency)}
                for id, part in (surcharges or {}).items()
            ],
        }
    )


def operation(type, amount, *, payment="p-1", day=20, currency="PLN", balance="500.00"):
    return PaymentOperation.from_json(
        {
            "type": type,
            "group": "REFUND",
            "occurredAt": f"2026-11-{day}T11:00:00Z",
            "wallet": {
                "paymentOperator": "AF",
                "type": "AVAILABLE",
                "balance": money(balance, currency),
            },
            "value": money(amount, currency),
            "payment": {"id": payment} if payment else None,
        }
    )


def drawn(refunds=(), operations=(), payment_id="p-1"):
    drafts = draft_refunds(payment_id, "PLN", refunds, operations)
    return [(draft.refund_id, str(draft.amount)) for draft in drafts]


def charge(amount, **fields):
    return operation("REFUND_CHARGE", f"-{amount}", **fields)


UNLISTED = "operations:p-1"


@pytest.mark.parametrize(
    ("status", "expected"),
    [
        ("SUCCESS", [("r-1", "20.00")]),
        ("PARTIAL", [("r-1", "20.00")]),
        ("NEW", []),
        ("VALIDATED", []),
        ("VALIDATE_FAILED", []),
        ("WAITING", []),
        ("IN_PROGRESS", []),
        ("CANCELED", []),
        ("TELEPORTED", []),
    ],
)
def test_a_refund_is_money_once_it_took_place(status, expected):
    assert drawn([refund("r-1", "20.00", status)]) == expected


def test_a_refund_is_dated_and_named():
    [draft] = draft_refunds("p-1", "PLN", [refund("r-1", "20.00", day=21)])

    assert draft.payment_id == "p-1"
    assert draft.amount == Decimal("20.00")
    assert draft.refunded_at == datetime(2026, 11, 21, 10, tzinfo=UTC)
    assert draft.name == "Allegro: refund"


def test_the_oldest_refund_comes_first_and_each_only_once():
    refunds = [refund("r-2", "5.00", day=22), refund("r-1", "20.00", day=21)]

    assert drawn([*refunds, *refunds]) == [("r-1", "20.00"), ("r-2", "5.00")]


@pytest.mark.parametrize(
    ("refunds", "operations", "expected"),
    [
        # made in Allegro's panel, and listed nowhere
        ([], [charge("20.00")], [(UNLISTED, "20.00")]),
        ([], [charge("20.00"), charge("5.00")], [(UNLISTED, "25.00")]),
        # a charge may be published without a sign
        ([], [operation("REFUND_CHARGE", "20.00")], [(UNLISTED, "20.00")]),
        # read twice
        ([], [charge("20.00"), charge("20.00")], [(UNLISTED, "20.00")]),
        ([], [charge("20.00"), charge("20.00", balance="480.00")], [(UNLISTED, "40.00")]),
        # come back
        ([], [charge("20.00"), operation("REFUND_CANCEL", "20.00")], []),
        ([], [charge("20.00"), operation("REFUND_CANCEL", "5.00")], [(UNLISTED, "15.00")]),
        ([refund("r-1", "20.00", "CANCELED")], [charge("20.00")], [(UNLISTED, "20.00")]),
        # listed, wholly and in part
        ([refund("r-1", "20.00")], [charge("20.00")], [("r-1", "20.00")]),
        (
            [refund("r-1", "20.00")],
            [charge("20.00"), charge("5.00")],
            [("r-1", "20.00"), (UNLISTED, "5.00")],
        ),
        # operations that lag behind take nothing back
        ([refund("r-1", "20.00")], [], [("r-1", "20.00")]),
        ([refund("r-1", "20.00")], [charge("5.00")], [("r-1", "20.00")]),
        # listed, and still on its way: no refund, and none beside it
        ([refund("r-1", "20.00", "IN_PROGRESS")], [charge("20.00")], []),
        ([refund("r-1", "20.00", "NEW")], [charge("25.00")], [(UNLISTED, "5.00")]),
        # not to the buyer, or not of this payment
        ([], [operation("REFUND_INCREASE", "20.00")], []),
        ([], [operation("CORRECTION", "-20.00")], []),
        ([], [operation("PROVIDER_REFUND_TRANSFER_CHARGE", "-20.00")], []),
        ([], [charge("20.00", payment="p-2"), charge("20.00", payment=None)], []),
        ([refund("r-1", "20.00", payment="p-2")], [], []),
        ([refund("r-1", "20.00", currency="CZK")], [charge("20.00", currency="CZK")], []),
        # nothing
        ([refund("r-1", "0.00")], [], []),
    ],
)
def test_the_balance_shows_what_no_refund_is_listed_for(refunds, operations, expected):
    assert drawn(refunds, operations) == expected


@pytest.mark.parametrize(
    ("refunds", "operations", "expected"),
    [
        ([refund("r-1", "100.00", "PARTIAL")], [charge("60.00")], [("r-1", "60.00")]),
        ([refund("r-1", "100.00", "PARTIAL")], [charge("100.00")], [("r-1", "100.00")]),
        (
            [refund("r-1", "20.00", day=19), refund("r-2", "100.00", "PARTIAL", day=20)],
            [charge("20.00"), charge("60.00", day=21)],
            [("r-1", "20.00"), ("r-2", "60.00")],
        ),
        (
            [refund("r-1", "50.00", "PARTIAL"), refund("r-2", "50.00", "PARTIAL", day=21)],
            [charge("60.00")],
            [("r-1", "50.00"), ("r-2", "10.00")],
        ),
    ],
)
def test_of_a_partial_refund_counts_what_the_balance_shows(refunds, operations, expected):
    assert drawn(refunds, operations) == expected


def test_a_refund_of_payment_and_surcharge_is_shared_among_them():
    refunds = [refund("r-1", "117.50", surcharges={"s-1": "7.50"})]

    assert drawn(refunds, [charge("117.50")]) == [("r-1", "110.00")]
    assert drawn(refunds, payment_id="s-1") == [("r-1", "7.50")]
    assert drawn(refunds, payment_id="s-2") == []


def test_a_refund_of_the_surcharge_alone_returns_nothing_of_the_payment():
    refunds = [refund("r-1", "7.50", surcharges={"s-1": "7.50"})]

    assert drawn(refunds, [charge("7.50")]) == []


@pytest.mark.parametrize(
    "operations",
    [
        [charge("117.50"), charge("3.00", payment="s-1")],
        [charge("110.00"), charge("7.50", payment="s-1"), charge("3.00", payment="s-1")],
    ],
    ids=["one operation for both", "one for each"],
)
def test_what_was_returned_of_a_surcharge_before_is_no_part_of_a_later_refund(operations):
    """Before it was one: the purchases were merged, and the whole was returned."""
    refunds = [refund("r-1", "117.50", surcharges={"s-1": "7.50"})]

    assert drawn(refunds, operations) == [("r-1", "110.00")]
    assert drawn(refunds, operations, payment_id="s-1") == [
        ("r-1", "7.50"),
        ("operations:s-1", "3.00"),
    ]


def test_what_no_refund_is_listed_for_is_dated_by_its_last_operation():
    operations = [charge("5.00", day=22), charge("20.00", day=21)]

    [draft] = draft_refunds("p-1", "PLN", [], operations)

    assert draft.refunded_at == datetime(2026, 11, 22, 11, tzinfo=UTC)
