"""One run an account: its lease, its row, its interval, and what is left when it breaks."""

from datetime import timedelta

import pytest

from saleor_allegro import ledger
from saleor_allegro.demo.merchant import CHANNELS
from saleor_allegro.models import Account, Run
from saleor_allegro.shop.rehearsal.models import Order
from saleor_allegro.simulator import Kind
from saleor_allegro.sync.import_account import (
    import_account,
    import_failed_forms,
    import_forms_since,
    import_named_forms,
)
from tests.sync.steps import (
    FORM,
    calls,
    later,
    link_of,
    misprint,
    ordered_forms,
    run_import,
    set_up,
    state_of,
)

PLAIN = [Kind.PAID_ONLINE]


def test_a_run_is_remembered_with_what_it_did(account, simulator):
    sold = simulator.sell_many(5, kinds_sold=[Kind.PAID_ONLINE, Kind.NO_SKU])
    run_import(account, simulator)
    later(simulator, minutes=10)
    simulator.requests.clear()
    sold += simulator.sell_many(4, kinds_sold=[Kind.NO_SKU])
    misprint(simulator, sold[-1], lambda form: form.update(status="NEW_WORD"))

    run = run_import(account, simulator)

    assert (run.kind, run.outcome, run.error_code, run.error_message) == (
        "import",
        "finished",
        "",
        "",
    )
    assert (run.imported, run.failed, run.flagged, run.updated) == (3, 1, 3, 0)
    assert run.events > 0
    assert run.calls == calls(simulator) == 1 + 4
    assert (run.started_at, run.finished_at) == (simulator.clock.now(), simulator.clock.now())


@pytest.mark.parametrize(("pl", "cz", "minutes"), [("30", "45", 30), ("1440", "1440", 1440)])
def test_the_account_is_due_again_after_the_shortest_interval(account, simulator, pl, cz, minutes):
    set_up("allegro-pl", import_every_minutes=pl)
    set_up("allegro-cz", import_every_minutes=cz)

    run_import(account, simulator)

    now = simulator.clock.now()
    assert ledger.due_accounts(now + timedelta(minutes=minutes, seconds=-1)) == []
    assert ledger.due_accounts(now + timedelta(minutes=minutes)) == [account.pk]


def test_nothing_is_run_while_another_worker_has_the_account(account, simulator):
    now = simulator.clock.now()
    ledger.lease(account.pk, now)

    assert import_account(account.pk, clock=simulator.clock.now) is None

    assert calls(simulator) == 0
    assert not Run.objects.exists()
    later(simulator, minutes=3)
    assert run_import(account, simulator).outcome == "finished"


@pytest.mark.parametrize("connection", ["reconnect_needed", "disconnected"])
def test_nothing_is_run_for_a_seller_who_is_not_connected(account, simulator, connection):
    Account.objects.update(connection=connection)

    assert import_account(account.pk, clock=simulator.clock.now) is None
    assert calls(simulator) == 0


def test_nothing_is_run_while_no_channel_wants_orders_and_it_starts_within_a_minute(
    account, simulator
):
    for slug in CHANNELS:
        set_up(slug, create_orders=False)

    assert import_account(account.pk, clock=simulator.clock.now) is None
    assert calls(simulator) == 0
    assert not Run.objects.exists()
    later(simulator, minutes=1)
    assert ledger.due_accounts(simulator.clock.now()) == [account.pk]


def test_the_run_of_a_worker_that_died_is_closed_by_the_next(account, simulator):
    set_up("allegro-cz", language="pl")
    lost = ledger.start_run(account.pk, Run.Kind.IMPORT, simulator.clock.now())
    ledger.lease(account.pk, simulator.clock.now())
    later(simulator, minutes=3)

    run_import(account, simulator)

    lost.refresh_from_db()
    assert (lost.outcome, lost.error_code) == ("stopped", "worker_died")
    assert lost.error_message.startswith("Pobieranie przerwano")
    assert lost.finished_at == simulator.clock.now()


def test_runs_are_forgotten_after_a_month(account, simulator):
    run_import(account, simulator)
    later(simulator, days=31)

    run_import(account, simulator)

    assert Run.objects.count() == 1


class Lost(BaseException):
    """Something that no code of ours catches."""


