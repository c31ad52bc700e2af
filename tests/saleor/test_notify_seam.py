"""What the wrapped `PluginsManager.notify` costs, and that nothing of Saleor fails by it."""

import logging
from functools import wraps

import pytest
from django.core.checks import run_checks
from django.db import connection, transaction
from django.test import TestCase
from graphene import Node
from saleor.core.notify import UserNotifyEvent
from saleor.order.models import Order
from saleor.plugins.base_plugin import BasePlugin
from saleor.plugins.manager import PluginsManager, get_plugins_manager

from saleor_allegro import ledger
from saleor_allegro.models import Account
from saleor_allegro.seams import notify as seam
from saleor_allegro.seams.notify import check, install
from tests.ledger.rows import an_account, an_order
from tests.saleor.drafts import order
from tests.saleor.following import write_one
from tests.saleor.merchant_form import MerchantForm
from tests.saleor.writing_shop import FILLED_IN

NOT_SENT = "Notification “order confirmed” not sent: Allegro informs the customer."


class Writer(BasePlugin):
    """Another plugin of the shop, which would write to the customer."""

    PLUGIN_ID = "test.writer"
    DEFAULT_ACTIVE = True
    CONFIGURATION_PER_CHANNEL = False
    written: list = []

    def notify(self, event, payload_func, previous_value):
        self.written.append((event, payload_func))


@pytest.fixture
def written(monkeypatch, settings):
    """What was written: event and the function that gives the payload."""
    settings.PLUGINS = [
        f"{__name__}.{Writer.__name__}",
        "saleor_allegro.plugin.AllegroPlugin",
    ]
    monkeypatch.setattr(Writer, "written", [])
    return Writer.written


@pytest.fixture
def channel(world, written):
    channel = world.make_channel("allegro-pl")
    world.make_variant("MUG")
    return channel


@pytest.fixture
def form(world, channel):
    """At "No", with every status that the tests use mapped."""
    form = MerchantForm(world, channel)
    form.save_well(
        active=True,
        send_shop_notifications="false",
        allegro_status_unconfirmed="NEW",
        allegro_status_unfulfilled="PROCESSING",
        **FILLED_IN,
    )
    return form


@pytest.fixture
def seller(channel):
    return an_account(channel=channel.slug)


@pytest.fixture
def sold(form, seller):
    """An order from Allegro, still UNCONFIRMED."""
    draft = order()
    written_order = write_one(draft)
    an_order(seller, draft.form_id, order_id=written_order.pk, channel_slug="allegro-pl")
    return written_order


def handed_on(written):
    """Events, and the payloads they were fired with: nobody has asked for these yet."""
    return [(event, payload_func.args[-1]) for event, payload_func in written]


def payload_about(sold, **fields):
    about = {"id": Node.to_global_id("Order", sold.pk), "status": sold.status}
    return {"order": about, "recipient_email": "anna@shop.test"} | fields


def loaded_manager(slug="allegro-pl"):
    """Its plugins are loaded, so that every statement that follows is ours."""
    manager = get_plugins_manager(allow_replica=False)
    manager.get_plugins(channel_slug=slug)
    return manager


def notify(payload, event=UserNotifyEvent.ORDER_CONFIRMED, slug="allegro-pl", manager=None):
    manager = manager or loaded_manager(slug)
    func = payload if callable(payload) else lambda: payload
    with TestCase.captureOnCommitCallbacks(execute=True):
        manager.notify(event, func, channel_slug=slug)
    return func


def not_sent(world, sold):
    return [
        note
        for note in world.notes_of(sold.pk)
        if note.startswith(("Notification", "Powiadomienie"))
    ]


