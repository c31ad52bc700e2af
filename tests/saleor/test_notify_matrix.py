"""Who writes to the customer: every notification of Saleor, at a mail server and at a webhook."""

from collections import Counter
from itertools import product

import pytest
from saleor.core.notify import AdminNotifyEvent, UserNotifyEvent

from saleor_allegro.rules.muting import CONCERNS, Concern
from tests.saleor.writing_shop import writing_shop

#: What the shop leaves to Allegro at "No", and what it never leaves to anybody.
LEFT_TO_ALLEGRO = {
    "order_confirmation",
    "order_confirmed",
    "order_payment_confirmation",
    "order_fulfillment_confirmation",
    "order_fulfillment_update",
    "order_canceled",
    "order_refund_confirmation",
}
ALWAYS_SENT = {
    "account_confirmation",
    "account_password_reset",
    "account_change_email_request",
    "account_change_email_confirm",
    "account_delete",
    "account_set_customer_password",
    "invoice_ready",
    "send_gift_card",
    "account_set_staff_password",
    "account_staff_reset_password",
    "csv_export_success",
    "csv_export_failed",
    "staff_order_confirmation",
}


@pytest.fixture
def shop(world):
    # Short, because Saleor compiles a template for each mail.
    with writing_shop(world, template="<p>{{ recipient_email }}</p>") as found:
        yield found


@pytest.mark.parametrize(
    ("switch", "status", "kind"),
    [*product(["true", "false"], ["PROCESSING", ""], ["allegro", "shop"])],
    ids=lambda value: value or "unmapped",
)
def test_every_event_reaches_mail_server_and_webhook_as_the_switch_says(shop, switch, status, kind):
    shop.save(send_shop_notifications=switch, allegro_status_unfulfilled=status)
    sold = shop.sell_on_allegro() if kind == "allegro" else shop.sell_in_the_shop()
    assert sold.status == "unfulfilled"
    before = len(shop.world.notes_of(sold.pk))

    shop.notify(sold)

    is_muted = (switch, status, kind) == ("false", "PROCESSING", "allegro")
    expected = ALWAYS_SENT if is_muted else ALWAYS_SENT | LEFT_TO_ALLEGRO
    assert Counter(shop.office.subjects) == Counter(expected)
    assert Counter(shop.heard) == Counter(expected)
    notes = shop.world.notes_of(sold.pk)[before:]
    assert len(notes) == (len(LEFT_TO_ALLEGRO) if is_muted else 0)
    assert all(note.endswith("not sent: Allegro informs the customer.") for note in notes)


def test_saleor_has_no_event_that_nobody_has_decided():
    assert set(CONCERNS) == {*UserNotifyEvent.CHOICES, *AdminNotifyEvent.CHOICES}
    assert {event for event, concern in CONCERNS.items() if concern is Concern.STAFF} == set(
        AdminNotifyEvent.CHOICES
    )
    assert set(CONCERNS) == LEFT_TO_ALLEGRO | ALWAYS_SENT