@pytest.mark.parametrize("kind", [KeyboardInterrupt, SystemExit, Lost])
def test_an_interrupted_run_gives_the_account_back(account, simulator, kind):
    simulator.sell_many(120, kinds_sold=PLAIN)

    def interrupt(report):
        if report.imported:
            raise kind

    with pytest.raises(kind):
        import_account(account.pk, clock=simulator.clock.now, progress=interrupt)

    account.refresh_from_db()
    assert account.lease_expires_at is None
    assert 0 < Order.objects.count() < 120
    run_import(account, simulator)
    assert Order.objects.count() == 120
    assert Order.objects.filter(announcements=None).count() == 0


def test_a_mistake_of_ours_is_recorded_and_raised_on(account, simulator, caplog):
    form_id = simulator.sell(Kind.PAID_ONLINE)

    def broken(report):
        raise ZeroDivisionError(simulator.seller.email)

    with pytest.raises(ZeroDivisionError):
        import_account(account.pk, clock=simulator.clock.now, progress=broken)

    run = ledger.last_run(account.pk)
    assert (run.outcome, run.error_code, run.error_message) == (
        "stopped",
        "bug",
        "ZeroDivisionError",
    )
    assert "test_runs.py" in caplog.text
    assert simulator.seller.email not in caplog.text
    account.refresh_from_db()
    assert account.lease_expires_at is None
    assert account.next_import_at == simulator.clock.now() + timedelta(minutes=10)
    run_import(account, simulator)
    assert ordered_forms() == {form_id}


def test_a_worker_that_was_overtaken_stops_and_records_nothing(account, simulator):
    simulator.sell_many(120, kinds_sold=PLAIN)
    overtaken_by = []

    def overtake(report):
        if report.imported and not overtaken_by:
            later(simulator, minutes=4)
            overtaken_by.append(ledger.lease(account.pk, simulator.clock.now()))

    run = import_account(account.pk, clock=simulator.clock.now, progress=overtake)

    assert len(overtaken_by) == 1
    assert run.imported == 0
    assert 0 < Order.objects.count() < 120
    account.refresh_from_db()
    assert account.lease_fence == overtaken_by[0].fence
    ledger.heartbeat(overtaken_by[0], simulator.clock.now())


def test_a_named_form_is_imported_whatever_its_age_and_state(account, simulator):
    old = simulator.sell(Kind.PAID_ONLINE)
    later(simulator, days=20)
    account.import_since = simulator.clock.now() - timedelta(days=1)
    account.save()
    run_import(account, simulator)
    later(simulator, minutes=1)
    simulator.set_fulfillment(old, "NEW")
    run_import(account, simulator)
    assert state_of(old) == ("skipped", "bought_before_import", 0)

    run = import_named_forms(account.pk, [old], clock=simulator.clock.now)

    assert (run.imported, ordered_forms()) == (1, {old})
    again = import_named_forms(account.pk, [old], clock=simulator.clock.now)
    assert (again.imported, again.failed, Order.objects.count()) == (0, 0, 1)


def test_failed_forms_are_tried_at_once_when_a_person_asks(account, simulator):
    sold = simulator.sell_many(2, kinds_sold=PLAIN)
    before = misprint(simulator, sold[0], lambda form: form.update(status="NEW_WORD"))
    run_import(account, simulator)
    simulator.forms.put(before)
    assert link_of(sold[0]).next_try_at > simulator.clock.now()

    run = import_failed_forms(account.pk, clock=simulator.clock.now)

    assert (run.imported, ordered_forms()) == (1, set(sold))


def test_forms_since_a_date_are_imported_though_they_were_passed_over_before(account, simulator):
    start = simulator.clock.now()
    old = simulator.sell(Kind.PAID_ONLINE)
    cancelled = simulator.sell(Kind.CANCELLED)
    later(simulator, days=20)
    account.import_since = account.connected_at = simulator.clock.now()
    account.save()
    run_import(account, simulator)
    simulator.set_fulfillment(old, "NEW")
    run_import(account, simulator)
    assert state_of(old) == ("skipped", "bought_before_import", 0)

    run = import_forms_since(account.pk, start - timedelta(hours=1), clock=simulator.clock.now)

    assert (run.imported, ordered_forms()) == (1, {old})
    assert state_of(cancelled) == ("skipped", "cancelled", 0)
    assert calls(simulator, FORM) == 1
