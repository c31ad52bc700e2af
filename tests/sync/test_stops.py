"""What ends a run: nothing counts against an order, and the account goes on when it can."""

from datetime import timedelta

import pytest
from django.db import connection

from saleor_allegro import ledger
from saleor_allegro.demo.merchant import CHANNELS, connect_seller, form_values
from saleor_allegro.models import LineLink
from saleor_allegro.shop.rehearsal.models import Channel, Order
from saleor_allegro.simulator import Kind
from saleor_allegro.sync import connection as wiring
from saleor_allegro.sync.import_account import import_account
from tests.sync.dying_database import dying_at
from tests.sync.steps import (
    EVENTS,
    FORM,
    LIST,
    TOKEN,
    calls,
    later,
    ordered_forms,
    run_import,
    set_up,
    state_of,
)


@pytest.fixture
def running(running, simulator):
    """As for others, and three orders wait on Allegro."""
    simulator.sell_many(3, kinds_sold=[Kind.PAID_ONLINE])
    return running


def due_after(simulator, **span):
    return ledger.due_accounts(simulator.clock.now() + timedelta(**span))


def expect_all_imported(account, simulator):
    assert run_import(account, simulator).outcome == "finished"
    assert ordered_forms() == set(simulator.forms)
    assert Order.objects.count() == len(simulator.forms)


@pytest.mark.parametrize("kind", ["server_error", "unavailable", "cut", "cut_body"])
@pytest.mark.parametrize("path", [EVENTS, FORM])
def test_allegro_out_of_order_is_tried_again_every_minute(running, simulator, kind, path):
    simulator.faults.add(kind, path, times=None)
    simulator.faults.add(kind, LIST, times=None)

    stopped = run_import(running, simulator)

    assert (stopped.outcome, stopped.error_code) == ("stopped", "unreachable")
    assert stopped.error_message.startswith("Allegro cannot be reached; tried again every minute.")
    assert (stopped.imported, stopped.failed) == (0, 0)
    assert due_after(simulator, seconds=59) == []
    assert due_after(simulator, seconds=60) == [running.pk]
    simulator.faults.clear()
    expect_all_imported(running, simulator)


def test_allegro_that_does_not_answer_in_time_is_tried_again(running, simulator, monkeypatch):
    monkeypatch.setattr(wiring, "TIMEOUT", (1.0, 0.2))
    simulator.faults.add("timeout", EVENTS)

    stopped = run_import(running, simulator)

    assert (stopped.error_code, stopped.calls) == ("unreachable", 1)
    assert "no answer (ReadTimeout)" in stopped.error_message
    expect_all_imported(running, simulator)


def test_a_slow_answer_is_an_answer(running, simulator):
    simulator.faults.add("slow", EVENTS, seconds=0.1)

    expect_all_imported(running, simulator)


@pytest.mark.parametrize(("asked", "pause"), [(None, 60), (300, 300), (0, 0)])
def test_a_pause_that_allegro_asks_for_is_kept(running, simulator, asked, pause):
    simulator.faults.add("rate_limited", EVENTS, retry_after=asked)

    stopped = run_import(running, simulator)

    assert stopped.error_code == "rate_limited"
    assert "Allegro asks for a pause; the import goes on by itself." in stopped.error_message
    running.refresh_from_db()
    assert running.paused_until == simulator.clock.now() + timedelta(seconds=pause)
    at_least = max(pause, 60)
    assert due_after(simulator, seconds=at_least - 1) == []
    assert due_after(simulator, seconds=at_least) == [running.pk]

    if pause:
        assert import_account(running.pk, clock=simulator.clock.now) is None
        assert calls(simulator) == 1
    later(simulator, seconds=pause)
    expect_all_imported(running, simulator)


def test_a_pause_in_the_middle_keeps_what_was_read(running, simulator):
    simulator.faults.add("rate_limited", FORM, after=2)

    stopped = run_import(running, simulator)

    assert (stopped.error_code, stopped.imported, stopped.failed) == ("rate_limited", 2, 0)
    later(simulator, minutes=1)
    expect_all_imported(running, simulator)


