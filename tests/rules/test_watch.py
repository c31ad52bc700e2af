from datetime import UTC, datetime, timedelta

import pytest

from saleor_allegro.rules.drafts import InitialStatus
from saleor_allegro.rules.watch import is_watched, young_since

NOW = datetime(2026, 11, 24, 12, tzinfo=UTC)
MINUTE = timedelta(minutes=1)
WAITING = {
    "status": "unconfirmed",
    "new_status": InitialStatus.UNCONFIRMED,
    "is_paid": False,
    "is_cash_on_delivery": False,
    "form_status": "FILLED_IN",
}


@pytest.mark.parametrize(
    ("circumstances", "expected"),
    [
        ({}, True),
        ({"form_status": "BOUGHT"}, True),
        ({"form_status": "READY_FOR_PROCESSING"}, True),  # underpaid
        ({"is_paid": True}, False),
        ({"status": "unfulfilled"}, False),
        ({"status": "canceled"}, False),
        ({"status": "unfulfilled", "new_status": InitialStatus.UNFULFILLED}, True),
        ({"new_status": InitialStatus.UNFULFILLED}, False),
        ({"is_cash_on_delivery": True}, True),  # unfinished
        ({"is_cash_on_delivery": True, "form_status": "READY_FOR_PROCESSING"}, False),
    ],
)
def test_orders_of_the_default_status_are_watched_until_they_are_paid(circumstances, expected):
    assert is_watched(**WAITING | circumstances) is expected


@pytest.mark.parametrize("days", [1, 14])
@pytest.mark.parametrize(
    ("older", "expected"), [(-MINUTE, True), (timedelta(0), True), (MINUTE, False)]
)
def test_an_order_is_young_until_it_is_so_many_days_old(days, older, expected):
    bought_at = NOW - timedelta(days=days) - older

    assert (bought_at >= young_since(days, NOW)) is expected
