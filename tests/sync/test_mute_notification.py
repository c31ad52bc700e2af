"""A notification of the shop is judged by the settings, by what is sold, and by how it stands."""

from dataclasses import replace
from uuid import uuid4

import pytest

from saleor_allegro import ledger
from saleor_allegro.config import settings_from
from saleor_allegro.rules.muting import Silence
from saleor_allegro.shop.rehearsal.models import Note, Order
from saleor_allegro.shop.rehearsal.shop import RehearsalShop
from saleor_allegro.simulator import Kind
from saleor_allegro.sync.mute_notification import Notification, may_mute, note_muted, why_mute
from tests.sync.steps import run_import

AT_NO = settings_from(
    {
        "create_orders": True,
        "send_shop_notifications": False,
        "allegro_status_unfulfilled": "PROCESSING",
    }
)
AT_YES = replace(AT_NO, send_shop_notifications=True)
SHOP = RehearsalShop()


@pytest.fixture
def sold(account, simulator):
    simulator.sell(Kind.PAID_ONLINE)
    run_import(account, simulator)
    order = Order.objects.get()
    assert order.status == "unfulfilled"
    return order


def about(order_id, event="order_confirmed", recipient="anna@shop.test"):
    return Notification(event=event, recipient=recipient, order_id=order_id)


@pytest.mark.parametrize(
    ("event", "settings", "expected"),
    [
        ("order_confirmed", AT_NO, True),
        ("order_confirmed", AT_YES, False),
        ("order_confirmed", replace(AT_NO, create_orders=False), False),
        ("order_confirmed", replace(AT_NO, allegro_status_unfulfilled=None), False),
        ("invoice_ready", AT_NO, False),
        ("invoice_ready", replace(AT_YES, never_mail_masked_addresses=True), True),
        ("staff_order_confirmation", replace(AT_NO, never_mail_masked_addresses=True), False),
    ],
)
def test_nothing_is_looked_up_that_nothing_could_mute(event, settings, expected):
    assert may_mute(event, settings) is expected


def test_order_from_allegro_is_left_to_allegro_while_its_status_is_mapped(sold):
    assert why_mute(about(sold.uuid), AT_NO, SHOP) is Silence.ALLEGRO_INFORMS
    assert why_mute(about(sold.uuid), AT_YES, SHOP) is None

    Order.objects.update(status="fulfilled")
    assert why_mute(about(sold.uuid), AT_NO, SHOP) is None


def test_order_of_the_shop_costs_one_statement(account, django_assert_num_queries):
    with django_assert_num_queries(1):
        assert why_mute(about(uuid4()), AT_NO, SHOP) is None


def test_nothing_is_asked_about_what_is_no_order(db, django_assert_num_queries):
    strict = replace(AT_NO, never_mail_masked_addresses=True)

    with django_assert_num_queries(0):
        assert why_mute(about(None), AT_NO, SHOP) is None
        masked = about(None, "account_delete", "a+b@allegromail.pl")
        assert why_mute(masked, strict, SHOP) is Silence.MASKED_ADDRESS
        assert why_mute(masked, AT_NO, SHOP) is None


def test_order_of_a_seller_who_left_is_not_left_to_allegro(sold, account):
    for slug in ledger.channels_of(account.pk):
        ledger.disconnect(account.pk, slug)

    assert why_mute(about(sold.uuid), AT_NO, SHOP) is None


def test_what_is_muted_is_noted_in_the_orders_history(sold):
    before = Note.objects.count()

    note_muted(about(sold.uuid), Silence.ALLEGRO_INFORMS, "pl", SHOP)
    note_muted(about(None, "account_delete"), Silence.MASKED_ADDRESS, "pl", SHOP)

    assert [note.message for note in Note.objects.order_by("pk")[before:]] == [
        "Powiadomienie „zamówienie potwierdzone” nie zostało wysłane: klienta informuje Allegro."
    ]