def test_an_access_token_refused_once_is_replaced_within_a_minute(running, simulator):
    simulator.tokens.expire_access()

    stopped = run_import(running, simulator)

    assert stopped.error_code == "not_authorised"
    assert "tried again with a fresh one" in stopped.error_message
    running.refresh_from_db()
    assert running.connection == "connected"
    assert due_after(simulator, minutes=1) == [running.pk]
    assert calls(simulator, TOKEN) == 0
    later(simulator, minutes=1)
    expect_all_imported(running, simulator)
    assert calls(simulator, TOKEN) == 1


def test_a_fresh_token_that_is_refused_too_needs_a_person(running, simulator):
    simulator.tokens.expire_access()
    run_import(running, simulator)
    later(simulator, minutes=1)
    simulator.faults.add("revoked_tokens", EVENTS)

    stopped = run_import(running, simulator)

    assert stopped.error_code == "reconnect_needed"
    assert "Connect the seller again" in stopped.error_message
    running.refresh_from_db()
    assert running.connection == "reconnect_needed"
    assert due_after(simulator, days=1) == []


def test_two_refusals_with_a_good_run_between_are_no_reason_to_reconnect(running, simulator):
    for _ in range(2):
        simulator.tokens.expire_access()
        assert run_import(running, simulator).error_code == "not_authorised"
        later(simulator, minutes=1)
        assert run_import(running, simulator).outcome == "finished"

    running.refresh_from_db()
    assert running.connection == "connected"


def test_what_was_read_before_the_consent_ended_is_imported(running, simulator):
    """The access token runs out between two forms, and the refresh is refused."""
    [first, *_] = simulator.forms
    moment = simulator.clock.now()

    def clock():
        """Half a day passes as soon as the first form was read, and the consent ends."""
        if not calls(simulator, FORM):
            return moment
        simulator.tokens.revoke_all()
        return moment + timedelta(hours=12)

    run = import_account(running.pk, clock=clock)

    assert (run.error_code, run.imported) == ("reconnect_needed", 1)
    assert ordered_forms() == {first}
    running.refresh_from_db()
    assert running.connection == "reconnect_needed"


@pytest.mark.parametrize(
    ("field", "value", "code", "words"),
    [
        ("client_id", "another", "not_configured", "Put them back, or connect the seller"),
        ("application_name", "", "not_configured", "Fill in “Application name”"),
        ("import_every_minutes", "often", "wrong_settings", "Import every (minutes)"),
    ],
)
def test_settings_that_do_not_fit_are_named(running, simulator, field, value, code, words):
    for slug in CHANNELS:
        set_up(slug, **{field: value})

    stopped = run_import(running, simulator)

    assert stopped.error_code == code
    assert words in stopped.error_message
    assert calls(simulator) == 0
    assert due_after(simulator, minutes=9) == []
    assert due_after(simulator, minutes=10) == [running.pk]
    for slug in CHANNELS:
        set_up(slug, **{field: form_values(simulator, running.environment).get(field)})
    expect_all_imported(running, simulator)


def test_settings_of_a_channel_that_is_switched_off_stop_nothing(running, simulator):
    set_up("allegro-cz", import_every_minutes="often")
    Channel.objects.filter(slug="allegro-cz").update(plugin_active=False)

    expect_all_imported(running, simulator)


def test_a_seller_whose_channels_are_all_gone_is_told(running, simulator):
    Channel.objects.filter(slug="allegro-pl").update(slug="renamed-pl")
    Channel.objects.filter(slug="allegro-cz").update(slug="renamed-cz")

    stopped = run_import(running, simulator)

    assert stopped.error_code == "channel_not_found"
    assert stopped.error_message.startswith("Channel allegro-cz was deleted from the shop.")
    connect_seller(
        "renamed-pl", form_values(simulator, running.environment), clock=simulator.clock.now
    )
    expect_all_imported(running, simulator)