def test_order_of_the_shop_costs_one_statement_and_one_payload(
    form, seller, written, count_statements
):
    payload = payload_about(write_one(order()))
    made = []
    manager = loaded_manager()

    def make():
        made.append(1)
        return payload

    with count_statements() as statements:
        manager.notify(UserNotifyEvent.ORDER_CONFIRMED, make, channel_slug="allegro-pl")

    assert len([each for each in statements if "SAVEPOINT" not in each]) == 1, statements
    [(event, payload_func)] = written
    assert (event, payload_func(), payload_func()) == ("order_confirmed", payload, payload)
    assert made == [1]


def test_order_from_allegro_is_muted_and_noted_once(sold, written, world):
    notify(payload_about(sold))

    assert written == []
    assert not_sent(world, sold) == [NOT_SENT]


def test_note_is_in_the_language_of_the_form(sold, form, world):
    form.save_well(language="pl")

    notify(payload_about(sold), event=UserNotifyEvent.ORDER_CANCELED)

    assert not_sent(world, sold) == [
        "Powiadomienie „zamówienie anulowane” nie zostało wysłane: klienta informuje Allegro."
    ]


@pytest.mark.parametrize(
    "values",
    [
        {"send_shop_notifications": "true"},  # as after the installation
        {"allegro_status_unconfirmed": "", "allegro_status_unfulfilled": ""},
        {"create_orders": "false"},  # Allegro is told nothing either
        {"active": False},
    ],
    ids=["switch on", "nothing mapped", "main switch off", "plugin off"],
)
def test_nothing_is_asked_where_nothing_may_be_muted(sold, form, written, count_statements, values):
    form.save_well(**values)
    manager = loaded_manager()
    asked = []

    with count_statements() as statements:
        func = notify(lambda: asked.append(1), manager=manager)

    assert (list(statements), asked) == ([], [])
    assert handed_on(written) == [("order_confirmed", func)]


def test_plugin_at_work_in_another_channel_has_no_say(sold, world, written, count_statements):
    MerchantForm(world, world.make_channel("retail")).save_well(active=False)
    manager = loaded_manager("retail")
    asked = []

    with count_statements() as statements:
        func = notify(lambda: asked.append(1), slug="retail", manager=manager)

    assert (list(statements), asked) == ([], [])
    assert handed_on(written) == [("order_confirmed", func)]


def test_mail_goes_once_the_seller_is_disconnected(sold, seller, written):
    ledger.disconnect(seller.pk, "allegro-pl")

    notify(payload_about(sold))

    assert [event for event, _ in written] == ["order_confirmed"]


def test_stage_that_a_warehouse_app_sets_counts_as_mapped(sold, written):
    Order.objects.filter(pk=sold.pk).update(
        status="fulfilled", metadata={**sold.metadata, "allegro.stage": "READY_FOR_SHIPMENT"}
    )

    notify(payload_about(sold))

    assert written == []


def test_seller_who_must_reconnect_still_tells_the_customer(sold, seller, written):
    Account.objects.update(connection=Account.Connection.RECONNECT_NEEDED)

    notify(payload_about(sold))

    assert written == []


def test_status_counts_that_the_order_has_now(sold, form, written):
    """Saleor makes the payload of what it holds in memory, which may be older."""
    payload = payload_about(sold)
    Order.objects.filter(pk=sold.pk).update(status="fulfilled")

    notify(payload)

    assert [event for event, _ in written] == ["order_confirmed"]


def test_nothing_is_noted_of_what_is_rolled_back(sold, written, world):
    manager = loaded_manager()

    with TestCase.captureOnCommitCallbacks(execute=True), transaction.atomic():
        manager.notify("order_confirmed", lambda: payload_about(sold), channel_slug="allegro-pl")
        transaction.set_rollback(True)

    assert (written, not_sent(world, sold)) == ([], [])


def test_nothing_is_noted_before_the_commit(sold, world):
    manager = loaded_manager()

    with TestCase.captureOnCommitCallbacks() as callbacks:
        manager.notify("order_confirmed", lambda: payload_about(sold), channel_slug="allegro-pl")
    assert not_sent(world, sold) == []

    for callback in callbacks:
        callback()
    assert not_sent(world, sold) == [NOT_SENT]


