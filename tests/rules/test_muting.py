"""Which notifications reach a customer; that Saleor has no others is shown in tests/saleor."""

from itertools import product

import pytest

from saleor_allegro.rules.muting import CONCERNS, Concern, Silence, concern_of, silence
from saleor_allegro.rules.muting_notes import muted_note

# event -> what it is about, and what mutes it at its strictest: an order from Allegro with a
# mapped status, the switch at No, a masked recipient, masked addresses never mailed.
TABLE = {
    "order_confirmation": (Concern.ORDER, Silence.ALLEGRO_INFORMS),
    "order_confirmed": (Concern.ORDER, Silence.ALLEGRO_INFORMS),
    "order_payment_confirmation": (Concern.ORDER, Silence.ALLEGRO_INFORMS),
    "order_fulfillment_confirmation": (Concern.ORDER, Silence.ALLEGRO_INFORMS),
    "order_fulfillment_update": (Concern.ORDER, Silence.ALLEGRO_INFORMS),
    "order_canceled": (Concern.ORDER, Silence.ALLEGRO_INFORMS),
    "order_refund_confirmation": (Concern.ORDER, Silence.ALLEGRO_INFORMS),
    "invoice_ready": (Concern.CUSTOMER, Silence.MASKED_ADDRESS),
    "send_gift_card": (Concern.CUSTOMER, Silence.MASKED_ADDRESS),
    "account_confirmation": (Concern.CUSTOMER, Silence.MASKED_ADDRESS),
    "account_password_reset": (Concern.CUSTOMER, Silence.MASKED_ADDRESS),
    "account_change_email_request": (Concern.CUSTOMER, Silence.MASKED_ADDRESS),
    "account_change_email_confirm": (Concern.CUSTOMER, Silence.MASKED_ADDRESS),
    "account_delete": (Concern.CUSTOMER, Silence.MASKED_ADDRESS),
    "account_set_customer_password": (Concern.CUSTOMER, Silence.MASKED_ADDRESS),
    "account_set_staff_password": (Concern.STAFF, None),
    "account_staff_reset_password": (Concern.STAFF, None),
    "csv_export_success": (Concern.STAFF, None),
    "csv_export_failed": (Concern.STAFF, None),
    "staff_order_confirmation": (Concern.STAFF, None),
    "a-template-of-another-app": (Concern.CUSTOMER, Silence.MASKED_ADDRESS),
}
STRICTEST = {
    "is_from_allegro": True,
    "is_mapped": True,
    "is_to_masked_address": True,
    "sends_shop_notifications": False,
    "never_mails_masked_addresses": True,
}
#: What must be so for each reason; whatever else is so changes nothing.
NEEDED = {
    Silence.ALLEGRO_INFORMS: ("is_from_allegro", "is_mapped", "sends_shop_notifications"),
    Silence.MASKED_ADDRESS: ("is_to_masked_address", "never_mails_masked_addresses"),
}


@pytest.mark.parametrize(("event", "expected"), TABLE.items(), ids=TABLE)
def test_every_event_at_its_strictest(event, expected):
    assert (concern_of(event), silence(concern_of(event), **STRICTEST)) == expected


def test_table_has_every_event_that_is_decided():
    assert set(CONCERNS) < set(TABLE)


@pytest.mark.parametrize("concern", Concern)
@pytest.mark.parametrize("values", [*product([True, False], repeat=len(STRICTEST))])
def test_nothing_is_muted_without_all_of_a_reason(concern, values):
    circumstances = dict(zip(STRICTEST, values, strict=True))
    holds = {
        reason: all(circumstances[name] == STRICTEST[name] for name in names)
        for reason, names in NEEDED.items()
    }

    found = silence(concern, **circumstances)

    if concern is Concern.STAFF:
        assert found is None
    elif concern is Concern.ORDER and holds[Silence.ALLEGRO_INFORMS]:
        assert found is Silence.ALLEGRO_INFORMS
    else:
        assert found is (Silence.MASKED_ADDRESS if holds[Silence.MASKED_ADDRESS] else None)


def test_note_says_what_was_not_sent_and_who_informs_the_customer():
    assert muted_note("order_confirmed", Silence.ALLEGRO_INFORMS) == (
        "Notification “order confirmed” not sent: Allegro informs the customer."
    )
    assert muted_note("invoice_ready", Silence.MASKED_ADDRESS, "pl") == (
        "Powiadomienie „faktura” nie zostało wysłane: sklep nie pisze na maskowane adresy Allegro."
        " Napisz do klienta w Centrum wiadomości Allegro."
    )
    assert "“d-4711”" in muted_note("d-4711", Silence.MASKED_ADDRESS)
