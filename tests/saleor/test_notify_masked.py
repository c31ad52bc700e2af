"""“Never mail masked Allegro addresses”: at a mail server, at a webhook and in the history."""

from collections import Counter

import pytest
from django.test import TestCase
from saleor.account.notifications import send_set_password_notification
from saleor.core.notify import AdminNotifyEvent, UserNotifyEvent
from saleor.plugins.manager import get_plugins_manager

from tests.saleor.staff import identity, staff
from tests.saleor.writing_shop import writing_shop

TRIGGER = """
mutation ($input: ExternalNotificationTriggerInput!) {
  externalNotificationTrigger(channel: "allegro-pl", input: $input) { errors { message } } }
"""
#: In whose payload an order is named.
ABOUT_AN_ORDER = 8


@pytest.fixture
def shop(world):
    with writing_shop(world, template="<p>{{ recipient_email }}</p>") as found:
        found.save(never_mail_masked_addresses="true")
        yield found


def test_nothing_goes_to_a_masked_address_and_everything_to_staff(shop):
    sold = shop.sell_on_allegro()
    before = len(shop.world.notes_of(sold.pk))
    assert sold.get_customer_email().endswith("@allegromail.pl")
    assert sold.user.email.endswith("@allegromail.pl")

    shop.notify(sold)

    assert Counter(shop.office.subjects) == Counter(AdminNotifyEvent.CHOICES)
    assert Counter(shop.heard) == Counter(AdminNotifyEvent.CHOICES)
    assert {letter.recipients for letter in shop.office.letters} == {(shop.boss.email,)}
    notes = shop.world.notes_of(sold.pk)[before:]
    assert len(notes) == ABOUT_AN_ORDER
    assert (
        "Notification “invoice” not sent: the shop does not write to masked Allegro addresses."
        " Write to the customer in Allegro's message centre."
    ) in notes


def test_customers_with_an_address_of_their_own_get_all_of_it(shop):
    sold = shop.sell_in_the_shop()

    shop.notify(sold)

    everything = [*UserNotifyEvent.CHOICES, *AdminNotifyEvent.CHOICES]
    assert Counter(shop.office.subjects) == Counter(shop.heard) == Counter(everything)


def test_event_of_another_app_is_kept_from_a_masked_address(shop):
    theirs, ours = shop.sell_in_the_shop(), shop.sell_on_allegro()

    for sold in (theirs, ours):
        given = {"ids": [identity(sold)], "externalEventType": "d-4711", "extraPayload": "{}"}
        staff(shop.world, TRIGGER, input=given)

    told = [each["payload"]["order"]["id"] for each in shop.listener.of("notify_user")]
    assert told == [identity(theirs)]
    assert any("“d-4711” not sent" in note for note in shop.world.notes_of(ours.pk))


@pytest.mark.parametrize("setting", ["true", "false"])
def test_event_about_no_channel_heeds_any_channel_that_forbids_it(shop, setting):
    shop.save(never_mail_masked_addresses=setting)
    customers = [shop.sell_in_the_shop().user, shop.sell_on_allegro().user]
    manager = get_plugins_manager(allow_replica=False)

    for customer in customers:
        with TestCase.captureOnCommitCallbacks(execute=True):
            send_set_password_notification("https://shop.test", customer, manager, None)

    told = [each["payload"]["recipient_email"] for each in shop.listener.of("notify_user")]
    forbidden = setting == "true"
    assert told == [customer.email for customer in customers][: 1 if forbidden else 2]
