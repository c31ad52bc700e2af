"""Whether Allegro is told a status: once, and not against what somebody set there."""

import pytest

from saleor_allegro.allegro.documents import FulfillmentStatus
from saleor_allegro.rules.tell_status import StatusDecision, decide_status

NEVER = ""


@pytest.mark.parametrize(
    ("wanted", "told", "at_allegro", "expected"),
    [
        (None, NEVER, "NEW", "NOTHING"),
        ("PROCESSING", NEVER, "NEW", "TELL"),
        ("PROCESSING", "PROCESSING", "PROCESSING", "NOTHING"),
        ("SENT", "PROCESSING", "PROCESSING", "TELL"),
        # Somebody moved it on, there.
        ("PROCESSING", "PROCESSING", "SENT", "NOTHING"),
        ("SENT", "PROCESSING", "SENT", "THERE"),
        ("READY_FOR_SHIPMENT", "PROCESSING", "SENT", "NOTHING"),
        ("PROCESSING", NEVER, "PICKED_UP", "NOTHING"),
        ("PICKED_UP", "PROCESSING", "SENT", "TELL"),
        ("CANCELLED", "PROCESSING", "SENT", "TELL"),
        # The shop takes back what it said.
        ("PROCESSING", "SENT", "SENT", "TELL"),
        ("NEW", "PROCESSING", "PROCESSING", "TELL"),
        # Set aside by somebody, there.
        ("SENT", "PROCESSING", "CANCELLED", "NOTHING"),
        ("SENT", "PROCESSING", "RETURNED", "NOTHING"),
        ("SENT", "PROCESSING", "SUSPENDED", "NOTHING"),
        ("CANCELLED", "PROCESSING", "CANCELLED", "THERE"),
        # ... and by us.
        ("PROCESSING", "SUSPENDED", "SUSPENDED", "TELL"),
        ("PROCESSING", "CANCELLED", "CANCELLED", "TELL"),
        ("PROCESSING", NEVER, "A_WORD_OF_TOMORROW", "TELL"),
        ("PROCESSING", NEVER, "", "TELL"),
    ],
)
def test_decision(wanted, told, at_allegro, expected):
    assert _decide(wanted, told=told, at_allegro=at_allegro) is StatusDecision[expected]


def test_a_cancelled_purchase_is_told_nothing():
    assert _decide("SENT", form_status="CANCELLED") is StatusDecision.NOTHING


def test_what_was_refused_is_not_sent_again_and_another_status_is():
    assert _decide("SENT", refused="SENT") is StatusDecision.NOTHING
    assert _decide("PROCESSING", refused="SENT") is StatusDecision.TELL


@pytest.mark.parametrize(("operations", "expected"), [(99, "TELL"), (100, "USED_UP")])
def test_allegro_takes_a_hundred_statuses_of_an_order(operations, expected):
    assert _decide("SENT", operations=operations) is StatusDecision[expected]


def _decide(wanted, **circumstances):
    given = {
        "told": NEVER,
        "at_allegro": "NEW",
        "form_status": "READY_FOR_PROCESSING",
        "refused": "",
        "operations": 0,
    }
    status = None if wanted is None else FulfillmentStatus(wanted)
    return decide_status(status, **given | circumstances)
