"""Allegro's lists: read when somebody asks, and then kept no older than a week."""

import pytest

from saleor_allegro.models import Directory, Job
from saleor_allegro.simulator.faults import FaultKind
from tests.ledger.rows import NOW
from tests.sync.jobs import ask, looks, work
from tests.sync.steps import calls, later, run_recheck

LISTS = ("/sale/delivery-methods", "/order/carriers", "/marketplaces")
OLD = [{"id": "OLD", "name": "Old"}]


def read(running, simulator):
    """As somebody asked for them; then the requests so far are forgotten."""
    assert looks(work(ask(running, simulator, Job.Kind.DIRECTORY), simulator)) == ("done", "")
    Directory.objects.update(delivery_methods=OLD, carriers=OLD, marketplaces=OLD)
    simulator.requests.clear()
    return Directory.objects.get()


def asked_for(simulator):
    return [calls(simulator, path) for path in LISTS]


def is_old(directory):
    directory.refresh_from_db()
    return [directory.delivery_methods, directory.carriers, directory.marketplaces] == [OLD] * 3


def test_lists_that_nobody_asked_for_are_not_read(running, simulator):
    later(simulator, days=30)

    assert run_recheck(running, simulator).outcome == "finished"

    assert asked_for(simulator) == [0, 0, 0]
    assert not Directory.objects.exists()


def test_lists_older_than_a_week_are_read_anew_by_the_daily_comparison(running, simulator):
    directory = read(running, simulator)
    later(simulator, days=6)
    run_recheck(running, simulator)
    assert asked_for(simulator) == [0, 0, 0]

    later(simulator, days=1, minutes=1)
    run_recheck(running, simulator)

    assert asked_for(simulator) == [1, 1, 1]
    directory.refresh_from_db()
    assert directory.read_at == simulator.clock.now()
    assert {"id": "DPD", "name": "DPD"} in directory.carriers
    assert {"id": "allegro-pl", "name": "allegro-pl"} in directory.marketplaces
    assert len(directory.delivery_methods) > 1


def test_comparison_of_the_last_hours_reads_no_lists(running, simulator):
    read(running, simulator)
    later(simulator, days=8)
    run_recheck(running, simulator)
    assert asked_for(simulator) == [1, 1, 1]
    Directory.objects.update(read_at=NOW)  # over a week ago

    later(simulator, hours=2)
    run_recheck(running, simulator)

    assert asked_for(simulator) == [1, 1, 1]


def test_list_that_cannot_be_read_stops_no_comparison(running, simulator):
    directory = read(running, simulator)
    simulator.faults.add(FaultKind.TRUNCATED, "/order/carriers")
    later(simulator, days=8)

    run = run_recheck(running, simulator)

    assert (run.outcome, run.error_code) == ("finished", "")
    assert calls(simulator, "/order/carriers") == 1
    assert is_old(directory)


@pytest.mark.parametrize("path", LISTS)
def test_lists_are_kept_whole_or_not_at_all(running, simulator, path):
    directory = read(running, simulator)
    simulator.faults.add(FaultKind.TRUNCATED, path)

    job = work(ask(running, simulator, Job.Kind.DIRECTORY), simulator)

    assert job.state == "failed"
    assert is_old(directory)


def test_allegro_that_does_not_answer_is_asked_again(running, simulator):
    simulator.faults.add(FaultKind.UNAVAILABLE, "/marketplaces")
    job = work(ask(running, simulator, Job.Kind.DIRECTORY), simulator)
    assert looks(job) == ("queued", "unreachable")
    assert not Directory.objects.exists()

    later(simulator, minutes=1)

    assert looks(work(job, simulator)) == ("done", "")
    assert Directory.objects.get().account == running