def test_a_channel_deleted_between_decision_and_writing_costs_no_attempt(running, simulator):
    decided = []

    def delete(execute, sql, params, many, context):
        if LineLink._meta.db_table in sql:
            decided.append(sql)
        elif len(decided) == 1 and "lease_expires_at" in sql:
            decided.append(sql)
            Channel.objects.get(slug="allegro-pl").delete()
        return execute(sql, params, many, context)

    with connection.execute_wrapper(delete):
        stopped = run_import(running, simulator)

    assert len(decided) == 2
    assert (stopped.error_code, stopped.failed) == ("channel_not_found", 0)
    assert {state_of(form_id) for form_id in simulator.forms} == {("due", "", 0)}


def test_a_switch_turned_off_during_a_run_stops_it_and_costs_no_attempt(running, simulator):
    def clock():
        if calls(simulator, FORM):
            for slug in CHANNELS:
                set_up(slug, create_orders=False)
        return simulator.clock.now()

    run = import_account(running.pk, clock=clock)

    assert (run.outcome, run.error_code, run.failed) == ("stopped", "switched_off", 0)
    assert "“Create orders from Allegro” was switched off" in run.error_message
    assert {state_of(form_id) for form_id in simulator.forms} == {("due", "", 0)}
    assert import_account(running.pk, clock=simulator.clock.now) is None

    for slug in CHANNELS:
        set_up(slug, create_orders=True)
    expect_all_imported(running, simulator)


def test_a_key_that_was_lost_is_told_and_its_return_needs_no_new_connection(
    running, simulator, settings
):
    key, settings.SECRET_KEY = settings.SECRET_KEY, "another"

    stopped = run_import(running, simulator)

    assert stopped.error_code == "key_changed"
    assert "Add it to ALLEGRO_ENCRYPTION_KEY, or connect the seller again" in stopped.error_message
    running.refresh_from_db()
    assert running.connection == "connected"
    settings.SECRET_KEY = key
    expect_all_imported(running, simulator)


def test_a_seller_disconnected_during_a_run_is_left_alone(running, simulator):
    def clock():
        if calls(simulator, FORM):
            for slug in CHANNELS:
                ledger.disconnect(running.pk, slug)
        return simulator.clock.now()

    run = import_account(running.pk, clock=clock)

    run.refresh_from_db()
    assert (run.outcome, run.error_code, run.imported) == ("stopped", "disconnected", 0)
    assert not Order.objects.exists()
    running.refresh_from_db()
    assert running.connection == "disconnected"


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(
    ("words", "after"),
    [
        ('INSERT INTO "saleor_allegro_run"', False),
        ('INSERT INTO "saleor_allegro_orderlink"', False),
        ('UPDATE "saleor_allegro_account" SET "cursor"', True),
        ('INSERT INTO "allegro_rehearsal_orderline"', False),
        ('INSERT INTO "saleor_allegro_linelink"', True),
        ('INSERT INTO "allegro_rehearsal_announcement"', True),
        ('UPDATE "saleor_allegro_run"', False),
    ],
)
def test_a_database_that_goes_away_anywhere_loses_and_doubles_nothing(
    running, simulator, caplog, words, after
):
    with dying_at(words, after=after) as died:
        import_account(running.pk, clock=simulator.clock.now)
    assert len(died) == 1
    assert "terminating connection" not in caplog.text  # a database may quote what it was given

    last = ledger.last_run(running.pk)
    assert last.error_code in ("database", "")
    running.refresh_from_db()
    assert running.lease_expires_at is None
    later(simulator, minutes=1)
    run_import(running, simulator)

    assert ordered_forms() == set(simulator.forms)
    assert Order.objects.count() == len(simulator.forms)
    assert {state_of(form_id) for form_id in simulator.forms} == {("imported", "", 0)}
    assert not Order.objects.filter(announcements=None).exists()
