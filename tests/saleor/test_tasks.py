"""What beat and the workers do, in Saleor's own Celery app, run eagerly."""

import json
import logging
import os
import subprocess
import sys
from datetime import timedelta

import pytest
from django.utils import timezone
from saleor.celeryconf import app
from saleor.core.tasks import RestrictWriterDBTask
from saleor.order.models import Order, OrderEvent
from saleor.schedulers.models import CustomPeriodicTask
from saleor.schedulers.schedulers import DatabaseScheduler

from saleor_allegro import ledger, tasks
from saleor_allegro.demo.sold import read_form
from saleor_allegro.demo.verdict import differences
from saleor_allegro.models import Account, OrderLink, Run
from saleor_allegro.schedule import ENTRY, TASK
from saleor_allegro.shop.saleor.shop import SaleorShop
from saleor_allegro.simulator.kinds import Kind
from tests.saleor.selling import selling_shop

A_MINUTE = timedelta(minutes=1)
TASKS = [
    tasks.import_due_accounts,
    tasks.import_account,
    tasks.recheck_account,
    tasks.do_job,
    tasks.refresh_dashboard_app,
]


@pytest.fixture
def selling(db):
    with selling_shop() as selling:
        yield selling


def tick():
    tasks.import_due_accounts.delay()


def kinds_of_runs(selling):
    return list(
        Run.objects.filter(account=selling.account).order_by("pk").values_list("kind", flat=True)
    )


def test_tick_imports_the_account_that_is_due(selling):
    selling.simulator.sell_many(12)

    tick()

    sold = [read_form(form) for form in selling.simulator.forms.values()]
    held = SaleorShop().read_orders(list(Order.objects.values_list("pk", flat=True)))
    assert differences(sold, held) == []
    run = ledger.last_run(selling.account.pk)
    assert (run.outcome, run.imported) == ("finished", Order.objects.count())


def test_account_is_due_again_after_the_minutes_of_its_own_form(selling):
    selling.change_forms(import_every_minutes="25")
    before = timezone.now()

    tick()

    wait = ledger.account(selling.account.pk).next_import_at - before
    assert timedelta(minutes=25) <= wait < timedelta(minutes=26)
    tick()
    assert kinds_of_runs(selling) == ["import", "recheck"]


def test_account_is_rechecked_again_after_the_minutes_of_its_own_form(selling):
    selling.change_forms(recheck_every_minutes="25")
    tick()
    before = timezone.now()

    tick()

    wait = ledger.account(selling.account.pk).next_recheck_at - before
    assert timedelta(minutes=25) <= wait < timedelta(minutes=26)
    seen = len(selling.simulator.requests)
    tick()
    assert len(selling.simulator.requests) == seen > 0


def test_tick_rechecks_an_account_when_its_import_is_over(selling):
    form_id = selling.simulator.sell(Kind.UNPAID)
    tick()
    selling.simulator.journal.hold()  # only the recheck can see what happens
    selling.simulator.pay(form_id)
    selling.change_account(next_import_at=timezone.now())

    tick()

    assert kinds_of_runs(selling) == ["import", "import", "recheck"]
    order = Order.objects.get()
    assert (order.status, order.charge_status) == ("unfulfilled", "full")
    assert [run.outcome for run in Run.objects.all()] == ["finished"] * 3


def not_due(selling):
    soon = timezone.now() + A_MINUTE
    selling.change_account(next_import_at=soon, next_recheck_at=soon, next_sweep_at=soon)


def paused(selling):
    selling.change_account(paused_until=timezone.now() + A_MINUTE)


def reconnect_needed(selling):
    ledger.reconnect_needed(selling.account.pk)


def disconnected(selling):
    for slug in ledger.channels_of(selling.account.pk):
        ledger.disconnect(selling.account.pk, slug)


def plugin_switched_off(selling):
    selling.change_forms(active=False)


def orders_not_wanted(selling):
    selling.change_forms(create_orders=False)


def held_by_another_worker(selling):
    assert ledger.lease(selling.account.pk, timezone.now())


NOTHING_TO_DO = [
    not_due,
    paused,
    reconnect_needed,
    disconnected,
    plugin_switched_off,
    orders_not_wanted,
    held_by_another_worker,
]


@pytest.mark.parametrize("happens", NOTHING_TO_DO)
def test_nothing_is_asked_of_allegro_for_an_account_that_is(selling, happens):
    selling.simulator.sell()
    happens(selling)

    tick()

    assert len(selling.simulator.requests) == 0
    assert not Order.objects.exists()


