from decimal import Decimal

import pytest

from saleor_allegro.rules.payment_state import PaymentState, payment_state

READY = "READY_FOR_PROCESSING"


@pytest.mark.parametrize(
    ("total", "paid", "is_cash_on_delivery", "form_status", "expected"),
    [
        ("10.00", "0", False, READY, PaymentState.UNPAID),
        ("10.00", "0", False, "BOUGHT", PaymentState.UNPAID),
        ("10.00", "3.00", False, READY, PaymentState.PARTLY_PAID),
        ("10.00", "10.00", False, READY, PaymentState.PAID),
        ("10.00", "10.01", False, READY, PaymentState.OVERPAID),
        ("10.00", "0", True, READY, PaymentState.CASH_ON_DELIVERY),
        ("10.00", "3.00", True, READY, PaymentState.PARTLY_PAID),
        ("10.00", "10.00", True, READY, PaymentState.PAID),
        ("0", "0", False, READY, PaymentState.PAID),
        ("0", "0", False, "FILLED_IN", PaymentState.UNPAID),
        ("0", "0", True, READY, PaymentState.CASH_ON_DELIVERY),
        (None, "10.00", False, READY, None),
        ("10.00", None, False, READY, None),
    ],
)
def test_state_of_payment(total, paid, is_cash_on_delivery, form_status, expected):
    state = payment_state(
        total=None if total is None else Decimal(total),
        paid=None if paid is None else Decimal(paid),
        is_cash_on_delivery=is_cash_on_delivery,
        form_status=form_status,
    )

    assert state is expected
