import pytest

from saleor_allegro import ledger
from saleor_allegro.models import OrderLink, Run
from tests.ledger.rows import LATER, NOW, a_link, an_account

pytestmark = pytest.mark.django_db


def test_a_run_is_remembered_with_its_counts():
    account = an_account()
    run = ledger.start_run(account.pk, Run.Kind.IMPORT, NOW)
    ledger.finish_run(run, ledger.Counts(imported=3, failed=1, calls=7), LATER)

    last = ledger.last_run(account.pk)
    assert (last.outcome, last.imported, last.failed, last.calls) == ("finished", 3, 1, 7)
    assert last.finished_at == LATER


def test_the_run_of_a_worker_that_died_is_closed():
    account = an_account()
    ledger.start_run(account.pk, Run.Kind.IMPORT, NOW)

    ledger.close_abandoned_runs(account.pk, LATER, code="worker_died", message="Interrupted.")

    last = ledger.last_run(account.pk)
    assert (last.outcome, last.error_code, last.error_message) == (
        "stopped",
        "worker_died",
        "Interrupted.",
    )
    assert last.finished_at == LATER


def test_of_two_runs_that_started_together_the_second_is_the_last():
    account = an_account()
    ledger.start_run(account.pk, Run.Kind.IMPORT, NOW)
    second = ledger.start_run(account.pk, Run.Kind.IMPORT, NOW)

    assert ledger.last_run(account.pk) == second


def test_old_runs_are_forgotten():
    account = an_account()
    ledger.start_run(account.pk, Run.Kind.IMPORT, NOW)
    kept = ledger.start_run(account.pk, Run.Kind.IMPORT, LATER)

    ledger.forget_old_runs(account.pk, LATER)

    assert list(account.runs.all()) == [kept]


def test_the_overview_counts_forms_and_finds_the_oldest_failure():
    account = an_account()
    a_link(account, "a", state=OrderLink.State.FAILED, failed_since=LATER)
    oldest = a_link(account, "b", state=OrderLink.State.FAILED, failed_since=NOW)
    a_link(account, "c", state=OrderLink.State.IMPORTED)

    [overview] = ledger.overview()

    assert overview.forms == {"failed": 2, "imported": 1}
    assert overview.oldest_failed == oldest
    assert overview.channels == ["pl"]
    assert (overview.last_import, overview.open_flags) == (None, 0)