@pytest.mark.parametrize("happens", NOTHING_TO_DO)
def test_nothing_is_rechecked_of_an_account_that_is(selling, happens):
    tick()
    selling.simulator.requests.clear()
    happens(selling)

    tick()

    assert len(selling.simulator.requests) == 0
    assert kinds_of_runs(selling) == ["import"]


def test_account_that_is_due_is_imported_though_another_is_not(selling):
    selling.simulator.sell()
    Account.objects.create(
        seller_id="45",
        login="drugi",
        environment="sandbox",
        client_id="x",
        connection=Account.Connection.RECONNECT_NEEDED,
        connected_at=timezone.now(),
        import_since=timezone.now(),
        next_import_at=timezone.now() - A_MINUTE,
    )

    tick()

    assert ledger.last_run(selling.account.pk).outcome == "finished"
    assert OrderLink.objects.get().state == "imported"


def test_account_queued_twice_is_imported_once(selling):
    selling.simulator.sell_many(5)
    tasks.import_account.delay(selling.account.pk)
    first = set(Order.objects.values_list("pk", flat=True))

    tasks.import_account.delay(selling.account.pk)

    assert set(Order.objects.values_list("pk", flat=True)) == first != set()


def test_account_deleted_since_it_was_queued_is_passed_over(selling):
    tasks.import_account.delay(selling.account.pk + 1)
    tasks.recheck_account.delay(selling.account.pk + 1)

    assert len(selling.simulator.requests) == 0


def test_recheck_queued_twice_changes_nothing_the_second_time(selling):
    form_id = selling.simulator.sell(Kind.UNPAID)
    tick()
    selling.simulator.pay(form_id)
    tasks.recheck_account.delay(selling.account.pk)
    events = list(OrderEvent.objects.values_list("pk", flat=True))

    tasks.recheck_account.delay(selling.account.pk)

    assert list(OrderEvent.objects.values_list("pk", flat=True)) == events
    assert list(Run.objects.order_by("pk").values_list("updated", flat=True)) == [0, 1, 0]


@pytest.mark.parametrize("task", TASKS)
def test_tasks_are_saleors_own_kind_and_do_not_pile_up(task):
    assert isinstance(task, RestrictWriterDBTask)
    assert app.tasks[task.name].run.__module__ == "saleor_allegro.tasks"
    assert task.expires == 60


#: What a worker and beat do when they start.
START = """
import django, json
django.setup()
from saleor.celeryconf import app
app.loader.import_default_modules()
print(json.dumps({"tasks": sorted(app.tasks), "entries": sorted(app.conf.beat_schedule)}))
"""


def test_worker_and_beat_with_saleors_own_settings_find_us():
    """In a process of its own: here the tasks are imported already."""
    own = {"DJANGO_SETTINGS_MODULE": "saleor.settings", "DEBUG": "True", "SECRET_KEY": "k" * 50}
    started = subprocess.run(  # noqa: S603 - our own code
        [sys.executable, "-W", "ignore", "-c", START],
        env=os.environ | own,
        capture_output=True,
        text=True,
        check=False,
    )

    assert started.returncode == 0, started.stderr
    found = json.loads(started.stdout.splitlines()[-1])
    assert {TASK, *(task.name for task in TASKS)} <= set(found["tasks"])
    assert ENTRY in found["entries"]
    assert len(found["entries"]) > 10  # Saleor's own are still there


def test_beat_of_saleor_ticks_once_a_minute(db, monkeypatch):
    # Beat opens its connections anew; here both aliases are the one connection of the test.
    monkeypatch.setattr("django_celery_beat.schedulers.close_old_connections", lambda: None)
    entry = app.conf.beat_schedule[ENTRY]
    assert (entry["task"], entry["schedule"]) == (TASK, A_MINUTE)

    scheduler = DatabaseScheduler(app=app)

    row = CustomPeriodicTask.objects.get(name=ENTRY)
    assert (row.task, row.enabled) == (TASK, True)
    assert (row.interval.every, row.interval.period) in [(60, "seconds"), (1, "minutes")]
    assert scheduler.schedule[ENTRY].task == TASK


def test_log_tells_ids_and_counts_and_nobodys_name(selling, caplog):
    caplog.set_level(logging.INFO, logger="saleor_allegro")
    form_id = selling.simulator.sell()
    buyer = selling.simulator.forms[form_id]["buyer"]

    tick()

    [record] = [each for each in caplog.records if each.name.startswith("saleor_allegro")]
    assert record.allegro_account == selling.account.pk
    assert (record.allegro_outcome, record.allegro_imported) == ("finished", 1)
    for word in (buyer["login"], buyer["email"], buyer["lastName"], selling.account.login):
        assert word not in str(vars(record))