def test_mail_goes_and_saleors_transaction_lives_when_our_tables_do_not_answer(
    sold, written, caplog
):
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE saleor_allegro_orderlink RENAME TO gone")

    with transaction.atomic(), caplog.at_level(logging.ERROR, seam.__name__):
        func = notify(payload_about(sold, recipient_email="anna@shop.test"))
        assert Order.objects.filter(pk=sold.pk).exists()

    [(event, payload_func)] = written
    assert (event, payload_func()) == ("order_confirmed", func())
    [record] = [each for each in caplog.records if each.name == seam.__name__]
    assert "ProgrammingError" in record.getMessage()
    assert "anna" not in record.getMessage()


@pytest.mark.parametrize(
    "payload",
    [
        {},
        {"order": None},
        {"order": {"id": "T3JkZXI6"}},
        {"order": {"id": "no id"}},
        {"order": "?"},
    ],
    ids=str,
)
def test_payload_without_an_order_we_can_read_is_sent(form, seller, written, payload):
    notify(payload)

    assert [(event, func()) for event, func in written] == [("order_confirmed", payload)]


def test_payload_that_cannot_be_made_is_left_to_those_who_want_it(form, seller, written, caplog):
    words = "no room for kupujacy@allegromail.pl"

    def broken():
        raise ValueError(words)

    notify(broken)

    assert handed_on(written) == [("order_confirmed", broken)]
    assert "kupujacy" not in caplog.text
    assert "ValueError" in caplog.text


def test_settings_that_no_longer_fit_let_the_mail_go(sold, form, written, caplog):
    row = form.row
    row.configuration = [
        item | ({"value": "many"} if item["name"] == "backfill_days" else {})
        for item in row.configuration
    ]
    row.save()

    notify(payload_about(sold))

    assert [event for event, _ in written] == ["order_confirmed"]
    assert "WrongSettings" in caplog.text


def test_event_of_another_app_about_an_order_is_sent(sold, written):
    """`externalNotificationTrigger`: somebody wants it on purpose."""
    notify(payload_about(sold), event="d-4711")

    assert [event for event, _ in written] == ["d-4711"]


def test_one_plugin_asked_by_name_is_kept_from_writing_too(sold, written):
    manager = loaded_manager()

    for event in ("order_confirmed", "d-4711"):
        manager.notify(event, lambda: payload_about(sold), "allegro-pl", plugin_id=Writer.PLUGIN_ID)

    assert [event for event, _ in written] == ["d-4711"]


def ours():
    return [each.id for each in run_checks() if each.id == "saleor_allegro.E004"]


def test_check_finds_a_notify_that_another_has_replaced(monkeypatch):
    assert ours() == []

    monkeypatch.setattr(PluginsManager, "notify", lambda *_: None)

    assert ours() == ["saleor_allegro.E004"]


def test_notify_with_other_parameters_is_left_alone_and_named(monkeypatch):
    def newer(self, event, payload_func, channel_slug, plugin_id, requestor):
        """As a later Saleor may have it."""

    monkeypatch.setattr(PluginsManager, "notify", newer)
    install()

    assert PluginsManager.notify is newer
    assert [error.id for error in check()] == ["saleor_allegro.E004"]


def test_installing_twice_wraps_once(monkeypatch):
    monkeypatch.setattr(PluginsManager, "notify", PluginsManager.notify)
    once = PluginsManager.notify

    install()

    assert PluginsManager.notify is once


def test_wrapper_of_another_plugin_around_ours_is_no_error(monkeypatch):
    original = PluginsManager.notify

    @wraps(original)
    def traced(*args, **kwargs):
        return original(*args, **kwargs)

    monkeypatch.setattr(PluginsManager, "notify", traced)

    assert check() == []
